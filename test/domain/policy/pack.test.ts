import { describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { bureauName, clauseOf, inForce, postTitle, samePack } from '#src/domain/policy/pack.ts';
import { defaultPack, packs, packWith } from './default-pack.ts';

describe('a policy pack', () => {
  it('names the clause behind each value', () => {
    expect(clauseOf(defaultPack, 'publicity.min_days')).toMatchObject({
      setting: 'publicity.min_days',
      source: { kind: 'clause', quote: '村内公示不少于5天' },
    });
  });

  it('is in force from its first to its last day, both included', () => {
    const lastYear = { ...defaultPack, effectiveTo: localDate('2026-12-31') };
    expect(inForce(lastYear, localDate('2025-12-31'))).toBe(false);
    expect(inForce(lastYear, localDate('2026-01-01'))).toBe(true);
    expect(inForce(lastYear, localDate('2026-12-31'))).toBe(true);
    expect(inForce(lastYear, localDate('2027-01-01'))).toBe(false);
    expect(inForce(defaultPack, localDate('2031-01-01'))).toBe(true);
  });

  it('is told apart from another wording of itself', () => {
    expect(samePack(defaultPack, { ...defaultPack })).toBe(true);
    expect(samePack(defaultPack, { ...defaultPack, version: 'older' })).toBe(false);
  });

  it('XX-06 a county’s own name for the village officer is used, other posts keep theirs', () => {
    const xixian = packWith({
      'posts.titles': {
        value: { 'village-officer': '扶贫专干' },
        source: { kind: 'clause', document: '西咸新区实施意见', article: '二（一）2' },
      },
    });
    expect(postTitle(xixian, 'village-officer')).toBe('扶贫专干');
    expect(postTitle(xixian, 'town-officer')).toBe('镇街信息员');
    expect(postTitle(defaultPack, 'village-officer')).toBe('村信息员');
  });

  it('names its bureau behind the county without saying the county twice', () => {
    const of = (id: string, county: string) => bureauName(county, packs.get(id) ?? defaultPack);
    expect(of('longxian', '陇县')).toBe('陇县乡村振兴局');
    expect(of('xixian', '西咸新区')).toBe('西咸新区扶贫办');
    expect(of('tongnan', '潼南区')).toBe('潼南区农业农村委');
    expect(of('default', '云岭县')).toBe('云岭县农业农村局');
    expect(of('default', '')).toBe('农业农村局');
  });
});

import { describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { clauseOf, inForce, postTitle, samePack } from '#src/domain/policy/pack.ts';
import { defaultPack, packWith } from './default-pack.ts';

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
});

import { describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { packInForce, packOn, packWordings } from '#src/domain/policy/pack-on-day.ts';
import { defaultPack, packWith } from './default-pack.ts';

/** A line that holds for 2024 only, and a target from 2025 on. */
const bounded: Pack = {
  ...packWith({
    'monitor_line.yuan': {
      value: 8300,
      source: { kind: 'clause', document: '某县', article: '（一）' },
      to: localDate('2024-12-31'),
    },
    'income_floor_target.yuan': {
      value: 8700,
      source: { kind: 'clause', document: '某县', article: '（二）' },
      from: localDate('2025-01-01'),
      to: localDate('2025-12-31'),
    },
  }),
  id: 'county',
  extends: 'default',
  effectiveFrom: localDate('2024-01-01'),
};
const town: Pack = { ...bounded, id: 'town', version: 'town-1', extends: 'county' };
const all = new Map([defaultPack, bounded, town].map((pack) => [pack.id, pack]));
const find = (id: string): Pack | undefined => all.get(id);
const lineOn = (pack: Pack, day: string) =>
  packOn(pack, localDate(day), find).settings['monitor_line.yuan'].value;

describe('a pack read on a day', () => {
  it('has a bounded value on its days and the parent’s on all others', () => {
    expect(lineOn(bounded, '2024-12-31')).toBe(8300);
    expect(lineOn(bounded, '2025-01-01')).toBeNull();
    const { settings } = packOn(bounded, localDate('2025-06-01'), find);
    expect(settings['income_floor_target.yuan'].value).toBe(8700);
    expect(settings['monitor_line.yuan'].source).toMatchObject({
      kind: 'inherited',
      from: 'default',
    });
  });

  it('is inherited on the same days by the packs below', () => {
    expect(lineOn(town, '2024-06-01')).toBe(8300);
    expect(lineOn(town, '2025-06-01')).toBeNull();
  });

  it('has a version of its own for each wording, the same on all days of one', () => {
    const versionOn = (day: string) => packOn(bounded, localDate(day), find).version;
    expect(versionOn('2025-03-01')).toBe(versionOn('2025-12-31'));
    expect(
      new Set([versionOn('2024-06-01'), versionOn('2025-03-01'), versionOn('2026-01-01')]).size,
    ).toBe(3);
    const wordings = packWordings(bounded, find).map(({ version }) => version);
    for (const day of ['2024-01-01', '2025-05-05', '2026-05-05']) {
      expect(wordings, day).toContain(versionOn(day));
    }
    expect(new Set(wordings).size).toBe(wordings.length);
    expect(packWordings(defaultPack, find)).toEqual([defaultPack]);
  });
});

describe('the pack a case begins under', () => {
  const policies = { packs: all, defaultPack };

  it('is the area’s while it is in force, else the default', () => {
    expect(packInForce(policies, 'county', localDate('2024-05-01')).id).toBe('county');
    expect(packInForce(policies, 'county', localDate('2023-12-31'))).toBe(defaultPack);
    expect(packInForce(policies, 'gone', localDate('2024-05-01'))).toBe(defaultPack);
    expect(packInForce(policies, null, localDate('2024-05-01'))).toBe(defaultPack);
  });
});

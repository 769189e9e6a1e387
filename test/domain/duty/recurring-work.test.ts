import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { occurrencesOn, opensDuty } from '#src/domain/duty/recurring-work.ts';
import type { DutyPeriod, DueRule } from '#src/domain/policy/recurring-duty.ts';
import { allPacks, banan, fengdu, longxian } from '#test/policies/packs.ts';

const long = '2020-01-01';
const dueOn = (
  period: DutyPeriod,
  today: string,
  due: DueRule = { kind: 'period-end' },
  since = long,
  times = 1,
) =>
  occurrencesOn({ period, due, times }, localDate(today), localDate(since)).map(
    (each) => each.dueOn,
  );

describe('when work that comes back is due', () => {
  test('BN-02 at the end of its week, month, quarter, half-year and year', () => {
    expect(dueOn('week', '2026-11-25')).toEqual(['2026-11-29']);
    expect(dueOn('month', '2026-02-01')).toEqual(['2026-02-28']);
    expect(dueOn('quarter', '2026-11-22')).toEqual(['2026-12-31']);
    expect(dueOn('half-year', '2026-06-30')).toEqual(['2026-06-30']);
    expect(dueOn('half-year', '2026-07-01')).toEqual(['2026-12-31']);
    expect(dueOn('year', '2026-01-01')).toEqual(['2026-12-31']);
  });

  test('LX-07 the first period is the next whole one after the pack was assigned', () => {
    const assigned = '2026-11-22';
    expect(dueOn('month', '2026-11-22', undefined, assigned)).toEqual([]);
    expect(dueOn('month', '2026-11-30', undefined, assigned)).toEqual([]);
    expect(dueOn('month', '2026-12-01', undefined, assigned)).toEqual(['2026-12-31']);
    expect(dueOn('year', '2026-12-31', undefined, assigned)).toEqual([]);
    // Assigned on its first day, a period has begun already.
    expect(dueOn('month', '2026-12-01', undefined, '2026-12-01')).toEqual([]);
  });

  test('BN-06 a day of the year or month is its last day, and what is past is not asked for afterwards', () => {
    const december: DueRule = { kind: 'day-of-year', day: '12-20' };
    expect(dueOn('year', '2026-03-01', december)).toEqual(['2026-12-20']);
    expect(dueOn('year', '2026-12-21', december)).toEqual([]);
    const fifth: DueRule = { kind: 'day-of-month', day: 5 };
    expect(dueOn('month', '2026-11-05', fifth)).toEqual(['2026-11-05']);
    expect(dueOn('month', '2026-11-06', fifth)).toEqual([]);
  });

  test('FD-05 named months are one time each, the next beginning when the one before is over', () => {
    const visits: DueRule = { kind: 'months', months: [3, 8, 11] };
    expect(dueOn('year', '2026-02-10', visits)).toEqual(['2026-03-31']);
    expect(dueOn('year', '2026-04-01', visits)).toEqual(['2026-08-31']);
    expect(dueOn('year', '2026-12-01', visits)).toEqual([]);
    expect(dueOn('quarter', '2026-08-01', { kind: 'months', months: [6, 12] })).toEqual([]);
  });

  test('LX-28 twice a month is two duties with a number each', () => {
    const twice = occurrencesOn(
      { period: 'month', due: { kind: 'period-end' }, times: 2 },
      localDate('2026-12-03'),
      localDate(long),
    );
    expect(twice.map(({ nth, of }) => [nth, of])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  test('LX-07 meetings have duties; what has a mechanism of its own is not asked for twice', () => {
    const codes = (pack: typeof banan) =>
      pack.settings.recurring_duties.value.filter(opensDuty).map(({ code }) => code);
    expect(codes(longxian)).toEqual(expect.arrayContaining(['joint-meeting', 'fund-report']));
    expect(codes(banan)).toEqual(expect.arrayContaining(['dispatch', 'town-meeting', 'campaign']));
    expect(codes(fengdu)).toContain('county-meeting');
    for (const pack of allPacks) {
      expect(codes(pack), pack.id).not.toContain('village-review');
      expect(codes(pack), pack.id).not.toContain('data-match');
      expect(codes(pack), pack.id).not.toContain('monthly-report');
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import {
  addWorkingDays,
  isPublished,
  isWorkingDay,
  latestStart,
  rollToWorkingDay,
} from '#src/domain/calendar/working-days.ts';
import { calendar } from '../policy/default-pack.ts';

/** Start days whose next weeks lie within the published years. */
const startDay = fc.integer({ min: 0, max: 1300 }).map((n) => plusDays(localDate('2023-01-01'), n));
const count = fc.integer({ min: 0, max: 30 });

describe('working days', () => {
  it('ten working days from 18 September 2026 end on 9 October, over Mid-Autumn, National Day and a working Sunday', () => {
    const due = addWorkingDays(localDate('2026-09-18'), 10, calendar);
    expect(due).toEqual({ date: '2026-10-09', estimated: false });
  });

  it('holidays and make-up working weekends are those the State Council published', () => {
    for (const day of ['2022-12-31', '2023-10-06', '2024-02-17', '2025-10-08', '2026-02-23']) {
      expect(isWorkingDay(localDate(day), calendar), day).toBe(false);
    }
    for (const day of ['2023-01-28', '2024-10-12', '2025-01-26', '2026-01-04', '2026-10-10']) {
      expect(isWorkingDay(localDate(day), calendar), day).toBe(true);
    }
    // New Year's Eve 2024 by the lunar calendar was recommended, not ordered, to be free.
    expect(isWorkingDay(localDate('2024-02-09'), calendar)).toBe(true);
  });

  it('a count that crosses into an unpublished year says that it is estimated', () => {
    expect(isPublished(localDate('2027-01-01'), calendar)).toBe(false);
    const crossing = addWorkingDays(localDate('2026-12-25'), 10, calendar);
    expect(crossing.estimated).toBe(true);
    expect(addWorkingDays(localDate('2026-12-25'), 4, calendar)).toEqual({
      date: '2026-12-31',
      estimated: false,
    });
  });

  it('the start day is not counted and the last day is a working day', () => {
    fc.assert(
      fc.property(startDay, count, (start, n) => {
        const { date } = addWorkingDays(start, n, calendar);
        const between = Array.from({ length: daysBetween(start, date) }, (_, at) =>
          plusDays(start, at + 1),
        );
        expect(between.filter((day) => isWorkingDay(day, calendar))).toHaveLength(n);
        expect(n === 0 || isWorkingDay(date, calendar)).toBe(true);
      }),
    );
  });

  it('a later start never ends earlier', () => {
    fc.assert(
      fc.property(startDay, count, (start, n) => {
        const first = addWorkingDays(start, n, calendar).date;
        expect(addWorkingDays(plusDays(start, 1), n, calendar).date >= first).toBe(true);
      }),
    );
  });

  it('the latest start is the last one that still ends in time', () => {
    fc.assert(
      fc.property(startDay, fc.integer({ min: 1, max: 30 }), (finish, n) => {
        const start = latestStart(finish, n, calendar);
        expect(addWorkingDays(start, n, calendar).date <= finish).toBe(true);
        expect(addWorkingDays(plusDays(start, 1), n, calendar).date > finish).toBe(true);
      }),
    );
    expect(latestStart(localDate('2026-09-20'), 0, calendar)).toBe('2026-09-20');
  });

  it('a last day of rest rolls to the next working day where the pack says so', () => {
    expect(rollToWorkingDay(localDate('2026-10-03'), calendar).date).toBe('2026-10-08');
    expect(rollToWorkingDay(localDate('2026-09-20'), calendar).date).toBe('2026-09-20');
    expect(rollToWorkingDay(localDate('2027-01-02'), calendar).estimated).toBe(true);
  });
});

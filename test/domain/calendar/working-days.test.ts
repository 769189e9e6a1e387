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

  it('the make-up days and holidays of 2023 to 2026 are those of the notices, and no others', () => {
    const inYear = (days: ReadonlySet<string>, year: number) =>
      [...days].filter((day) => day.startsWith(String(year))).sort();
    const days = (year: number, list: string) =>
      list.split(' ').flatMap((each) => {
        const [from = '', to = from] = each.split('-').map((part) => {
          const [month = '', day = ''] = part.split('.');
          return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
        });
        const length = daysBetween(localDate(from), localDate(to)) + 1;
        return Array.from({ length }, (_, at) => plusDays(localDate(from), at));
      });
    const work: Readonly<Record<number, string>> = {
      2023: '1.28 1.29 4.23 5.6 6.25 10.7 10.8',
      2024: '2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12',
      2025: '1.26 2.8 4.27 9.28 10.11',
      2026: '1.4 2.14 2.28 5.9 9.20 10.10',
    };
    const off: Readonly<Record<number, string>> = {
      2025: '1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8',
      2026: '1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7',
    };
    for (const [year, list] of Object.entries(work)) {
      expect(inYear(calendar.work, Number(year)), year).toEqual(days(Number(year), list));
    }
    for (const [year, list] of Object.entries(off)) {
      expect(inYear(calendar.off, Number(year)), year).toEqual(days(Number(year), list));
    }
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import {
  atMinute,
  daysBetween,
  endOfMonth,
  firstOfMonth,
  fromInstant,
  localDate,
  localDateOf,
  minuteOfDay,
  monthOf,
  parseLocalDate,
  partsOf,
  plusDays,
  plusMonths,
  plusMonthsOf,
  startOfDay,
  weekday,
} from '#src/domain/calendar/local-date.ts';

/** Any day from 1900 to 2099, written by the runtime's own calendar as the second opinion. */
const anyDay = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((days) => localDate(new Date(days * 86_400_000).toISOString().slice(0, 10)));
const anyShift = fc.integer({ min: -5000, max: 5000 });
/** Any recorded moment: from 2020 to 2050. */
const anyInstant = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2050, 0, 1) })
  .map(instant);

describe('LocalDate', () => {
  it('reads only days that exist', () => {
    expect(parseLocalDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2023-02-29', '2026-13-01', '2026-04-31', '2026-1-1', '26-01-01', '']) {
      expect(parseLocalDate(text), text).toBeNull();
    }
    expect(() => localDate('2026-02-30')).toThrow(RangeError);
    expect(localDateOf(2026, 6, 31)).toBeNull();
  });

  it('adds days as the calendar of the runtime does', () => {
    fc.assert(
      fc.property(anyDay, anyShift, (day, shift) => {
        const [year, month, date] = day.split('-').map(Number);
        const other = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, (date ?? 0) + shift));
        expect(plusDays(day, shift)).toBe(other.toISOString().slice(0, 10));
      }),
    );
  });

  it('counts the days it added', () => {
    fc.assert(
      fc.property(anyDay, anyShift, (day, shift) => {
        expect(daysBetween(day, plusDays(day, shift))).toBe(shift);
      }),
    );
  });

  it('names the weekday as the calendar of the runtime does, also before 1970', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
        expect(weekday(day)).toBe(sundayFirst === 0 ? 7 : sundayFirst);
      }),
    );
    expect(partsOf(localDate('2026-11-27'))).toEqual({
      year: 2026,
      month: 11,
      day: 27,
      weekday: 5,
    });
  });

  it('ends a month that lacks the day on its last day', () => {
    expect(plusMonths(localDate('2026-11-30'), 3)).toBe('2027-02-28');
    expect(plusMonths(localDate('2027-11-30'), 3)).toBe('2028-02-29');
    expect(plusMonths(localDate('2026-03-31'), -1)).toBe('2026-02-28');
    expect(plusMonths(localDate('2026-01-15'), -1)).toBe('2025-12-15');
  });

  it('knows the ends of a month', () => {
    const month = monthOf(localDate('2026-12-09'));
    expect([firstOfMonth(month), endOfMonth(month)]).toEqual(['2026-12-01', '2026-12-31']);
    expect(plusMonthsOf(month, 2)).toBe('2027-02');
    expect(endOfMonth(monthOf(localDate('2024-02-01')))).toBe('2024-02-29');
  });

  it('takes the day in Asia/Shanghai, eight hours ahead of UTC', () => {
    expect(fromInstant(instant(Date.UTC(2026, 10, 21, 15, 59, 59, 999)))).toBe('2026-11-21');
    expect(fromInstant(instant(Date.UTC(2026, 10, 21, 16)))).toBe('2026-11-22');
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(fromInstant(at)).toBe(shanghai.format(at));
      }),
    );
  });

  it('finds the moment of a time of day and reads it back', () => {
    expect(startOfDay(localDate('2026-11-22'))).toBe(Date.UTC(2026, 10, 21, 16));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const at = atMinute(day, minute);
        expect([fromInstant(at), minuteOfDay(at)]).toEqual([day, minute]);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, plusDays, startOfDay } from '#src/domain/calendar/local-date.ts';
import { asKnownIn, type HolidayYear, withYears } from '#src/domain/calendar/working-days.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { recountedDue } from '#src/domain/duty/recount.ts';
import { calendar, defaultPack } from '../policy/default-pack.ts';

const after = withYears(calendar, [
  {
    year: 2027,
    source: '示例：元旦放假三天，1 月 9 日（周六）上班',
    off: ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map(localDate),
    work: [localDate('2027-01-09')],
  } satisfies HolidayYear,
]);
const planOpenedOn = (day: string) => ({
  kind: 'make-plan' as const,
  openedAt: startOfDay(localDate(day)),
  clueOn: null,
});
const dueUnder = (day: string, holidays = calendar) =>
  dutyTerms('make-plan', {
    openedAt: startOfDay(localDate(day)),
    pack: defaultPack,
    calendar: holidays,
  });

describe('a last day counted before the year was published', () => {
  it('BN-62 ten working days over an unpublished New Year are an estimate, and a date once it is published', () => {
    const estimated = dueUnder('2026-12-25');
    expect(estimated).toMatchObject({ dueOn: '2027-01-08', estimated: true });
    const due = recountedDue(
      { ...planOpenedOn('2026-12-25'), dueOn: estimated.dueOn },
      defaultPack,
      {
        before: calendar,
        after,
      },
    );
    // 12-31 and 1-1 are off, Saturday the 9th is worked: 28, 29, 30, 4–8, 9, 11.
    expect(due).toEqual({ date: '2027-01-11', estimated: false });
    expect(due.date).toBe(dueUnder('2026-12-25', after).dueOn);
  });

  it('keeps the days the clock stood still', () => {
    const dueOn = plusDays(dueUnder('2026-12-25').dueOn, 6);
    const due = recountedDue({ ...planOpenedOn('2026-12-25'), dueOn }, defaultPack, {
      before: calendar,
      after,
    });
    expect(due.date).toBe('2027-01-17');
  });

  it('stays what it is while the year is still unpublished, and where no such year is crossed', () => {
    const open = fc.integer({ min: 0, max: 1460 }).map((n) => plusDays(localDate('2023-01-01'), n));
    fc.assert(
      fc.property(open, (day) => {
        const { dueOn, estimated } = dueUnder(day);
        const duty = { ...planOpenedOn(day), dueOn };
        expect(recountedDue(duty, defaultPack, { before: calendar, after: calendar })).toEqual({
          date: dueOn,
          estimated,
        });
        if (!estimated && dueOn < '2026-12-31') {
          expect(recountedDue(duty, defaultPack, { before: calendar, after }).date).toBe(dueOn);
        }
      }),
    );
  });

  it('what was known in a year leaves out what was published later', () => {
    expect(asKnownIn(after, 2026).published.has(2027)).toBe(false);
    expect(asKnownIn(after, 2026).off.has(localDate('2026-12-31'))).toBe(false);
  });
});

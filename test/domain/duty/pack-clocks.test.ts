/** The clocks of all packs on every day of four years: neither shorter nor longer than the pack says, whatever holidays come. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atMinute,
  daysBetween,
  fromInstant,
  type LocalDate,
  localDate,
  plusDays,
} from '#src/domain/calendar/local-date.ts';
import {
  type HolidayCalendar,
  holidayCalendar,
  isWorkingDay,
} from '#src/domain/calendar/working-days.ts';
import {
  eliminationFrom,
  identificationSteps,
  identifyDue,
  limitEnd,
  postingDue,
  publicityClosesAt,
  stepDue,
} from '#src/domain/duty/clocks.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { calendar, packs, packWith } from '../policy/default-pack.ts';

const FIRST = localDate('2023-01-01');
const everyDay = Array.from({ length: 1461 }, (_, at) => plusDays(FIRST, at));
const allPacks = [...packs.values()];

/** The days on which something does not hold; told together, for one would hide the others. */
const exceptions = (holds: (day: LocalDate, pack: Pack) => boolean): readonly string[] =>
  allPacks.flatMap((pack) =>
    everyDay.filter((day) => !holds(day, pack)).map((day) => `${pack.id} ${day}`),
  );

/** Any holidays and working weekends over the four years. */
const anyHolidays: fc.Arbitrary<HolidayCalendar> = fc
  .array(fc.tuple(fc.nat(1600), fc.boolean()), { maxLength: 600 })
  .map((drawn) => {
    const of = (rest: boolean) =>
      drawn.filter(([, each]) => each === rest).map(([at]) => plusDays(FIRST, at));
    const years = [2023, 2024, 2025, 2026, 2027];
    return holidayCalendar(
      years.map((year) => ({ year, source: '测试', off: of(true), work: of(false) })),
    );
  });

const anyDay = fc.nat(1460).map((at) => plusDays(FIRST, at));
const anyPack = fc.constantFrom(...allPacks);

/** Working days after `start` up to `end`, counted one by one. */
function workingDays(start: LocalDate, end: LocalDate, holidays: HolidayCalendar): number {
  const days = Array.from({ length: daysBetween(start, end) }, (_, at) => plusDays(start, at + 1));
  return days.filter((day) => isWorkingDay(day, holidays)).length;
}

describe('K1 识别认定', () => {
  test('BN-60 FD-02 fifteen calendar days from the day after the clue in every pack, over every festival', () => {
    expect(
      exceptions((day, pack) => daysBetween(day, identifyDue(day, pack, calendar).date) === 15),
    ).toEqual([]);
  });

  test('FD-02 in every pack the steps, each at its own limit, fit the fifteen days on every start day', () => {
    expect(
      exceptions((clue, pack) => {
        let day = clue;
        for (const step of identificationSteps(pack)) {
          const started = day;
          day = stepDue(step, started, clue, pack, calendar).date;
          if (step !== 'publicity') continue;
          if (fromInstant(publicityClosesAt(started, pack, calendar)) !== day) return false;
        }
        return day === plusDays(clue, 15);
      }),
    ).toEqual([]);
  });

  test('FD-02 whatever holidays come and however late it starts: no step is due before its first day, none past the end unless it was late already', () => {
    fc.assert(
      fc.property(
        anyHolidays,
        anyPack,
        anyDay,
        fc.nat(30),
        fc.nat(15),
        (holidays, pack, clue, late, still) => {
          const end = plusDays(identifyDue(clue, pack, holidays).date, still);
          expect(end).toBe(plusDays(clue, 15 + still));
          const start = plusDays(clue, late);
          for (const step of identificationSteps(pack)) {
            const { date } = stepDue(step, start, clue, pack, holidays, still);
            expect(date >= start).toBe(true);
            expect(date <= end || date === start).toBe(true);
          }
          const posting = postingDue(start, clue, pack, holidays, still).date;
          expect(posting === start || posting === plusDays(start, 1)).toBe(true);
          // What is posted in time is down in time for the town's and the county's two days each.
          if (posting > start) {
            const down = fromInstant(publicityClosesAt(posting, pack, holidays));
            expect(daysBetween(down, end)).toBeGreaterThanOrEqual(4);
          }
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });

  test('FD-02 a pack without authorisation leaves its days to the other steps', () => {
    const limit = { unit: 'calendar-days', strength: 'soft', roll: false } as const;
    const source = { kind: 'own-default', reason: '测试' } as const;
    const slow = { ...limit, value: 9, source };
    const asked = packWith({ 'clock.authorise': slow });
    const unasked = packWith({
      'clock.authorise': slow,
      auth_commitment_required: { value: false, source },
    });
    const clue = localDate('2026-09-07');
    expect(stepDue('verify', clue, clue, asked, calendar).date).toBe('2026-09-07');
    expect(stepDue('verify', clue, clue, unasked, calendar).date).toBe('2026-09-10');
  });
});

describe('K2 公示', () => {
  test('BN-61 five whole days in every pack, from midnight of the sixth, whatever the hour and the holidays', () => {
    expect(
      exceptions(
        (day, pack) => publicityClosesAt(day, pack, calendar) === atMinute(plusDays(day, 6), 0),
      ),
    ).toEqual([]);
    fc.assert(
      fc.property(anyHolidays, anyPack, anyDay, (holidays, pack, day) => {
        expect(publicityClosesAt(day, pack, holidays)).toBe(atMinute(plusDays(day, 6), 0));
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});

describe('K3 责任人和措施', () => {
  test('BN-62 FD-05 exactly ten working days in every pack, whatever holidays come; the last one is a day of work', () => {
    fc.assert(
      fc.property(anyHolidays, anyPack, anyDay, fc.nat(1439), (holidays, pack, day, minute) => {
        const terms = dutyTerms('make-plan', {
          openedAt: atMinute(day, minute),
          pack,
          calendar: holidays,
        });
        expect(workingDays(day, terms.dueOn, holidays)).toBe(10);
        expect(isWorkingDay(terms.dueOn, holidays)).toBe(true);
        expect(terms.strength).toBe('hard');
      }),
      { seed: 13, numRuns: 200 },
    );
  });

  test('BN-62 under the published calendars it is exact to the end of 2026 and an estimate beyond', () => {
    const limit = (pack: Pack) => pack.settings['clock.plan'];
    expect(
      exceptions((day, pack) => {
        const { date, estimated } = limitEnd(day, limit(pack), calendar);
        return estimated === date > '2026-12-31' && workingDays(day, date, calendar) === 10;
      }),
    ).toEqual([]);
  });

  test('BN-62 the days before the festivals, counted by hand from the State Council’s notices', () => {
    const plan = (day: string) =>
      limitEnd(localDate(day), packWith({}).settings['clock.plan'], calendar).date;
    // 2023: off 21–27 January, 28 and 29 work; off 29 September to 6 October, 7 and 8 work.
    expect(plan('2023-01-16')).toBe('2023-02-02');
    expect(plan('2023-09-25')).toBe('2023-10-13');
    // 2024: 4 February works, off 10–17, 18 works; 29 September works, off 1–7 October, 12 works.
    expect(plan('2024-02-02')).toBe('2024-02-21');
    expect(plan('2024-09-27')).toBe('2024-10-16');
    // 2025: 26 January works, off 28 January to 4 February, 8 works; 28 September works, off 1–8 October, 11 works.
    expect(plan('2025-01-24')).toBe('2025-02-13');
    expect(plan('2025-09-26')).toBe('2025-10-16');
    // 2026: 14 February works, off 15–23, 28 works; 20 September works, off 25–27 and 1–7 October, 10 works.
    expect(plan('2026-02-12')).toBe('2026-03-04');
    expect(plan('2026-09-18')).toBe('2026-10-09');
  });
});

describe('K6 风险消除', () => {
  test('LX-13 three calendar months in every pack: the same day, or the last one of a shorter month', () => {
    expect(
      exceptions((day, pack) => {
        const from = eliminationFrom(day, pack, calendar);
        const months =
          Number(from.slice(0, 4)) * 12 +
          Number(from.slice(5, 7)) -
          Number(day.slice(0, 4)) * 12 -
          Number(day.slice(5, 7));
        const sameDay = from.slice(8) === day.slice(8);
        const lastDay = plusDays(from, 1).slice(8) === '01' && from.slice(8) < day.slice(8);
        return months === 3 && (sameDay || lastDay);
      }),
    ).toEqual([]);
  });
});

describe('K4, K5 部门预警', () => {
  test('FD-12 three and ten calendar days from receipt in every pack, over every festival', () => {
    expect(
      exceptions((day, pack) => {
        const basis = { openedAt: atMinute(day, 1439), pack, calendar };
        return (
          dutyTerms('verify-alarm', basis).dueOn === plusDays(day, 3) &&
          dutyTerms('fix-alarm', basis).dueOn === plusDays(day, 10)
        );
      }),
    ).toEqual([]);
  });
});

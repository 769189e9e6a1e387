/**
 * Work that comes back (例会、报告、遍访、培训), as the pack lists it: which of it falls due now. Its first period is the first whole one
 * after the area was given its pack; what began before is not asked for afterwards.
 */
import {
  earlierOf,
  endOfMonth,
  firstOfMonth,
  laterOf,
  type LocalDate,
  localDate,
  monthOf,
  plusDays,
  plusMonthsOf,
  yearOf,
} from '../calendar/local-date.ts';
import type { DutyPeriod, RecurringDuty } from '../policy/recurring-duty.ts';
import { endOfPeriod } from './periods.ts';

/**
 * Entries of the pack that a mechanism of their own opens and closes, by code, and which one: a second duty would ask twice for
 * the same thing.
 */
const OWN_MECHANISM: ReadonlyMap<string, string> = new Map([
  ['village-review', 'village-agenda: done by the record of the meeting'],
  ['data-match', 'data-comparison: done when every list of the month is in'],
  ['job-data-match', 'data-comparison: the labour bureau’s list is one of them'],
  ['monthly-report', 'send-month-report: done when the report is sent'],
  ['elimination-marking', 'mark-elimination: done when the month’s list is marked'],
  ['zero-list', 'month-zero: done when no issue of the month is open'],
  ['monthly-notice', 'the month’s notice is drawn up and sent by the program'],
]);

/** One time a recurring duty is to be done. */
export type Occurrence = {
  /** First day of its time: part of what makes it the same duty. */
  readonly from: LocalDate;
  readonly dueOn: LocalDate;
  /** Which one of how many within the same time, from 1. */
  readonly nth: number;
  readonly of: number;
};

/** Whether a duty is opened for the entry here; false for what has a mechanism of its own. */
export const opensDuty = ({ code }: Pick<RecurringDuty, 'code'>): boolean =>
  !OWN_MECHANISM.has(code);

/** What of an entry is to be done as of `today`, in an area that follows its pack since `since`. Empty: nothing, or not yet. */
export function occurrencesOn(
  { period, due, times }: Pick<RecurringDuty, 'period' | 'due' | 'times'>,
  today: LocalDate,
  since: LocalDate,
): readonly Occurrence[] {
  const start = startOf(today, period);
  const end = lastDay(today, period);
  return spans(due, start, end)
    .filter(({ from, dueOn }) => from > since && from <= today && today <= dueOn)
    .flatMap((span) =>
      Array.from({ length: times }, (_, at) => ({ ...span, nth: at + 1, of: times })),
    );
}

type Span = Pick<Occurrence, 'from' | 'dueOn'>;

/** The parts of a period that end with a day on which something is due. */
function spans(due: RecurringDuty['due'], start: LocalDate, end: LocalDate): readonly Span[] {
  switch (due.kind) {
    case 'period-end':
      return [{ from: start, dueOn: end }];
    case 'day-of-month':
      return [
        { from: start, dueOn: earlierOf(plusDays(firstOfMonth(monthOf(start)), due.day - 1), end) },
      ];
    case 'day-of-year': {
      const dueOn = localDate(`${yearOf(start)}-${due.day}`);
      return dueOn < start || dueOn > end ? [] : [{ from: start, dueOn }];
    }
    case 'months': {
      const ends = due.months
        .map((month) =>
          endOfMonth(plusMonthsOf(monthOf(localDate(`${yearOf(start)}-01-01`)), month - 1)),
        )
        .filter((day) => day >= start && day <= end)
        .toSorted();
      // Each begins when the one before it is over: 3, 8 and 11 are three times, not three at once.
      return ends.map((dueOn, at) => {
        const before = ends[at - 1];
        return { from: before === undefined ? start : laterOf(start, plusDays(before, 1)), dueOn };
      });
    }
  }
}

const lastDay = (day: LocalDate, period: DutyPeriod): LocalDate =>
  period === 'half-year'
    ? localDate(`${yearOf(day)}-${day.slice(5, 7) <= '06' ? '06-30' : '12-31'}`)
    : endOfPeriod(day, period);

function startOf(day: LocalDate, period: DutyPeriod): LocalDate {
  const end = lastDay(day, period);
  return period === 'week'
    ? plusDays(end, -6)
    : firstOfMonth(plusMonthsOf(monthOf(end), 1 - MONTHS[period]));
}

const MONTHS: Readonly<Record<Exclude<DutyPeriod, 'week'>, number>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

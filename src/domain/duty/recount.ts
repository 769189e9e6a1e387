/** Last days counted again when holidays are published or corrected (调休), so that an estimate becomes a date. */
import type { Instant } from '../calendar/instant.ts';
import { daysBetween, type LocalDate, plusDays } from '../calendar/local-date.ts';
import type { CountedDay, HolidayCalendar } from '../calendar/working-days.ts';
import type { Pack } from '../policy/pack.ts';
import type { DutyKind } from './duty.ts';
import { dutyTerms } from './duty-terms.ts';

/**
 * The last day of an open duty under another calendar. What moved it meanwhile (a clock that stood still) stays: only the
 * difference between the two counts is added.
 */
export function recountedDue(
  duty: {
    readonly kind: DutyKind;
    readonly openedAt: Instant;
    readonly dueOn: LocalDate;
    /** Discovery of the clue, for duties of a case; null for all others. */
    readonly clueOn: LocalDate | null;
  },
  pack: Pack,
  calendars: { readonly before: HolidayCalendar; readonly after: HolidayCalendar },
): CountedDay {
  const terms = (calendar: HolidayCalendar) =>
    dutyTerms(duty.kind, {
      openedAt: duty.openedAt,
      pack,
      calendar,
      ...(duty.clueOn === null ? {} : { clueOn: duty.clueOn }),
    });
  const [was, is] = [terms(calendars.before), terms(calendars.after)];
  return {
    date: plusDays(duty.dueOn, daysBetween(was.dueOn, is.dueOn)),
    estimated: is.estimated,
  };
}

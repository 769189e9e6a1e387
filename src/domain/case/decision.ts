/** What a decision on a case needs to know beside it, and what it returns. */
import type { Instant } from '../calendar/instant.ts';
import { fromInstant, type LocalDate, plusDays } from '../calendar/local-date.ts';
import type { HolidayCalendar } from '../calendar/working-days.ts';
import { caseSteps, identifyDue } from '../duty/clocks.ts';
import type { Pack } from '../policy/pack.ts';
import type { Result } from '../result.ts';

import type { Case } from './case.ts';
import type { CaseEvent, IdentificationStart } from './events.ts';
import { type Suspension, suspendedDays } from './overlays.ts';
import type { CaseRefusal } from './refusals.ts';

export type DecisionContext = {
  readonly now: Instant;
  readonly today: LocalDate;
  /** The wording the case began under. */
  readonly pack: Pack;
  /** The wording in force today, for a case that begins anew. */
  readonly packInForce: Pack;
  readonly calendar: HolidayCalendar;
};

/** At least one event, or why not. */
export type Decision = Result<readonly CaseEvent[], CaseRefusal>;

/** Identification that begins now under this pack. */
export const startUnder = (
  pack: Pack,
  clueAt: Instant,
  calendar: HolidayCalendar,
): IdentificationStart => ({
  clueAt,
  pack: { id: pack.id, version: pack.version },
  steps: caseSteps(pack),
  identifyDueOn: identifyDue(fromInstant(clueAt), pack, calendar).date,
});

/** The last day of identification with the days the clock stood still added (净天数), as the holidays are known today. */
export function identificationEnd(
  { clueAt }: Pick<Case, 'clueAt'>,
  suspensions: readonly Suspension[],
  { pack, calendar }: Pick<DecisionContext, 'pack' | 'calendar'>,
): LocalDate {
  const due = identifyDue(fromInstant(clueAt), pack, calendar).date;
  return plusDays(due, suspendedDays(suspensions));
}

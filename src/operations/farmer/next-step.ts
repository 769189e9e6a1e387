/** What a household has to expect next of its report, and by when. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type Case, isUndecided } from '#src/domain/case/case.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { NextStep } from '#src/flows/farmer.needs.ts';

type Due = readonly { readonly kind: string; readonly dueOn: LocalDate }[];

/** What officers owe one another is left out: it says nothing to the household, and would say what nobody has told it yet. */
const NEXT: Partial<Readonly<Record<DutyKind, NextStep['what']>>> = {
  'verify-home': 'visit',
  'call-farmer': 'call',
  authorise: 'authorisation',
  'village-review': 'village-review',
  'post-publicity': 'publicity',
  'close-publicity': 'publicity',
  'town-review': 'town-review',
  'county-decision': 'county-decision',
  'make-plan': 'plan',
  'confirm-plan': 'plan',
  'start-measure': 'measures',
  'monthly-visit': 'look-in',
};

/**
 * The duties with the visit's day as it was promised: the receipt counts from the day of the report, the duty from the day the
 * village took it over, and two days for one visit would be one too many.
 */
export function asTold(due: Due, file: Case | null, told: LocalDate | null): Due {
  if (told === null || (file !== null && file.dossier.verification !== null)) return due;
  if (file !== null && !isUndecided(file)) return due;
  return [
    { kind: 'verify-home', dueOn: told },
    ...due.filter((duty) => duty.kind !== 'verify-home'),
  ];
}

/**
 * The nearest thing to expect; the county's decision where nothing nearer is known. Who is only `claimed` hears of the visit
 * alone, who reported for others (`own` false) of nothing after the decision.
 */
export function nextStep(
  state: string,
  file: Case | null,
  due: Due,
  own: boolean,
  trusted: boolean,
): NextStep | null {
  if (state === 'held') return { what: 'call', by: null };
  if (state === 'closed' || state === 'withdrawing' || file?.state.tag === 'closed') return null;
  if (!own && file !== null && !isUndecided(file)) return null;
  for (const { kind, dueOn } of due) {
    // Duties in the store have the kinds of this version or of an earlier one.
    const what = NEXT[kind as DutyKind];
    if (what !== undefined && (trusted || what === 'visit')) return { what, by: dueOn };
  }
  const decided = due.find(({ kind }) => kind === 'identify');
  return decided === undefined || !trusted ? null : { what: 'county-decision', by: decided.dueOn };
}

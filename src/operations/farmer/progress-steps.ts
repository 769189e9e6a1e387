/** The steps of a report as its household sees them: what was done on which day, what comes by when; never which way anybody leant. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type Case, isUndecided, workingStateOf } from '#src/domain/case/case.ts';
import type { ProgressStep, ReportProgress } from '#src/flows/farmer.needs.ts';

type Due = readonly { readonly kind: string; readonly dueOn: LocalDate }[];

/**
 * Where a report stands, in a word; a proposal to close is not told before a second person has looked, and what was decided about
 * a household only to itself (`own`).
 */
export function progressState(
  state: string,
  file: Case | null,
  own: boolean,
): ReportProgress['state'] {
  if (state === 'closed' || file?.state.tag === 'closed') return 'closed';
  if (state === 'withdrawing' || file?.state.tag === 'withdrawal-requested') return 'withdrawing';
  if (state === 'held') return 'checking';
  if (file === null) return 'received';
  const working = workingStateOf(file.state);
  if (!isUndecided(file) && working !== null) {
    if (!own) return 'visited';
    return working.tag === 'eliminated' ? 'watched' : 'helped';
  }
  if (file.dossier.review !== null) return 'deciding';
  if (file.dossier.verification !== null) return 'visited';
  return working?.tag === 'accepted' ? 'accepted' : 'received';
}

/** `own`: of the household itself; somebody who reported for another sees no further than the visit. */
export function progressSteps(
  receivedOn: LocalDate,
  file: Case | null,
  due: Due,
  own: boolean,
): readonly ProgressStep[] {
  const dueOn = (...kinds: readonly string[]): LocalDate | null =>
    due.find((duty) => kinds.includes(duty.kind))?.dueOn ?? null;
  const state = file?.state;
  const working = state === undefined ? null : workingStateOf(state);
  const acceptedOn = working?.tag === 'accepted' ? working.on : null;
  const visitedOn = file?.dossier.verification?.on ?? null;
  const closedOn = state?.tag === 'closed' ? state.on : null;
  const steps: ProgressStep[] = [
    { name: 'received', doneOn: receivedOn, dueOn: null },
    { name: 'accepted', doneOn: acceptedOn ?? visitedOn, dueOn: dueOn('accept-clue') },
    { name: 'visited', doneOn: visitedOn, dueOn: dueOn('verify-home') },
    ...(own && file !== null ? officeSteps(file, dueOn) : []),
  ];
  if (closedOn !== null) return [...steps, { name: 'closed', doneOn: closedOn, dueOn: null }];
  // A case that came back is decided anew; the day of the first decision says nothing about it.
  const decided = file !== null && !isUndecided(file);
  const enrolledOn = own && decided ? (file.assistance?.enrolledOn ?? null) : null;
  return [
    ...steps,
    {
      name: 'decided',
      doneOn: enrolledOn,
      dueOn: enrolledOn === null ? dueOn('county-decision', 'identify') : null,
    },
    ...(enrolledOn === null || file === null ? [] : [helpStep(file, dueOn)]),
  ];
}

/** Between the visit and the county: what the office did, once it was done; the next one with its day. */
function officeSteps(
  { dossier, steps, state }: Case,
  dueOn: (...kinds: readonly string[]) => LocalDate | null,
): readonly ProgressStep[] {
  const { authorisation, review, publicity, townReview } = dossier;
  const shown: ProgressStep[] = [];
  for (const step of steps) {
    switch (step) {
      case 'authorisation':
        shown.push({
          name: 'authorised',
          doneOn: authorisation?.on ?? null,
          dueOn: dueOn('authorise'),
        });
        break;
      case 'village-review':
        shown.push({
          name: 'reviewed',
          doneOn: review?.on ?? null,
          dueOn: dueOn('village-review'),
        });
        break;
      case 'publicity':
        shown.push({
          name: 'published',
          doneOn: publicity?.closedOn ?? null,
          dueOn: dueOn('post-publicity', 'close-publicity'),
        });
        break;
      case 'town-review':
        shown.push({
          name: 'town-reviewed',
          doneOn: townReview?.on ?? null,
          dueOn: dueOn('town-review'),
        });
        break;
      case 'county-decision':
        break;
    }
  }
  // What was left out, and what a closed case never came to, is no step.
  const last = shown.findLastIndex((each) => each.doneOn !== null);
  const over = state.tag === 'closed';
  return shown.filter((each, at) => each.doneOn !== null || (!over && at > last));
}

const helpStep = (
  file: Case,
  dueOn: (...kinds: readonly string[]) => LocalDate | null,
): ProgressStep => ({
  name: 'helped',
  doneOn: file.assistance?.confirmed?.on ?? null,
  dueOn: dueOn('make-plan', 'confirm-plan', 'start-measure'),
});

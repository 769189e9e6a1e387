/** Which duties a case has in each state: the operation opens what is missing and closes what is no longer due. */
import type { DutyKind } from '../duty/duty.ts';
import { type Case, isMonitored, isUndecided, workingStateOf } from './case.ts';
import type { Publicity } from './dossier.ts';
import type { EliminationStage } from './elimination.ts';
import { proposedSuspension } from './overlays.ts';
import { openObjections, openPublicity } from './publicity.ts';

/** A duty that must be open now. `occasion` tells two of a kind apart: a step that comes again is a new duty. */
export type CaseDuty = { readonly kind: DutyKind; readonly occasion: string };

/** The kinds that come and go with the state of a case; monthly visits, long-case reviews and door calls have sweeps of their own. */
export const caseDutyKinds = [
  'accept-clue',
  'verify-home',
  'identify',
  'authorise',
  'village-review',
  'post-publicity',
  'close-publicity',
  'check-objection',
  'town-review',
  'county-decision',
  'confirm-proposal',
  'call-farmer',
  'approve-fast-track',
  'give-relief',
  'refer-relief',
  'approve-suspension',
  'make-plan',
  'confirm-plan',
  'start-measure',
  'elimination-village',
  'elimination-town',
  'elimination-county',
  'post-elimination',
  'close-elimination',
  'mark-elimination',
] as const satisfies readonly DutyKind[];

/**
 * All duties this case must have open. `identify` (K1) runs from the clue until the case is decided or closed; a proposal, a
 * request to withdraw, a fast track or a suspension adds its own duty and stops none (the clock runs on).
 */
export function dutiesOf(file: Case): readonly CaseDuty[] {
  if (file.state.tag === 'closed') return [];
  const { state } = file;
  const duties: CaseDuty[] = [];
  if (isUndecided(file)) duties.push({ kind: 'identify', occasion: String(file.cycle) });
  if (state.tag === 'close-proposed') {
    duties.push({ kind: 'confirm-proposal', occasion: String(state.round) });
  }
  if (state.tag === 'withdrawal-requested') {
    duties.push({ kind: 'call-farmer', occasion: String(state.round) });
  }
  return [...duties, ...overlayDuties(file), ...workDuties(file)];
}

function overlayDuties(file: Case): readonly CaseDuty[] {
  const duties: CaseDuty[] = [];
  const { fastTrack, newClues } = file;
  if (fastTrack !== null && fastTrack.approved === null) {
    duties.push({ kind: 'approve-fast-track', occasion: String(fastTrack.round) });
  }
  if (fastTrack !== null && fastTrack.approved !== null && fastTrack.relievedOn === null) {
    const occasion = String(fastTrack.round);
    duties.push({ kind: 'give-relief', occasion }, { kind: 'refer-relief', occasion });
  }
  const proposed = proposedSuspension(file.suspensions);
  if (proposed !== null && isUndecided(file)) {
    duties.push({ kind: 'approve-suspension', occasion: String(proposed.round) });
  }
  const [firstNew] = newClues;
  if (firstNew !== undefined && isMonitored(file))
    duties.push({ kind: 'verify-home', occasion: `new-${firstNew}` });
  return duties;
}

function workDuties(file: Case): readonly CaseDuty[] {
  const state = workingStateOf(file.state);
  const occasion = String(file.entry);
  const due = (kind: DutyKind): CaseDuty => ({ kind, occasion });
  switch (state?.tag) {
    case 'clue':
      return [due('accept-clue')];
    case 'accepted':
      return [due('verify-home')];
    case 'identifying':
      if (state.step === 'authorisation') return [due('authorise')];
      if (state.step !== 'publicity') return [due(state.step)];
      return noticeDuties(openPublicity(file), 'post-publicity', 'close-publicity', occasion);
    case 'enrolled':
      return [due('make-plan'), ...helpDuties(file)];
    case 'assisting':
      return helpDuties(file);
    case 'eliminating':
      // Applied for, help goes on: what is owed to the household is owed until the end.
      return [...stageDuties(file, state.stage, occasion), ...helpDuties(file)];
    default:
      return [];
  }
}

function stageDuties(file: Case, stage: EliminationStage, occasion: string): readonly CaseDuty[] {
  switch (stage) {
    case 'village':
      return [{ kind: 'elimination-village', occasion }];
    case 'town':
      return [{ kind: 'elimination-town', occasion }];
    case 'county-check':
      return [{ kind: 'elimination-county', occasion }];
    case 'publicity':
      return noticeDuties(openPublicity(file), 'post-elimination', 'close-elimination', occasion);
    case 'marking':
      return [{ kind: 'mark-elimination', occasion }];
  }
}

/** The household's word to its plan, and a first measure under way. */
function helpDuties({ assistance, cycle }: Case): readonly CaseDuty[] {
  if (assistance === null) return [];
  const duties: CaseDuty[] = [];
  if (assistance.planId !== null && assistance.confirmed === null) {
    duties.push({ kind: 'confirm-plan', occasion: String(assistance.round) });
  }
  if (assistance.begunOn === null) duties.push({ kind: 'start-measure', occasion: String(cycle) });
  return duties;
}

/** What a notice wants: to be posted, every objection looked into, then to be taken down. */
function noticeDuties(
  notice: Publicity | null,
  post: 'post-publicity' | 'post-elimination',
  close: 'close-publicity' | 'close-elimination',
  occasion: string,
): readonly CaseDuty[] {
  if (notice === null) return [{ kind: post, occasion }];
  const open = openObjections(notice);
  return open.length === 0
    ? [{ kind: close, occasion: `${occasion}-${notice.objections.length}` }]
    : open.map(({ objectionId }) => ({ kind: 'check-objection', occasion: objectionId }));
}

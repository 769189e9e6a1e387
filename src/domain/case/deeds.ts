/**
 * What officers can do with a case beside the steps of its identification: over it (fast track, suspension, merging), after it
 * (who helps, long-case review, elimination, reopening). Which of it is possible follows from the case alone; who may do it is
 * settled by permissions.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import type { Action } from '../people/action.ts';
import { type Case, isUndecided } from './case.ts';
import type { EliminationStage } from './elimination.ts';
import { proposedSuspension, runningSuspension } from './overlays.ts';

export const deedNames = [
  'fast-track',
  'answer-fast-track',
  'give-relief',
  'suspend',
  'answer-suspension',
  'resume',
  'merge',
  'name-responsible',
  'review-long-case',
  'apply-elimination',
  'pass-elimination',
  'return-elimination',
  'post-elimination',
  'close-elimination',
  'mark-eliminated',
  'reopen',
] as const;
export type DeedName = (typeof deedNames)[number];

/** Everything the case's state allows, the most pressing first. */
export function deedsOf(file: Case, today: LocalDate): readonly DeedName[] {
  return [...overlayDeeds(file, today), ...helpDeeds(file), ...eliminationDeeds(file)];
}

function overlayDeeds(file: Case, today: LocalDate): readonly DeedName[] {
  const { fastTrack, suspensions, state } = file;
  const deeds: DeedName[] = [];
  const undecided = isUndecided(file);
  if (fastTrack !== null && fastTrack.approved === null) deeds.push('answer-fast-track');
  if (fastTrack !== null && fastTrack.approved !== null && fastTrack.relievedOn === null) {
    deeds.push('give-relief');
  }
  const proposed = proposedSuspension(suspensions) !== null;
  const running = runningSuspension(suspensions, today) !== null;
  if (proposed) deeds.push('answer-suspension');
  if (undecided && running) deeds.push('resume');
  if (undecided && fastTrack === null) deeds.push('fast-track');
  if (undecided && !proposed && !running) deeds.push('suspend');
  const asked = state.tag === 'close-proposed' || state.tag === 'withdrawal-requested';
  if (undecided && !asked) deeds.push('merge');
  return deeds;
}

function helpDeeds({ state }: Case): readonly DeedName[] {
  switch (state.tag) {
    case 'enrolled':
    case 'eliminating':
      return ['name-responsible'];
    case 'assisting':
      return ['name-responsible', 'apply-elimination', 'review-long-case'];
    case 'eliminated':
      return ['reopen'];
    default:
      return [];
  }
}

function eliminationDeeds({ state, elimination }: Case): readonly DeedName[] {
  if (state.tag !== 'eliminating') return [];
  switch (state.stage) {
    case 'publicity': {
      const notice = elimination?.publicity ?? null;
      return [
        notice === null || notice.closedOn !== null ? 'post-elimination' : 'close-elimination',
        'return-elimination',
      ];
    }
    case 'marking':
      return ['mark-eliminated', 'return-elimination'];
    default:
      return ['pass-elimination', 'return-elimination'];
  }
}

/** What a person must be allowed to do for it. Passing elimination is another right at every level. */
export function actionOfDeed(deed: DeedName, stage: EliminationStage | null): Action {
  switch (deed) {
    case 'fast-track':
      return 'propose-fast-track';
    case 'answer-fast-track':
      return 'answer-fast-track';
    case 'give-relief':
      return 'give-relief';
    case 'suspend':
      return 'propose-suspension';
    case 'resume':
    case 'answer-suspension':
      return 'answer-suspension';
    case 'merge':
      return 'merge-case';
    case 'name-responsible':
      return 'name-responsible';
    case 'review-long-case':
      return 'review-long-case';
    case 'apply-elimination':
      return 'apply-elimination';
    case 'post-elimination':
    case 'close-elimination':
      return 'post-publicity';
    case 'mark-eliminated':
      return 'mark-eliminated';
    case 'reopen':
      return 'reopen-case';
    case 'pass-elimination':
    case 'return-elimination':
      switch (stage) {
        case 'village':
          return 'pass-elimination-village';
        case 'town':
          return 'pass-elimination-town';
        default:
          return 'pass-elimination-county';
      }
  }
}

/**
 * Whether a case is suggested for a look on the spot (县级抽查, 陇县 2021 第4项); `share` of all, 0–1, is the pack's. Drawn from its id,
 * so that nobody can pick and everybody sees the same; every case is decided, drawn or not.
 */
export function drawnForSpotCheck(caseId: string, share: number): boolean {
  // FNV-1a, its bits stirred once more: ids that differ in their last sign only must not be drawn together.
  let sum = 0x811c9dc5;
  for (const sign of caseId) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35);
  return ((sum ^ (sum >>> 16)) >>> 0) / 2 ** 32 < share;
}

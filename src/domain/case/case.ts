/**
 * A case (监测对象个案): one household's way from the clue through identification, help and elimination. A clue may come many
 * times; it attaches to the one open case of the household.
 */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { AreaPath } from '../people/areas.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { CaseStep } from '../policy/settings.ts';
import type { Assistance } from './assistance.ts';
import type { Dossier } from './dossier.ts';
import type { Elimination, EliminationStage } from './elimination.ts';
import type { FastTrack, Suspension } from './overlays.ts';
import type { Correction, ReasonCode } from './reasons.ts';

/** Why an officer proposes to close: being handled already, nothing threatens the household, or it does not authorise. */
export const closeGrounds = ['duplicate', 'not-hardship', 'authorisation-refused'] as const;
export type CloseGround = (typeof closeGrounds)[number];

/** How a case can have ended. `not-eligible`: decided by the county; the household may ask for a re-review (复核). */
export type ClosedGround = CloseGround | 'withdrawn' | 'merged' | 'not-eligible';

/** A state in which work goes on. */
export type WorkingState =
  /** Nobody has taken it yet. */
  | { readonly tag: 'clue' }
  /** Somebody has it; the visit is next. `correction`: it came back for another one. */
  | {
      readonly tag: 'accepted';
      readonly byStaffId: string;
      readonly on: LocalDate;
      readonly correction: Correction | null;
    }
  /** Verified at home; this step of the pack's order is next. `correction`: it came back for this. */
  | {
      readonly tag: 'identifying';
      readonly step: CaseStep;
      readonly since: LocalDate;
      readonly correction: Correction | null;
    }
  /** Recognised (纳入); who helps and with what is being settled (K3). */
  | { readonly tag: 'enrolled'; readonly on: LocalDate }
  /** The plan holds; help goes on month by month. */
  | { readonly tag: 'assisting'; readonly since: LocalDate }
  | { readonly tag: 'eliminating'; readonly stage: EliminationStage; readonly since: LocalDate }
  /** 风险已消除: the household stays in the data and is watched; a new clue brings it back. */
  | { readonly tag: 'eliminated'; readonly on: LocalDate };

export type CaseState =
  | WorkingState
  /** A proposal waits for the town; the clock runs on. */
  | {
      readonly tag: 'close-proposed';
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
      readonly byStaffId: string;
      /** Which asking it is; its duty is named after it. */
      readonly round: number;
      /** How many reports there were when it was proposed: what came since, nobody has looked at. */
      readonly reports: number;
      readonly from: WorkingState;
    }
  /** The farmer wants to withdraw; an officer confirms by phone; the clock runs on. */
  | {
      readonly tag: 'withdrawal-requested';
      readonly reason: ReasonCode;
      readonly round: number;
      readonly from: WorkingState;
    }
  | {
      readonly tag: 'closed';
      readonly ground: ClosedGround;
      readonly reason: ReasonCode;
      readonly on: LocalDate;
    };

export type Case = {
  readonly caseId: string;
  readonly householdId: string;
  readonly area: AreaPath;
  /** The wording of the policy it began under; kept until it begins again. */
  readonly pack: PackVersion;
  /** The pack's order of steps, kept with the case so that its log alone rebuilds it. */
  readonly steps: readonly CaseStep[];
  /** When the clue was discovered: the 15 days run from here (K1). */
  readonly clueAt: Instant;
  /** Last day of identification, suspended days included. */
  readonly identifyDueOn: LocalDate;
  readonly urgent: boolean;
  /** Who has it in hand; null while it waits for the post. */
  readonly holderStaffId: string | null;
  /** Staff who filed one of its reports for a farmer (代农户申报). */
  readonly filedBy: readonly string[];
  readonly declarationIds: readonly string[];
  /** Reports that came after recognition and still want somebody to look. */
  readonly newClues: readonly string[];
  /** How often anything was asked about it (closing, withdrawal, fast track, suspension, plan): every asking has a duty of its own. */
  readonly round: number;
  /** How often work entered a step; the same step entered again is a new duty. */
  readonly entry: number;
  /** How often identification began anew: after a re-review or a reopening. */
  readonly cycle: number;
  /** Staff whose decision a re-review questions; nobody of them verifies or decides again. */
  readonly decidedBefore: readonly string[];
  readonly dossier: Dossier;
  readonly fastTrack: FastTrack | null;
  readonly suspensions: readonly Suspension[];
  readonly assistance: Assistance | null;
  readonly elimination: Elimination | null;
  readonly state: CaseState;
};

/** Whether the case has ended. */
export const isClosed = (file: Case): boolean => file.state.tag === 'closed';

/** The state work is in behind a proposal or a request; null for a closed case. */
export function workingStateOf(state: CaseState): WorkingState | null {
  switch (state.tag) {
    case 'close-proposed':
    case 'withdrawal-requested':
      return state.from;
    case 'closed':
      return null;
    default:
      return state;
  }
}

/** The state's name in lists and ledgers: steps by their own name. */
export type StateName =
  | Exclude<CaseState['tag'], 'identifying' | 'eliminating'>
  | CaseStep
  | `elimination-${EliminationStage}`;

/** The one word for a state that the column `case_file.state`, lists and ledgers use. */
export function stateName(state: CaseState): StateName {
  switch (state.tag) {
    case 'identifying':
      return state.step;
    case 'eliminating':
      return `elimination-${state.stage}`;
    default:
      return state.tag;
  }
}

/** Whether the county has still to decide: before that nobody is told that a household is or is not recognised. */
export function isUndecided(file: Case): boolean {
  const working = workingStateOf(file.state);
  return (
    working !== null &&
    (working.tag === 'clue' || working.tag === 'accepted' || working.tag === 'identifying')
  );
}

/** Whether the household is a monitored one now: recognised, not eliminated, and nothing has ended. */
export function isMonitored(file: Case): boolean {
  const working = workingStateOf(file.state);
  return (
    working !== null &&
    (working.tag === 'enrolled' || working.tag === 'assisting' || working.tag === 'eliminating')
  );
}

/** Staff whose work an approval of this case would approve: they cannot be the second pair of eyes. */
export function authorsOf(file: Case): readonly string[] {
  const { dossier, state, elimination } = file;
  return [
    ...file.filedBy,
    ...(dossier.verification?.verifiers ?? []),
    ...(dossier.review === null ? [] : [dossier.review.recordedBy]),
    ...(dossier.townReview === null ? [] : [dossier.townReview.byStaffId]),
    ...(state.tag === 'close-proposed' ? [state.byStaffId] : []),
    ...(elimination === null ? [] : elimination.passedBy),
    ...file.decidedBefore,
  ];
}

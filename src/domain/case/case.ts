/**
 * A case (监测对象识别个案): one household's way from the clue to a decision. A clue may come many times; it attaches to the one
 * open case of the household. Here as far as home verification; the steps after it follow the pack's order.
 */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { AreaPath } from '../people/areas.ts';
import type { PackVersion } from '../policy/pack.ts';

/** What the visitors found at the household (入户核实结论): as told, partly, not as told. */
export type Finding = 'true' | 'partly' | 'untrue';

/** Why an officer proposes to close: the same matter is already being handled, or nothing threatens the household. */
export type CloseGround = 'duplicate' | 'not-hardship';

/** Reasons people pick from a list; free words would carry personal data into the log of events. */
export type ReasonCode =
  | 'same-matter'
  | 'same-household'
  | 'no-hardship-found'
  | 'hardship-over'
  | 'not-resident'
  | 'only-a-question'
  | 'filed-by-mistake'
  | 'no-longer-needed'
  | 'other';

/** A state in which work goes on. */
export type WorkingState =
  /** Nobody has taken it yet. */
  | { readonly tag: 'clue' }
  | { readonly tag: 'accepted'; readonly byStaffId: string; readonly on: LocalDate }
  | {
      readonly tag: 'verified';
      readonly visitId: string;
      readonly finding: Finding;
      readonly on: LocalDate;
      /** Staff who were there; nobody of them may approve later. */
      readonly verifiers: readonly string[];
      /** 缺第二人: fewer verifiers than the pack asks for. */
      readonly secondMissing: boolean;
    };

export type CaseState =
  | WorkingState
  /** A proposal waits for the town; the clock runs on. */
  | {
      readonly tag: 'close-proposed';
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
      readonly byStaffId: string;
      readonly from: WorkingState;
    }
  /** The farmer wants to withdraw; an officer confirms by phone; the clock runs on. */
  | {
      readonly tag: 'withdrawal-requested';
      readonly reason: ReasonCode;
      readonly from: WorkingState;
    }
  | {
      readonly tag: 'closed';
      readonly ground: CloseGround | 'withdrawn';
      readonly reason: ReasonCode;
      readonly on: LocalDate;
    };

export type Case = {
  readonly caseId: string;
  readonly householdId: string;
  readonly area: AreaPath;
  /** The wording of the policy it began under; kept for ever. */
  readonly pack: PackVersion;
  /** When the clue was discovered: the 15 days run from here (K1). */
  readonly clueAt: Instant;
  readonly urgent: boolean;
  /** Who has it in hand; null while it waits for the post. */
  readonly holderStaffId: string | null;
  /** Staff who filed one of its reports for a farmer (代农户申报). */
  readonly filedBy: readonly string[];
  readonly declarationIds: readonly string[];
  /** How often it was proposed to close it or asked to withdraw it: a second time is a new question, with a new duty. */
  readonly round: number;
  readonly state: CaseState;
};

export const isClosed = (file: Case): boolean => file.state.tag === 'closed';

/** Staff whose work an approval of this case would approve: they cannot be the second pair of eyes. */
export function authorsOf(file: Case): readonly string[] {
  const { state } = file;
  const working =
    state.tag === 'close-proposed' || state.tag === 'withdrawal-requested' ? state.from : state;
  return [
    ...file.filedBy,
    ...(working.tag === 'verified' ? working.verifiers : []),
    ...(state.tag === 'close-proposed' ? [state.byStaffId] : []),
  ];
}

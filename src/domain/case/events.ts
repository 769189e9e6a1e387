/** What can have happened to a case. Payloads hold ids, codes and dates only: the log outlives every erasure. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { ClueSource } from '../declaration/declaration.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { CaseStep } from '../policy/settings.ts';
import type { CaseMeasure, MeasureState } from './assistance.ts';
import type { CloseGround, ClosedGround } from './case.ts';
import type { Authorisation, Category, Finding, Objection, VillageReview } from './dossier.ts';
import type { EliminationStage, EliminationWay } from './elimination.ts';
import type {
  Correction,
  EliminationAnswer,
  EliminationDoubt,
  FastTrackGround,
  LongCaseResult,
  ReasonCode,
  SuspensionReason,
} from './reasons.ts';
import type { RuleResult } from './rule-result.ts';

/** What identification starts from: under which pack, by which day, in which order. */
export type IdentificationStart = {
  readonly clueAt: Instant;
  readonly pack: PackVersion;
  readonly steps: readonly CaseStep[];
  /** Last day of identification (K1). */
  readonly identifyDueOn: LocalDate;
};

type ByStaff = { readonly byStaffId: string };
type Posting = {
  readonly noticeId: string;
  readonly on: LocalDate;
  readonly mayCloseAt: Instant;
};

export type CaseEvent =
  // ── Clue, acceptance, home verification
  | (IdentificationStart & {
      readonly kind: 'clue-received';
      readonly declarationId: string;
      readonly source: ClueSource;
      readonly urgent: boolean;
      readonly filedByStaffId: string | null;
    })
  /** A further report about the same household; never dropped for equal text. */
  | {
      readonly kind: 'clue-linked';
      readonly declarationId: string;
      readonly source: ClueSource;
      readonly urgent: boolean;
      readonly filedByStaffId: string | null;
    }
  | (ByStaff & { readonly kind: 'taken'; readonly on: LocalDate })
  | (ByStaff & { readonly kind: 'passed-on'; readonly toStaffId: string })
  | {
      readonly kind: 'verified';
      readonly visitId: string;
      readonly finding: Finding;
      readonly reason: ReasonCode | null;
      readonly on: LocalDate;
      readonly verifiers: readonly string[];
      readonly secondMissing: boolean;
    }
  // ── Closing before a decision
  | (ByStaff & {
      readonly kind: 'close-proposed';
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
    })
  | (ByStaff & { readonly kind: 'close-rejected'; readonly reason: ReasonCode })
  | { readonly kind: 'withdrawal-requested'; readonly reason: ReasonCode }
  | (ByStaff & { readonly kind: 'withdrawal-refused'; readonly reason: ReasonCode })
  | (ByStaff & {
      readonly kind: 'closed';
      readonly ground: Exclude<ClosedGround, 'merged' | 'not-eligible'>;
      readonly reason: ReasonCode;
      readonly on: LocalDate;
    })
  | (ByStaff & { readonly kind: 'merged'; readonly intoCaseId: string; readonly on: LocalDate })
  // ── Steps of identification
  | { readonly kind: 'authorised'; readonly authorisation: Authorisation }
  | { readonly kind: 'village-reviewed'; readonly review: VillageReview }
  | (ByStaff & Posting & { readonly kind: 'publicity-posted'; readonly category: Category })
  | { readonly kind: 'objection-filed'; readonly objection: Objection }
  | (ByStaff & {
      readonly kind: 'objection-checked';
      readonly objectionId: string;
      readonly upheld: boolean;
      readonly on: LocalDate;
    })
  | (ByStaff & {
      readonly kind: 'publicity-closed';
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  | (ByStaff & {
      readonly kind: 'town-reviewed';
      readonly reason: ReasonCode | null;
      readonly on: LocalDate;
    })
  | (ByStaff & {
      readonly kind: 'returned';
      readonly to: 'verification' | CaseStep;
      readonly correction: Correction;
      readonly on: LocalDate;
    })
  | (ByStaff & {
      readonly kind: 'enrolled';
      readonly category: Category;
      readonly comparisonId: string | null;
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  | (ByStaff & {
      readonly kind: 'refused';
      readonly reason: ReasonCode;
      readonly comparisonId: string | null;
      readonly on: LocalDate;
    })
  | (IdentificationStart & { readonly kind: 're-review-requested'; readonly on: LocalDate })
  // ── Fast track and suspension
  | (ByStaff & { readonly kind: 'fast-track-proposed'; readonly ground: FastTrackGround })
  | (ByStaff & { readonly kind: 'fast-track-approved'; readonly on: LocalDate })
  | (ByStaff & { readonly kind: 'fast-track-rejected' })
  | (ByStaff & { readonly kind: 'relieved'; readonly reliefId: string; readonly on: LocalDate })
  | (ByStaff & {
      readonly kind: 'suspension-proposed';
      readonly reason: SuspensionReason;
      readonly until: LocalDate;
    })
  | (ByStaff & {
      readonly kind: 'suspension-approved';
      readonly on: LocalDate;
      readonly identifyDueOn: LocalDate;
    })
  | (ByStaff & { readonly kind: 'suspension-rejected' })
  | (ByStaff & {
      readonly kind: 'resumed';
      readonly on: LocalDate;
      readonly identifyDueOn: LocalDate;
    })
  /** Holidays were published or corrected: another last day of identification. */
  | { readonly kind: 'due-recounted'; readonly identifyDueOn: LocalDate; readonly on: LocalDate }
  // ── Help
  | (ByStaff & { readonly kind: 'responsible-named'; readonly responsibleStaffId: string })
  | (ByStaff & {
      readonly kind: 'plan-adopted';
      readonly planId: string;
      readonly measures: readonly CaseMeasure[];
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  | {
      readonly kind: 'plan-confirmed';
      readonly how: 'chat' | 'paper';
      readonly byStaffId: string | null;
      readonly on: LocalDate;
    }
  /** Who helps, with what, and the household's word are all there: help goes on from here. */
  | { readonly kind: 'assistance-begun'; readonly on: LocalDate }
  | (ByStaff & {
      readonly kind: 'measure-changed';
      readonly measureId: string;
      readonly state: MeasureState;
      readonly on: LocalDate;
    })
  | (ByStaff & {
      readonly kind: 'long-case-reviewed';
      readonly result: LongCaseResult;
      readonly on: LocalDate;
    })
  | (ByStaff & { readonly kind: 'new-clue-checked'; readonly visitId: string })
  // ── Elimination
  | (ByStaff & {
      readonly kind: 'elimination-applied';
      readonly way: EliminationWay;
      readonly answer: EliminationAnswer | null;
      readonly stages: readonly EliminationStage[];
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  | (ByStaff & {
      readonly kind: 'elimination-passed';
      readonly stage: Exclude<EliminationStage, 'publicity'>;
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  | (ByStaff & {
      readonly kind: 'elimination-returned';
      readonly doubt: EliminationDoubt;
      readonly on: LocalDate;
    })
  | (ByStaff & Posting & { readonly kind: 'elimination-posted' })
  | (ByStaff & {
      readonly kind: 'elimination-publicity-closed';
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  | (ByStaff & {
      readonly kind: 'eliminated';
      readonly on: LocalDate;
      readonly rules: readonly RuleResult[];
    })
  /** A new clue or a relapse (消除回退): identification begins anew under the pack in force now. */
  | (IdentificationStart & {
      readonly kind: 'reopened';
      readonly byStaffId: string | null;
      readonly declarationId: string | null;
      readonly on: LocalDate;
    });

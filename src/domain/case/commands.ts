/** What people ask to be done to a case. Who may ask at all is settled before (people/permissions). */
import type { LocalDate } from '../calendar/local-date.ts';
import type { CaseStep } from '../policy/settings.ts';
import type { MeasureState, CaseMeasure } from './assistance.ts';
import type { CloseGround } from './case.ts';
import type { Authorisation, Category, Finding } from './dossier.ts';
import type { EliminationCheck, EliminationStage, EliminationWay } from './elimination.ts';
import type {
  Correction,
  EliminationAnswer,
  EliminationDoubt,
  FastTrackGround,
  LongCaseResult,
  ReasonCode,
  SuspensionReason,
} from './reasons.ts';

type ByStaff = { readonly byStaffId: string };

/** Taking, visiting, closing before a decision. */
export type ClueCommand =
  | (ByStaff & { readonly kind: 'take' })
  | (ByStaff & { readonly kind: 'pass-on'; readonly toStaffId: string })
  | {
      readonly kind: 'record-verification';
      readonly visitId: string;
      readonly finding: Finding;
      readonly reason: ReasonCode | null;
      /** Everybody who was there, the one who logs it first. */
      readonly verifiers: readonly string[];
    }
  | (ByStaff & {
      readonly kind: 'propose-close';
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
    })
  | (ByStaff & { readonly kind: 'confirm-close' })
  | (ByStaff & { readonly kind: 'reject-close'; readonly reason: ReasonCode })
  | { readonly kind: 'request-withdrawal'; readonly reason: ReasonCode }
  | (ByStaff & { readonly kind: 'confirm-withdrawal' })
  | (ByStaff & { readonly kind: 'refuse-withdrawal'; readonly reason: ReasonCode })
  | (ByStaff & { readonly kind: 'merge'; readonly intoCaseId: string });

/** The steps between verification and the county's decision, and a re-review of that decision. */
export type StepCommand =
  | { readonly kind: 'authorise'; readonly authorisation: Omit<Authorisation, 'on'> }
  | {
      readonly kind: 'record-review';
      readonly meetingId: string;
      /** Day of the meeting. */
      readonly on: LocalDate;
      readonly present: number;
      readonly category: Category | null;
      readonly reason: ReasonCode | null;
      readonly recordedBy: string;
    }
  | (ByStaff & { readonly kind: 'post-publicity'; readonly noticeId: string })
  | {
      readonly kind: 'file-objection';
      readonly objectionId: string;
      readonly source: 'chat' | 'paper';
    }
  | (ByStaff & {
      readonly kind: 'check-objection';
      readonly objectionId: string;
      readonly upheld: boolean;
    })
  | (ByStaff & { readonly kind: 'close-publicity' })
  | (ByStaff & {
      readonly kind: 'pass-town-review';
      /** Null: in favour. Otherwise why the town is not; the county decides either way. */
      readonly reason: ReasonCode | null;
    })
  | (ByStaff & {
      readonly kind: 'return';
      readonly to: 'verification' | CaseStep;
      readonly correction: Correction;
    })
  | (ByStaff & {
      readonly kind: 'enrol';
      readonly category: Category;
      readonly comparisonId: string | null;
    })
  | (ByStaff & {
      readonly kind: 'refuse';
      readonly reason: ReasonCode;
      readonly comparisonId: string | null;
    })
  | { readonly kind: 'request-re-review' };

export type OverlayCommand =
  | (ByStaff & { readonly kind: 'propose-fast-track'; readonly ground: FastTrackGround })
  | (ByStaff & { readonly kind: 'approve-fast-track' })
  | (ByStaff & { readonly kind: 'reject-fast-track' })
  /** `reliefId`: what was given lies beside the case. */
  | (ByStaff & { readonly kind: 'record-relief'; readonly reliefId: string })
  | (ByStaff & {
      readonly kind: 'propose-suspension';
      readonly reason: SuspensionReason;
      readonly until: LocalDate;
    })
  | (ByStaff & { readonly kind: 'approve-suspension' })
  | (ByStaff & { readonly kind: 'reject-suspension' })
  | (ByStaff & { readonly kind: 'resume' });

export type AssistanceCommand =
  | (ByStaff & { readonly kind: 'name-responsible'; readonly responsibleStaffId: string })
  | (ByStaff & {
      readonly kind: 'adopt-plan';
      readonly planId: string;
      /** All measures of the plan; those adopted before keep the state they are in. */
      readonly measures: readonly Pick<CaseMeasure, 'measureId' | 'class'>[];
      /** What the plan checker found that must not be (codes); a plan with any is refused. */
      readonly blocking: readonly string[];
    })
  | {
      readonly kind: 'confirm-plan';
      readonly how: 'chat' | 'paper';
      /** Who brought the paper; null when the household pressed the button itself. */
      readonly byStaffId: string | null;
    }
  | (ByStaff & {
      readonly kind: 'change-measure';
      readonly measureId: string;
      readonly state: MeasureState;
    })
  | (ByStaff & { readonly kind: 'review-long-case'; readonly result: LongCaseResult });

export type EliminationCommand =
  | (ByStaff & {
      readonly kind: 'apply-elimination';
      readonly way: EliminationWay;
      /** Every condition as it stands on record. */
      readonly checks: readonly EliminationCheck[];
      /** Why, where the record does not bear a soft condition out. */
      readonly answer: EliminationAnswer | null;
    })
  | (ByStaff & {
      readonly kind: 'pass-elimination';
      readonly stage: Exclude<EliminationStage, 'publicity' | 'marking'>;
      readonly checks: readonly EliminationCheck[];
    })
  | (ByStaff & { readonly kind: 'return-elimination'; readonly doubt: EliminationDoubt })
  | (ByStaff & { readonly kind: 'post-elimination'; readonly noticeId: string })
  | (ByStaff & { readonly kind: 'close-elimination-publicity' })
  | (ByStaff & {
      readonly kind: 'mark-eliminated';
      readonly checks: readonly EliminationCheck[];
    })
  | (ByStaff & { readonly kind: 'reopen' });

export type CaseCommand =
  | ClueCommand
  | StepCommand
  | OverlayCommand
  /** By the system alone: holidays were published or corrected. */
  | { readonly kind: 'recount-due' }
  | AssistanceCommand
  | EliminationCommand;

/** What the conversations about the steps of identification have done. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import type { Correction, GiverRelation, ReasonCode } from '#src/domain/case/reasons.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import type { Result } from '#src/domain/result.ts';
import type { StaffRefusal } from './staff.intents.ts';

type Done<T = object> = Result<T, StaffRefusal>;

/** What comes next and by when, where it is known; null after the last step. */
export type NextStep = { readonly step: CaseStep | null; readonly dueOn: LocalDate | null };

/** Sending a case back: the one thing to correct, and where. */
export type SendBack = {
  readonly kind: 'return';
  readonly to: 'verification' | CaseStep;
  readonly correction: Correction;
};

/** 同意, 不符合条件, 退回补正. */
export type TownDecision =
  | { readonly kind: 'pass' }
  | { readonly kind: 'not-eligible'; readonly reason: ReasonCode }
  | SendBack;

/** 纳入, 不纳入, 退回补正. */
export type CountyVerdict =
  | { readonly kind: 'enrol'; readonly category: Category }
  | { readonly kind: 'refuse'; readonly reason: ReasonCode }
  | SendBack;

/** What a decision came to, and what is next. */
export type Decided = NextStep & {
  readonly decided: 'passed-on' | 'enrolled' | 'refused' | 'sent-back';
};

/** What a meeting says of one case: a category, or why not. */
export type MeetingResult = {
  readonly caseId: string;
  readonly category: Category | null;
  readonly reason: ReasonCode | null;
};

export type CaseStepIntents = {
  /** Signed or with a finger on paper; the photo shows it. */
  readonly 'record-authorisation': {
    readonly ask: {
      readonly caseId: string;
      readonly form: 'signature' | 'fingerprint';
      readonly relation: GiverRelation | null;
      readonly readAloud: boolean;
      readonly mediaId: string;
    };
    readonly outcome: Done<NextStep>;
  };
  /** Puts the question into the farmer's own chat, an officer beside it. */
  readonly 'ask-authorisation': {
    readonly ask: {
      readonly caseId: string;
      readonly accountId: string;
      readonly readAloud: boolean;
    };
    readonly outcome: Done<{ readonly name: string }>;
  };
  /** The farmer's own press. */
  readonly 'answer-authorisation': {
    readonly ask: { readonly authorisationId: string; readonly given: boolean };
    readonly outcome: Result<
      { readonly given: boolean; readonly officer: string },
      { readonly code: 'over' }
    >;
  };
  readonly 'record-meeting': {
    readonly ask: {
      readonly draftId: string;
      readonly dutyId: string;
      readonly heldOn: LocalDate;
      readonly staffPresent: readonly string[];
      readonly villagersPresent: number;
      readonly results: readonly MeetingResult[];
      readonly minutes: string;
      readonly mediaIds: readonly string[];
    };
    readonly outcome: Result<
      {
        readonly recorded: number;
        /** Cases that could not be recorded, each with why. */
        readonly refused: readonly {
          readonly headName: string;
          readonly refusal: StaffRefusal;
        }[];
      },
      StaffRefusal | { readonly code: 'minutes-missing' }
    >;
  };
  /** 本周没有要议的线索: the one tap of a village that has nothing to talk about. */
  readonly 'no-clues': {
    readonly ask: { readonly dutyId: string };
    readonly outcome: Result<
      object,
      StaffRefusal | { readonly code: 'cases-waiting'; readonly count: number }
    >;
  };
  readonly 'post-publicity': {
    readonly ask: { readonly caseId: string };
    readonly outcome: Done<{ readonly closesOn: LocalDate }>;
  };
  readonly 'close-publicity': {
    readonly ask: { readonly caseId: string };
    readonly outcome: Done<NextStep>;
  };
  /** An objection on paper or by word of mouth, brought by an officer. */
  readonly 'file-objection': {
    readonly ask: { readonly caseId: string; readonly words: string };
    readonly outcome: Done<{ readonly checkBy: LocalDate | null }>;
  };
  /** A farmer's objection: to whose notice, and what about it. The answer never tells whether there is such a notice. */
  readonly object: {
    readonly ask: { readonly headName: string; readonly words: string };
    readonly outcome: { readonly answerBy: LocalDate | null };
  };
  readonly 'check-objection': {
    readonly ask: {
      readonly caseId: string;
      readonly objectionId: string;
      readonly upheld: boolean;
    };
    readonly outcome: Done<{ readonly upheld: boolean }>;
  };
  readonly 'review-case': {
    readonly ask: { readonly caseId: string; readonly decision: TownDecision };
    readonly outcome: Done<Decided>;
  };
  readonly 'decide-case': {
    readonly ask: { readonly caseId: string; readonly decision: CountyVerdict };
    readonly outcome: Done<Decided>;
  };
  /** The same, asked for by phone or at the door and brought by an officer. */
  readonly 'bring-re-review': {
    readonly ask: { readonly caseId: string };
    readonly outcome: Result<
      { readonly visitBy: LocalDate | null },
      StaffRefusal | { readonly code: 'already-open' }
    >;
  };
  /** 请求复核 by the household itself. */
  readonly 're-review': {
    readonly ask: { readonly caseId: string };
    readonly outcome: Result<
      { readonly receiptNumber: string; readonly visitBy: LocalDate | null },
      { readonly code: 'over' | 'already-open' }
    >;
  };
};

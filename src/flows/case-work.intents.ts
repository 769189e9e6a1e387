/** What officers have done with a case beside the steps of its identification. Every outcome can be a refusal that explains itself. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EliminationWay } from '#src/domain/case/elimination.ts';
import type {
  EliminationAnswer,
  EliminationDoubt,
  FastTrackGround,
  LongCaseResult,
  SuspensionReason,
} from '#src/domain/case/reasons.ts';
import type { Result } from '#src/domain/result.ts';
import type { StaffRefusal } from './staff.intents.ts';

type Done<T = object> = Result<T, StaffRefusal>;
type OnCase<T = object> = T & { readonly caseId: string };

export type CaseWorkIntents = {
  /** 先行救助: asked for by the village. */
  readonly 'propose-fast-track': {
    readonly ask: OnCase<{ readonly ground: FastTrackGround }>;
    readonly outcome: Done<{ readonly answerBy: LocalDate | null }>;
  };
  readonly 'answer-fast-track': {
    readonly ask: OnCase<{ readonly approve: boolean }>;
    readonly outcome: Done<{ readonly approved: boolean; readonly reliefBy: LocalDate | null }>;
  };
  /** What was given; `yuan` null where it was goods. */
  readonly 'record-relief': {
    readonly ask: OnCase<{ readonly code: string; readonly yuan: number | null }>;
    readonly outcome: Done<{ readonly days: number }>;
  };
  readonly 'propose-suspension': {
    readonly ask: OnCase<{ readonly reason: SuspensionReason; readonly until: LocalDate }>;
    readonly outcome: Done<{ readonly answerBy: LocalDate | null }>;
  };
  readonly 'answer-suspension': {
    readonly ask: OnCase<{ readonly approve: boolean }>;
    readonly outcome: Done<{ readonly approved: boolean; readonly identifyDueOn: LocalDate }>;
  };
  readonly 'resume-clock': {
    readonly ask: OnCase;
    readonly outcome: Done<{ readonly identifyDueOn: LocalDate }>;
  };
  /** Two cases of one household: which of them goes on follows from the cases. */
  readonly 'merge-cases': {
    readonly ask: OnCase<{ readonly otherCaseId: string }>;
    readonly outcome: Done<{ readonly number: string; readonly headName: string }>;
  };
  readonly 'name-responsible': {
    readonly ask: OnCase<{ readonly staffId: string }>;
    readonly outcome: Done<{ readonly name: string; readonly planBy: LocalDate | null }>;
  };
  readonly 'review-long-case': {
    readonly ask: OnCase<{ readonly result: LongCaseResult }>;
    readonly outcome: Done<{
      readonly result: LongCaseResult;
      /** 转兜底保障: who answers, and by when; null for the other results. */
      readonly handedOver: { readonly office: string; readonly answerBy: LocalDate | null } | null;
    }>;
  };
  readonly 'apply-elimination': {
    readonly ask: OnCase<{
      readonly way: EliminationWay;
      /** Why, where the record does not bear a condition out. */
      readonly answer: EliminationAnswer | null;
    }>;
    readonly outcome: Done<{ readonly nextBy: LocalDate | null }>;
  };
  /** An income sheet is wanted before anybody can apply: it becomes the duty of whoever answers for the household. */
  readonly 'ask-elimination-sheet': {
    readonly ask: OnCase;
    readonly outcome: Done<{ readonly dueOn: LocalDate | null }>;
  };
  readonly 'pass-elimination': {
    readonly ask: OnCase;
    readonly outcome: Done<{ readonly nextBy: LocalDate | null }>;
  };
  readonly 'return-elimination': {
    readonly ask: OnCase<{ readonly doubt: EliminationDoubt }>;
    readonly outcome: Done;
  };
  readonly 'post-elimination': {
    readonly ask: OnCase;
    readonly outcome: Done<{ readonly mayCloseOn: LocalDate }>;
  };
  readonly 'close-elimination': { readonly ask: OnCase; readonly outcome: Done };
  /** 本月标注清单: all that were shown, in one go; those decided otherwise meanwhile are left out. */
  readonly 'mark-eliminated': {
    readonly ask: { readonly caseIds: readonly string[] };
    readonly outcome: Done<{ readonly marked: number; readonly left: number }>;
  };
  readonly 'reopen-case': {
    readonly ask: OnCase;
    readonly outcome: Done<{ readonly visitBy: LocalDate | null }>;
  };
};

/** What the conversations about reports, referrals, joint decisions, rectification and people's jobs have done. */
import type { JointDecision, JointRefusal } from '#src/domain/ledger/joint-review.ts';
import type { InsuredState, JobPlace, JobState } from '#src/domain/ledger/member-status.ts';
import type { RectificationRefusal } from '#src/domain/ledger/rectification.ts';
import type { ReferralAnswer } from '#src/domain/ledger/referral.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Result } from '#src/domain/result.ts';
import type { StaffRefusal } from './staff.intents.ts';

export type LedgerIntents = {
  /** A report was looked through and goes on to the next level. */
  readonly 'send-month-report': {
    readonly ask: { readonly reportId: string };
    readonly outcome: Result<{ readonly areaName: string }, StaffRefusal>;
  };
  readonly 'answer-referral': {
    readonly ask: { readonly referralId: string; readonly answer: ReferralAnswer };
    readonly outcome: Result<{ readonly headName: string }, StaffRefusal>;
  };
  readonly 'give-joint-opinion': {
    readonly ask: {
      readonly reviewId: string;
      readonly department: DepartmentCode;
      readonly supports: boolean;
    };
    readonly outcome: Result<{ readonly left: number }, StaffRefusal>;
  };
  readonly 'decide-joint': {
    readonly ask: { readonly reviewId: string; readonly decision: JointDecision };
    readonly outcome: Result<{ readonly headName: string }, StaffRefusal | JointRefusal>;
  };
  readonly 'report-rectification': {
    readonly ask: {
      readonly rectificationId: string;
      readonly evidence: string;
      readonly mediaId: string | null;
    };
    readonly outcome: Result<{ readonly number: string }, StaffRefusal | RectificationRefusal>;
  };
  readonly 'judge-rectification': {
    readonly ask: { readonly rectificationId: string; readonly good: boolean };
    readonly outcome: Result<
      { readonly number: string; readonly good: boolean },
      StaffRefusal | RectificationRefusal
    >;
  };
  /** Insurance and job of one person as an officer asked them; null leaves it as it is. */
  readonly 'note-status': {
    readonly ask: {
      readonly householdId: string;
      readonly memberId: string;
      readonly insured: InsuredState | null;
      readonly job: { readonly job: JobState; readonly place: JobPlace | null } | null;
    };
    readonly outcome: Result<{ readonly name: string }, StaffRefusal>;
  };
  /** What one of the family does now. `changed`: it is news; else it was only confirmed. */
  readonly 'tell-job': {
    readonly ask: {
      readonly memberId: string;
      readonly job: JobState;
      readonly place: JobPlace | null;
    };
    readonly outcome: Result<
      { readonly name: string; readonly changed: boolean },
      { readonly code: 'not-yours' }
    >;
  };
};

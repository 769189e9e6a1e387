/** Facts the conversations about reports, referrals, joint decisions, rectification and people's jobs ask for. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type {
  InsuredState,
  JobPlace,
  JobState,
  StatusSource,
} from '#src/domain/ledger/member-status.ts';
import type {
  RectificationCategory,
  RectificationSource,
  RectificationState,
} from '#src/domain/ledger/rectification.ts';
import type { ReferralKind } from '#src/domain/ledger/referral.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { ContactFacts } from './facts.ts';

export const desks = ['referrals', 'joint', 'rectification'] as const;
export type Desk = (typeof desks)[number];

export type LedgerNeeds = {
  /** The newest report of the person's own area, or the one asked for; null when there is none in reach. */
  readonly 'month-report': {
    readonly ask: { readonly reportId: string | null; readonly page: number };
    readonly answer: MonthReportSheet | null;
  };
  /** What lies open on one of the desks, by the page, over all posts of the person. */
  readonly 'desk-page': {
    readonly ask: { readonly desk: Desk; readonly page: number };
    readonly answer: DeskPage;
  };
  readonly 'referral-sheet': {
    readonly ask: { readonly referralId: string };
    readonly answer: ReferralSheet | null;
  };
  readonly 'joint-sheet': {
    readonly ask: { readonly reviewId: string };
    readonly answer: JointSheet | null;
  };
  readonly 'rectification-sheet': {
    readonly ask: { readonly rectificationId: string };
    readonly answer: RectificationSheet | null;
  };
  /** A household's people for an officer who enters insurance and jobs by hand; null when out of reach. */
  readonly 'status-sheet': {
    readonly ask: { readonly householdId: string };
    readonly answer: StatusSheet | null;
  };
  /** Whose job the person speaking may tell: the family once it is confirmed, else themselves; [] when nobody's. */
  readonly 'work-people': {
    readonly ask: object;
    readonly answer: readonly {
      readonly memberId: string;
      readonly name: string;
      readonly job: JobState | null;
      readonly place: JobPlace | null;
    }[];
  };
};

/** A household with what is known of each member's insurance and job, who said so and when. */
export type StatusSheet = {
  readonly householdId: string;
  readonly headName: string;
  readonly members: readonly StatusLine[];
};

/** What is known, and from whom: `by` is the officer's name, '' when the person or a list said so. */
export type Known<T> = T & {
  readonly on: LocalDate;
  readonly source: StatusSource;
  readonly by: string;
  /** A department's list says otherwise and nobody has looked since. */
  readonly doubted: boolean;
};

export type StatusLine = {
  readonly memberId: string;
  readonly name: string;
  /** Children are asked about insurance only. */
  readonly ofWorkingAge: boolean;
  readonly insurance: Known<{ readonly insured: InsuredState; readonly year: number }> | null;
  readonly job: Known<{ readonly job: JobState; readonly place: JobPlace | null }> | null;
};

export type MonthReportSheet = {
  readonly reportId: string;
  readonly areaName: string;
  readonly body: string;
  readonly sent: boolean;
  readonly maySend: boolean;
  /** Reports of the same month one level below, a page of them. */
  readonly below: readonly { readonly reportId: string; readonly areaName: string }[];
  readonly page: number;
  readonly pages: number;
};

/** A line of a desk; what it is about in codes, the words are the flow's. */
export type DeskLine = {
  readonly id: string;
  readonly areaName: string;
  readonly headName: string;
  readonly dueOn: LocalDate | null;
} & (
  | { readonly desk: 'referrals'; readonly kind: ReferralKind }
  | { readonly desk: 'joint' }
  | {
      readonly desk: 'rectification';
      readonly category: RectificationCategory;
      readonly state: RectificationState;
    }
);

export type DeskPage = {
  readonly desk: Desk;
  readonly lines: readonly DeskLine[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
};

export type ReferralSheet = {
  readonly referralId: string;
  readonly kind: ReferralKind;
  readonly headName: string;
  readonly areaName: string;
  readonly people: number;
  readonly foundOn: LocalDate;
  readonly phone: ContactFacts | null;
};

export type JointSheet = {
  readonly reviewId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly selfPaidYuan: number;
  readonly dueOn: LocalDate;
  readonly opinions: readonly { readonly department: DepartmentCode; readonly supports: boolean }[];
  /** Departments not heard yet that this person may speak for. */
  readonly mayGive: readonly DepartmentCode[];
  readonly missing: readonly DepartmentCode[];
  readonly mayDecide: boolean;
};

export type RectificationSheet = {
  readonly rectificationId: string;
  readonly number: string;
  readonly source: RectificationSource;
  readonly category: RectificationCategory;
  readonly state: RectificationState;
  readonly areaName: string;
  readonly ownerName: string;
  readonly problem: string;
  readonly measure: string;
  readonly evidence: string;
  readonly dueOn: LocalDate;
  readonly returned: number;
  readonly mayReport: boolean;
  readonly mayConfirm: boolean;
};

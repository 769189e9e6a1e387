/** Facts the farmer's conversations ask for. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import type { MeasureState } from '#src/domain/case/assistance.ts';
import type { Payment } from '#src/domain/plan/payment.ts';
import type { CountyPolicy } from '#src/domain/policy/county-policy.ts';
import type { ContactFacts } from './facts.ts';
import type { AreaHit } from './area-hit.ts';

export type FarmerNeeds = {
  /** Villages (and towns) whose name contains the words; best match first, at most 6. */
  readonly areas: { readonly ask: { readonly text: string }; readonly answer: readonly AreaHit[] };
  /** The areas directly below one (null: below the county), at most 40, by name. */
  readonly 'area-children': {
    readonly ask: { readonly areaId: string | null };
    readonly answer: readonly AreaHit[];
  };
  /** The area a village QR code stands for. */
  readonly 'area-code': {
    readonly ask: { readonly code: string };
    readonly answer: AreaHit | null;
  };
  /** A fresh receipt number (受理号) with its check digit; numbers never used are simply gaps. */
  readonly 'receipt-number': { readonly ask: object; readonly answer: string };
  /** This account's own reports, newest first. */
  readonly 'my-reports': { readonly ask: object; readonly answer: readonly ReportProgress[] };
  /** Notices sent to this account's household, newest first, at most 10. */
  readonly 'my-notices': { readonly ask: object; readonly answer: readonly NoticeGlance[] };
  /** Whom words of danger reach, before anything is said of it. */
  readonly 'alert-reach': { readonly ask: { readonly words: string }; readonly answer: AlertReach };
  /** What an invitation code offers; null when unknown, used or out of date. */
  readonly invitation: {
    readonly ask: { readonly code: string };
    readonly answer: InvitationOffer | null;
  };
  /** Measures of this account's own household, the newest last; none for an account that only claims to be of it. */
  readonly 'my-help': { readonly ask: object; readonly answer: readonly OwnHelp[] };
  /** What the documents in force where this account lives say of help; of the county before first contact. */
  readonly 'county-policy': { readonly ask: object; readonly answer: CountyPolicy };
  /** Whether a single-use joining code (another channel of the same person) is good. */
  readonly 'join-code': { readonly ask: { readonly code: string }; readonly answer: boolean };
};

export type AlertReach = {
  /** An alarm of this account is going on: the words belong to it. */
  readonly open: boolean;
  /** People who have it or get it in this very turn; 0 when nobody can be reached. */
  readonly hears: number;
  /** The one village (or town) the words name, where the account itself tells no place; null when none or several. */
  readonly area: AreaHit | null;
};

/** Help as the household may know of it. */
export type OwnHelp = {
  readonly title: string;
  /** Who sees to it, as the county calls the office. */
  readonly office: string;
  readonly state: MeasureState;
  /** Null where it is no money. */
  readonly payment: Payment | null;
};

/** One step of 我的进度: done on a day, or due by one. */
export type ProgressStep = {
  readonly name:
    | 'received'
    | 'accepted'
    | 'visited'
    | 'authorised'
    | 'reviewed'
    | 'published'
    | 'town-reviewed'
    | 'decided'
    | 'helped'
    | 'closed';
  readonly doneOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
};

/** What happens next, in the household's terms. `by` null: it happens, the day is not known. */
export type NextStep = {
  readonly what:
    | 'call'
    | 'visit'
    | 'authorisation'
    | 'village-review'
    | 'publicity'
    | 'town-review'
    | 'county-decision'
    | 'plan'
    | 'measures'
    | 'look-in';
  readonly by: LocalDate | null;
};

export type ReportProgress = {
  readonly declarationId: string;
  readonly receiptNumber: string;
  readonly receivedAt: Instant;
  readonly riskTypes: readonly RiskType[];
  readonly subjectName: string | null;
  readonly state:
    | 'received'
    | 'checking'
    | 'accepted'
    | 'visited'
    | 'deciding'
    | 'helped'
    /** The risk is called eliminated; the household is watched on. */
    | 'watched'
    | 'withdrawing'
    | 'closed';
  /** Only for trust phone-matched and above; empty for `claimed`. */
  readonly steps: readonly ProgressStep[];
  /** Who has it now. */
  readonly holder: ContactFacts | null;
  /** Null where nothing is to come. */
  readonly next: NextStep | null;
  /** The question an officer or a rule check asks back; null when none is open. */
  readonly openQuestion: string | null;
  /** The refused case whose re-review the household may ask for; null when there is none. */
  readonly reReviewOf: string | null;
};

export type NoticeGlance = {
  readonly recipientId: string;
  readonly title: string;
  readonly body: string;
  readonly sentOn: LocalDate;
  readonly read: boolean;
};

export type InvitationOffer = {
  readonly role: import('#src/domain/people/roles.ts').Role;
  /** Of a department officer's post. */
  readonly department?: import('#src/domain/policy/departments.ts').DepartmentCode | null;
  readonly areaName: string;
  readonly name: string;
};

/** Facts the cadres' conversations ask for. Every answer is limited to what one of the person's posts may see. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { StateName, CloseGround } from '#src/domain/case/case.ts';
import type { Finding } from '#src/domain/case/dossier.ts';
import type { FastTrackGround, ReasonCode, SuspensionReason } from '#src/domain/case/reasons.ts';
import type { CheckCode, Severity } from '#src/domain/declaration/checks/check.ts';
import type { ClueSource, Place, Reporter } from '#src/domain/declaration/declaration.ts';
import type { Amount, MemberAffected } from '#src/domain/declaration/reader/reading.ts';
import type { GuaranteeIssue, RiskType, Urgency } from '#src/domain/declaration/risk.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Measure } from '#src/domain/plan/measure.ts';
import type { DutyEvidence } from '#src/domain/policy/recurring-duty.ts';
import type { Trust } from '#src/domain/people/trust.ts';
import type { VisitKind, VisitOutcome } from '#src/domain/visit/visit.ts';
import type { ContactFacts } from './facts.ts';
import type { Attachment } from './media.ts';

export type StaffNeeds = {
  /** 我的待办: the person's open duties, the earliest due first. Pages count from 1; one beyond the last is the last. */
  readonly 'my-duties': { readonly ask: { readonly page: number }; readonly answer: DutyPage };
  /** One duty with all that is needed to do it; null when it is not (any more) one the person may see. */
  readonly 'duty-sheet': {
    readonly ask: { readonly dutyId: string };
    readonly answer: DutySheet | null;
  };
  /** The duty through which this person would open a report (a lasting button); null when there is none. */
  readonly 'duty-of-report': {
    readonly ask: { readonly declarationId: string };
    readonly answer: string | null;
  };
  /** Whom work on a duty's subject can be passed on to, nearest first, at most 6. */
  readonly colleagues: {
    readonly ask: { readonly areaPath: string };
    readonly answer: readonly Colleague[];
  };
  /** 我的农户: those assigned to the person, else those of the area; due ones first. `after` continues a list. */
  readonly 'my-households': {
    readonly ask: { readonly after: string | null };
    readonly answer: HouseholdList;
  };
  /** Households of the person's areas whose head or a member is called so, or that bear the number (户编号, 受理号); at most 6. */
  readonly 'household-search': {
    readonly ask: { readonly text: string };
    readonly answer: readonly HouseholdGlance[];
  };
  /** A household's sheet with masked numbers. Each opening is written to the access log. Null when out of reach. */
  readonly 'household-sheet': {
    readonly ask: { readonly householdId: string };
    readonly answer: HouseholdSheet | null;
  };
  /** What a visitor needs to know at the door; null when out of reach. */
  readonly 'visit-subject': {
    readonly ask: { readonly householdId: string };
    readonly answer: VisitSubject | null;
  };
};

/** One duty on a list. */
export type DutyGlance = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  /** Head of the household, '' when it is about nobody in particular. */
  readonly headName: string;
  /** 受理号, number of a ticket, title of a notice; ''. */
  readonly label: string;
  readonly ownerName: string;
  readonly dueOn: LocalDate;
  readonly strength: 'hard' | 'soft';
  readonly urgent: boolean;
};

export type DutyPage = {
  readonly duties: readonly DutyGlance[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly late: number;
};

/** What a call is for. `held` a report held by a rule check; `withdrawal` to be confirmed; `result` to be told. */
export type CallTopic =
  | 'draft'
  | 'unseen'
  | 'held'
  | 'withdrawal'
  | 'result'
  /** Why the county did not recognise the household is to be told, with the right to a re-review. */
  | 'refusal'
  /** A day the farmer was told has passed and nothing was done. */
  | 'promise'
  /** A message of the farmer could not be worked off; what it said nobody knows. */
  | 'set-aside'
  | 'other';

/** A fast track or a suspension somebody asked for. */
export type CaseAsked =
  | { readonly kind: 'fast-track'; readonly ground: FastTrackGround; readonly byName: string }
  | {
      readonly kind: 'suspension';
      readonly reason: SuspensionReason;
      readonly until: LocalDate;
      readonly byName: string;
    };

export type DutySheet = DutyGlance & {
  readonly householdId: string | null;
  /** The notice whose people are to be told at the door. */
  readonly noticeId: string | null;
  readonly caseId: string | null;
  readonly declarationId: string | null;
  readonly ticketId: string | null;
  /** The issue ticket or department alarm it is about; each has a sheet of its own. */
  readonly issueId: string | null;
  readonly alarmId: string | null;
  /** Where it is worked off when that is a desk of 台账和月报; null for all else. */
  readonly desk: string | null;
  /** Clause the day comes from, as one line. */
  readonly clause: string;
  readonly caseState: StateName | null;
  /** What lies over the case and waits for an answer; null where nothing does. */
  readonly asked: CaseAsked | null;
  /** Days since the clue of a case whose clock stood still, with and without those; null where it never did. */
  readonly stoodStill: { readonly grossDays: number; readonly netDays: number } | null;
  readonly report: ReportSheet | null;
  /** Further reports of the same case. */
  readonly otherReports: number;
  readonly ticket: TicketSheet | null;
  readonly topic: CallTopic | null;
  readonly proposal: {
    readonly ground: CloseGround;
    readonly reason: ReasonCode;
    readonly byName: string;
  } | null;
  /** Why the household was not recognised, where that is to be told. */
  readonly refusalReason: ReasonCode | null;
  /** What is to be explained (explain-breach); null otherwise. */
  readonly breached: DutyKind | null;
  /** Who can be phoned about it. */
  readonly phone: ContactFacts | null;
  /** Of regular work only: what shows that it was done, and the last time. */
  readonly recurring?: RecurringSheet;
  /** Registry households that may be the same person's (check-registry-match), at most 4. */
  readonly candidates: readonly HouseholdGlance[];
};

/** Regular work (定期工作) as whoever does it sees it. */
export type RecurringSheet = {
  readonly evidence: DutyEvidence;
  /** The office that owns it, in the document's words; null where the level says it all. */
  readonly unit: string | null;
  readonly last: {
    readonly doneOn: LocalDate;
    readonly byName: string;
    readonly note: string;
    /** Ids of media. */
    readonly photos: readonly string[];
  } | null;
};

/** A report as an officer reads it. */
export type ReportSheet = {
  readonly declarationId: string;
  readonly receiptNumber: string;
  readonly submittedAt: Instant;
  readonly reporter: Reporter;
  readonly source: ClueSource;
  readonly reporterName: string;
  readonly subjectName: string;
  readonly riskTypes: readonly RiskType[];
  readonly guaranteeIssues: readonly GuaranteeIssue[];
  readonly urgency: Urgency;
  readonly words: readonly string[];
  readonly amounts: readonly Amount[];
  readonly members: readonly MemberAffected[];
  readonly attachments: readonly Attachment[];
  readonly place: Place | null;
  readonly notes: readonly CheckNote[];
  readonly household: HouseholdKnown | null;
  readonly holderName: string;
  readonly erased: boolean;
};

/** What a rule check said, for the officer. */
export type CheckNote = {
  readonly code: CheckCode;
  readonly severity: Severity;
  readonly clause: string;
};

export type HouseholdKnown = {
  readonly headName: string;
  readonly size: number;
  readonly origin: 'registry' | 'claimed';
  readonly exitedPoverty: boolean;
  readonly monitored: boolean;
};

export type TicketSheet = {
  readonly number: string;
  readonly kind: 'question' | 'complaint' | 'help' | 'data-request';
  readonly words: string;
  readonly askerName: string;
};

export type Colleague = {
  readonly staffId: string;
  readonly name: string;
  readonly title: string;
};

export type HouseholdGlance = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly groupName: string;
  readonly monitored: boolean;
  /** Its risk is called eliminated and it is watched on (继续跟踪). */
  readonly tracked: boolean;
  /** Day its nearest open duty is due. */
  readonly dueOn: LocalDate | null;
};

export type HouseholdList = {
  readonly households: readonly HouseholdGlance[];
  /** Pass as `after` to go on; null at the end. */
  readonly next: string | null;
  /** True when the list holds households assigned to the person. */
  readonly assigned: boolean;
  readonly total: number;
};

/** The sheet (户信息). Numbers are masked. */
export type HouseholdSheet = HouseholdGlance & {
  /** Its open case, watched-on ones included; null when there is none. */
  readonly caseId: string | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly origin: 'registry' | 'claimed';
  readonly exitedPoverty: boolean;
  readonly size: number;
  readonly phone: string;
  readonly members: readonly {
    readonly name: string;
    readonly relation: string;
    readonly age: number | null;
    readonly idNumber: string;
    readonly health: readonly string[];
    readonly labour: string;
  }[];
  readonly duties: readonly DutyGlance[];
  readonly visits: readonly {
    readonly visitedOn: LocalDate;
    readonly kind: VisitKind;
    readonly outcome: VisitOutcome;
    readonly finding: Finding | null;
    readonly visitorName: string;
  }[];
};

/** A farmer's account that speaks for the household and has not been confirmed by anybody who met the person. */
export type UnconfirmedAccount = {
  readonly accountId: string;
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  readonly trust: Trust;
};

export type VisitSubject = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly areaPath: string;
  /** The household's open case whose report has not been verified yet. */
  readonly verification: { readonly caseId: string; readonly receiptNumber: string } | null;
  /** Verifiers the pack asks for. */
  readonly verifiersWanted: number;
  /** Titles of what the visit would fulfil. */
  readonly due: readonly DutyGlance[];
  /** Measures that are planned or under way: the visitor looks how far they are (陇县 2021 第3项). */
  readonly measures: readonly Pick<Measure, 'title' | 'state'>[];
  readonly unconfirmed: readonly UnconfirmedAccount[];
};

/** Facts the conversations about the steps of identification ask for. */
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { Terms } from '#src/domain/policy/terms.ts';
import type { AlarmKind } from '#src/domain/alarm/alarm.ts';
import type { AssetKind } from '#src/domain/assessment/assets.ts';
import type { CopingState } from '#src/domain/assessment/category.ts';
import type { GuaranteeChecklist } from '#src/domain/assessment/guarantees.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AuthorisationForm, Category, Finding } from '#src/domain/case/dossier.ts';
import type { NoticeFields, NoticeKind } from '#src/domain/case/public-notice.ts';
import type { Correction, ReasonCode } from '#src/domain/case/reasons.ts';
import type { StateName } from '#src/domain/case/case.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';

export type CaseStepNeeds = {
  /** A duty that is a step of a case, with all that is needed to take it; null when it is not (any more) the person's. */
  readonly 'case-step': {
    readonly ask: { readonly dutyId: string };
    readonly answer: CaseStepSheet | null;
  };
  /** What a village has to talk about, reached through a duty of the village or of one of its cases. */
  readonly 'village-agenda': {
    readonly ask: { readonly dutyId: string };
    readonly answer: VillageAgenda | null;
  };
  /** Where the notice to be printed is opened; null where the person may not post it. */
  readonly 'sheet-link': {
    readonly ask: { readonly caseId: string };
    readonly answer: string | null;
  };
  /** Lists for the town: clues long without a decision (LX-06), reports that came to nothing (FD-04). Pages from 1. */
  readonly 'case-list': {
    readonly ask: { readonly list: CaseListName; readonly page: number };
    readonly answer: CaseListPage;
  };
};

export type CaseStepSheet = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly caseId: string;
  readonly householdId: string;
  readonly dueOn: LocalDate;
  readonly strength: 'hard' | 'soft';
  readonly clause: string;
  readonly areaPath: string;
  readonly facts: CaseFacts;
  /** Titles of the categories as the county calls them. */
  readonly categoryTitles: Readonly<Record<Category, string>>;
  /** Accounts that speak for the household and are known to (authorisation pressed in its own chat). */
  readonly householdAccounts: readonly { readonly accountId: string; readonly name: string }[];
  readonly notice: NoticeSheet | null;
  readonly objection: { readonly objectionId: string; readonly words: string } | null;
  /** Steps it could be sent back to, the nearest first. */
  readonly backTo: readonly ('verification' | CaseStep)[];
};

/** Everything a decision rests on, short enough for one message. */
export type CaseFacts = {
  readonly caseNumber: string;
  readonly state: StateName;
  readonly headName: string;
  /** Full name of the village. */
  readonly areaName: string;
  readonly groupName: string;
  readonly size: number;
  readonly exitedPoverty: boolean;
  /** As the wording of the case has it. */
  readonly terms: Terms;
  /** What the county and its towns are called by the documents of the case. */
  readonly places: AreaWords;
  readonly members: readonly {
    readonly relation: string;
    readonly age: number | null;
    readonly labour: string;
    readonly health: readonly string[];
  }[];
  readonly riskTypes: readonly RiskType[];
  /** Words of the reports, the latest first. */
  readonly words: readonly string[];
  readonly reports: number;
  readonly verification: {
    readonly on: LocalDate;
    readonly by: readonly string[];
    readonly finding: Finding;
    readonly reason: ReasonCode | null;
    readonly secondMissing: boolean;
  } | null;
  /** Of the latest assessment; yuan a head and year. Null while the sheet is not filled. */
  readonly income: {
    readonly netPerPerson: number;
    readonly referencePerPerson: number;
    /** 监测范围 of the case's pack, yuan a head and year; null where nothing is published. */
    readonly line: number | null;
    /** 合规自付支出: yuan of the household a year; null when not all lines are known. */
    readonly rigid: number | null;
    readonly madeOn: LocalDate;
  } | null;
  /** 三保障, drinking water, coping and what is to be explained, of the same assessment; null when nobody asked. */
  readonly found: CaseFindings | null;
  /** What the assessment suggests, never a decision. */
  readonly suggested: Category | null;
  readonly authorisation: {
    readonly on: LocalDate;
    readonly form: AuthorisationForm;
    readonly by: 'household' | 'relative';
    readonly readAloud: boolean;
  } | null;
  readonly review: {
    readonly on: LocalDate;
    readonly present: number;
    readonly category: Category | null;
    readonly reason: ReasonCode | null;
  } | null;
  readonly publicity: {
    readonly postedOn: LocalDate;
    readonly closedOn: LocalDate | null;
    readonly objections: number;
    readonly open: number;
  } | null;
  readonly townReview: {
    readonly on: LocalDate;
    readonly byName: string;
    readonly reason: ReasonCode | null;
  } | null;
  readonly correction: Correction | null;
  /** What lists of departments say of the household (数据比对). */
  readonly findings: readonly { readonly kind: AlarmKind; readonly month: string }[];
  /** Whether any comparison was made for the county this month or the last. */
  readonly compared: boolean;
  readonly clueOn: LocalDate;
  /** Days since the clue, and without those the clock stood still. */
  readonly grossDays: number;
  readonly netDays: number;
  readonly identifyDueOn: LocalDate;
};

/** What was found at the door beside the money; null where it was not asked. */
export type CaseFindings = Pick<GuaranteeChecklist, 'housing' | 'schooling' | 'water'> & {
  /** How many members are not insured. */
  readonly uninsured: number | null;
  readonly coping: CopingState | null;
  /** What the village meeting is asked to have explained; never a reason to refuse. */
  readonly toExplain: readonly AssetKind[];
  /** 五无 of the county's insurance: none of the five, some, or null while nobody asked. Left out where the county has none. */
  readonly noneOfFive?: boolean | null;
};

/** A notice that hangs or is about to. */
export type NoticeSheet = {
  readonly kind: NoticeKind;
  readonly fields: NoticeFields;
  readonly minDays: number;
  /** Null before it went up. */
  readonly postedOn: LocalDate | null;
  /** First day it may come down; counted from today before it went up. */
  readonly closesOn: LocalDate;
  readonly mayClose: boolean;
  readonly openObjections: number;
  /** 监测对象, 防止返贫致贫对象: what the county calls them, for the sheet only. */
  readonly term: string;
};

export type VillageAgenda = {
  readonly dutyId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly period: 'week' | 'month' | 'quarter' | 'year';
  /** Null when opened through one case's own duty: an ad-hoc review. */
  readonly recurringDutyId: string | null;
  readonly dueOn: LocalDate;
  readonly clause: string;
  readonly cases: readonly AgendaCase[];
  /** Categories the county has, in its own order. */
  readonly categories: readonly Category[];
  readonly categoryTitles: Readonly<Record<Category, string>>;
};

export type AgendaCase = {
  readonly caseId: string;
  readonly headName: string;
  readonly dueOn: LocalDate | null;
  readonly facts: CaseFacts;
};

export const caseLists = ['undecided', 'refused'] as const;
export type CaseListName = (typeof caseLists)[number];

export type CaseListPage = {
  readonly lines: readonly {
    readonly caseId: string;
    readonly caseNumber: string;
    readonly headName: string;
    readonly areaName: string;
    readonly state: StateName;
    readonly clueOn: LocalDate;
    readonly days: number;
    /** Why it came to nothing; null on the list of undecided ones. */
    readonly reason: ReasonCode | null;
    readonly holderName: string;
  }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** Days from which a clue counts as old. */
  readonly days: number;
};

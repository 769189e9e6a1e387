/** Facts about a case beyond its steps. Every answer is limited to what one of the person's posts may see. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { StateName } from '#src/domain/case/case.ts';
import type { DeedName } from '#src/domain/case/deeds.ts';
import type { EliminationStage, EliminationWay } from '#src/domain/case/elimination.ts';
import type {
  EliminationAnswer,
  FastTrackGround,
  SuspensionReason,
} from '#src/domain/case/reasons.ts';
import type { ReliefKind } from '#src/domain/case/relief.ts';
import type { ReferralAnswer } from '#src/domain/ledger/referral.ts';
import type { CheckedCondition, EliminationCondition } from '#src/domain/plan/elimination.ts';

export type CaseWorkNeeds = {
  /** A case with what is possible now and what the person may do; null when out of reach. */
  readonly 'case-work': {
    readonly ask: { readonly caseId: string };
    readonly answer: CaseWork | null;
  };
  /** Other open cases of the place that may be the same household: those of its name, or of the name asked for; at most 5. */
  readonly 'same-household': {
    readonly ask: { readonly caseId: string; readonly text: string };
    readonly answer: readonly CaseGlance[];
  };
  /** 本月标注清单; null for people who do not mark. */
  readonly 'marking-list': { readonly ask: object; readonly answer: MarkingList | null };
};

export type CaseGlance = {
  readonly caseId: string;
  readonly number: string;
  readonly headName: string;
  readonly areaName: string;
  readonly state: StateName;
  readonly clueOn: LocalDate;
};

export type CaseWork = CaseGlance & {
  readonly areaPath: string;
  readonly urgent: boolean;
  /** What the case allows and this person may do, the most pressing first. */
  readonly may: readonly DeedName[];
  /** Identification: calendar days since the clue, and without those the clock stood still. Null once it is decided. */
  readonly clock: {
    readonly dueOn: LocalDate;
    readonly grossDays: number;
    readonly netDays: number;
  } | null;
  readonly fastTrack: {
    readonly ground: FastTrackGround;
    readonly byName: string;
    readonly approvedOn: LocalDate | null;
    readonly relief: {
      readonly title: string;
      readonly yuan: number | null;
      readonly on: LocalDate;
      /** Calendar days from the discovery of the clue. */
      readonly days: number;
    } | null;
  } | null;
  /** Asked for, or running. */
  readonly suspension: {
    readonly reason: SuspensionReason;
    readonly until: LocalDate;
    readonly byName: string;
    readonly approved: boolean;
  } | null;
  /** What the pack admits. */
  readonly suspensionReasons: readonly SuspensionReason[];
  /** Calendar days a clock may still stand still. */
  readonly suspensionDaysLeft: number;
  readonly reliefKinds: readonly ReliefKind[];
  readonly enrolledOn: LocalDate | null;
  readonly reviewedOn: LocalDate | null;
  /** 转兜底保障: to whom, since when, and what came of it. */
  readonly handedOver: {
    readonly office: string;
    readonly on: LocalDate;
    readonly answer: ReferralAnswer | null;
    readonly answeredOn: LocalDate | null;
  } | null;
  readonly responsibleName: string;
  /** Reports that came after recognition and nobody has looked into. */
  readonly newClues: number;
  readonly elimination: {
    readonly way: EliminationWay;
    readonly stage: EliminationStage | null;
    readonly appliedOn: LocalDate;
    readonly byName: string;
    /** 县级抽查: whether this one is suggested for a look on the spot, of which share (0–1), and whether a document states it. */
    readonly spotCheck: {
      readonly drawn: boolean;
      readonly share: number;
      readonly stated: boolean;
    };
    /** First day the notice may come down; null while none hangs. */
    readonly mayCloseOn: LocalDate | null;
  } | null;
  /** What an elimination rests on, of a household that is helped; null otherwise. */
  readonly record: EliminationRecord | null;
  /** What stands in the way of an application, of an assisted household: conditions not met, and from when it may be asked. */
  readonly obstacles: {
    readonly from: LocalDate;
    readonly unmet: readonly EliminationCondition[];
    /** Not borne out by the record, to be answered with a reason. */
    readonly toAnswer: readonly EliminationCondition[];
    /** A new income sheet would settle some of it. */
    readonly sheetWanted: boolean;
  } | null;
  /** Day the risk was called eliminated; the household is watched on. */
  readonly eliminatedOn: LocalDate | null;
};

export type EliminationRecord = {
  /** Titles of measures that are under way or done. */
  readonly measures: readonly string[];
  /** Every condition with what is on record about it. */
  readonly checked: readonly CheckedCondition[];
  /** What the applicant said to those the record does not bear out; null before an application, or where it bore out all. */
  readonly answer: EliminationAnswer | null;
};

export type MarkingList = {
  /** '2026-11' */
  readonly month: string;
  readonly waiting: readonly {
    readonly caseId: string;
    readonly headName: string;
    readonly areaName: string;
    readonly appliedOn: LocalDate;
  }[];
  /** Marked this month so far. */
  readonly marked: number;
  /** 风险消除率 of the county, between 0 and 1, and what its document strives for; shown nowhere else. */
  readonly rate: { readonly now: number | null; readonly target: number | null };
};

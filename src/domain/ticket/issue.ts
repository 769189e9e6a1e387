/**
 * An issue ticket (问题工单): one trouble of a household or a village that a department puts right, beside any case.
 *
 * 丰都 2024（二）: 收到预警信息后，3 日内核实到位、10 日内整改到位, both counted from receipt (FD-12, clocks K4/K5); then the person who
 * is concerned is asked whether it is really solved (陇县 2021 第27项 回访, K15). Topics come from the pack's routing table.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import type { DepartmentCode } from '../policy/departments.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { RoutingTopic } from '../policy/routing.ts';

/** Why a report was found not so. From a list: free words would carry personal data into lists. */
export const notSoReasons = ['no-such-trouble', 'over-already', 'in-hand-elsewhere'] as const;
export type NotSoReason = (typeof notSoReasons)[number];

/** How a trouble was put right. */
export const fixWays = ['repaired', 'paid', 'arranged', 'explained', 'over-by-itself'] as const;
export type FixWay = (typeof fixWays)[number];

/**
 * Things done on the way that are recorded one by one.
 * Housing (巴南 2022 第十一条 报告→鉴定→改造→验收): `moved-out` people are out of the dangerous house, `appraised-safe` and
 * `appraised-dangerous` 鉴定, `renovated` 改造, `accepted` 验收.
 * Compulsory education (陇县 2021 第14项): `persuaded` 劝返, tried and not back yet; `back-at-school`; `body-reason` 身体原因不具备学习条件;
 * `home-teaching` 送教上门 arranged. Drinking water: `water-carried` 应急送水. Everywhere: `begun`.
 */
export const issueSteps = [
  'begun',
  'moved-out',
  'appraised-safe',
  'appraised-dangerous',
  'renovated',
  'accepted',
  'persuaded',
  'back-at-school',
  'body-reason',
  'home-teaching',
  'water-carried',
] as const;
export type IssueStep = (typeof issueSteps)[number];

/** What a photo of a ticket shows: the trouble as it was told, or that it was put right. */
export type PhotoOf = 'trouble' | 'repair';

export type StepDone = {
  readonly step: IssueStep;
  readonly on: LocalDate;
  readonly byStaffId: string;
};

/** What was found true, by whom. */
type Verified = { readonly verifiedOn: LocalDate; readonly verifiedBy: string };
type Worked = Verified & { readonly steps: readonly StepDone[] };
type Fixed = Worked & {
  readonly fixedOn: LocalDate;
  readonly fixedBy: string;
  readonly way: FixWay;
};

export type IssueState =
  | { readonly tag: 'reported' }
  /** Looked at and found not so; the person may say that it is. */
  | {
      readonly tag: 'not-so';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly reason: NotSoReason;
    }
  | ({ readonly tag: 'verified' } & Verified)
  | ({ readonly tag: 'fixing' } & Worked)
  /** Put right, and the person has not said yet that it is. */
  | ({ readonly tag: 'fixed' } & Fixed)
  /** `heard`: who said that it is solved; `nobody` when no one could be asked within the limit and staff looked themselves. */
  | ({
      readonly tag: 'closed';
      readonly on: LocalDate;
      readonly heard: 'person' | 'staff' | 'nobody';
    } & Fixed);

export type Issue = {
  readonly issueId: string;
  readonly topic: RoutingTopic;
  readonly department: DepartmentCode;
  /** Of the pack it was opened under; both count from receipt. */
  readonly pack: PackVersion;
  readonly receivedOn: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  /** Life in danger: people live in a dangerous house (丰都 2024（二）危房不住人). */
  readonly emergency: boolean;
  /** Who told of it, when it was staff: somebody else verifies. */
  readonly openedByStaffId: string | null;
  /** Who found it not so before it was opened again: another person looks this time. */
  readonly doubtedBy: readonly string[];
  /** Times it was opened again. */
  readonly reopened: number;
  /** Events so far; names the duties of a step that comes again. */
  readonly round: number;
  readonly state: IssueState;
};

/** Nothing more is to be done: found not so, or said to be solved. */
export const isOver = (issue: Issue): boolean =>
  issue.state.tag === 'closed' || issue.state.tag === 'not-so';

/** Steps already done, in order. */
export const stepsDone = (state: IssueState): readonly StepDone[] =>
  'steps' in state ? state.steps : [];

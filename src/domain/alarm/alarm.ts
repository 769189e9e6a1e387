/**
 * A department alarm (部门预警): a list of some department, or the comparison of lists, says something of a household that the bureau
 * did not know (LX-07, BN-51, TN-18). Somebody looks within 3 days and it is put right within 10, both from receipt (丰都 2024（二）,
 * FD-12, clocks K4/K5). What is real becomes an ordinary clue: an alarm never enrols anybody.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import type { GuaranteeIssue, RiskType } from '../declaration/risk.ts';
import type { DepartmentCode } from '../policy/departments.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { FixWay } from '../ticket/issue.ts';

/** What lists can say; `unsold-produce` comes from tickets, not from a list, and is about a town. */
export const alarmKinds = [
  'big-medical-cost',
  'not-insured',
  'grave-illness',
  'aid-stopped',
  'aid-granted',
  'severe-disability',
  'out-of-school',
  'dangerous-house',
  'unsafe-water',
  'lost-job',
  'zero-employment',
  'unpaid-wages',
  'disaster-loss',
  'unsold-produce',
] as const;

/**
 * `big-medical-cost` 医疗费用负担重, `not-insured` 未参保, `grave-illness` 新患大病, `aid-stopped` 低保特困停发, `aid-granted` 新纳入救助,
 * `severe-disability` 新增重残, `out-of-school` 失学辍学, `dangerous-house` 危房住人, `unsafe-water` 饮水不达标, `lost-job` 失业返乡,
 * `zero-employment` 零就业家庭, `unpaid-wages` 被欠薪, `disaster-loss` 受灾, `unsold-produce` 大面积滞销.
 */
export type AlarmKind = (typeof alarmKinds)[number];

type Meaning = {
  readonly risk: RiskType | null;
  readonly guarantee: GuaranteeIssue | null;
};

const MEANINGS: Readonly<Record<AlarmKind, Meaning>> = {
  'big-medical-cost': { risk: '因病', guarantee: null },
  'not-insured': { risk: null, guarantee: '基本医疗' },
  'grave-illness': { risk: '因病', guarantee: null },
  'aid-stopped': { risk: '其他', guarantee: null },
  'aid-granted': { risk: '其他', guarantee: null },
  'severe-disability': { risk: '因残', guarantee: null },
  'out-of-school': { risk: '因学', guarantee: '义务教育' },
  'dangerous-house': { risk: '住房安全', guarantee: '住房安全' },
  'unsafe-water': { risk: '饮水安全', guarantee: '饮水安全' },
  'lost-job': { risk: '因务工就业不稳', guarantee: null },
  'zero-employment': { risk: '因务工就业不稳', guarantee: null },
  'unpaid-wages': { risk: '因务工就业不稳', guarantee: null },
  'disaster-loss': { risk: '因自然灾害', guarantee: null },
  'unsold-produce': { risk: '因产业项目失败', guarantee: null },
};

/** What an alarm means in the words of a report. */
export const meaningOf = (kind: AlarmKind): Meaning => MEANINGS[kind];

/** Why an alarm was found not real. */
export const unrealReasons = ['wrong-data', 'over-already', 'known-already'] as const;
export type UnrealReason = (typeof unrealReasons)[number];

type Verified = { readonly verifiedOn: LocalDate; readonly verifiedBy: string };

export type AlarmState =
  | { readonly tag: 'received' }
  | {
      readonly tag: 'not-real';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly reason: UnrealReason;
    }
  | ({ readonly tag: 'verified' } & Verified)
  | ({
      readonly tag: 'fixed';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly way: FixWay;
    } & Verified);

export type Alarm = {
  readonly alarmId: string;
  readonly kind: AlarmKind;
  readonly department: DepartmentCode;
  readonly pack: PackVersion;
  readonly receivedOn: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  readonly round: number;
  readonly state: AlarmState;
};

/** Nothing more is to be done. */
export const isAlarmOver = (alarm: Alarm): boolean =>
  alarm.state.tag === 'fixed' || alarm.state.tag === 'not-real';

/** What the data checks look at: a household as it stands, without names and numbers. */
import type { MonitoredCategory } from '../assessment/category.ts';
import type { SheetDraft } from '../assessment/income-sheet.ts';
import type { HouseholdMember } from '../assessment/workforce.ts';
import type { EliminationWay } from '../case/elimination.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { RiskType } from '../declaration/risk.ts';
import type { IdentityFlag } from '../people/identity-number.ts';
import type { Measure } from '../plan/measure.ts';

/** A member with what the registry says about the numbers. */
export type CheckedMember = HouseholdMember & {
  /** What is wrong with the identity number; null: right; 'missing': none is on record. */
  readonly idNumber: IdentityFlag | 'missing' | null;
  /** The same of the disability card, for members who have one. */
  readonly disabilityCard: IdentityFlag | null;
  /** A department's list says otherwise than whoever was asked last, and nobody has looked since. */
  readonly insuranceDoubted: boolean;
  readonly jobDoubted: boolean;
};

/** An assessment as far as the checks look. */
export type CheckedAssessment = {
  readonly sheet: SheetDraft;
  readonly complete: boolean;
  readonly netPerPerson: number | null;
};

export type HouseholdSnapshot = {
  readonly today: LocalDate;
  readonly members: readonly CheckedMember[];
  /** 整户无劳动能力兜底保障户 */
  readonly markedNoLabour: boolean;
  readonly monitored: MonitoredCategory | null;
  readonly risks: readonly RiskType[];
  /** Sub-item of 因自然灾害 (洪涝, 地质, 旱…); null when none is recorded. */
  readonly disaster: string | null;
  /** 纳入 and 风险消除 of its case; null while it has none. */
  readonly enrolledOn: LocalDate | null;
  readonly eliminated: { readonly on: LocalDate; readonly way: EliminationWay } | null;
  readonly measures: readonly Measure[];
  /** The one made for identification, and the newest made after it. */
  readonly before: CheckedAssessment | null;
  readonly after: CheckedAssessment | null;
  /** 监测范围, yuan a head and year; null: not published. */
  readonly lineYuan: number | null;
};

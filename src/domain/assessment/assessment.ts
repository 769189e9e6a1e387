/** One assessment of a household (收支和三保障核查): what was asked at the door, as far as it was asked. */
import type { RiskType } from '../declaration/risk.ts';
import { accepted, refused, type Result } from '../result.ts';
import type { AssetAnswers } from './assets.ts';
import type { CopingState } from './category.ts';
import { checklistComplete, emptyChecklist, type GuaranteeChecklist } from './guarantees.ts';
import { checkSheet, missingLines, type SheetDraft, type SheetRefusal } from './income-sheet.ts';
import type { IncomeWindow } from './income-window.ts';
import { type MedicalBills, medicalBurden } from './three-nets.ts';

/** Why it was made: to identify (识别时), to eliminate (消除后), or at any other time. The form keeps the first two side by side. */
export const assessmentOccasions = ['identification', 'elimination', 'review'] as const;
export type AssessmentOccasion = (typeof assessmentOccasions)[number];

/** What a household wishes or is bound by, as far as measures hang on it. */
export const wishes = ['wants-job', 'wants-farming', 'returned', 'cannot-leave'] as const;
/** `wants-job` 想就业, `wants-farming` 想发展产业, `returned` 返乡回流, `cannot-leave` 无法外出. */
export type Wish = (typeof wishes)[number];

/** 洪涝, 地质, 旱, 生物, 气象, 地震, 其他 (因自然灾害 sub-items of the national form). */
export const disasterKinds = [
  'flood',
  'geological',
  'drought',
  'biological',
  'weather',
  'earthquake',
  'other',
] as const;
export type DisasterKind = (typeof disasterKinds)[number];

/** The form has room for five risks, the weightiest first (致贫/返贫风险1–5). */
export const MOST_RISKS = 5;

export type Assessment = {
  readonly occasion: AssessmentOccasion;
  readonly window: IncomeWindow;
  /** 家庭人口: who lives and shares together. */
  readonly people: number;
  readonly sheet: SheetDraft;
  /** Bills behind the line `illness`; null when nobody was ill or the line was given as one figure. */
  readonly bills: MedicalBills | null;
  readonly guarantees: GuaranteeChecklist;
  readonly coping: CopingState | null;
  readonly assets: AssetAnswers;
  /** [] none of them; null not asked. */
  readonly wishes: readonly Wish[] | null;
  readonly risks: readonly RiskType[];
  /** Sub-item of 因自然灾害, which the national form demands; null where it is no such risk or nobody said. */
  readonly disaster: DisasterKind | null;
};

/** An assessment in which nothing was asked yet. */
export const startAssessment = (
  occasion: AssessmentOccasion,
  window: IncomeWindow,
  people: number,
  risks: readonly RiskType[],
): Assessment => ({
  occasion,
  window,
  people: Math.max(1, people),
  sheet: {},
  bills: null,
  guarantees: emptyChecklist,
  coping: null,
  assets: null,
  wishes: null,
  risks,
  disaster: null,
});

/** Puts bills in: the line `illness` is what is left after the three nets. */
export const withBills = (assessment: Assessment, bills: MedicalBills): Assessment => ({
  ...assessment,
  bills,
  sheet: { ...assessment.sheet, illness: medicalBurden(bills).selfPaid },
});

/** Whether nothing is left to ask. Assets and wishes help and are not demanded. */
export const isComplete = (assessment: Assessment): boolean =>
  missingLines(assessment.sheet).length === 0 &&
  checklistComplete(assessment.guarantees) &&
  assessment.coping !== null;

export type AssessmentRefusal = SheetRefusal | { readonly code: 'nobody' | 'unknown-member' };

/**
 * Whether it can be kept as told. A part is kept as well (the rest is a duty); what was said must be possible: whole yuan, and
 * members who belong to the household.
 */
export function checkAssessment(
  assessment: Assessment,
  memberIds: readonly string[],
): Result<Assessment, AssessmentRefusal> {
  if (assessment.people < 1) return refused({ code: 'nobody' });
  const sheet = checkSheet(assessment.sheet);
  if (!sheet.ok) return sheet;
  const uninsured = assessment.guarantees.uninsured ?? [];
  if (uninsured.some((id) => !memberIds.includes(id))) return refused({ code: 'unknown-member' });
  return accepted(assessment);
}

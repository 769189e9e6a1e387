/** 三保障 and drinking water as found at the door (“两不愁三保障”及饮水安全, 陇县 第1项). */
import type { GuaranteeIssue } from '../declaration/risk.ts';
import type { WaterTrouble } from '../ticket/water-check.ts';

/** `unsafe-empty`: nobody lives there, 闲置危房. `unsafe-lived-in`: 丰都 (二) 守住“危房不住人”底线. */
export const housingStates = [
  'safe',
  'needs-appraisal',
  'unsafe-empty',
  'unsafe-lived-in',
] as const;
export type HousingState = (typeof housingStates)[number];

/** `unable`: 巴南 第9项, 除身体原因不具备学习条件外; `no-child`: nobody of compulsory-school age. */
export const schoolingStates = ['in-school', 'dropped-out', 'unable', 'no-child'] as const;
export type SchoolingState = (typeof schoolingStates)[number];

/** The checklist as far as it is filled: null has not been asked. */
export type GuaranteeChecklist = {
  readonly housing: HousingState | null;
  readonly schooling: SchoolingState | null;
  /** Members who are not enrolled in 基本医保; [] when all are. */
  readonly uninsured: readonly string[] | null;
  /** [] when the water is fine. */
  readonly water: readonly WaterTrouble[] | null;
};

export const emptyChecklist: GuaranteeChecklist = {
  housing: null,
  schooling: null,
  uninsured: null,
  water: null,
};

/** Guarantees the household lacks now, each a matter for a ticket of its own. An empty dangerous house threatens nobody (陇县 第23项). */
export function openGuarantees(found: GuaranteeChecklist): readonly GuaranteeIssue[] {
  return [
    ...(found.schooling === 'dropped-out' ? (['义务教育'] as const) : []),
    ...((found.uninsured ?? []).length > 0 ? (['基本医疗'] as const) : []),
    ...(found.housing === 'unsafe-lived-in' || found.housing === 'needs-appraisal'
      ? (['住房安全'] as const)
      : []),
    ...((found.water ?? []).length > 0 ? (['饮水安全'] as const) : []),
  ];
}

/** Whether every question of the checklist was answered. */
export const checklistComplete = (found: GuaranteeChecklist): boolean =>
  found.housing !== null &&
  found.schooling !== null &&
  found.uninsured !== null &&
  found.water !== null;

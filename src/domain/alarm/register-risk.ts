/**
 * What a row of a department's list (部门名单) says of a household, by the pack's figures. A row without a finding is good news: the person
 * is insured, at school, at work. Nothing here knows whether the finding is new.
 */
import type { Pack } from '../policy/pack.ts';
import { isOfSchoolAge } from '../ticket/school-age.ts';
import { type WaterAnswers, waterTroubles } from '../ticket/water-check.ts';
import type { AlarmKind } from './alarm.ts';

/** Departments that hand in lists, each with its own columns. */
export const registerDepartments = [
  'medical',
  'health',
  'civil',
  'disabled',
  'education',
  'housing',
  'water',
  'labour',
  'emergency',
] as const;
export type RegisterDepartment = (typeof registerDepartments)[number];

/** A row as read; null where the cell was empty. Yuan are whole. */
export type RegisterFacts =
  | {
      readonly department: 'medical';
      readonly insured: boolean | null;
      /** 个人自付, yuan in the last 12 months. */
      readonly selfPaidYuan: number | null;
    }
  | { readonly department: 'health'; readonly newlyGravelyIll: boolean | null }
  | { readonly department: 'civil'; readonly change: 'granted' | 'stopped' | 'none' | null }
  | { readonly department: 'disabled'; readonly grade: 1 | 2 | 3 | 4 | null }
  | {
      readonly department: 'education';
      readonly atSchool: boolean | null;
      /** 身体原因不具备学习条件: the only exception (巴南 2022 第九条). */
      readonly bodyReason: boolean | null;
      /** From the identity number; null when it tells none. */
      readonly age: number | null;
    }
  | {
      readonly department: 'housing';
      /** C and D are dangerous (JGJ 125). */
      readonly grade: 'A' | 'B' | 'C' | 'D' | null;
      readonly livedIn: boolean | null;
    }
  | { readonly department: 'water'; readonly answers: WaterAnswers }
  | {
      readonly department: 'labour';
      readonly employed: boolean | null;
      readonly unpaid: boolean | null;
    }
  | { readonly department: 'emergency'; readonly lossYuan: number | null };

/** Findings of one row by itself; `zero-employment` needs the whole household, see `employmentFinding`. */
export function findingsIn(facts: RegisterFacts, pack: Pack): readonly AlarmKind[] {
  switch (facts.department) {
    case 'medical':
      return [
        ...(hasBigCost(facts.selfPaidYuan, pack) ? (['big-medical-cost'] as const) : []),
        ...(facts.insured === false ? (['not-insured'] as const) : []),
      ];
    case 'health':
      return facts.newlyGravelyIll === true ? ['grave-illness'] : [];
    case 'civil':
      return facts.change === 'granted'
        ? ['aid-granted']
        : facts.change === 'stopped'
          ? ['aid-stopped']
          : [];
    case 'disabled':
      // Grades 1 and 2 are severe (重度残疾).
      return facts.grade === 1 || facts.grade === 2 ? ['severe-disability'] : [];
    case 'education':
      return mustGoToSchool(facts, pack) && facts.atSchool === false ? ['out-of-school'] : [];
    case 'housing':
      return (facts.grade === 'C' || facts.grade === 'D') && facts.livedIn !== false
        ? ['dangerous-house']
        : [];
    case 'water': {
      const thresholds = pack.settings['water.thresholds'].value;
      return waterTroubles(facts.answers, thresholds).length > 0 ? ['unsafe-water'] : [];
    }
    case 'labour':
      return [
        ...(facts.employed === false ? (['lost-job'] as const) : []),
        ...(facts.unpaid === true ? (['unpaid-wages'] as const) : []),
      ];
    case 'emergency':
      return facts.lossYuan !== null && facts.lossYuan > 0 ? ['disaster-loss'] : [];
  }
}

/**
 * TN-18 高额医疗费用负担患者: from the pack's figure on. A pack that leaves it blank (ask the 医保局) takes every patient of the list:
 * the department listed them because their burden is high.
 */
function hasBigCost(selfPaidYuan: number | null, pack: Pack): boolean {
  const from = pack.settings['medical.big_cost_yuan'].value;
  return selfPaidYuan !== null && selfPaidYuan > 0 && (from === null || selfPaidYuan >= from);
}

function mustGoToSchool(
  facts: Extract<RegisterFacts, { readonly department: 'education' }>,
  pack: Pack,
): boolean {
  if (facts.bodyReason === true) return false;
  // A child whose number tells no age is looked after rather than passed over.
  return facts.age === null || isOfSchoolAge(facts.age, pack.settings['home_teaching.ages'].value);
}

/**
 * LX-21 “零就业”家庭: people who can work and not one of them employed. One employed member makes it an ordinary lost job. `listed`: the
 * rows of the household's working people in the labour department's list.
 */
export function employmentFinding(
  listed: readonly { readonly employed: boolean }[],
): 'zero-employment' | 'lost-job' | null {
  if (listed.every((each) => each.employed)) return null;
  return listed.some((each) => each.employed) ? 'lost-job' : 'zero-employment';
}

/** Who of a household can work (劳动力), from the codes of the national form. */

import type { DisabilityGrade } from '../people/identity-number.ts';

/** 劳动技能: 普通, 技能, 弱劳动力或半劳动力, 丧失, 无. */
export const labourCodes = ['ordinary', 'skilled', 'weak', 'lost', 'none'] as const;
export type LabourCode = (typeof labourCodes)[number];

/** A member as far as rules look. Codes as the registry keeps them; `age` in whole years (周岁). */
export type HouseholdMember = {
  readonly memberId: string;
  readonly age: number | null;
  /** 健康状况, combinable: healthy, chronic-illness, grave-illness, disabled. */
  readonly health: readonly string[];
  /** From the disability card; null: none on record, or one that cannot be right. */
  readonly disabilityGrade: DisabilityGrade | null;
  /** 本地户籍: registered in this county; null: nobody knows. */
  readonly registeredHere: boolean | null;
  readonly labour: string | null;
  /** 在校生状况; null for people who are not at school. */
  readonly schooling: string | null;
  /** 务工时长, months of the last year; null when nothing is recorded. */
  readonly workMonths: number | null;
  /** 外出务工: works outside the county now, as somebody told; false where nobody did. */
  readonly worksAway: boolean;
};

/**
 * `able`: somebody has ordinary or skilled labour. `weak`: at best 弱劳动力或半劳动力. `none`: nobody. `unknown`: somebody's code is
 * missing and could make the difference.
 */
export type Workforce = 'able' | 'weak' | 'none' | 'unknown';

/** Working age of the national checks: 16 to 59. */
const WORKING_AGE = { from: 16, to: 59 } as const;

/** Whether the person is of working age; unknown age counts as none. */
export const ofWorkingAge = (member: HouseholdMember): boolean =>
  member.age !== null && member.age >= WORKING_AGE.from && member.age <= WORKING_AGE.to;

/** At school, kindergarten not counted: who learns does not work. */
export const isStudent = (member: HouseholdMember): boolean =>
  member.schooling !== null &&
  member.schooling !== 'preschool-age' &&
  member.schooling !== 'kindergarten';

/** Ordinary or skilled labour. */
export const isAble = (member: HouseholdMember): boolean =>
  member.labour === 'ordinary' || member.labour === 'skilled';

/** Can do some work. */
export const hasLabour = (member: HouseholdMember): boolean =>
  isAble(member) || member.labour === 'weak';

/** Has worked for wages in the last year. */
export const isEmployed = (member: HouseholdMember): boolean => (member.workMonths ?? 0) > 0;

/** What the members can do together. Students do not count: their code speaks of later. */
export function workforceOf(members: readonly HouseholdMember[]): Workforce {
  const counted = members.filter((member) => !isStudent(member));
  if (counted.some(isAble)) return 'able';
  const unclear = counted.some(
    (member) => member.labour === null && (member.age === null || ofWorkingAge(member)),
  );
  if (unclear || members.length === 0) return 'unknown';
  return counted.some(hasLabour) ? 'weak' : 'none';
}

/** Somebody could work and nobody does (零就业家庭; 陇县 第11项: 实现“零就业”家庭动态清零). */
export const isZeroEmployment = (members: readonly HouseholdMember[]): boolean =>
  workforceOf(members) === 'able' && !members.some(isEmployed);

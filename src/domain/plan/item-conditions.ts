/**
 * Whom some items of the tool box are for at all, where documents say so and members' codes tell. Codes of the default tool box, which
 * every county's extends; an item that is not named here is for anybody whom its risks or class fit.
 */
import type { Wish } from '../assessment/assessment.ts';
import {
  hasLabour,
  type HouseholdMember,
  isEmployed,
  isStudent,
  ofWorkingAge,
} from '../assessment/workforce.ts';
import type { GuaranteeIssue } from '../declaration/risk.ts';
import type { AidScope } from '../policy/settings.ts';

/** What decides. */
export type ItemFacts = {
  readonly members: readonly HouseholdMember[];
  readonly issues: readonly GuaranteeIssue[];
  readonly wishes: readonly Wish[];
  /** Ages of the pack's `home_teaching.ages`, both included. */
  readonly taughtAtHome: { readonly from: number; readonly to: number };
  /** Which students 教育资助 is for; null: the documents name no stage, so all of them. */
  readonly aid: AidScope | null;
  /** Aid is for students registered in the county (西咸新区 二（2）4). */
  readonly aidLocalOnly: boolean;
  /** 脱贫户, 监测户, or another farmer with none of the five (“五无”): whom 综合防贫保险 is for (巴南 第16项). */
  readonly insurable: boolean;
  /** Whether one of the pack's ways to the 到户产业奖补 fits; null where the pack names none. */
  readonly awardFits: boolean | null;
};

const COMPULSORY: readonly string[] = ['primary', 'junior-7', 'junior-8', 'junior-9'];

/** A student whom the aid is for. Where it takes 本地户籍 and nobody knows, nothing is suggested: the school or the village has to look. */
export function isAided(
  { schooling, registeredHere }: HouseholdMember,
  scope: AidScope | null,
  localOnly: boolean,
): boolean {
  if (localOnly && registeredHere !== true) return false;
  if (schooling === null || schooling === 'preschool-age' || schooling === 'kindergarten') {
    return false;
  }
  switch (scope) {
    case null:
    case 'every-stage':
      return true;
    case 'from-senior-high':
      return !COMPULSORY.includes(schooling);
    case 'from-senior-high-before-postgraduate':
      return !COMPULSORY.includes(schooling) && schooling !== 'postgraduate';
  }
}

/**
 * 陇县 第15项: 义务教育阶段6-15周岁重度残疾儿童少年, who are not at school. 重度 is 一级 or 二级 on the card; for a child without one nothing is
 * claimed, and an officer who knows better takes the item from the tool box.
 */
export const isTaughtAtHome = (
  { age, disabilityGrade, schooling }: HouseholdMember,
  ages: ItemFacts['taughtAtHome'],
): boolean =>
  age !== null &&
  age >= ages.from &&
  age <= ages.to &&
  disabilityGrade !== null &&
  disabilityGrade <= 2 &&
  schooling === null;

/** Of working age, without work: who could take a post or a job. */
export const isIdle = (member: HouseholdMember): boolean =>
  ofWorkingAge(member) && !isStudent(member) && !isEmployed(member);

/**
 * 巴南 第14项: 弱劳力、半劳力和无法外出、无业可就的; 西咸 二(2)3: 无法离开本土、返乡回流的.
 */
export function needsPost({ members, wishes }: Pick<ItemFacts, 'members' | 'wishes'>): boolean {
  const bound = wishes.includes('cannot-leave') || wishes.includes('returned');
  return members.some(
    (each) => isIdle(each) && (each.labour === 'weak' || (hasLabour(each) && bound)),
  );
}

const atStage =
  (...stages: readonly string[]) =>
  ({ members }: ItemFacts): boolean =>
    members.some((each) => stages.some((stage) => each.schooling?.startsWith(stage) === true));

const CONDITIONS: Readonly<Record<string, (facts: ItemFacts) => boolean>> = {
  'industry-award': ({ awardFits }) => awardFits !== false,
  'poverty-insurance': ({ insurable }) => insurable,
  'public-post': needsPost,
  'disabled-post': ({ members }) =>
    members.some((each) => each.health.includes('disabled') && hasLabour(each) && isIdle(each)),
  'return-to-school': ({ issues }) => issues.includes('义务教育'),
  'home-teaching': ({ members, taughtAtHome }) =>
    members.some((each) => isTaughtAtHome(each, taughtAtHome)),
  'education-aid': ({ members, aid, aidLocalOnly }) =>
    members.some((each) => isAided(each, aid, aidLocalOnly)),
  // 雨露计划 is for vocational education; the loan of 巴南 第9项 for 本专科生 and 研究生.
  'yulu-plan': atStage('vocational', 'college', 'technician'),
  'yulu-plan-plus': atStage('vocational', 'college', 'technician'),
  'student-loan': atStage('college', 'bachelor', 'postgraduate'),
};

/** Whether the item can be for this household at all. */
export const isFor = (code: string, facts: ItemFacts): boolean => CONDITIONS[code]?.(facts) ?? true;

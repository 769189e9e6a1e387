/**
 * What a department is told of a household because its help is asked for there (转办): people without medical insurance, nobody in
 * work, a wish for a loan, no labour and no safety net, somebody fallen ill. A list for the bureau, never a decision.
 */
import { type HouseholdMember, isAble, isStudent, workforceOf } from '../assessment/workforce.ts';
import type { RoutingTopic } from '../policy/routing.ts';

export const referralKinds = [
  'loan',
  'uninsured',
  'no-job',
  'social-aid',
  'health',
  'safety-net',
] as const;
/** `safety-net` 转兜底保障: what the review of a case that went on for years came to (潼南 2025（二）). */
export type ReferralKind = (typeof referralKinds)[number];

/** Said at a visit, found by rule in the registry, found in an assessment, decided in the review of a long case. */
export type ReferralSource = 'visit' | 'rule' | 'assessment' | 'long-case';

/** 已办理, 经核实不需要, 不符合条件, 情况已变. `settled` is also what the rule says when it finds the reason gone. */
export const referralAnswers = ['granted', 'not-needed', 'not-eligible', 'settled'] as const;
export type ReferralAnswer = (typeof referralAnswers)[number];

/** The pack's topic that names the department. */
export const referralTopic: Readonly<Record<ReferralKind, RoutingTopic>> = {
  loan: 'small-loans',
  uninsured: 'medical-insurance',
  'no-job': 'employment',
  'social-aid': 'social-assistance',
  health: 'medical-relief',
  'safety-net': 'social-assistance',
};

/** A person as far as the rules look. */
export type ReferralMember = HouseholdMember & {
  /** Works for wages now; null: nobody knows. */
  readonly employed: boolean | null;
  /** Not in any medical insurance; null: nobody knows. */
  readonly uninsured: boolean | null;
};

/** A followed household as far as the rules look: left poverty, monitored, 低保 or 特困. */
export type ReferralFacts = {
  readonly members: readonly ReferralMember[];
  /** Net income lies below the county's figure, or the household is monitored; null: nobody worked it out. */
  readonly lowIncome: boolean | null;
  /** 低保 or 特困 already. */
  readonly hasSafetyNet: boolean;
};

/** Why the rules pass a household on, and how many of its people it concerns. */
type DueReferral = { readonly kind: ReferralKind; readonly people: number };

/** Kinds the rules find, and settle when their reason is gone; loans and illness are only said by people. */
export const ruleKinds: readonly ReferralKind[] = ['uninsured', 'no-job', 'social-aid'];

/**
 * What a department should look at now: people without medical insurance (潼南 2025（三）, 陇县 2021 第17项); nobody of those able to work
 * in work (陇县 2021 第11项 “零就业”家庭; 潼南 2025（七）; 西咸 二（2）3); no labour, low income and no safety net (陇县 2021 第28项 应保尽保).
 * What nobody knows is no finding: a roster without jobs makes no county of unemployed.
 */
export function dueReferrals(facts: ReferralFacts): readonly DueReferral[] {
  const { members } = facts;
  const uninsured = members.filter((each) => each.uninsured === true).length;
  const able = members.filter((each) => isAble(each) && !isStudent(each));
  const nobodyWorks =
    able.length > 0 &&
    able.every((each) => each.employed === false) &&
    !members.some((each) => each.employed === true);
  const noLabour = members.length > 0 && workforceOf(members) === 'none';
  return [
    ...(uninsured > 0 ? [{ kind: 'uninsured' as const, people: uninsured }] : []),
    ...(nobodyWorks ? [{ kind: 'no-job' as const, people: able.length }] : []),
    ...(noLabour && facts.lowIncome === true && !facts.hasSafetyNet
      ? [{ kind: 'social-aid' as const, people: members.length }]
      : []),
  ];
}

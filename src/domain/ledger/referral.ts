/**
 * What a department is told of a household because its help is asked for there (转办): people without medical insurance, nobody in
 * work, a wish for a loan, no labour and no safety net, somebody fallen ill. A list for the bureau, never a decision.
 */
import type { RoutingTopic } from '../policy/routing.ts';

export const referralKinds = ['loan', 'uninsured', 'no-job', 'social-aid', 'health'] as const;
export type ReferralKind = (typeof referralKinds)[number];

/** Said at a visit, found by rule in the registry, found in an assessment. */
export type ReferralSource = 'visit' | 'rule' | 'assessment';

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
};

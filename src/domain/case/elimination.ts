/** Elimination of the risk (风险消除): applied for by the helper, passed level by level, posted, marked; never automatic. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { ConditionStrength, EliminationStep } from '../policy/settings.ts';
import type { Publicity } from './dossier.ts';
import type { RuleResult } from './rule-result.ts';
import type { EliminationAnswer } from './reasons.ts';

/** Steps after the application, in the pack's order. */
export type EliminationStage = Exclude<EliminationStep, 'application'>;

/** 帮扶消除 by help, 自然消除 by itself (a death, a move, a job of one's own). */
export const eliminationWays = ['assisted', 'natural'] as const;
export type EliminationWay = (typeof eliminationWays)[number];

/** A condition held up to the record when somebody applies or passes: false contradicted, null nothing on record. */
export type EliminationCheck = {
  readonly condition: string;
  readonly met: boolean | null;
  readonly strength: ConditionStrength;
  /** Ids, codes, days and the clause it rests on; never a sum of the household. */
  readonly inputs: RuleResult['inputs'];
};

/** The conditions of these that the record does not bear out. */
export const unmetOf = (
  checks: readonly EliminationCheck[],
  strength: ConditionStrength,
): readonly string[] =>
  checks.flatMap((each) =>
    each.met !== true && each.strength === strength ? [each.condition] : [],
  );

/** Those something on record speaks against, whatever was said when it was applied for. */
export const contradictedOf = (checks: readonly EliminationCheck[]): readonly string[] =>
  checks.flatMap((each) =>
    each.met === false && each.strength === 'hard' ? [each.condition] : [],
  );

/** As they are kept with the decision (promise G8); `answer` stands beside what was answered with it. */
export const rulesOf = (
  checks: readonly EliminationCheck[],
  answer: EliminationAnswer | null,
): readonly RuleResult[] =>
  checks.map(({ condition, met, strength, inputs }) => ({
    rule: `elimination:${condition}`,
    met: met === true,
    inputs: { ...inputs, known: met !== null, strength, answer: met === true ? null : answer },
  }));

export type Elimination = {
  readonly way: EliminationWay;
  readonly appliedBy: string;
  readonly appliedOn: LocalDate;
  /** What the applicant said to conditions the record did not bear out; null when it bore out all. */
  readonly answer: EliminationAnswer | null;
  readonly steps: readonly EliminationStage[];
  /** Stages passed so far, in order. */
  readonly passed: readonly EliminationStage[];
  /** Who applied and who passed each stage: nobody twice. */
  readonly passedBy: readonly string[];
  readonly publicity: Publicity | null;
};

/** The first stage not passed yet; null when all are. */
export const nextStage = (elimination: Elimination): EliminationStage | null =>
  elimination.steps.find((step) => !elimination.passed.includes(step)) ?? null;

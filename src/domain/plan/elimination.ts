/**
 * Whether a risk can be called eliminated (风险消除条件): 芜湖弋江区 2024 and 枞阳县, the months of 陇县 第4项. A check for people who apply
 * and decide; nothing here eliminates anybody, and no ratio is a reason (promise G5).
 */
import type { Workforce } from '../assessment/workforce.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { GuaranteeIssue, RiskType } from '../declaration/risk.ts';
import type { Pack } from '../policy/pack.ts';
import type { EliminationCondition as PackCondition } from '../policy/settings.ts';
import { answersRisk, hasBegun, type Measure } from './measure.ts';

/**
 * What must hold: the pack's own conditions (`elim.conditions`: 收入持续稳定原则上半年以上, 人均纯收入稳定高于当年监测范围, 刚性支出大额问题
 * 已解决, 三保障和饮水安全持续巩固, 风险已稳定消除或自然消除) and three that are always asked.
 */
export type EliminationCondition =
  /** Not before the pack's months after enrolment (minimum, blocks). */
  | 'long-enough'
  /** At least the pack's number of measures, and one on each risk. */
  | 'helped'
  | PackCondition
  /** 整户无劳动能力的暂不标注风险消除, where the pack says so. */
  | 'has-labour';

/** What the pack asks. */
export type EliminationRules = {
  readonly conditions: readonly PackCondition[];
  readonly minMeasures: number;
  readonly noLabourStays: boolean;
};

/** The pack's settings about it. */
export const eliminationRules = ({ settings }: Pick<Pack, 'settings'>): EliminationRules => ({
  conditions: settings['elim.conditions'].value,
  minMeasures: settings['elim.min_measures'].value,
  noLabourStays: settings['elim.no_labour_stays'].value,
});

/** Null: nobody looked yet, which is not met. */
export type EliminationFacts = {
  readonly today: LocalDate;
  /** First day it may be applied for (`eliminationFrom` of the clocks). */
  readonly allowedFrom: LocalDate;
  readonly rules: EliminationRules;
  readonly measures: readonly Measure[];
  readonly risks: readonly RiskType[];
  /** Net income a head and year of the assessment made for elimination. */
  readonly netPerPerson: number | null;
  /** 监测范围; null where none is published: people then confirm the income without a line. */
  readonly lineYuan: number | null;
  readonly steadyHalfYear: boolean | null;
  readonly spendingSettled: boolean | null;
  readonly openIssues: readonly GuaranteeIssue[] | null;
  readonly riskGone: boolean | null;
  readonly workforce: Workforce;
};

export type CheckedCondition = {
  readonly condition: EliminationCondition;
  /** Null: not known yet. */
  readonly met: boolean | null;
};

/** Every condition with how it stands. */
export function checkElimination(facts: EliminationFacts): readonly CheckedCondition[] {
  const { conditions, noLabourStays } = facts.rules;
  const asked: readonly EliminationCondition[] = [
    'long-enough',
    'helped',
    ...conditions,
    ...(noLabourStays ? (['has-labour'] as const) : []),
  ];
  return asked.map((condition) => ({ condition, met: stands(condition, facts) }));
}

function stands(condition: EliminationCondition, facts: EliminationFacts): boolean | null {
  switch (condition) {
    case 'long-enough':
      return facts.today >= facts.allowedFrom;
    case 'helped':
      return wasHelped(facts);
    case 'income-above-line':
      if (facts.netPerPerson === null) return null;
      return facts.lineYuan === null || facts.netPerPerson > facts.lineYuan;
    case 'income-steady':
      return facts.steadyHalfYear;
    case 'spending-settled':
      return facts.spendingSettled;
    case 'guarantees-met':
      return facts.openIssues === null ? null : facts.openIssues.length === 0;
    case 'risk-gone':
      return facts.riskGone;
    case 'has-labour':
      return facts.workforce === 'unknown' ? null : facts.workforce !== 'none';
  }
}

/** Enough measures have begun, and every risk has one that answers it. */
function wasHelped({ measures, rules, risks }: EliminationFacts): boolean {
  const begun = measures.filter(hasBegun);
  return (
    begun.length >= rules.minMeasures &&
    risks.every((risk) => begun.some((measure) => answersRisk(measure, risk)))
  );
}

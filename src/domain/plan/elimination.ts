/**
 * Whether a risk can be called eliminated (风险消除条件): 芜湖弋江区 2024 and 枞阳县, the months of 陇县 第4项. A check for people who apply
 * and decide; nothing here eliminates anybody, and no ratio is a reason (promise G5).
 */
import type { Workforce } from '../assessment/workforce.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Pack } from '../policy/pack.ts';
import type {
  ConditionStrength,
  EliminationCondition as PackCondition,
} from '../policy/settings.ts';
import { evidenceOf } from './elimination-evidence.ts';
import { type Evidence, type RecordOfHousehold, standingOf } from './elimination-record.ts';
import { answersRisk, hasBegun } from './measure.ts';

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
  readonly strengths: Readonly<Record<PackCondition, ConditionStrength>>;
  readonly minMeasures: number;
  readonly noLabourStays: boolean;
};

/** The pack's settings about it. */
export const eliminationRules = ({ settings }: Pick<Pack, 'settings'>): EliminationRules => ({
  conditions: settings['elim.conditions'].value,
  strengths: settings['elim.condition_strengths'].value,
  minMeasures: settings['elim.min_measures'].value,
  noLabourStays: settings['elim.no_labour_stays'].value,
});

export type EliminationFacts = {
  /** First day it may be applied for (`eliminationFrom` of the clocks). */
  readonly allowedFrom: LocalDate;
  readonly rules: EliminationRules;
  readonly record: RecordOfHousehold;
  readonly workforce: Workforce;
};

export type CheckedCondition = {
  readonly condition: EliminationCondition;
  /** False: contradicted. Null: nothing on record proves it. */
  readonly met: boolean | null;
  readonly strength: ConditionStrength;
  /** What it rests on; [] for conditions that are counted and not proven. */
  readonly evidence: readonly Evidence[];
};

/** Every condition with how it stands on record. Nothing is believed: what has no record is not met. */
export function checkElimination(facts: EliminationFacts): readonly CheckedCondition[] {
  const { rules, record } = facts;
  const counted = (condition: EliminationCondition, met: boolean | null): CheckedCondition => ({
    condition,
    met,
    strength: 'hard',
    evidence: [],
  });
  return [
    counted('long-enough', record.today >= facts.allowedFrom),
    counted('helped', wasHelped(facts)),
    ...rules.conditions.map((condition): CheckedCondition => {
      const evidence = evidenceOf(condition, record);
      return {
        condition,
        met: standingOf(evidence),
        strength: rules.strengths[condition],
        evidence,
      };
    }),
    ...(rules.noLabourStays
      ? [counted('has-labour', facts.workforce === 'unknown' ? null : facts.workforce !== 'none')]
      : []),
  ];
}

/** Whether a new income sheet would settle what is not known. */
export const wantsSheet = (checked: readonly CheckedCondition[]): boolean =>
  checked.some(({ evidence }) => evidence.some(({ code }) => SHEET_WANTED.has(code)));

const SHEET_WANTED: ReadonlySet<Evidence['code']> = new Set([
  'no-sheet',
  'sheet-too-old',
  'spending-not-asked',
]);

/** Enough measures have begun, and every risk has one that answers it. */
function wasHelped({ record: { measures, risks }, rules }: EliminationFacts): boolean {
  const begun = measures.filter(hasBegun);
  return (
    begun.length >= rules.minMeasures &&
    risks.every((risk) => begun.some((measure) => answersRisk(measure, risk)))
  );
}

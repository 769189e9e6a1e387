/** 到户产业奖补: who may have it. 丰都 (十) names two groups; nothing is decided here, the suggestion says which group fits. */

export type AwardFacts = {
  /** 脱贫户 or 监测对象. */
  readonly inScope: boolean;
  readonly returned: boolean | null;
  readonly able: boolean;
  readonly willing: boolean | null;
  readonly awardedBefore: boolean;
  readonly incomePerPerson: number | null;
  /** 全市平均水平, yuan a head; null while the year's figure is not published. */
  readonly averageYuan: number | null;
  readonly runsProject: boolean | null;
};

/**
 * `returning`: 返乡回流、有劳动能力、有发展产业意愿、未享受到户产业奖补的脱贫户和监测对象; `low-income`: 年人均纯收入低于全市平均水平且正在发展
 * 产业项目的. Null: neither, as far as is known.
 */
export function awardGroup(facts: AwardFacts): 'returning' | 'low-income' | null {
  if (!facts.inScope) return null;
  if (facts.returned === true && facts.able && facts.willing === true && !facts.awardedBefore) {
    return 'returning';
  }
  const below =
    facts.incomePerPerson !== null &&
    facts.averageYuan !== null &&
    facts.incomePerPerson < facts.averageYuan;
  return below && facts.runsProject === true ? 'low-income' : null;
}

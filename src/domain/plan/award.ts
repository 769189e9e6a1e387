/** 到户产业奖补: which of the pack's ways a household fits (`award.industry_ways`; 丰都 2024（十）). A suggestion; nothing is granted here. */
import type { AwardCondition } from '../policy/settings.ts';

/** What is known of each condition; null: nobody knows yet. */
export type AwardFacts = Readonly<Record<AwardCondition, boolean | null>>;

/**
 * The first way all of whose conditions hold: 返乡回流、有劳动能力、有发展产业意愿、未享受到户产业奖补的, or 年人均纯收入低于全市平均水平且正在
 * 发展产业项目的脱贫户和监测对象. Null when none is known to hold, or the household is neither 脱贫户 nor monitored.
 */
export const awardWay = (
  ways: readonly (readonly AwardCondition[])[],
  facts: AwardFacts,
  inScope: boolean,
): readonly AwardCondition[] | null =>
  inScope
    ? (ways.find((way) => way.every((condition) => facts[condition] === true)) ?? null)
    : null;

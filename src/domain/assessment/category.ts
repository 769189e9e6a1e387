/**
 * Which of the three categories of monitored households (三类监测对象) the facts point to. Always a suggestion, labelled so, with the
 * facts it rests on: people decide (promise G5). Null is no refusal but “people have to weigh it”.
 */
import type { RiskType } from '../declaration/risk.ts';

/** 脱贫不稳定户, 边缘易致贫户, 突发严重困难户. Codes of the registry. */
export const monitoredCategories = ['unstable-exited', 'marginal', 'sudden-hardship'] as const;
export type MonitoredCategory = (typeof monitoredCategories)[number];

/** How far the household can cope by itself (自主应对能力). */
export const copingStates = ['alone', 'with-help', 'not'] as const;
export type CopingState = (typeof copingStates)[number];

export type CategoryFacts = {
  /** 收入参考, yuan a head and year; null while the sheet is not filled. */
  readonly referencePerPerson: number | null;
  /** 监测范围 of the pack, yuan a head and year; null: “以当地公布为准”. A target such as 潼南's 8700 is none. */
  readonly lineYuan: number | null;
  readonly exitedPoverty: boolean;
  /** Risks as reported and verified, the weightiest first. */
  readonly risks: readonly RiskType[];
  /** 刚性支出较大: rigid spending of the year, whole yuan; null while not filled. */
  readonly rigidYuan: number | null;
  readonly netYuan: number | null;
  readonly coping: CopingState | null;
  /** Categories the county knows: 西咸 二(1)1 has two groups only. */
  readonly categories: readonly MonitoredCategory[];
};

/** What a suggestion rests on, in words for staff; numbers are yuan a head and year. */
export type CategoryFact =
  | { readonly code: 'within-line'; readonly perPerson: number; readonly line: number }
  | { readonly code: 'above-line'; readonly perPerson: number; readonly line: number }
  | { readonly code: 'line-unknown' }
  | { readonly code: 'income-unknown' }
  | { readonly code: 'exited-poverty' }
  | { readonly code: 'general-household' }
  | { readonly code: 'sudden-event'; readonly risk: RiskType }
  | { readonly code: 'spending-exceeds-half'; readonly rigid: number; readonly net: number }
  | { readonly code: 'cannot-cope' }
  | { readonly code: 'category-not-used'; readonly category: MonitoredCategory };

export type CategorySuggestion = {
  readonly category: MonitoredCategory | null;
  readonly restsOn: readonly CategoryFact[];
};

/** 家庭出现重大变故或因灾、因交通事故、大病等 (陇县 第32项): the events of 突发严重困难户. */
const SUDDEN: readonly RiskType[] = ['因病', '因自然灾害', '因意外事故'];

/**
 * The category the facts suggest (中农组发〔2021〕7号; 秦安县 三类对象): reference income within the line makes 脱贫不稳定户 of a household
 * that left poverty and 边缘易致贫户 of another; above the line, or where no line is published, a sudden event that hits basic life
 * (刚性支出较大或收入大幅缩减导致基本生活出现严重困难, 陇县 第32项) makes 突发严重困难户.
 */
export function suggestCategory(facts: CategoryFacts): CategorySuggestion {
  const { referencePerPerson: perPerson, lineYuan: line } = facts;
  const standing: CategoryFact = {
    code: facts.exitedPoverty ? 'exited-poverty' : 'general-household',
  };
  if (perPerson !== null && line !== null && perPerson <= line) {
    return used(
      facts.exitedPoverty ? 'unstable-exited' : 'marginal',
      [{ code: 'within-line', perPerson, line }, standing],
      facts,
    );
  }
  const income: CategoryFact =
    perPerson === null
      ? { code: 'income-unknown' }
      : line === null
        ? { code: 'line-unknown' }
        : { code: 'above-line', perPerson, line };
  const event = facts.risks.find((risk) => SUDDEN.includes(risk));
  const hit = lifeHit(facts);
  if (event === undefined || hit.length === 0) {
    return { category: null, restsOn: [income, standing, ...hit] };
  }
  return used('sudden-hardship', [income, { code: 'sudden-event', risk: event }, ...hit], facts);
}

/** Signs that basic life is hit: rigid spending eats more than half of the net income, or the household says it cannot cope. */
function lifeHit({ rigidYuan, netYuan, coping }: CategoryFacts): readonly CategoryFact[] {
  const heavy = rigidYuan !== null && netYuan !== null && rigidYuan > 0 && rigidYuan * 2 > netYuan;
  return [
    ...(heavy ? [{ code: 'spending-exceeds-half' as const, rigid: rigidYuan, net: netYuan }] : []),
    ...(coping === 'not' ? [{ code: 'cannot-cope' as const }] : []),
  ];
}

/** A category the county does not use is named among the facts and left to people. */
const used = (
  category: MonitoredCategory,
  restsOn: readonly CategoryFact[],
  { categories }: CategoryFacts,
): CategorySuggestion =>
  categories.includes(category)
    ? { category, restsOn }
    : { category: null, restsOn: [...restsOn, { code: 'category-not-used', category }] };

/**
 * Questions about what a household owns (房、车、财政供养、企业、存款). They are points for the village meeting to have explained and
 * are never a refusal: 突发严重困难户 may own a house or a car. 巴南 第16项 uses the same list as “五无” for another end, the 综合防贫保险
 * of farmers who are nobody's case.
 */

/** 商品房, 享受型车辆, 财政供养人员, 经商办企业人员, 大额存款. */
export const assetKinds = ['flat', 'car', 'public-payroll', 'company', 'large-savings'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** What the household has of them; null when it was not asked. */
export type AssetAnswers = readonly AssetKind[] | null;

/** What the village meeting is asked to have explained. */
export const needsExplanation = (answers: AssetAnswers): readonly AssetKind[] => answers ?? [];

/** 五无: none of the five (巴南 第16项), for 综合防贫保险 only. Null while nobody asked. */
export const hasNoneOfFive = (answers: AssetAnswers): boolean | null =>
  answers === null ? null : answers.length === 0;

/** Closed lists people pick reasons from; free words would carry personal data into the log of events. */

/** Why a case was proposed to close, refused, or sent back. */
export const reasonCodes = [
  'same-matter',
  'same-household',
  'no-hardship-found',
  'hardship-over',
  'not-resident',
  'only-a-question',
  'filed-by-mistake',
  'no-longer-needed',
  'can-cope',
  'already-helped',
  'authorisation-refused',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** The one thing to correct when a case is sent back (退回补正). */
export const corrections = [
  'visit-again',
  'income-unclear',
  'authorisation-missing',
  'review-incomplete',
  'category-wrong',
  'publicity-faulty',
  'household-wrong',
  'evidence-missing',
] as const;
export type Correction = (typeof corrections)[number];

/** A near relative who gives the authorisation for somebody who cannot. */
export const giverRelations = ['spouse', 'child', 'parent', 'sibling', 'other'] as const;
export type GiverRelation = (typeof giverRelations)[number];

/** Why a clock may be suspended (时限中止); the pack's `suspension.reasons` says which a county admits. */
export const suspensionReasons = ['away', 'road-closed', 'appraisal-pending'] as const;
/** `away` 人不在家且已电话核实, `road-closed` 灾害封路, `appraisal-pending` 等待鉴定. */
export type SuspensionReason = (typeof suspensionReasons)[number];

/** What a fast track is opened for (绿色通道): help goes first, the steps follow. */
export const fastTrackGrounds = ['disaster', 'accident', 'grave-illness', 'no-food'] as const;
export type FastTrackGround = (typeof fastTrackGrounds)[number];

/** Why an application for elimination (风险消除) was sent back. */
export const eliminationDoubts = [
  'income-not-steady',
  'spending-not-settled',
  'guarantee-open',
  'risk-still-there',
  'measure-not-effective',
  'objection-upheld',
] as const;
export type EliminationDoubt = (typeof eliminationDoubts)[number];

/** Why a risk counts as eliminated although the record does not bear it out; whoever decides later reads it beside the record. */
export const eliminationAnswers = [
  'seen-at-home',
  'papers-seen',
  'record-behind',
  'household-changed',
] as const;
/** `seen-at-home` 上门看过, `papers-seen` 看过凭证, `record-behind` 记录还没更新, `household-changed` 家里情况变了. */
export type EliminationAnswer = (typeof eliminationAnswers)[number];

/** What a household monitored for years is to be done with (潼南 2025（二）逐户研判). */
export const longCaseResults = ['other-plan', 'apply-elimination', 'safety-net'] as const;
/** `other-plan` 调整帮扶措施继续帮, `apply-elimination` 条件达到了申请消除, `safety-net` 转兜底保障. */
export type LongCaseResult = (typeof longCaseResults)[number];

/** 代农户申报: questions, read-back and receipt for officers. */
import type { Terms } from '#src/domain/policy/terms.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Draft } from '../draft.ts';
import type { ContactFacts } from '../facts.ts';
import type { FilingSource } from '../staff-declare-state.ts';
import type { HouseholdGlance } from '../staff.needs.ts';
import { formatAmount, formatContact, formatDay, shortened } from './format.ts';
import { amountLabel, guaranteeLabel, riskLabel } from './risk.ts';
import { householdLine } from './staff-visit.ts';

export const whomQuestion = (
  shown: readonly HouseholdGlance[],
  today: LocalDate,
  terms: Terms,
): string =>
  [
    '替哪一户申报？点一户，或者打姓名找。',
    ...shown.map((each, at) => `${at + 1}. ${householdLine(each, today, terms)}`),
  ].join('\n');

export const nobodyFound = (name: string): string =>
  `名册里没有找到“${shortened(name, 20)}”。可以再打一次，也可以就用这个名字报，回头再对名册。`;

export const villageQuestion = (name: string): string => `${name}家在哪个村？请打村名。`;

export const villageUnknown = (words: string): string =>
  `没找到“${shortened(words, 20)}”，请再打一次村名。`;

export const typeQuestion = (name: string): string =>
  `${name}家遇到了什么难处？\n点一个最像的；也可以直接打字、发语音说情况。`;

export const sourceQuestion = (name: string): string => `${name}家的难处，是怎么知道的？`;

const SOURCES: Readonly<Record<FilingSource, string>> = {
  grid_report: '本人来找，或网格上报',
  cadre_visit: '入户走访看到的',
  campaign: '集中排查',
  hotline_12317: '12317等热线转来',
  social_info: '邻居、村民议事说的',
  inspection: '上级检查发现',
  sector_worker: '医生、老师等说的',
};
export const sourceLabel = (source: FilingSource): string => SOURCES[source];

export const moreQuestion = (): string => '还有这些。是哪一种？';

/** The read-back before it counts. */
export function summary(draft: Draft): string {
  const troubles = [
    ...draft.riskTypes.map(riskLabel),
    ...draft.guaranteeIssues.map(guaranteeLabel),
  ].filter((label, at, all) => all.indexOf(label) === at);
  return [
    `代${draft.subject?.name ?? ''}家申报`,
    ...(troubles.length === 0 ? [] : [`难处：${troubles.join('；')}`]),
    ...draft.words.slice(-3).map((words) => `情况：“${shortened(words, 120)}”`),
    ...draft.amounts.slice(0, 6).map((each) => `${amountLabel(each.kind)}${formatAmount(each)}`),
    ...(draft.media.length === 0 ? [] : [`照片、语音${draft.media.length}件`]),
    ...(draft.place === null ? [] : ['位置：收到了']),
    '',
    '要补情况、照片、位置，直接发；没有就点“提交”。上门时请本人确认。',
  ].join('\n');
}

export const receipt = (
  of: {
    readonly receiptNumber: string;
    readonly repeated: boolean;
    readonly visitBy: LocalDate | null;
    readonly holder: ContactFacts | null;
  },
  name: string,
  today: LocalDate,
): string =>
  [
    of.repeated ? '这份之前已经交过，不会重复登记。' : `${name}家的申报交上去了。`,
    `受理号 ${of.receiptNumber}（请念给农户听，或者写给他）`,
    ...(of.visitBy === null ? [] : [`${formatDay(of.visitBy, today)}前要上门看看。`]),
    ...(of.holder === null ? [] : [`经办人：${formatContact(of.holder)}`]),
    '上门时请本人确认，并请他在纸上签同意书。',
  ].join('\n');

/** Work left half done: what it is called, the line that reminds of it, and the question on coming back to it. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FlowName } from '../place.ts';
import { formatDay, shortened, spaced } from './format.ts';

export const keptLabels = {
  goOn: '接着写',
  anew: '重新写',
  another: '先写别的',
  giveUp: '这份不要了',
} as const;

/** What a flow's work is called. */
const TITLES: Partial<Readonly<Record<FlowName, string>>> = {
  'staff-visit': '走访记录',
  'send-notice': '通知',
  'staff-declare': '代农户申报',
  'case-work': '个案办理',
  'case-step': '个案办理',
  'village-meeting': '研判会记录',
  assessment: '收支和三保障',
  plan: '帮扶计划',
  'ledger-desk': '一事一议',
  objection: '公示意见',
  issue: '要解决的事',
  'officer-words': '一段话',
};

type Named = { readonly place: { readonly flow: FlowName }; readonly about: string };

/** 王桂兰家的走访记录 */
export function workTitle({ place, about }: Named): string {
  const title = TITLES[place.flow] ?? '内容';
  return about === '' ? title : `${spaced(shortened(about, 16))}的${title}`;
}

/** A button holds 24 signs, the ellipsis among them. */
const LONGEST_LABEL = 22;

/** On the button that goes on with it. */
export const goOnLabel = (kept: Named): string =>
  shortened(`${keptLabels.goOn}：${workTitle(kept)}`, LONGEST_LABEL);

/** On the home menu, above the question. */
export const keptLine = (kept: readonly Named[]): string => {
  const [first] = kept;
  if (first === undefined) return '';
  return kept.length === 1
    ? `有一条没写完的：${workTitle(first)}。`
    : `有${kept.length}条没写完的，最近一条是${workTitle(first)}。`;
};

/** Said where somebody turned to something else and the home menu does not say it. */
export const laidAside = (kept: Named): string =>
  `${workTitle(kept)}没写完，给您留着。打“${keptLabels.goOn}”就能接着写。`;

export const offer = (kept: Named, leftOn: LocalDate, today: LocalDate): string =>
  `您${leftOn === today ? '刚才' : formatDay(leftOn, today)}写到一半：${workTitle(kept)}。\n接着写，还是重新写？`;

export const offerAmong = (kept: Named, leftOn: LocalDate, today: LocalDate): string =>
  `您${leftOn === today ? '刚才' : formatDay(leftOn, today)}写到一半：${workTitle(kept)}。\n先把它写完吗？`;

export const takenUp = (kept: Named): string => `接着写${workTitle(kept)}。前面写的都在。`;

export const nothingKept = (): string => '没有别的写到一半的内容，可能已经写完了。';

/** Written by an older version this one cannot read. */
export const unreadableNow = (kept: Named): string =>
  `系统更新过，${workTitle(kept)}以前写的那一步打不开了，对不住。请重新写一遍，办过的事都还在。`;

export const notYours = (kept: Named): string =>
  `${workTitle(kept)}现在不归您办了，写到一半的没有留。有疑问请问派活的同志。`;

/** A deed of a case that is no longer to be done. */
export const doneMeanwhile = (deed: string): string =>
  `“${deed}”现在不用您办了：别人办过了，或者个案已经往下走了。请看现在的情况。`;

export const givenUp = (kept: Named): string => `${workTitle(kept)}不写了，前面写的没有留。`;

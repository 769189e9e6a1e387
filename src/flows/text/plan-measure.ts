/** The measures of a plan, one by one: how each stands, what came of it, whether its money has come. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Effect, Measure, StopReason } from '#src/domain/plan/measure.ts';
import { paymentOf } from '#src/domain/plan/payment.ts';
import type { MeasurePage, PlannedMeasure } from '../plan.needs.ts';
import { familyOf, formatDay, formatYuan, spaced } from './format.ts';
import { pageLabels } from './paging.ts';
import { measureStateLabel, paymentLine } from './payment.ts';
import { itemChecklist } from './policy-item.ts';

/** What came of a measure, as an officer taps it. */
export const effectLabel: Readonly<Record<Effect, string>> = {
  good: '效果好',
  some: '有点用',
  none: '没起作用',
};
/** Why a measure was given up. */
export const stopLabel: Readonly<Record<StopReason, string>> = {
  'not-wanted': '农户不想要',
  'not-eligible': '条件不符合',
  replaced: '换成别的了',
  'moved-away': '搬走了',
  other: '别的原因',
};

/** The button for a measure that brought no money. */
export const notPaid = '没有给钱';

/** With where its money stands: 教育资助，正在办，钱还没给到，11月3日 周二开始办的. */
export function plannedLine(measure: PlannedMeasure, today: LocalDate): string {
  const payment = measure.state === 'planned' ? null : paymentOf(measure);
  return payment === null
    ? measureLine(measure)
    : `${measureLine(measure)}，${paymentLine(payment, today)}`;
}

/** 小额信贷，正在办，有点用. */
export const measureLine = (measure: Pick<Measure, 'title' | 'state' | 'effect'>): string =>
  `${spaced(measure.title)}，${measureStateLabel[measure.state]}${measure.effect === null ? '' : `，${effectLabel[measure.effect]}`}`;

/** What a department has in hand. */
export const inHandText = (page: MeasurePage): string =>
  page.total === 0
    ? '现在没有要办的帮扶措施。'
    : [
        `要办或者要评效果的帮扶措施有${page.total}件。点一件打开。`,
        ...page.lines.map(
          (line, at) =>
            `${at + 1}. ${familyOf(line.headName)}（${line.areaName}）：${measureLine({ ...line, effect: null })}${line.moneyDue ? '，钱还没给到' : ''}`,
        ),
        ...(page.pages > 1 ? [pageLabels.of(page.page, page.pages)] : []),
      ].join('\n');

/** One measure with its days and its money, asked about. */
export const measureText = (measure: PlannedMeasure, today: LocalDate): string => {
  const payment = paymentOf(measure);
  // Told on to the household before it goes to claim.
  const bring = measure.endedOn === null ? itemChecklist(measure.code) : null;
  return [
    measureLine(measure),
    `${formatDay(measure.plannedOn, today)}定的`,
    ...(measure.startedOn === null ? [] : [`${formatDay(measure.startedOn, today)}开始`]),
    ...(measure.endedOn === null ? [] : [`${formatDay(measure.endedOn, today)}结束`]),
    ...(payment === null ? [] : [paymentLine(payment, today)]),
    ...(bring === null ? [] : [`请跟农户说：${bring}。`]),
    '现在到哪一步了？',
  ].join('\n');
};

/** Asks why a measure is given up. */
export const askStop = (): string => '为什么不办了？';
/** Asks what came of a measure. */
export const askEffect = (title: string): string => `“${spaced(title)}”效果怎么样？`;
/** Asks what was paid, in yuan; the cap is the tool box's for a year. */
export const askPaid = (title: string, capYuan: number | null): string =>
  `“${spaced(title)}”给了农户多少钱？${capYuan === null ? '' : `一年最多${formatYuan(capYuan)}。`}打数字就行。`;

/** A measure that was begun, ended or rated. */
export const measureChanged = (measure: Pick<Measure, 'title' | 'state' | 'effect'>): string =>
  `记好了：${measureLine(measure)}。`;

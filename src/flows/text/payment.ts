/** Whether the money has come: the same facts for the officer who pays it and the household that waits. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { MeasureState } from '#src/domain/case/assistance.ts';
import type { Payment } from '#src/domain/plan/payment.ts';
import type { OwnHelp } from '../farmer.needs.ts';
import { formatDay, formatYuan, spaced } from './format.ts';

/** For officers: 钱还没给到，11月3日开始办的. */
export function paymentLine(payment: Payment, today: LocalDate): string {
  switch (payment.kind) {
    case 'not-begun':
      return '钱还没开始办';
    case 'due':
      return `钱还没给到，${formatDay(payment.since, today)}开始办的`;
    case 'paid':
      return `${formatDay(payment.on, today)}给了${formatYuan(payment.yuan)}`;
    case 'unnoted':
      return '没有登记给了多少钱';
  }
}

/** How far a measure has come. */
export const measureStateLabel: Readonly<Record<MeasureState, string>> = {
  planned: '还没开始',
  'in-progress': '正在办',
  done: '办好了',
  stopped: '不办了',
};

/** What is done for the household and where each money stands; empty where nothing is. */
export const helpLines = (help: readonly OwnHelp[], today: LocalDate): readonly string[] =>
  help.length === 0
    ? []
    : [
        '给您家办的：',
        ...help.map((each) => `· ${helpLine(each, today)}`),
        '对不上的，点“人工帮助”。',
      ];

const helpLine = ({ title, office, state, payment }: OwnHelp, today: LocalDate): string =>
  `${spaced(title)}（${office}）：${payment === null ? measureStateLabel[state] : moneyLine(payment, today)}`;

/** Nothing here says that money will come: only whether it did, and whose it is to see to. */
function moneyLine(payment: Payment, today: LocalDate): string {
  switch (payment.kind) {
    case 'not-begun':
      return '还没开始';
    case 'due':
      return '正在办，钱还没有记到账';
    case 'paid':
      return `${formatDay(payment.on, today)}记的给了${formatYuan(payment.yuan)}`;
    case 'unnoted':
      return '办好了，没有记给钱';
  }
}

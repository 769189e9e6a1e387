/** What farmers and officers are told outside a conversation about a report: news, not questions. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { formatDay } from './format.ts';

/** To the officer: the household added something. */
export const reportAddedText = (receiptNumber: string): string =>
  `受理号 ${receiptNumber} 的农户补充了情况，请打开看看。`;

/** To the officer: the household wants to withdraw. */
export const withdrawalAskedText = (receiptNumber: string, reason: string): string =>
  `受理号 ${receiptNumber} 的农户想撤回申报${reason === '' ? '' : `，说是：“${reason}”`}。请打电话核实。没核实前，时限照常走。`;

/**
 * The report is in the village's hands. The receipt has said who comes and when; this says it only where it is new: a report that
 * joined an earlier one, or a day that has moved since.
 */
export function reportOpenedText(news: {
  readonly receiptNumber: string;
  readonly linked: boolean;
  /** Set when it is another day than the receipt promised. */
  readonly movedTo: LocalDate | null;
  readonly today: LocalDate;
}): string {
  const first = news.linked
    ? `受理号 ${news.receiptNumber}：您说的情况和您家之前报的放在一起，一并办理。`
    : `受理号 ${news.receiptNumber}：已经核对登记，转到村里办理。`;
  const moved =
    news.movedTo === null
      ? []
      : [`上门的日子改为 ${formatDay(news.movedTo, news.today)}前，对不住让您多等。`];
  return [first, ...moved, '办到哪一步，这里会告诉您。'].join('\n');
}

/** A report that needs a word with the person before it can go on; the town phones. */
export const reportHeldText = (receiptNumber: string): string =>
  `受理号 ${receiptNumber}：申报收到了。有一点需要先跟您核对，镇里会给您打电话，请留意。`;

/** A question about a report, as a message of its own. */
export const askedAbout = (receiptNumber: string, question: string): string =>
  `受理号 ${receiptNumber}：${question}`;

/** The questions rule checks send back; one at a time. */
export const causeQuestion = (): string =>
  '方便说说家里遇到了什么困难吗？打字、发语音都行，我记到申报里。';
export const amountQuestion = (amount: string): string =>
  `您说的金额我记成了 ${amount}，对不对？不对的话，请把正确的数发给我。`;
export const minorQuestion = (): string =>
  '你年纪还小，这件事最好有大人一起办。请告诉我家里哪位大人、电话多少；没有大人在身边，也直接告诉我。';

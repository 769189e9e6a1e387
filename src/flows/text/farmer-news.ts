/** What farmers and officers are told outside a conversation about a report: news, not questions. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { ContactFacts } from '../facts.ts';
import { formatDay } from './format.ts';

/** To the officer: the household added something. */
export const reportAddedText = (receiptNumber: string): string =>
  `受理号 ${receiptNumber} 的农户补充了情况，请打开看看。`;

/** To the officer: the household wants to withdraw. */
export const withdrawalAskedText = (receiptNumber: string, reason: string): string =>
  `受理号 ${receiptNumber} 的农户想撤回申报${reason === '' ? '' : `，说是：“${reason}”`}。请打电话核实。没核实前，时限照常走。`;

/** Who has it and when somebody comes; said once the report is in the village's hands. */
export function reportOpenedText(news: {
  readonly receiptNumber: string;
  readonly today: LocalDate;
  readonly visitBy: LocalDate | null;
  readonly holder: ContactFacts | null;
  readonly linked: boolean;
}): string {
  const lines = [
    news.linked
      ? `受理号 ${news.receiptNumber}：您说的情况已经和您之前报的放在一起，一并办理。`
      : `受理号 ${news.receiptNumber}：您的申报已经转到村里。`,
  ];
  if (news.visitBy !== null) {
    lines.push(`村里会在 ${formatDay(news.visitBy, news.today)}前上门了解情况。`);
  }
  if (news.holder !== null) {
    lines.push(
      `经办人：${news.holder.title} ${news.holder.name}，电话 ${news.holder.phone}。等不及可以直接打电话。`,
    );
  }
  return lines.join('\n');
}

/** A report that needs a word with the person before it can go on; the town phones. */
export const reportHeldText = (receiptNumber: string): string =>
  `受理号 ${receiptNumber}：申报收到了。有一点需要先跟您核对，镇里会给您打电话，请留意。`;

/** The questions rule checks send back; one at a time. */
export const causeQuestion = (receiptNumber: string): string =>
  `受理号 ${receiptNumber}：方便说说家里遇到了什么困难吗？打字、发语音都行，我记到申报里。`;
export const amountQuestion = (receiptNumber: string, amount: string): string =>
  `受理号 ${receiptNumber}：您说的金额我记成了 ${amount}，对不对？不对的话，请把正确的数发给我。`;
export const minorQuestion = (receiptNumber: string): string =>
  `受理号 ${receiptNumber}：你年纪还小，这件事最好有大人一起办。请告诉我家里哪位大人、电话多少；没有大人在身边，也直接告诉我。`;

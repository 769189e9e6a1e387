/** What farmers hear when an officer has done something about their report. Never a finding, never a promise. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { ClosedGround } from '#src/domain/case/case.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import { lasting } from '../choices.ts';
import type { ContactFacts } from '../facts.ts';
import type { Message } from '../flow.ts';
import { refusalReason } from './case-news.ts';
import { formatContact, formatDay } from './format.ts';

const progress = (text: string): Message => ({
  text,
  choices: [[lasting('progress', '', '我的进度')]],
});

/** Somebody has it in hand and says by when they come. */
export const takenNews = (
  receiptNumber: string,
  holder: ContactFacts,
  visitBy: LocalDate | null,
  today: LocalDate,
): Message =>
  progress(
    [
      `受理号 ${receiptNumber}：您的申报有人接手了。`,
      `经办人：${formatContact(holder)}。`,
      ...(visitBy === null
        ? []
        : [`接下来：${formatDay(visitBy, today)}前上门看看情况，去之前会先打电话。`]),
    ].join('\n'),
  );

export const passedOnNews = (receiptNumber: string, holder: ContactFacts): Message =>
  progress(
    `受理号 ${receiptNumber}：您的申报换了经办人，时间不变。\n经办人：${formatContact(holder)}。有事直接打这个电话。`,
  );

/** Without a day: the account may only claim to be this household, and steps are told to its own accounts. */
export const visitedNews = (
  receiptNumber: string,
  visitorName: string,
  holder: ContactFacts,
): Message =>
  progress(
    `受理号 ${receiptNumber}：${visitorName}上门看过了，情况已经记下。\n接下来：村里、镇里一起研究，有了结果会告诉您。\n有事找${formatContact(holder)}。`,
  );

/** Closed after a second pair of eyes. `told` false: this account hears the result in person only. */
export function closedNews(
  closing: {
    readonly receiptNumber: string;
    readonly ground: ClosedGround;
    readonly reason: ReasonCode;
    readonly told: boolean;
  },
  holder: ContactFacts | null,
): Message {
  const contact = holder === null ? '' : `\n想问清楚，可以找${formatContact(holder)}。`;
  const head = `受理号 ${closing.receiptNumber}：`;
  if (closing.ground === 'withdrawn') {
    return progress(`${head}按您说的撤回了。以后有困难，随时可以再申报。`);
  }
  if (!closing.told) return progress(`${head}有结果了，村里会当面告诉您。${contact}`);
  if (closing.ground === 'duplicate' || closing.ground === 'merged') {
    return progress(`${head}这和之前报的是同一件事，合在一起办，不用再报。${contact}`);
  }
  return progress(
    `${head}镇里核对过了，这次先不往下办。原因：${refusalReason(closing.reason)}。\n觉得不对，或者情况变了，可以请镇里再看一次，也可以重新申报。${contact}`,
  );
}

export const notWithdrawnNews = (receiptNumber: string): Message =>
  progress(`受理号 ${receiptNumber}：跟您电话里说的一样，这份申报接着办。`);

export const ticketAnswer = (number: string, words: string, from: ContactFacts): Message => ({
  text: `编号 ${number} 的答复：\n${words}\n\n答复人：${formatContact(from)}。还有不清楚的，可以接着问。`,
  choices: [[lasting('menu', 'help', '人工帮助')]],
});

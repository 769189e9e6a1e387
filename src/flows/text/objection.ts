/** 对公示有意见: what a villager is asked who does not agree with a notice in the village. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { BureauFacts } from '../facts.ts';
import { formatContact, formatDay, spaced } from './format.ts';

export const objectionLabel = '对公示有意见';

export const askName = (): string =>
  '您对公示上哪一家有意见？请打户主的姓名，照公示上写的。\n不会告诉那一家是您提的。';
export const nameUnclear = (): string => '请只打姓名，两三个字就行。';
export const askWords = (name: string): string =>
  spaced(`对${name}家，您有什么意见？打字或者发语音都行，说您知道的事就好。`);

/** The same whatever came of it: nobody learns here whose notice hangs. */
export const objected = (
  answerBy: LocalDate | null,
  bureau: BureauFacts,
  today: LocalDate,
): string => {
  const contact = bureau.town;
  return [
    '记下了，谢谢您。会请没有经手的同志去查，不会说是您提的。',
    ...(answerBy === null ? [] : [`${formatDay(answerBy, today)}前查，查完这里告诉您。`]),
    ...(contact === null ? [] : [`着急可以打给${formatContact(contact)}。`]),
  ].join('\n');
};

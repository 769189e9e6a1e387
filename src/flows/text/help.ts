/** 人工帮助: whom to phone, a call back, and complaints. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { BureauFacts } from '../facts.ts';
import { formatContact, formatDay } from './format.ts';

export const helpLabels = {
  callMe: '请人联系我',
  complain: '我要投诉',
  nobody: '不针对哪个人',
  town: '镇上的人',
  someoneElse: '别的人',
} as const;

/** Whom to phone at once: the village and town, the county's number, and those for danger. */
export function helpQuestion(bureau: BureauFacts): string {
  const { police, ambulance, fire } = bureau.emergency;
  return [
    '可以直接打电话：',
    ...(bureau.officer === null ? [] : [formatContact(bureau.officer)]),
    ...(bureau.town === null ? [] : [formatContact(bureau.town)]),
    ...(bureau.hotline === '' ? [] : [`${bureau.name}，电话 ${bureau.hotline}`]),
    ...(bureau.officer === null && bureau.town === null && bureau.hotline === ''
      ? ['到村委会当面说也行。']
      : []),
    `有危险先打 ${police}、${ambulance} 或 ${fire}。`,
    '不方便打，可以请人联系您。您要怎么办？',
  ].join('\n');
}

export const calling = (
  number: string,
  dueOn: LocalDate | null,
  bureau: BureauFacts,
  today: LocalDate,
): string =>
  [
    `记下了，编号 ${number}。`,
    dueOn === null ? '会有同志给您打电话。' : `${formatDay(dueOn, today)}前会有同志给您打电话。`,
    ...phoneLine(bureau),
  ].join('\n');

export const noPhoneYet = (bureau: BureauFacts): string =>
  [
    '我还不知道您的电话，没法请人打给您。',
    ...phoneLine(bureau),
    '要在这里留电话，点“一键申报”，照着填就行。',
  ].join('\n');

const phoneLine = (bureau: BureauFacts): readonly string[] =>
  bureau.hotline === '' ? [] : [`等不及就打 ${bureau.hotline}。`];

export const complaintQuestion = (): string =>
  '请说说是什么事。\n您说的不会转给被投诉的人，也不会让他知道是您说的。';

export const complaintAbout = (written: string): string =>
  `${written}\n您说的是哪一位？不说也行，照样办。`;

export const complaintNamed = (): string => '补上了，不会经过这个人。';

export const complaintOfNobody = (): string => '好的，照您说的办。';

/** Put after the words of a complaint, for who answers it. */
export const complaintWhom = (whom: string): string => `说的是：${whom}`;

export const complaintName = (): string =>
  '请打他的名字或者职务，不知道就点“不针对哪个人”。是哪一位？';

export const complaintOpened = (
  number: string,
  dueOn: LocalDate | null,
  bureau: BureauFacts,
  today: LocalDate,
): string =>
  [
    `您反映的记下了，编号 ${number}。`,
    '由上一级的同志来办，不经过被投诉的人。',
    dueOn === null ? '有了结果就告诉您。' : `${formatDay(dueOn, today)}前答复您。`,
    ...phoneLine(bureau),
  ].join('\n');

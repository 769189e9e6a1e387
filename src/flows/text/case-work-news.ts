/** What farmers hear when something happens over or after the steps of their case. Plain words; no sum and no outcome is promised. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { SuspensionReason } from '#src/domain/case/reasons.ts';
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import { lasting } from '../choices.ts';
import type { ContactFacts } from '../facts.ts';
import type { Message } from '../flow.ts';
import { formatContact, formatDay } from './format.ts';

const progress = (lines: readonly string[]): Message => ({
  text: lines.join('\n'),
  choices: [[lasting('progress', '', '我的进度')]],
});

const call = (contact: ContactFacts): string => `有事请找${formatContact(contact)}。`;

/** 先帮上，手续后补. */
export const reliefComing = (
  receiptNumber: string,
  contact: ContactFacts,
  by: LocalDate | null,
  today: LocalDate,
): Message =>
  progress([
    `受理号 ${receiptNumber}：您家的情况急，先帮上，手续后补。`,
    `接下来：${by === null ? '尽快' : `最晚 ${formatDay(by, today)}`}有人联系您。`,
    call(contact),
  ]);

export const reliefGiven = (receiptNumber: string, contact: ContactFacts): Message =>
  progress([
    `受理号 ${receiptNumber}：先帮的这一步，村里已经记下办好了。`,
    '后面的手续接着办，办到哪一步会告诉您。要是还没有收到，请马上打电话。',
    call(contact),
  ]);

const STILL: Readonly<Record<SuspensionReason, string>> = {
  away: '您家里这阵子没有人',
  'road-closed': '路断了，上不了门',
  'appraisal-pending': '要等鉴定结果',
};

export const clockStandsStill = (
  receiptNumber: string,
  reason: SuspensionReason,
  until: LocalDate,
  contact: ContactFacts,
  today: LocalDate,
): Message =>
  progress([
    `受理号 ${receiptNumber}：因为${STILL[reason]}，这件事先停一停，${formatDay(until, today)}接着办。`,
    '能早点办，就早点办。情况变了，请告诉我们。',
    call(contact),
  ]);

export const mergedNews = (receiptNumber: string, contact: ContactFacts): Message =>
  progress([
    `受理号 ${receiptNumber}：您家在册子里记了两回，现在合成一件一起办。`,
    '您报过的情况都在，不用再报。时间按最早报的那天算。',
    call(contact),
  ]);

export const responsibleNamed = (contact: ContactFacts): Message =>
  progress([
    `以后由这位同志联系帮您家：${formatContact(contact)}。`,
    '接下来：他会上门，和您商量怎么帮，您想要什么也请直说。以后每个月会来看看。',
    '有事直接打这个电话。我们不收费，不要银行卡密码和验证码。',
  ]);

export const eliminationBegun = (
  mayCloseOn: LocalDate,
  contact: ContactFacts,
  today: LocalDate,
): Message =>
  progress([
    '您家这段时间的困难有好转，村里贴了公示，听听大家的意见。',
    `公示最早到${formatDay(mayCloseOn, today)}结束。您觉得还没有好转，现在就可以说。`,
    `想问清楚，请找${formatContact(contact)}。`,
  ]);

export const eliminationReturned = (): Message =>
  progress(['前几天贴的公示收回了，原来的帮扶接着办，和以前一样。']);

/** `schooling`: an aid for a pupil runs which the county's document grants to the end of the stage. */
export const riskEliminated = (
  contact: ContactFacts,
  schooling: boolean,
  places: AreaWords,
): Message =>
  progress([
    `您家原来的困难，${places.county}里已经记为解决了。`,
    `已经在办的政策按原来的期限办${schooling ? '，孩子上学的资助管到这一段学业结束' : ''}。我们还会常来看看。`,
    '又遇到难处，随时点“一键申报”，或者打电话。',
    call(contact),
  ]);

export const caseReopened = (contact: ContactFacts): Message =>
  progress([
    '您家的情况，我们重新来看一看。',
    '接下来：村里会先打电话，再上门。不用您跑腿。',
    call(contact),
  ]);

export const newClueSeen = (receiptNumber: string, visitorName: string): Message =>
  progress([
    `受理号 ${receiptNumber}：${visitorName}上门看过了，您说的新情况已经记下。`,
    '接下来：和正在办的帮扶放在一起办，有变化会告诉您。',
  ]);

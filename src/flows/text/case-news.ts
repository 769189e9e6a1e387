/** What a household hears of its case after the visit: what was done, what comes next and by when. Nothing is promised before the county decided. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Correction, ReasonCode } from '#src/domain/case/reasons.ts';
import { type AreaWords, spokenTown } from '#src/domain/policy/area-words.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import type { NextStep } from '../case-step.intents.ts';
import { lasting } from '../choices.ts';
import type { ContactFacts } from '../facts.ts';
import type { Message } from '../flow.ts';
import { formatContact, formatDay } from './format.ts';

const progress = (text: string): Message => ({
  text,
  choices: [[lasting('progress', '', '我的进度')]],
});

/** Steps as a farmer would name them, in the words of the place. */
const stepWords = (places: AreaWords): Readonly<Record<CaseStep | 'verification', string>> => ({
  verification: '再上门看一次情况',
  authorisation: '村里的同志来找您签授权书，好去核对信息',
  'village-review': '村里开会商量',
  publicity: '在村里贴公示',
  'town-review': `${spokenTown(places)}里审核`,
  'county-decision': `${places.county}里研究决定`,
});

const nextLine = (
  next: NextStep | { readonly step: 'verification'; readonly dueOn: LocalDate | null },
  today: LocalDate,
  places: AreaWords,
): readonly string[] => {
  if (next.step === null) return [];
  const by = next.dueOn === null ? '' : `，${formatDay(next.dueOn, today)}前`;
  return [`接下来：${stepWords(places)[next.step]}${by}。`];
};

const news = (receiptNumber: string, said: string, rest: readonly string[]): Message =>
  progress([`受理号 ${receiptNumber}：${said}`, ...rest].join('\n'));

export const authorisedNews = (
  receiptNumber: string,
  next: NextStep,
  today: LocalDate,
  places: AreaWords,
): Message => news(receiptNumber, '您的授权记下了，谢谢您。', nextLine(next, today, places));

/** Which way the meeting leant is not told: the county has not decided. Where it goes next is the county's own order. */
export const reviewedNews = (
  receiptNumber: string,
  next: NextStep,
  today: LocalDate,
  places: AreaWords,
): Message => news(receiptNumber, '村里开会商量过了。', nextLine(next, today, places));

export const postedNews = (
  receiptNumber: string,
  closesOn: LocalDate,
  today: LocalDate,
  places: AreaWords,
): Message =>
  news(receiptNumber, `今天起在村里公示，最早${formatDay(closesOn, today)}结束。`, [
    '公示上只写户主姓名、住哪个组、几口人和拟定的类别，不写身份证号、电话和病情。',
    `公示不等于最后的决定。公示完了报${spokenTown(places)}里、${places.county}里。`,
  ]);

export const publicityClosedNews = (
  receiptNumber: string,
  next: NextStep,
  today: LocalDate,
  places: AreaWords,
): Message => news(receiptNumber, '村里的公示满期了。', nextLine(next, today, places));

/** Somebody objected rightly; who it was nobody is told. */
export const reconsideredNews = (
  receiptNumber: string,
  next: NextStep,
  today: LocalDate,
  places: AreaWords,
): Message =>
  news(receiptNumber, '公示里有一处要再核一核，村里再商量一次。', nextLine(next, today, places));

export const townReviewedNews = (
  receiptNumber: string,
  next: NextStep,
  today: LocalDate,
  places: AreaWords,
): Message =>
  news(
    receiptNumber,
    `${spokenTown(places)}里看过了，报到${places.county}里了。`,
    nextLine(next, today, places),
  );

const CORRECTIONS: Readonly<Record<Correction, string>> = {
  'visit-again': '家里的情况要再看一看',
  'income-unclear': '收入和支出要再问清楚',
  'authorisation-missing': '授权书还要补一份',
  'review-incomplete': '村里开会的记录要补齐',
  'category-wrong': '困难的类别要再商量',
  'publicity-faulty': '公示要重新贴',
  'household-wrong': '家里的人口信息要核对',
  'evidence-missing': '还差一点证明材料',
};

/** What a correction asks of the household; the others are for staff alone. */
const ASKED: Readonly<Partial<Record<Correction, string>>> = {
  'visit-again': '村里会先打电话，再上门。',
  'income-unclear': '村里的同志会来问您，请照实说。',
  'authorisation-missing': '请您补签。',
  'household-wrong': '村里的同志会来核对，请把户口本备好。',
  'evidence-missing': '看病、上学、受灾的单子请先留好，差哪一样，村里的同志会跟您说。',
};

export const returnedNews = (
  receiptNumber: string,
  correction: Correction,
  next: NextStep | { readonly step: 'verification'; readonly dueOn: LocalDate | null },
  today: LocalDate,
  places: AreaWords,
): Message =>
  news(
    receiptNumber,
    `要补一下：${CORRECTIONS[correction]}。${ASKED[correction] ?? '不用您跑腿。'}时间照常算。`,
    nextLine(next, today, places),
  );

/** Recognised: what follows and whom to phone. No sum and no measure is promised. */
export const enrolledNews = (
  receiptNumber: string,
  planBy: LocalDate | null,
  contact: ContactFacts,
  today: LocalDate,
  places: AreaWords,
): Message => ({
  ...progress(
    [
      `受理号 ${receiptNumber}：${places.county}里研究决定了，您家纳入帮扶。`,
      planBy === null
        ? '接下来：定下谁来帮您家、怎么帮，定好了请您看过再算。'
        : `接下来：${formatDay(planBy, today)}前定下谁来帮您家、怎么帮，定好了请您看过再算。`,
      `有事找${formatContact(contact)}。办这件事不收费。`,
    ].join('\n'),
  ),
  weight: 'vital',
});

/** Not recognised, in words a person can check, with the right to have somebody else look again. */
export const refusedNews = (
  receiptNumber: string,
  caseId: string,
  reason: ReasonCode,
  contact: ContactFacts,
  places: AreaWords,
): Message => ({
  text: [
    `受理号 ${receiptNumber}：${places.county}里研究过了，这次没有纳入帮扶。`,
    `原因：${REFUSALS[reason]}。`,
    '您觉得不对，可以请别的同志再查一遍，不收费，也不影响以后申报。点“请求复核”就行，打电话说也一样。',
    `想问清楚，找${formatContact(contact)}。`,
  ].join('\n'),
  choices: [[lasting('re-review', caseId, '请求复核')], [lasting('progress', '', '我的进度')]],
  weight: 'vital',
});

const REFUSALS: Readonly<Record<ReasonCode, string>> = {
  'same-matter': '说的是同一件事，已经在办',
  'same-household': '家里已经有人报过，正在办',
  'no-hardship-found': '上门核对过，目前没有看到说的困难',
  'hardship-over': '说的困难已经过去了',
  'not-resident': '户口和住处都不在本村，要由所在的村来办',
  'only-a-question': '您是来问事情的，已经另外答复',
  'filed-by-mistake': '是误报的',
  'no-longer-needed': '您说不用办了',
  'can-cope': '核对下来，家里目前的收入和支出还过得去',
  'already-helped': '说的困难已经有政策帮上了',
  'authorisation-refused': '没有您的授权，没法往下核对',
  other: '经办人会打电话跟您细说',
};

/** The plain words of a refusal, as the household reads them and an officer says them on the phone. */
export const refusalReason = (reason: ReasonCode): string => REFUSALS[reason];

/** For accounts that are not known to speak for the household. */
export const decidedInPerson = (receiptNumber: string, contact: ContactFacts): Message =>
  progress(
    `受理号 ${receiptNumber}：有结果了，村里会当面告诉那一户。\n想问清楚，找${formatContact(contact)}。`,
  );

/** The answer to who pressed 请求复核. */
export const reReviewBegun = (
  receiptNumber: string,
  visitBy: LocalDate | null,
  today: LocalDate,
): string => reReviewNews(receiptNumber, visitBy, today).text;

export const reReviewNews = (
  receiptNumber: string,
  visitBy: LocalDate | null,
  today: LocalDate,
): Message =>
  news(receiptNumber, '您的复核请求收到了，换别的同志从头再查一遍。', [
    ...(visitBy === null ? [] : [`接下来：${formatDay(visitBy, today)}前有人接手，会先打电话。`]),
  ]);

export const reReviewRefused = (code: 'over' | 'already-open'): string =>
  code === 'already-open'
    ? '您家现在已经有一件在办，不用再点。到哪一步了，看“我的进度”。'
    : '这件现在不能请求复核。有新的难处，可以重新申报。';

/** The question in the farmer's own chat, an officer beside them (承诺授权). */
export const authorisationQuestion = (authorisationId: string, officer: string): Message => ({
  text: [
    '授权书',
    '为了核对您家的困难，需要您同意：由民政、医保、公安、不动产等部门，核对您全家的户口、收入、车房、存款和看病的信息。',
    '只用来办您这次申报，不给无关的人看。村里会贴公示，只写户主姓名、哪个组、几口人和类别，不写病情和钱数。',
    '您说的要是实话；不同意，不影响以后申报，只是这次没法往下核对。',
    `请在${officer}当面时点。看不清，请他念给您听。`,
  ].join('\n'),
  choices: [
    [lasting('authorise-yes', authorisationId, '同意授权')],
    [lasting('authorise-no', authorisationId, '不同意')],
    [lasting('menu', 'home', '返回')],
  ],
  weight: 'vital',
});

/**
 * Version of the text above; a changed text gets a new one, and every authorisation names the text it was given to. One given to
 * an older text stands as given: what a village posts comes from the public-notice fields, not from the authorisation.
 */
export const AUTHORISATION_TEXT = '2026-11-22';

export const authorisationAnswered = (
  result:
    | { readonly ok: true; readonly value: { readonly given: boolean; readonly officer: string } }
    | { readonly ok: false },
): string => {
  if (!result.ok) return '这份授权已经办过了，或者过了时间。需要的话，请旁边的同志再发一次。';
  return result.value.given
    ? '记下了，谢谢您。接着往下办，办到哪一步会告诉您。'
    : '记下了，您不同意。这次没法往下核对，村里的同志会跟您说清楚。';
};

/** To the officer beside the farmer. */
export const authorisationHeard = (headName: string, given: boolean): Message => ({
  text: given
    ? `${headName}家在手机上点了同意授权，记好了。`
    : `${headName}家点了不同意授权。请跟他说清楚：不影响以后申报，只是这次没法往下核对。他还是不同意，在“承诺授权”里点“农户不同意”。`,
  choices: [[lasting('duty-list', '', '我的待办')]],
});

/** To who objected to a notice: what came of it, without a word about the household. */
export const objectionSettled = (upheld: boolean, contact: ContactFacts): Message =>
  progress(
    upheld
      ? '您对公示提的意见，查过了，您说得对。公示撤下，村里重新商量。谢谢您。'
      : `您对公示提的意见，查过了，没有查到您说的情况。还有不清楚的，问${formatContact(contact)}。谢谢您。`,
  );

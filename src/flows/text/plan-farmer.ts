/** 帮扶计划 as the household reads it: what is meant to be done, by whom, and that nothing is settled without it. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { IncomeStep } from '#src/domain/plan/income-plan.ts';
import type { StopReason } from '#src/domain/plan/measure.ts';
import { lasting } from '../choices.ts';
import type { ContactFacts } from '../facts.ts';
import type { Message } from '../flow.ts';
import { buttonLabels } from './engine.ts';
import { familyOf, formatContact, formatDay, formatYuan, shortened, spaced } from './format.ts';

export const planAnswerLabels = { agree: '同意', change: '想改一改', right: '是这样' } as const;

/** Asks the household about its plan. */
export const planAsked = (
  plan: { readonly planId: string; readonly version: number; readonly titles: readonly string[] },
  holder: ContactFacts,
): Message => {
  const ref = `${plan.planId}-${plan.version}`;
  return {
    text: [
      '这是给您家的帮扶打算：',
      ...plan.titles.map((title) => `· ${spaced(title)}`),
      '每一样都要部门核对过才能办，办到哪一步会告诉您。',
      `有事找${formatContact(holder)}。`,
      '您看行不行？',
    ].join('\n'),
    choices: [
      [lasting('plan-agree', ref, planAnswerLabels.agree)],
      [
        lasting('plan-change', ref, planAnswerLabels.change),
        lasting('menu', 'home', buttonLabels.back),
      ],
    ],
  };
};

const holderLine = (name: string, phone: string): string =>
  name === '' && phone === '' ? '' : `有事找${formatContact({ title: '', name, phone })}。`;

const withHolder = (words: string, name: string, phone: string): string =>
  [words, holderLine(name, phone)].filter((line) => line !== '').join('\n');

export const planAgreed = (name: string, phone: string): string =>
  withHolder('记下了，您同意这份打算。接下来会一样一样去办，每个月有人上门看看。', name, phone);

export const askChange = (): string => '您想怎么改？打字或者说一句都行，比如“想养猪，不想外出”。';

export const changeKept = (name: string, phone: string): string =>
  withHolder('您的想法记下了，会转给负责您家的同志，改好了再请您看。', name, phone);

export const planGone = (): string =>
  '这份打算后来改过了，请看新的一份；没收到就打村里的电话问一问。';
export const saidAlready = (): string => '您已经回过了，不用再点。';
export const notYours = (): string => '这份打算不是您家的，我不能记。请打村里的电话问一问。';

/** What became of a measure. */
export type MeasureTold = {
  readonly title: string;
  readonly state: 'in-progress' | 'done' | 'stopped';
  /** The office that leads it, as the county calls it. */
  readonly office: string;
  readonly on: LocalDate;
  /** Of one that was stopped. */
  readonly reason: StopReason | null;
  /** Whom to ask: who did it. */
  readonly contact: ContactFacts;
};

/** For the household that agreed to it. */
export const measureNews = (told: MeasureTold, today: LocalDate): Message => {
  const what = `给您家打算办的“${spaced(told.title)}”`;
  const day = formatDay(told.on, today);
  const ask = `有事找${formatContact(told.contact)}。`;
  const lines = {
    'in-progress': [`${what}，${day}开始办了，由${told.office}来办。有变化会再告诉您。`, ask],
    done: [`${what}，${day}办好了。和您知道的对不上，请点“人工帮助”。`, ask],
    stopped: [
      `${what}，${day}起先不办了。`,
      ...(told.reason === null ? [] : [`原因：${STOPPED[told.reason]}。`]),
      `${ask}觉得不对，请点“人工帮助”。`,
    ],
  }[told.state];
  return {
    text: lines.join('\n'),
    choices: [[lasting('menu', 'help', '人工帮助')], [lasting('menu', 'home', buttonLabels.back)]],
  };
};

const STOPPED: Readonly<Record<StopReason, string>> = {
  'not-wanted': '您家说不想要',
  'not-eligible': '部门核对过，和政策的条件对不上',
  replaced: '换成了别的帮扶',
  'moved-away': '您家搬走了',
  other: '下面这位同志会跟您细说',
};

/** Tells the responsible person what the household would rather have. */
export const changeWanted = (headName: string, householdId: string, words: string): Message => ({
  text: `${familyOf(headName)}看了帮扶计划，想改一改：\n“${shortened(words, 200)}”\n请和农户商量后改计划。`,
  choices: [
    [lasting('plan-open', householdId, '帮扶计划')],
    [lasting('menu', 'home', buttonLabels.back)],
  ],
});

export const planConfirmedNews = (headName: string, householdId: string): Message => ({
  text: `${familyOf(headName)}同意帮扶计划了。请抓紧把第一样办起来。`,
  choices: [
    [lasting('plan-open', householdId, '帮扶计划')],
    [lasting('menu', 'home', buttonLabels.back)],
  ],
});

const STEP: Readonly<Record<IncomeStep, string>> = {
  agree: '和您家商量了今年怎么多挣一点',
  implement: '给您家办了增收的事',
  verify: '核对了您家今年的收入',
};

/** Asks the household whether a step of its income plan was done as the helper says. */
export const incomeAsked = (
  step: IncomeStep,
  year: number,
  perPersonYuan: number | null,
  helperName: string,
): Message => ({
  text: [
    `${spaced(`${helperName}说`)}，${STEP[step]}${perPersonYuan === null ? '' : `，人均${formatYuan(perPersonYuan)}`}。`,
    '是这样吗？不是这样，请点“人工帮助”告诉我们。',
  ].join('\n'),
  choices: [
    [lasting('income-agree', `${year}-${step}`, planAnswerLabels.right)],
    [lasting('menu', 'help', '人工帮助'), lasting('menu', 'home', buttonLabels.back)],
  ],
});

export const incomeAgreed = (): string => '谢谢，记下了。';

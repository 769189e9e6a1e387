/** Alarms (danger to life) as the people on call read them. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EmergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import type { AlertKind } from '../farmer.intents.ts';
import type { AlertSheet } from '../staff.intents.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import { buttonLabels } from './engine.ts';
import { formatMoment } from './format.ts';

const KINDS: Readonly<Record<AlertKind, string>> = {
  'took-poison': '有人喝了药',
  'self-injury': '有人伤了自己',
  'self-harm-other': '身边有人要轻生',
  'self-harm': '有轻生的话',
  violence: '有人受到伤害或威胁',
  medical: '有人病得很急',
  hunger: '断粮、没有吃的',
  'fire-or-collapse': '火灾、垮塌或灾害',
  missing: '有人走失或者联系不上',
  other: '有危险',
};

/** Who should be called besides, by kind of danger. */
const NUMBERS: Readonly<Record<AlertKind, (numbers: EmergencyNumbers) => string>> = {
  'took-poison': ({ ambulance }) => `${ambulance}，先问叫了车没有`,
  'self-injury': ({ ambulance, police }) => `${ambulance}、${police}，先问叫了车没有`,
  'self-harm-other': ({ police, ambulance, mentalHealth }) =>
    `${police}、${ambulance}、心理援助热线 ${mentalHealth}`,
  'self-harm': ({ police, ambulance, mentalHealth }) =>
    `${police}、${ambulance}、心理援助热线 ${mentalHealth}`,
  violence: ({ police }) => police,
  medical: ({ ambulance }) => ambulance,
  hunger: () => '先送吃的',
  'fire-or-collapse': ({ fire, police }) => `${fire}、${police}`,
  missing: ({ police }) => police,
  other: ({ police, ambulance }) => `${police}、${ambulance}`,
};

export const takeLabel = '我来处理';

/** The ring. `round` counts from 0. */
export function alertRing(alert: AlertSheet, round: number, today: LocalDate): Message {
  return {
    text: [
      `⏰ 紧急：${KINDS[alert.kind]}${round === 0 ? '' : `（第${round + 1}次提醒，还没有人处理）`}`,
      ...known(alert, today),
      '请马上联系。点“我来处理”，别的人就知道有人管了。',
    ].join('\n'),
    choices: [[lasting('alert-take', alert.alertId, takeLabel)]],
    weight: 'vital',
  };
}

/** What the one who takes it gets. */
export function alertTaken(alert: AlertSheet, today: LocalDate): Message {
  return {
    text: [
      '这件事由您处理了，别的人已经知道。',
      ...known(alert, today),
      alert.phone === ''
        ? '没有留电话，请找村里的同志马上上门看看。'
        : '请现在就打电话；打不通就马上上门。',
      '处理完了，请点下面的按钮告诉我结果。',
    ].join('\n'),
    choices: endChoices(alert.alertId),
    weight: 'vital',
  };
}

/** Asked later, when no end was told. */
export const alertHowEnded = (alertId: string): Message => ({
  text: '您之前接手的那件急事，现在怎么样了？',
  choices: endChoices(alertId),
});

const endChoices = (alertId: string): NonNullable<Message['choices']> => [
  [lasting('alert-close', `${alertId}.safe`, '人已经安全')],
  [lasting('alert-close', `${alertId}.handed-over`, '已交给公安、医院或消防')],
  [lasting('alert-close', `${alertId}.no-danger`, '核实过，没有危险')],
  [lasting('menu', 'home', buttonLabels.back)],
];

function known(alert: AlertSheet, today: LocalDate): readonly string[] {
  return [
    `时间：${formatMoment(alert.raisedAt, today)}`,
    `地方：${alert.areaName === '' ? '还不知道' : alert.areaName}`,
    `姓名：${alert.personName === '' ? '还不知道' : alert.personName}`,
    `电话：${alert.phone === '' ? '没有留' : alert.phone}`,
    `原话：${alert.said.map((words) => `“${words}”`).join(' ')}`,
    `同时可以打：${NUMBERS[alert.kind](alert.numbers)}`,
  ];
}

export const alertTakenByOther = (name: string): string =>
  `这件急事已经由${name}处理，您不用再管。知道更多情况的话，请直接告诉${name}。`;

/** What was said since; empty texts where nothing is known. `worse`: what it has turned into, null when it is the same danger. */
export const alertMoreSaid = (
  words: string,
  { phone, areaName }: Pick<AlertSheet, 'phone' | 'areaName'>,
  worse: AlertKind | null,
): string =>
  [
    ...(worse === null ? [] : [`⏰ 更急了：${KINDS[worse]}`]),
    `那边又说：“${words}”`,
    ...(areaName === '' ? [] : [`地方：${areaName}`]),
    ...(phone === '' ? [] : [`电话 ${phone}`]),
  ].join('\n');

export const alertClosed = (): string => '记下了，辛苦您了。';
export const alertGone = (): string => '这件急事已经处理完了，不用再点。';
export const alertNotYours = (): string => '这件急事不在您的职责范围内，请转告镇里的值班员。';

/** 村级研判: the agenda and the questions while a meeting is recorded. */
import { clauseLine } from './clause.ts';
import { type LocalDate, plusDays } from '#src/domain/calendar/local-date.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import type { Period } from '#src/domain/policy/settings.ts';
import type { AgendaCase, VillageAgenda } from '../case-step.needs.ts';
import type { MeetingDraft } from '../meeting-draft.ts';
import type { StaffRefusal } from '../staff.intents.ts';
import { agendaLine, type CategoryTitles, factLines } from './case-facts.ts';
import { daysLeft, formatDay, shortened } from './format.ts';
import { pageLabels } from './paging.ts';
import { reasonLabel, refusalText } from './staff-case.ts';

export const meetingLabels = {
  record: '记录会议',
  today: '今天开的',
  yesterday: '昨天开的',
  next: '就这些人',
  none: '没有',
  notRecommended: '不建议纳入',
  notNow: '这次没议',
  ticked: '✅ ',
} as const;

const PERIODS: Readonly<Record<Period, string>> = {
  week: '本周',
  month: '本月',
  quarter: '本季度',
  year: '今年',
};

export const noCluesLabel = (period: Period): string => `${PERIODS[period]}没有要议的线索`;

/** The village's meeting: by when, and a page of the cases it has to speak of. */
export function agendaText(
  agenda: VillageAgenda,
  shown: readonly AgendaCase[],
  page: { readonly at: number; readonly of: number },
  today: LocalDate,
): string {
  const head = [
    `${agenda.areaName} 村级研判`,
    `最晚 ${formatDay(agenda.dueOn, today)}，${daysLeft(agenda.dueOn, today)}。${clauseLine(agenda.clause)}`,
  ];
  if (agenda.cases.length === 0) {
    return [
      ...head,
      `现在没有等着评议的户。${PERIODS[agenda.period]}确实没有新线索，点一下就行。`,
    ].join('\n');
  }
  return [
    ...head,
    `等着评议的有${agenda.cases.length}户：`,
    ...shown.map((each, at) => `${at + 1}. ${agendaLine(each.facts, each.dueOn, today)}`),
    ...(page.of > 1 ? [pageLabels.of(page.at, page.of)] : []),
    '开完会点“记录会议”；急的可以先单独议，不用等例会。',
  ].join('\n');
}

export const caseText = (each: AgendaCase, titles: CategoryTitles, today: LocalDate): string =>
  factLines(each.facts, titles, today).join('\n');

export const askDay = (today: LocalDate): string =>
  `会是哪天开的？点一个，也可以打日期，比如“${formatDay(plusDays(today, -2), today)}”。`;
export const dayUnclear = (): string => '没看明白日期。请打成“11月5日”这样，不能晚于今天。';
export const askPresent = (): string =>
  '哪些同志到会了？来了的点一下，点完再点“就这些人”。您自己已经算在里面。';
export const askVillagers = (): string => '村民和村民代表来了几位？点一个，或者打数字。';
export const villagersUnclear = (): string => '请打一个数字，比如 12。';

export const askResult = (
  each: AgendaCase,
  at: number,
  of: number,
  titles: CategoryTitles,
  today: LocalDate,
): string =>
  [
    `第${at + 1}户，共${of}户`,
    ...factLines(each.facts, titles, today),
    `会上对${each.headName}家怎么说？`,
  ].join('\n');
export const suggestedLabel = (title: string): string => `${title}（参考）`;
export const askReason = (headName: string): string => `为什么不建议纳入${headName}家？点一个。`;
export const askMinutes = (): string =>
  '请把会议记录拍照发来，也可以打字或者发语音，说说怎么议的。';
export const minutesMissing = (): string => '还差会议记录。拍张照片，或者打几句话，都行。';
export const nothingDecided = (): string => '没有议到哪一户，就不用记了。';

export const summary = (
  meeting: MeetingDraft,
  titles: Readonly<Record<Category, string>>,
  today: LocalDate,
): string =>
  [
    `${formatDay(meeting.heldOn ?? today, today)} ${meeting.areaName} 研判会`,
    `到会${meeting.staff.length + 1 + meeting.villagers}人：${['我', ...meeting.staff.map((each) => each.name)].join('、')}，村民${meeting.villagers}位`,
    ...meeting.results.map(
      (each) =>
        `· ${each.headName}：${each.category === null ? `不建议纳入，${each.reason === null ? '' : reasonLabel(each.reason)}` : titles[each.category]}`,
    ),
    ...(meeting.minutes === '' ? [] : [`记录：“${shortened(meeting.minutes, 80)}”`]),
    ...(meeting.mediaIds.length === 0 ? [] : [`照片、语音${meeting.mediaIds.length}件`]),
    '',
    '对的话点“提交”；还有照片、文字，直接发。',
  ].join('\n');

/** Said on coming back to a half-written record. */
export const decidedMeanwhile = (heads: readonly string[]): string =>
  `${heads.join('、')}${heads.length > 1 ? '这几家' : '家'}已经往下办了，不用再议，没有再记。其余的都在。`;

export const recorded = (end: {
  readonly recorded: number;
  readonly refused: readonly { readonly headName: string; readonly refusal: StaffRefusal }[];
}): string =>
  [
    `会议记好了，${end.recorded}户往下办，农户会收到消息。`,
    ...end.refused.map((each) => `${each.headName}家没有记上：${refusalText(each.refusal)}`),
  ].join('\n');

export const noCluesDone = (): string => '记下了，辛苦了。有新线索，随时可以单独议。';
export const casesWaiting = (count: number): string =>
  `还有${count}户等着评议，不能点“没有要议的线索”。请开会议一议，再来记录。`;

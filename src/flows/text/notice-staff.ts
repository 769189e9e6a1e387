/** What staff hear of a notice: decided, going out, finished, and who must still be told. */
import type { AudienceCount } from '#src/domain/notice/audience.ts';
import type { NoticeState } from '#src/domain/notice/notice.ts';
import type { NoticeCounts } from '#src/domain/notice/progress.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { lasting } from '../choices.ts';
import type { Choice, Message } from '../flow.ts';
import type { NoticeRefusal, SteerVerb } from '../notice.intents.ts';
import type {
  NightBreak,
  HouseholdsToTell,
  NoticeProgress,
  SentNotice,
  VillageGlance,
} from '../notice.needs.ts';
import { daysLeft, formatDay, shortened } from './format.ts';
import { audienceWords, countLines, nightLine, progressLines, stateWords } from './notice-count.ts';
import { noticeWords } from './notice-farmer.ts';

export const noticeLabels = {
  progress: '看进度',
  refresh: '刷新',
  pause: '暂停',
  resume: '继续',
  cancel: '取消发送',
  'allow-night': '急事，夜里也发',
  confirmCancel: '确定取消发送',
  people: '要上门告知的人',
  told: '都上门说过了',
  oneByOne: '一户一户记',
} as const;

type Named = { readonly noticeId: string; readonly title: string };

const openNotice = (noticeId: string): readonly (readonly Choice[])[] => [
  [lasting('notice-open', noticeId, noticeLabels.progress)],
];

/** 已经开始发, or what the night makes of it. */
const begun = (night: NightBreak | null): string => (night?.asleep === true ? '' : '，已经开始发');

const nightLines = (night: NightBreak | null, today: LocalDate): readonly string[] =>
  night === null ? [] : [nightLine(night, today)];

/** To the author, when a second person agreed. */
export const noticeApproved = (
  notice: Named,
  by: string,
  count: AudienceCount,
  night: NightBreak | null,
  today: LocalDate,
): Message => ({
  text: [
    `✅ ${by}同意了您的通知【${notice.title}】${begun(night)}。`,
    ...nightLines(night, today),
    ...countLines(count),
  ].join('\n'),
  choices: openNotice(notice.noticeId),
});

/** To the author, when it was sent back. */
export const noticeRejected = (notice: Named, by: string, reason: string): Message => ({
  text: `${by}退回了您的通知【${notice.title}】。\n原因：${reason}\n改好以后，点“发通知”再交一次。`,
});

/** To the author, when everybody has been sent to. */
export const noticeFinished = (
  notice: Named & { readonly readBy: LocalDate },
  counts: NoticeCounts,
  today: LocalDate,
): Message => ({
  text: [
    `✅ 通知【${notice.title}】发完了。`,
    ...progressLines(counts, 'done', 0),
    `到${formatDay(notice.readBy, today)}还没点“已知晓”的，会请村里上门告知。`,
  ].join('\n'),
  choices: openNotice(notice.noticeId),
});

/** To the approver, after pressing 同意发送. */
export const approvedByYou = (
  title: string,
  count: AudienceCount,
  night: NightBreak | null,
  today: LocalDate,
): string =>
  [
    `✅ 您同意了通知【${title}】${begun(night)}。`,
    ...nightLines(night, today),
    ...(night === null ? [] : [`事情急、等不到早上的，点“${noticeLabels['allow-night']}”。`]),
    '名单定下来了：',
    ...countLines(count),
  ].join('\n');

export const rejectedByYou = (title: string): string =>
  `退回了通知【${title}】，写通知的同志会看到原因。`;

export const rejectQuestion = (): string => '为什么退回？点一个，或者打字说明。';

export const rejectReasons = {
  wording: '说法要改',
  audience: '发送范围不对',
  timing: '现在不合适发',
} as const;

export const noticeProgress = (view: NoticeProgress, today: LocalDate): string =>
  [
    `通知【${view.title}】${stateWords(view.state)}`,
    `发给：${audienceWords(view.areaName, view.group)}`,
    [
      `写的人：${view.createdByName}`,
      ...(view.approvedByName === null ? [] : [`审批：${view.approvedByName}`]),
    ].join('，'),
    ...(view.rejectedReason === null ? [] : [`退回原因：${view.rejectedReason}`]),
    ...(view.state === 'awaiting-approval' || view.state === 'rejected'
      ? []
      : progressLines(
          view.counts,
          view.state,
          view.secondsLeft,
          view.night === null ? null : nightLine(view.night, today),
        )),
    ...waitingLine(view, today),
    // Whoever decides must have read it, whichever way they came here.
    ...(view.approvable === null ? [] : ['农户看到的是这样：', '————', noticeWords(view), '————']),
    ...(view.state === 'sending' || view.state === 'paused' || view.state === 'done'
      ? [`${formatDay(view.readBy, today)}以后还没点“已知晓”的，由村里上门告知。`]
      : []),
  ].join('\n');

/** Where it hangs, for its author and everybody above. */
function waitingLine(view: NoticeProgress, today: LocalDate): readonly string[] {
  const { waitsFor, state } = view;
  if (waitsFor === null) return [];
  const who = waitsFor.ownerName === '' ? '还没有能办的同志' : waitsFor.ownerName;
  const by = `${formatDay(waitsFor.dueOn, today)}前`;
  const late =
    waitsFor.dueOn < today ? `，${daysLeft(waitsFor.dueOn, today)}，已经提醒并报给上一级` : '';
  return state === 'awaiting-approval'
    ? [`现在等${who}审批，${by}${late}。`]
    : [`现在等${who}决定继续还是取消，${by}${late}。`];
}

export const steered = (title: string, state: NoticeState, verb: SteerVerb): string =>
  verb === 'allow-night'
    ? `记下了：通知【${title}】是急事，夜里也发。`
    : `通知【${title}】${stateWords(state)}。`;

export const cancelQuestion = (): string =>
  '取消以后，还没发的就不再发了，也不能恢复。已经发出去的收不回来。真的要取消吗？';

export const villagesQuestion = (title: string): string => `通知【${title}】还没说到的人，按村看：`;

/** 桃源村 12户. */
export const villageLabel = (village: VillageGlance): string =>
  `${village.areaName.split(' ').at(-1) ?? ''} ${villageTotal(village)}户`;

export const villageTotal = (village: VillageGlance): number =>
  village.unreachable + village.uncertain + village.failed + village.silent;

const REASONS: Readonly<Record<HouseholdsToTell['households'][number]['reason'], string>> = {
  unreachable: '发不到',
  uncertain: '不确定收到没有',
  failed: '发送失败',
  silent: '没点“已知晓”',
};

export const householdsText = (list: HouseholdsToTell): string =>
  [
    list.total === 0
      ? `${list.areaName}：通知【${list.title}】都说到了。`
      : `${list.areaName}：通知【${list.title}】还有${list.total}户没说到。上门时请把下面的内容说清楚：\n${list.body}`,
    ...list.households.map((each) =>
      [`· ${each.headName}`, each.groupName, `（${REASONS[each.reason]}）`]
        .filter((part) => part !== '')
        .join(' ')
        .replace(' （', '（'),
    ),
    ...(list.pages > 1 ? [`第${list.page + 1}页，共${list.pages}页`] : []),
  ].join('\n');

/** On a button of one household: 说过了 张大山. */
export const toldOneLabel = (headName: string): string => `说过了 ${shortened(headName, 9)}`;

export const oneByOneText = (list: HouseholdsToTell): string =>
  list.total === 0
    ? `${list.areaName}：通知【${list.title}】都说到了。`
    : `${list.areaName}：还有${list.total}户没说到。说到一户点一户，人不在家的先留着。`;

export const toldOne = (left: number): string => `✅ 记下了，还有${left}户。`;

export const toldAtDoor = (areaName: string): string =>
  `✅ 记下了：${areaName}都上门说过了。这件待办办完了。`;

export const noneSent = (): string => '您还没有写过通知，也没有审批过。';

export const sentListQuestion = (): string => '您写过或者审批过的通知，要看哪一条？';

export const sentLabel = (notice: SentNotice): string =>
  `${stateWords(notice.state)} ${shortened(notice.title, 14)}`;

/** Why it was not done, and what to do instead. */
export const noticeRefused = (code: NoticeRefusal['code']): string =>
  ({
    unknown: '没找到这条通知。',
    'not-allowed': '您的岗位管不到这条通知的范围，办不了。',
    'own-work': '自己写的通知，要请另一位同志审批。',
    'already-decided': '这条通知已经有人审批过了，不用再点。',
    'wrong-state': '这条通知现在不能这样办了，请看最新的进度。',
    'content-changed': '通知的内容和刚才给您看的不一样，没有发。请点“看进度”重新看过再审批。',
    'nobody-to-approve': '现在没有别的同志能审批这条通知。请先请镇街或者主管部门的同志进系统。',
    'bad-text': '标题或者正文不能这样发，请改一改。',
  })[code];

/** Numbers of an audience and of a notice's progress in words. */
import {
  type AudienceCount,
  type AudienceGroup,
  type Exclusion,
  groupTitle,
} from '#src/domain/notice/audience.ts';
import {
  fromInstant,
  type LocalDate,
  minuteOfDay,
  plusDays,
} from '#src/domain/calendar/local-date.ts';
import type { NoticeState } from '#src/domain/notice/notice.ts';
import {
  type NoticeCounts,
  silentRecipients,
  totalRecipients,
} from '#src/domain/notice/progress.ts';
import type { NightBreak } from '../notice.needs.ts';

const EXCLUDED: Readonly<Record<Exclusion, string>> = {
  'no-account': '还没用过这个系统',
  'claimed-only': '只报过名字，没核对过身份',
  'channel-unreachable': '以前用过，现在联系不上',
  'no-consent': '没有同意接收',
};

/** 桃源村 监测户. */
export const audienceWords = (areaName: string, group: AudienceGroup): string =>
  `${areaName} ${groupTitle(group)}`;

/** The exact count and why some households get no message. */
export function countLines(count: AudienceCount): readonly string[] {
  const excluded = Object.entries(count.excluded).flatMap(([why, n]) =>
    n === 0 ? [] : [`· ${EXCLUDED[why as Exclusion]}：${n}户`],
  );
  const left = count.total - count.pushed - count.waiting;
  return [
    `共${count.total}户，能发到${count.pushed + count.waiting}户。`,
    ...(count.waiting > 0 ? [`其中${count.waiting}户用网页，打开时才看得到。`] : []),
    ...(left > 0 ? [`发不到${left}户，之后由村里上门说：`, ...excluded] : []),
  ];
}

const STATES: Readonly<Record<NoticeState, string>> = {
  'awaiting-approval': '等审批',
  rejected: '已退回',
  sending: '正在发',
  paused: '已暂停',
  done: '已发完',
  cancelled: '已取消',
};

export const stateWords = (state: NoticeState): string => STATES[state];

/** 不到1分钟, 12分钟, 2小时5分钟. */
export function durationWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return '不到1分钟';
  if (minutes < 60) return `${minutes}分钟`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}小时${rest === 0 ? '' : `${rest}分钟`}`;
}

/** 夜里不打扰大家，明早8点继续发。 What staff read instead of a time that runs through the night. */
export function nightLine(night: NightBreak, today: LocalDate): string {
  const day = fromInstant(night.goesOnAt);
  const named = day === today ? '今早' : day === plusDays(today, 1) ? '明早' : '第二天早上';
  const goesOn = `${named}${clockWords(minuteOfDay(night.goesOnAt))}继续发`;
  return night.asleep
    ? `夜里不打扰农户，${goesOn}。`
    : `到${clockWords(night.from)}还没发完的先停下，不打扰农户休息，${goesOn}。`;
}

/** 8点, 21点30分. */
const clockWords = (minute: number): string =>
  `${Math.floor(minute / 60)}点${minute % 60 === 0 ? '' : `${minute % 60}分`}`;

/** Every recipient is in one of these lines but for `read` and `silent`, which say what became of those sent to. */
export function progressLines(
  counts: NoticeCounts,
  state: NoticeState,
  secondsLeft: number,
  night: string | null = null,
): readonly string[] {
  const queued = counts.queued + counts.sending;
  const line = (label: string, n: number): readonly string[] =>
    n === 0 ? [] : [`${label}：${n}户`];
  return [
    `共${totalRecipients(counts)}户`,
    `已发到：${counts.sent}户，点了“已知晓”：${counts.read}户，还没点：${silentRecipients(counts)}户`,
    ...line('等打开网页看', counts.waiting),
    ...line('还没发', queued),
    ...line('发不到', counts.unreachable),
    ...line('不确定收到没有', counts.uncertain),
    ...line('发送失败', counts.failed),
    ...line('取消未发', counts.cancelled),
    ...line('上门说到', counts.toldAtDoor),
    ...(queued > 0 && state === 'sending' && night !== null ? [night] : []),
    ...(queued > 0 && state === 'sending' && night === null
      ? [`大约还要${durationWords(secondsLeft)}`]
      : []),
    ...(queued > 0 && state === 'paused' ? [`继续以后大约还要${durationWords(secondsLeft)}`] : []),
  ];
}

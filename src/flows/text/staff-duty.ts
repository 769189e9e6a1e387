/** Duties (待办) as officers read them: on lists, in the digest, when urgent and when late. */
import { daysBetween, type LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import { daysLeft, formatDay, shortened } from './format.ts';

/** What a line about a duty is made of. */
export type DutyLine = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly areaName: string;
  /** Head of the household, '' when it is about nobody in particular. */
  readonly headName: string;
  /** 受理号, number of a ticket, title of a notice; ''. */
  readonly label: string;
  readonly dueOn: LocalDate;
  readonly strength: 'hard' | 'soft';
  /** The day a farmer was told for it, once that day has passed. */
  readonly promisedOn?: LocalDate | null;
};

const TITLES: Readonly<Record<DutyKind, string>> = {
  'accept-clue': '受理申报',
  'verify-home': '入户核实',
  'fill-assessment': '填收支和三保障',
  'income-plan': '增收计划',
  'mend-data': '数据体检',
  identify: '识别认定',
  'confirm-proposal': '审核建议',
  'call-farmer': '给农户打电话',
  authorise: '承诺授权',
  'village-review': '村级评议',
  'village-agenda': '定期研判',
  'tell-refusal': '告知未纳入的原因',
  'post-publicity': '张贴公示',
  'close-publicity': '结束公示',
  'check-objection': '核查异议',
  'town-review': '镇街审核',
  'county-decision': '县级审定',
  'approve-fast-track': '审批先行救助',
  'give-relief': '先行救助',
  'refer-relief': '办理临时救助',
  'approve-suspension': '审批暂停计时',
  'make-plan': '定责任人和帮扶计划',
  'confirm-plan': '请农户确认计划',
  'start-measure': '落实第一项帮扶',
  'long-case-review': '两年以上逐户研判',
  'elimination-village': '风险消除评议',
  'elimination-town': '风险消除审核',
  'elimination-county': '风险消除核查',
  'post-elimination': '张贴风险消除公示',
  'close-elimination': '结束风险消除公示',
  'mark-elimination': '系统标注风险消除',
  'monthly-visit': '每月走访',
  'approve-notice': '审批通知',
  'resume-notice': '处理暂停的通知',
  'door-to-door': '上门告知',
  'check-registry-match': '核对农户身份',
  'answer-ticket': '回复来信',
  'answer-rights-request': '答复个人信息申请',
  'explain-breach': '说明超期原因',
  'verify-issue': '核实问题',
  'fix-issue': '解决问题',
  'persuade-return': '劝孩子返校',
  'call-back': '回访',
  'verify-alarm': '核实预警',
  'fix-alarm': '处理预警',
  'month-zero': '月底清零',
  'data-comparison': '每月数据比对',
  'send-month-report': '报送月报',
  'handle-referrals': '办理转来的事',
  'joint-opinion': '一事一议意见',
  'joint-decision': '一事一议决定',
  rectify: '整改问题销号',
  'confirm-rectification': '复核整改',
  'recurring-work': '定期工作',
};

/** What is to be done, in a few words. */
export const dutyTitle = (kind: DutyKind): string => TITLES[kind];

/** Days after the due day from which a late duty is called red; a hard limit is red at once. */
const RED_AFTER_DAYS = 3;

/** 【红】 or 【橙】 before what is late: colour is never the only sign. */
export function lateMark(duty: Pick<DutyLine, 'dueOn' | 'strength'>, today: LocalDate): string {
  const late = daysBetween(duty.dueOn, today);
  if (late <= 0) return '';
  return duty.strength === 'hard' || late >= RED_AFTER_DAYS ? '【红】' : '【橙】';
}

/** 入户核实 桃源村 张大山. */
export const dutyName = (duty: DutyLine): string =>
  [dutyTitle(duty.kind), duty.areaName, duty.headName === '' ? duty.label : duty.headName]
    .filter((part) => part !== '')
    .join(' ');

/** 答应过农户 11月25日 周三。 A promise broken weighs more than a day missed; every reminder says it. */
const promiseLine = ({ promisedOn }: DutyLine, today: LocalDate): readonly string[] =>
  promisedOn == null ? [] : [`答应过农户${formatDay(promisedOn, today)}前，没有做到`];

/** 【橙】入户核实 云岭镇 桃源村 张大山（11月27日 周五，已超2天）. */
export const dutyLine = (duty: DutyLine, today: LocalDate): string =>
  `${lateMark(duty, today)}${dutyName(duty)}（${[formatDay(duty.dueOn, today), daysLeft(duty.dueOn, today), ...promiseLine(duty, today)].join('，')}）`;

/** The label of a button that opens a duty; short enough for a phone. */
export const dutyButton = (duty: DutyLine): string => {
  // Of regular work the area says nothing: the meeting or report does.
  if (duty.kind === 'recurring-work' && duty.label !== '') return shortened(duty.label, 14);
  const about = duty.headName === '' ? (duty.areaName.split(' ').at(-1) ?? '') : duty.headName;
  return `${dutyTitle(duty.kind)} ${shortened(about, 9)}`;
};

/** An urgent duty, told at once. */
export const urgentDuty = (duty: DutyLine, today: LocalDate): Message => ({
  text: [
    `⏰ 有一件急事请您办：${dutyName(duty)}`,
    `最晚 ${formatDay(duty.dueOn, today)}（${daysLeft(duty.dueOn, today)}）。`,
    ...promiseLine(duty, today).map((line) => `${line}。请先打电话说声对不住，再安排办。`),
    ...(duty.promisedOn == null ? ['请先打电话问问情况，再安排上门。'] : []),
  ].join('\n'),
  choices: [[lasting('duty-open', duty.dutyId, '打开看看')]],
  weight: 'vital',
});

/** A duty a colleague passed on. */
export const passedOnDuty = (duty: DutyLine, from: string, today: LocalDate): Message => ({
  text: [
    `${from}把一件事转给您：${dutyName(duty)}`,
    `最晚 ${formatDay(duty.dueOn, today)}（${daysLeft(duty.dueOn, today)}）。`,
  ].join('\n'),
  choices: [[lasting('duty-open', duty.dutyId, '打开看看')]],
});

/** Duties named in a digest; more of them are counted and found under 我的待办. */
export const LISTED_IN_DIGEST = 6;

/** The day's list: late ones first, each with its day; buttons open them. One a day. */
export function digest(
  duties: readonly DutyLine[],
  othersDuties: readonly (DutyLine & { readonly ownerName: string })[],
  today: LocalDate,
): Message {
  const own = section('今天请留意这些事：', duties, 0, (duty) => dutyLine(duty, today));
  const named = Math.min(duties.length, LISTED_IN_DIGEST);
  const others = section('这些事还没办，请帮着催一催：', othersDuties, named, (duty) =>
    ownedLine(duty, today),
  );
  return listMessage(
    `⏰ ${formatDay(today, today)} 待办提醒`,
    [...own, ...others],
    [...duties, ...othersDuties],
  );
}

const ownedLine = (duty: DutyLine & { readonly ownerName: string }, today: LocalDate): string =>
  duty.ownerName === ''
    ? dutyLine(duty, today)
    : `${dutyLine(duty, today)} 经办：${duty.ownerName}`;

/** What has turned red: told at once, not with the digest. */
export function redAlarm(
  duties: readonly (DutyLine & { readonly ownerName: string })[],
  today: LocalDate,
): Message {
  const lines = section('这些事超期了，请今天就办或者过问：', duties, 0, (duty) =>
    ownedLine(duty, today),
  );
  return { ...listMessage('⏰ 超期提醒（红色）', lines, duties), weight: 'vital' };
}

/** `before`: how many were numbered above, so that the numbers are those of the buttons. */
function section<T>(
  heading: string,
  all: readonly T[],
  before: number,
  line: (each: T) => string,
): readonly string[] {
  if (all.length === 0) return [];
  const named = all
    .slice(0, LISTED_IN_DIGEST)
    .map((each, at) => `${before + at + 1}. ${line(each)}`);
  const more = all.length - LISTED_IN_DIGEST;
  return [heading, ...named, ...(more > 0 ? [`……还有${more}件，在“我的待办”里。`] : [])];
}

function listMessage(
  heading: string,
  lines: readonly string[],
  duties: readonly DutyLine[],
): Message {
  const open = duties
    .slice(0, LISTED_IN_DIGEST)
    .map((duty, at) => [lasting('duty-open', duty.dutyId, `${at + 1}. ${dutyButton(duty)}`)]);
  return {
    text: [heading, ...lines].join('\n'),
    choices: [...open, [lasting('duty-list', '', '我的待办')]],
  };
}

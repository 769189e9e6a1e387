/** Tickets and alarms as officers read them: everything needed to decide in one message. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AlarmRefusal } from '#src/domain/alarm/decide.ts';
import type { IssueRefusal } from '#src/domain/ticket/decide.ts';
import type { AlarmSheet, IssueLine, IssuePage, IssueSheet } from '../issue.needs.ts';
import type { StaffRefusal } from '../staff.intents.ts';
import { daysLeft, formatContact, formatDay, formatYuan, spaced } from './format.ts';
import { alarmLabel, issueStateLabel, issueTopic, stepLabel } from './issue.ts';
import { pageLabels } from './paging.ts';
import { refusalText } from './staff-case.ts';

export const issueLabels = {
  list: '问题和预警',
  verify: '属实',
  notSo: '不属实',
  step: '记一步',
  fix: '办好了',
  passOn: '转给别的部门',
  solved: '他说解决了',
  unsolved: '他说没解决',
  unheard: '联系不上，已看过',
  real: '属实，请村里核查',
  unreal: '不属实',
  addPhoto: '加照片',
  reportHere: '这户有问题要登记',
  reportVillage: '登记全村的问题',
  report: '登记问题',
} as const;

const STATES: Readonly<Record<AlarmSheet['state'], string>> = {
  received: '等核实',
  'not-real': '核实不属实',
  verified: '属实，等处理',
  fixed: '处理好了',
};

/** A ticket as an officer sees it: where, whose words, whom to phone, its days and its history. */
export function issueText(sheet: IssueSheet, today: LocalDate): string {
  const { phone } = sheet;
  const where = [sheet.areaName, sheet.headName].filter((part) => part !== '').join(' ');
  return [
    `${sheet.emergency ? '【急】' : ''}${issueTopic(sheet.topic)}，编号 ${sheet.number}`,
    `${where}${sheet.householdId === null ? '（全村的事）' : ''}`,
    ...(sheet.emergency ? ['危房里还住着人：先把人劝出来、安置好，再办别的。'] : []),
    ...(sheet.words === '' ? [] : [`“${sheet.words}”`]),
    ...photosLine(sheet),
    ...(phone === null ? [] : [`联系：${formatContact(phone)}`]),
    `现在：${issueStateLabel(sheet.state)}`,
    ...daysOf(sheet, today),
    `负责部门：${sheet.office}`,
    ...(sheet.together === undefined || sheet.together.length === 0
      ? []
      : [`分工表里一起办的：${sheet.together.join('、')}。要他们出力，就打电话请来一起看。`]),
    ...(sheet.helpFor === undefined
      ? []
      : [`${spaced(sheet.helpFor.title)}：${spaced(sheet.helpFor.condition)}。`]),
    ...(sheet.reports > 1 ? [`这件事报过${sheet.reports}次。`] : []),
    ...(sheet.reopened > 0 ? [`农户说没解决，重办过${sheet.reopened}次。`] : []),
    ...repeatLine(sheet),
    ...(sheet.steps.length === 0
      ? []
      : [
          `办到哪了：${sheet.steps.map((each) => `${formatDay(each.on, today)} ${stepLabel(each.step)}`).join('；')}`,
        ]),
    ...(sheet.state === 'fixed' ? ['请打电话或上门问一问，真的解决了吗？'] : []),
  ].join('\n');
}

function daysOf(sheet: IssueSheet, today: LocalDate): readonly string[] {
  const line = (what: string, day: LocalDate): string =>
    `${what}：${formatDay(day, today)}前（${daysLeft(day, today)}）`;
  switch (sheet.state) {
    case 'reported':
      return [line('核实', sheet.verifyDueOn), line('办好', sheet.fixDueOn)];
    case 'verified':
    case 'fixing':
      return [line('办好', sheet.fixDueOn)];
    default:
      return [];
  }
}

/** How many of what; they stand above the message. */
function photosLine({ photos }: IssueSheet): readonly string[] {
  const repair = photos.filter((each) => each.shows === 'repair').length;
  const trouble = photos.length - repair;
  const parts = [
    ...(trouble === 0 ? [] : [`反映的${trouble}张`]),
    ...(repair === 0 ? [] : [`办好的${repair}张`]),
  ];
  return parts.length === 0 ? [] : [`照片：${parts.join('，')}`];
}

const repeatLine = ({ repeatScope }: IssueSheet): readonly string[] =>
  repeatScope === null
    ? []
    : [
        repeatScope === 'household'
          ? '这户同样的问题办结过，又出现了。'
          : '这个村同样的问题近期办结过，又出现了。',
      ];

export const askNotSo = (): string => '核实下来是什么情况？';
export const askStep = (): string => '做到哪一步了？';
export const askWay = (photos: number): string =>
  photos === 0
    ? '是怎么办好的？有办好后的照片先发照片，再点一个。\n点了以后，系统会问农户解决了没有。'
    : `收到 ${photos} 张照片。是怎么办好的？`;
export const askOffice = (): string => '转给哪个部门？日子不变。';

/** An alarm as an officer sees it: of whom, from which office's list, with its figures and days. */
export function alarmText(sheet: AlarmSheet, today: LocalDate): string {
  const { phone } = sheet;
  return [
    `${alarmLabel(sheet.kind)}，编号 ${sheet.number}`,
    [sheet.areaName, sheet.headName].filter((part) => part !== '').join(' '),
    ...(sheet.memberName === '' || sheet.memberName === sheet.headName
      ? []
      : [`说的是：${sheet.memberName}`]),
    `来自：${sheet.office}的名单`,
    ...figureLines(sheet.figures),
    ...(phone === null ? [] : [`联系：${formatContact(phone)}`]),
    ...(sheet.inCase ? ['这一户已经在办，属实的话合在一起办。'] : []),
    `现在：${STATES[sheet.state]}`,
    ...(sheet.state === 'received'
      ? [`核实：${formatDay(sheet.verifyDueOn, today)}前（${daysLeft(sheet.verifyDueOn, today)}）`]
      : []),
    ...(sheet.state === 'received' || sheet.state === 'verified'
      ? [`处理好：${formatDay(sheet.fixDueOn, today)}前（${daysLeft(sheet.fixDueOn, today)}）`]
      : []),
  ].join('\n');
}

/** Numbers of the list that help to judge; what is unknown is left out. */
function figureLines(figures: Readonly<Record<string, number>>): readonly string[] {
  const { selfPaidYuan, lossYuan, reports, grade } = figures;
  return [
    ...(selfPaidYuan === undefined ? [] : [`个人自付：${formatYuan(selfPaidYuan)}`]),
    ...(lossYuan === undefined ? [] : [`损失：${formatYuan(lossYuan)}`]),
    ...(grade === undefined ? [] : [`残疾等级：${grade}级`]),
    ...(reports === undefined ? [] : [`近30天有${reports}户说卖不掉`]),
  ];
}

export const askUnreal = (): string => '核实下来是什么情况？';
export const askAlarmWay = (): string => '是怎么处理好的？';

/** A page of open tickets and alarms. */
export function listText(page: IssuePage, today: LocalDate): string {
  if (page.total === 0) return '现在没有没办完的问题和预警。';
  return [
    `没办完的问题和预警共${page.total}件。`,
    ...page.lines.map((line, at) => `${at + 1}. ${lineText(line, today)}`),
    ...(page.pages > 1 ? [pageLabels.of(page.page, page.pages)] : []),
    '点一件打开，也可以打数字。',
  ].join('\n');
}

const nameOf = (line: IssueLine): string =>
  line.topic !== null ? issueTopic(line.topic) : line.alarm === null ? '' : alarmLabel(line.alarm);

const lineText = (line: IssueLine, today: LocalDate): string =>
  `${line.emergency ? '【急】' : ''}${[nameOf(line), line.areaName, line.headName].filter((part) => part !== '').join(' ')}（${formatDay(line.fixDueOn, today)}，${daysLeft(line.fixDueOn, today)}）`;

export const lineButton = (line: IssueLine): string => {
  const about = line.headName === '' ? (line.areaName.split(' ').at(-1) ?? '') : line.headName;
  return `${nameOf(line)} ${[...about].slice(0, 9).join('')}`;
};

export const workedText = (
  done: { readonly number: string; readonly office: string },
  state: IssueSheet['state'],
): string => {
  const head = `编号 ${done.number}：`;
  switch (state) {
    case 'reported':
      return `${head}重新核实，农户已经收到消息。`;
    case 'not-so':
      return `${head}记为不属实，农户可以说情况不是这样。`;
    case 'verified':
    case 'fixing':
      return `${head}记下了，由${done.office}接着办，农户已经收到消息。`;
    case 'fixed':
      return `${head}记下了，接下来问农户解决了没有。`;
    case 'closed':
      return `${head}办结了。`;
  }
};

/** What came of work on an alarm, with the number of the report it led to. */
export function alarmWorkedText(done: {
  readonly number: string;
  readonly state: AlarmSheet['state'];
  readonly receiptNumber: string;
  readonly linked: boolean;
}): string {
  const head = `编号 ${done.number}：`;
  switch (done.state) {
    case 'verified':
      return done.receiptNumber === ''
        ? `${head}记为属实，请接着处理。`
        : done.linked
          ? `${head}记为属实，和这户正在办的合在一起，受理号 ${done.receiptNumber}。`
          : `${head}记为属实，已经立了一件，受理号 ${done.receiptNumber}，村里按申报的时限核查。`;
    case 'not-real':
      return `${head}记为不属实，办结了。`;
    case 'fixed':
      return `${head}处理好了，办结。`;
    case 'received':
      return `${head}还没有核实。`;
  }
}

/** Why something cannot be done, and what to do instead. */
export function issueRefusal(refusal: StaffRefusal | IssueRefusal | AlarmRefusal): string {
  switch (refusal.code) {
    case 'wrong-state':
      return '别的同志刚办过了，请看现在的情况。';
    case 'steps-missing':
      return `还差这几步：${refusal.missing.map(stepLabel).join('、')}。办完再点“${issueLabels.fix}”。`;
    case 'no-such-step':
      return '现在还不到这一步，请看办到哪了。';
    case 'same-department':
      return '这件事本来就在这个部门。';
    case 'own-work':
      return '这件是您自己报的、办的或者核实过的，要由另一位同志来看。';
    default:
      return refusalText(refusal);
  }
}

/** Cases and reports as officers read them, and what they are told when they have decided something. */
import { clauseLine } from './clause.ts';
import type { Terms } from '#src/domain/policy/terms.ts';
import type { CloseGround, StateName } from '#src/domain/case/case.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { ClueSource, Reporter } from '#src/domain/declaration/declaration.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import type { CaseAsked, DutySheet, ReportSheet, TicketSheet } from '../staff.needs.ts';
import type { BreachReason, StaffRefusal } from '../staff.intents.ts';
import { formatAmount, formatContact, formatDay, formatMoment } from './format.ts';
import { fastTrackLabel, suspensionLabel } from './overlay-reasons.ts';
import { amountLabel, guaranteeLabel, relationLabel, riskLabel } from './risk.ts';
import { stepRefusalText } from './case-refusal.ts';
import { refusalReason } from './case-news.ts';
import { checkNote } from './staff-checks.ts';
import { recurringLines } from './recurring-work.ts';
import { dutyLine, dutyTitle } from './staff-duty.ts';

const SOURCES: Readonly<Record<ClueSource, string>> = {
  self_declare: '农户自己申报',
  proxy_declare: '别人代为申报',
  cadre_visit: '干部走访发现',
  grid_report: '信息员、网格员上报',
  campaign: '集中排查',
  dept_alert: '部门预警',
  data_match: '数据比对',
  hotline_12317: '热线电话',
  social_info: '社会信息',
  inspection: '检查发现',
  sector_worker: '行业干部反映',
};

const REPORTERS: Readonly<Record<Reporter, string>> = {
  self: '本人',
  relative: '亲戚代报',
  'third-party': '邻居或他人代报',
  staff: '干部代报',
};

/** Reasons offered with a proposal, by ground. */
export const closeReasons: Readonly<Record<CloseGround, readonly ReasonCode[]>> = {
  duplicate: ['same-matter', 'same-household', 'other'],
  'not-hardship': [
    'no-hardship-found',
    'hardship-over',
    'not-resident',
    'only-a-question',
    'filed-by-mistake',
    'other',
  ],
  'authorisation-refused': ['authorisation-refused'],
};

const REASONS: Readonly<Record<ReasonCode, string>> = {
  'same-matter': '同一件事已在办',
  'same-household': '同一户已有个案',
  'no-hardship-found': '没有发现困难',
  'hardship-over': '困难已经过去',
  'not-resident': '不是本村的户',
  'only-a-question': '只是来咨询',
  'filed-by-mistake': '误报',
  'no-longer-needed': '农户说不用办了',
  'can-cope': '自家能应对',
  'already-helped': '已有政策帮扶，困难解决了',
  'authorisation-refused': '农户不同意授权核对',
  other: '其他原因',
};

const BREACHES: Readonly<Record<BreachReason, string>> = {
  'nobody-home': '家里一直没人',
  'road-closed': '路不通',
  'waiting-for-papers': '等证明材料',
  'too-much-work': '手上事情太多',
  overlooked: '漏看了',
  other: '其他原因',
};

const STATES: Readonly<Record<StateName, string>> = {
  clue: '还没有人受理',
  accepted: '已受理，等入户核实',
  authorisation: '已入户核实，等承诺授权',
  'village-review': '等村里评议',
  publicity: '村内公示',
  'town-review': '等镇里审核',
  'county-decision': '等县级审定',
  enrolled: '已纳入，正在定帮扶计划',
  assisting: '正在帮扶',
  'elimination-village': '申请消除风险，等村里评议',
  'elimination-town': '申请消除风险，等镇里审核',
  'elimination-county-check': '申请消除风险，等县级核查',
  'elimination-publicity': '消除风险公示',
  'elimination-marking': '消除风险，等系统标注',
  eliminated: '风险已消除，继续跟踪',
  'close-proposed': '有人建议不再办，等镇里审核',
  'withdrawal-requested': '农户想撤回，等电话核实',
  closed: '已办结',
};

const GROUNDS: Readonly<Record<CloseGround, string>> = {
  duplicate: '重复上报',
  'not-hardship': '不属于困难',
  'authorisation-refused': '农户不同意授权核对',
};

export const reasonLabel = (reason: ReasonCode): string => REASONS[reason];
export const breachLabel = (reason: BreachReason): string => BREACHES[reason];
export const stateLabel = (state: StateName): string => STATES[state];
export const groundLabel = (ground: CloseGround): string => GROUNDS[ground];

/** A duty, above the buttons with which it is done. */
export const dutyText = (sheet: DutySheet, today: LocalDate): string =>
  [
    dutyLine(sheet, today),
    clauseLine(sheet.clause),
    ...(sheet.caseState === null ? [] : [`现在：${stateLabel(sheet.caseState)}`]),
    ...(sheet.stoodStill === null
      ? []
      : [`到今天${sheet.stoodStill.grossDays}天，扣除暂停，净用${sheet.stoodStill.netDays}天。`]),
    ...topicLines(sheet, today),
    ...(sheet.recurring === undefined ? [] : recurringLines(sheet.recurring, today)),
    ...(sheet.otherReports > 0 ? [`这一户另外还报过${sheet.otherReports}次，合在一起办。`] : []),
  ].join('\n');

/** What was reported or written, shown before the duty itself; null when nothing was. */
export function reportMessage(sheet: DutySheet, today: LocalDate, terms: Terms): Message | null {
  if (sheet.report !== null) {
    const { attachments } = sheet.report;
    const undecided = sheet.caseState === null || BEFORE_REVIEW.has(sheet.caseState);
    const text = reportLines(sheet.report, undecided, today, terms).join('\n');
    return attachments.length === 0 ? { text } : { text, attachments };
  }
  return sheet.ticket === null ? null : { text: ticketText(sheet.ticket) };
}

const ticketText = (ticket: TicketSheet): string =>
  [
    `编号 ${ticket.number}，${TICKETS[ticket.kind]}`,
    ...(ticket.askerName === '' ? [] : [`来信人：${ticket.askerName}`]),
    `“${ticket.words}”`,
  ].join('\n');

const TICKETS = {
  question: '咨询',
  complaint: '反映问题',
  help: '想找人说说',
  'data-request': '个人信息申请',
} as const;

function askedText(asked: CaseAsked, today: LocalDate): string {
  const by = asked.byName === '' ? '' : `（${asked.byName}提出）`;
  return asked.kind === 'fast-track'
    ? `先行救助${by}：${fastTrackLabel(asked.ground)}。先帮上，手续后补。`
    : `暂停计时${by}：${suspensionLabel(asked.reason)}，到${formatDay(asked.until, today)}。`;
}

function topicLines(sheet: DutySheet, today: LocalDate): readonly string[] {
  const { proposal } = sheet;
  if (proposal !== null) {
    const by = proposal.byName === '' ? '' : `（${proposal.byName}提出）`;
    return [`建议：${groundLabel(proposal.ground)}${by}，理由：${reasonLabel(proposal.reason)}`];
  }
  if (sheet.kind === 'month-zero') {
    return [
      '这个月还没办完的上学、看病、住房、饮水问题，月底前都要办好。都办好了，这件事自己会结。',
    ];
  }
  if (sheet.kind === 'data-comparison') {
    return ['请各部门交本月名单，收齐了导入比对。都比对过了，这件事自己会结。'];
  }
  if (sheet.breached !== null) return [`超期的是：${dutyTitle(sheet.breached)}。请说明原因。`];
  if (sheet.asked !== null) return [askedText(sheet.asked, today)];
  if (sheet.kind === 'refer-relief') {
    return ['镇里同意了先行救助。请先受理临时救助，手续后补，不等识别认定办完。'];
  }
  switch (sheet.topic) {
    case 'draft':
      return ['他有一份申报没交，停了好几天。请打电话问问要不要帮忙。'];
    case 'unseen':
      return ['给他的答复一直没人看。请打电话当面说。'];
    case 'held':
      return ['这份申报先压着，要和农户核对后才能往下办。时限照常走。'];
    case 'withdrawal':
      return ['农户想撤回，请打电话问清是不是本人的意思。'];
    case 'refusal':
      return [
        `这次没有纳入。原因：${sheet.refusalReason === null ? '' : refusalReason(sheet.refusalReason)}。`,
        '请打电话或者当面告诉他，把原因讲清楚，也要讲明他可以请别的同志复核。',
      ];
    case 'promise':
      return ['说好的日子过了还没有办。请打电话说声对不住，问问现在怎么样，再催着办。'];
    case 'set-aside':
      return ['他发来的一条消息系统没处理好，说的什么不知道。请打电话问问是什么事。'];
    case 'result':
      return ['办理结果要当面或者打电话告诉他，把原因讲清楚。'];
    default:
      return [];
  }
}

/** 情况急、可能符合条件 are said to who takes and checks the report; once the village has met they are overtaken. */
const BEFORE_REVIEW: ReadonlySet<string> = new Set(['clue', 'accepted', 'authorisation']);

function reportLines(
  report: ReportSheet,
  undecided: boolean,
  today: LocalDate,
  terms: Terms,
): readonly string[] {
  const troubles = [
    ...report.riskTypes.map(riskLabel),
    ...report.guaranteeIssues.map(guaranteeLabel),
  ].filter((label, at, all) => all.indexOf(label) === at);
  const amounts = report.amounts.map((each) => `${amountLabel(each.kind)}${formatAmount(each)}`);
  return [
    `受理号 ${report.receiptNumber}，${formatMoment(report.submittedAt, today)}收到`,
    `来源：${SOURCES[report.source]}（${REPORTERS[report.reporter]}${report.reporterName === '' ? '' : ` ${report.reporterName}`}）`,
    ...(report.subjectName === '' ? [] : [`说的是：${report.subjectName}家`]),
    ...(undecided && (report.urgency === 'emergency' || report.urgency === 'high')
      ? ['急：请先办这件']
      : []),
    ...(troubles.length === 0 ? [] : [`难处：${troubles.join('；')}`]),
    ...(report.erased ? ['原话已按本人要求删除。'] : report.words.map((words) => `“${words}”`)),
    ...(amounts.length === 0 ? [] : [`钱的事：${amounts.join('；')}`]),
    ...report.members
      .slice(0, 6)
      .map(
        (each) =>
          `${relationLabel(each.relation)}：${each.flags.join('、')}${each.age === null ? '' : `，${each.age}岁`}`,
      ),
    ...(report.place === null ? [] : [`位置：${report.place.latitude}, ${report.place.longitude}`]),
    ...(report.attachments.length === 0 ? [] : [`附有照片、语音等${report.attachments.length}件`]),
    ...householdLine(report, terms),
    ...(report.holderName === '' ? [] : [`经办人：${report.holderName}`]),
    ...(report.notes.length === 0 || !undecided
      ? []
      : ['请留意：', ...report.notes.map((each) => `· ${checkNote(each.code)}`)]),
  ];
}

function householdLine({ household }: ReportSheet, terms: Terms): readonly string[] {
  if (household === null) return ['名册：还没有对上是哪一户'];
  const facts = [
    household.size === 0 ? '' : `${household.size}口人`,
    household.exitedPoverty ? terms.exitedPoverty : '',
    household.monitored ? '已在监测' : '',
    household.origin === 'claimed' ? '名册里还没有对上' : '',
  ].filter((part) => part !== '');
  return [`名册：${household.headName}${facts.length === 0 ? '' : `，${facts.join('，')}`}`];
}

/** The number to phone. Only a duty to call ends with the call; any other goes on after it. */
export const callText = ({ phone, topic }: DutySheet): string =>
  phone === null
    ? '没有留电话。请问问村里，或者直接上门。'
    : `请打：${formatContact(phone)}\n${topic === null ? '打完回到这件事，接着办。' : '打完请点下面的按钮。'}`;

export const takenText = (visitBy: LocalDate | null, today: LocalDate): string =>
  visitBy === null
    ? '您受理了，农户已经收到消息。'
    : `您受理了，农户已经收到消息。\n接下来：${formatDay(visitBy, today)}前上门核实，去之前先打个电话。`;

export const passedOnText = (name: string): string => `转给${name}了，他和农户都已经收到消息。`;

export const proposedText = (confirmBy: LocalDate | null, today: LocalDate): string =>
  `建议交到镇里了${confirmBy === null ? '' : `，${formatDay(confirmBy, today)}前答复`}。没答复之前，时限照常走。`;

export const answeredProposalText = (confirmed: boolean): string =>
  confirmed ? '同意了，这件事办结，农户会收到消息。' : '退回了，原来的人接着办。';

export const proposalAnswered = (confirmed: boolean, byName: string): Message => ({
  text: confirmed
    ? `您的建议，${byName === '' ? '镇里' : byName}同意了，这件事办结。`
    : `您的建议，${byName === '' ? '镇里' : byName}退回了，请接着办。`,
  choices: [[lasting('duty-list', '', '我的待办')]],
});

/** Why something cannot be done, and what to do instead. */
export function refusalText(refusal: StaffRefusal): string {
  switch (refusal.code) {
    case 'role':
      return '这一步不归您的岗位办，请转给该办的人。';
    case 'area':
      return '这不是您负责的地方，办不了。';
    case 'own-interest':
      return '这件事和本人或者家里有关，要由别的同志来办。';
    case 'own-work':
      return '这是您自己提出或者核实的，要由另一位同志来审核。';
    case 'same-person':
      return '不能由同一个人来办，请换一位同志。';
    case 'not-staff':
      return '您现在没有岗位，办不了。请找系统管理员重新开通。';
    case 'changed':
      return `别的同志刚办过了，现在：${stateLabel(refusal.state)}。`;
    case 'gone':
      return '这件事已经办完，或者不归您办。';
    default:
      return stepRefusalText(refusal);
  }
}

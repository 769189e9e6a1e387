/** A case beside its steps as officers read it, and the questions about it. */
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DeedName } from '#src/domain/case/deeds.ts';
import type { EliminationWay } from '#src/domain/case/elimination.ts';
import type { EliminationDoubt, LongCaseResult } from '#src/domain/case/reasons.ts';
import type { ReferralAnswer } from '#src/domain/ledger/referral.ts';
import type { CaseGlance, CaseWork, MarkingList } from '../case-work.needs.ts';
import { obstacleLines, recordLines } from './elimination-record.ts';
import { formatDay, formatYuan } from './format.ts';
import { fastTrackLabel, suspensionLabel } from './overlay-reasons.ts';
import { stateLabel } from './staff-case.ts';

const DEEDS: Readonly<Record<DeedName, string>> = {
  'fast-track': '先行救助',
  'answer-fast-track': '审批先行救助',
  'give-relief': '记录救助',
  suspend: '暂停计时',
  'answer-suspension': '审批暂停计时',
  resume: '恢复计时',
  merge: '合并个案',
  'name-responsible': '定帮扶责任人',
  'review-long-case': '逐户研判',
  'apply-elimination': '申请消除风险',
  'pass-elimination': '同意',
  'return-elimination': '退回',
  'post-elimination': '张贴公示',
  'close-elimination': '结束公示',
  'mark-eliminated': '标注清单',
  reopen: '重新识别',
};

const RESULTS: Readonly<Record<LongCaseResult, string>> = {
  'other-plan': '调整措施，接着帮',
  'apply-elimination': '条件达到了，申请消除',
  'safety-net': '转兜底保障',
};

const DOUBTS: Readonly<Record<EliminationDoubt, string>> = {
  'income-not-steady': '收入还不稳定',
  'spending-not-settled': '大额支出没解决',
  'guarantee-open': '三保障、饮水有问题',
  'risk-still-there': '风险还在',
  'measure-not-effective': '帮扶还没见效',
  'objection-upheld': '公示有异议，核查属实',
};

const WAYS: Readonly<Record<EliminationWay, string>> = {
  assisted: '帮扶消除',
  natural: '自然消除',
};

const HANDED_OVER: Readonly<Record<ReferralAnswer, string>> = {
  granted: '办好了',
  'not-needed': '核实后不需要',
  'not-eligible': '不符合政策',
  settled: '情况已经变了',
};

export const deedLabel = (deed: DeedName): string => DEEDS[deed];
export const longCaseLabel = (result: LongCaseResult): string => RESULTS[result];
export const doubtLabel = (doubt: EliminationDoubt): string => DOUBTS[doubt];
export const wayLabel = (way: EliminationWay): string => WAYS[way];

export const handOverLabel = (answer: ReferralAnswer): string => HANDED_OVER[answer];

/** Shown when a case is opened: where it stands, its clock, and what lies over it. */
export function workText(work: CaseWork, today: LocalDate): string {
  return [
    `个案 ${work.number}　${work.headName}家（${work.areaName}）${work.urgent ? '　【急】' : ''}`,
    `现在：${stateLabel(work.state)}`,
    ...clockLines(work, today),
    ...fastTrackLines(work, today),
    ...suspensionLines(work, today),
    ...helpLines(work, today),
    ...eliminationLines(work, today),
    ...(work.newClues === 0
      ? []
      : [`纳入以后又报来${work.newClues}次新情况，请上门核实（在“我的待办”里）。`]),
    ...(work.may.length === 0 ? ['这一步没有要您办的。'] : []),
  ].join('\n');
}

function clockLines({ clock, clueOn }: CaseWork, today: LocalDate): readonly string[] {
  if (clock === null) return [];
  const { grossDays, netDays, dueOn } = clock;
  const net = grossDays === netDays ? '' : `，扣除暂停的${grossDays - netDays}天，净用${netDays}天`;
  return [
    `发现线索：${formatDay(clueOn, today)}，到今天${grossDays}天${net}。`,
    `识别认定最晚：${formatDay(dueOn, today)}。`,
  ];
}

function fastTrackLines({ fastTrack }: CaseWork, today: LocalDate): readonly string[] {
  if (fastTrack === null) return [];
  const { ground, byName, approvedOn, relief } = fastTrack;
  const head = `先行救助（${fastTrackLabel(ground)}，${byName}提出）：`;
  if (relief !== null) {
    const sum = relief.yuan === null ? '' : ` ${formatYuan(relief.yuan)}`;
    return [
      `${head}${formatDay(relief.on, today)}给了${relief.title}${sum}，离发现线索${relief.days}天。手续照常办。`,
    ];
  }
  return [
    approvedOn === null
      ? `${head}等镇里同意。`
      : `${head}${formatDay(approvedOn, today)}同意了，还没有记录给了什么。`,
  ];
}

function suspensionLines({ suspension }: CaseWork, today: LocalDate): readonly string[] {
  if (suspension === null) return [];
  const { reason, until, byName, approved } = suspension;
  return [
    approved
      ? `计时暂停到${formatDay(until, today)}：${suspensionLabel(reason)}。`
      : `${byName}申请暂停计时到${formatDay(until, today)}：${suspensionLabel(reason)}。没同意以前，时限照常走。`,
  ];
}

function helpLines(work: CaseWork, today: LocalDate): readonly string[] {
  if (work.enrolledOn === null || work.eliminatedOn !== null) return [];
  return [
    `纳入：${formatDay(work.enrolledOn, today)}。帮扶责任人：${work.responsibleName === '' ? '还没有定' : work.responsibleName}。`,
    ...(work.reviewedOn === null ? [] : [`上次逐户研判：${formatDay(work.reviewedOn, today)}。`]),
    ...handOverLines(work, today),
  ];
}

function handOverLines({ handedOver }: CaseWork, today: LocalDate): readonly string[] {
  if (handedOver === null) return [];
  const { office, on, answer, answeredOn } = handedOver;
  const came =
    answer === null || answeredOn === null
      ? '还没有答复'
      : `${formatDay(answeredOn, today)}答复：${handOverLabel(answer)}`;
  return [`转兜底保障：${formatDay(on, today)}转给${office}，${came}。`];
}

function eliminationLines(work: CaseWork, today: LocalDate): readonly string[] {
  const { elimination, eliminatedOn, obstacles } = work;
  if (eliminatedOn !== null) {
    return [`风险消除：${formatDay(eliminatedOn, today)}。继续跟踪，学生资助等办到期满。`];
  }
  if (elimination !== null) {
    return [
      `申请消除：${formatDay(elimination.appliedOn, today)}，${elimination.byName}，${wayLabel(elimination.way)}。`,
      ...(elimination.stage === 'county-check' ? [spotCheckLine(elimination.spotCheck)] : []),
      ...(elimination.mayCloseOn === null
        ? []
        : [`公示最早${formatDay(elimination.mayCloseOn, today)}结束。`]),
    ];
  }
  if (obstacles === null || !work.may.includes('apply-elimination')) return [];
  return !isBlocked(work) ? [] : ['申请消除风险还差：', ...obstacleLines(work, today)];
}

function spotCheckLine({
  drawn,
  share,
  stated,
}: NonNullable<CaseWork['elimination']>['spotCheck']): string {
  const source = stated ? '' : '，本文件未规定，采用默认值';
  const rate = `抽查比例${percent(share)}${source}`;
  return drawn
    ? `抽查建议：这一户建议实地看一看（${rate}）。`
    : `抽查建议：这一户没有抽中，照样逐户审（${rate}）。`;
}

/** Whether something stands in the way of an application that people cannot answer for. */
export const isBlocked = ({ obstacles, newClues }: CaseWork): boolean =>
  newClues > 0 || (obstacles?.unmet.length ?? 0) > 0;

export const askGround = (): string =>
  '为什么要先帮？请选一个。镇里同意后马上先帮上，手续照常往下办。';
export const askApproveFastTrack = (work: CaseWork): string =>
  `${work.headName}家，${work.fastTrack === null ? '' : `${fastTrackLabel(work.fastTrack.ground)}，`}申请先行救助。同意先帮上吗？`;
export const askRelief = (): string => '先给了什么？请选一个。';
export const askYuan = (title: string): string =>
  `${title}给了多少钱？请打数字，比如 500。还不知道的，点下面的按钮。`;
export const yuanUnclear = (): string => '没看懂是多少钱。请只打一个数字，比如 500。';
export const askSuspension = (): string => '为什么要暂停？只有政策里列的理由才行。';
export const askUntil = (): string => '暂停到哪一天？镇里另一位同志同意以后才算数。';
export const nothingLeftToSuspend = (): string => '这件已经暂停满了，不能再暂停。';
export const askApproveSuspension = (work: CaseWork, today: LocalDate): string =>
  [`${work.headName}家：`, ...suspensionLines(work, today), '同意暂停吗？'].join('\n');
export const askResume = (): string => '现在就恢复计时吗？期限会提前相应的天数。';
export const askSame = (work: CaseWork, found: number): string =>
  found === 0
    ? '没有找到别的在办个案。请打户主的姓名再找。'
    : `哪一件和${work.headName}家是同一户？先收到的那一件接着办，另一件并进去。找不到的，打姓名再找。`;
export const sameLine = (each: CaseGlance, today: LocalDate): string =>
  `${each.headName} ${each.areaName}（${formatDay(each.clueOn, today)}，${stateLabel(each.state)}）`;
export const askResponsible = (): string => '由谁来帮这一户？选好以后，他和农户都会收到消息。';
export const nobodyThere = (): string => '没有可以选的同志，请先登记帮扶干部。';
export const askLongCase = (): string =>
  '这一户帮扶很久了，逐户研判的结果是？选“申请消除”的，还要另走申请、评议、审核、核查和公示。';
export const askWay = (work: CaseWork, today: LocalDate): string =>
  [
    ...recordLines(work, today),
    '请确认您都核实过：收入稳定半年以上，大额支出已经解决，风险已经没有了。\n是哪一种消除？没有核实的，请先返回。',
  ].join('\n');
export const askElimination = (work: CaseWork, today: LocalDate): string =>
  ['现在还不能申请消除风险，还差：', ...obstacleLines(work, today)].join('\n');
export const askDoubt = (): string => '为什么退回？选一个，申请人会收到。';
export const askPost = (): string =>
  '公示现在贴出去吗？只写户主、住处、人口和类别。贴满规定的天数才能结束。';
export const askClose = (): string => '公示满期了，结束吗？有异议没核查完的不能结束。';
export const askPass = (work: CaseWork, today: LocalDate): string =>
  [
    `${work.headName}家（${work.areaName}）`,
    ...helpLines(work, today),
    ...recordLines(work, today),
    ...eliminationLines(work, today),
    '同意消除风险吗？',
  ].join('\n');
export const askReopen = (): string => '重新识别这一户吗？会通知村里上门核实，期限从今天重新算。';

/** Names on one screen; the list itself is marked as a whole. */
const NAMED = 15;

/** The county's list of the month. The share of eliminated risks stands here and nowhere else. */
export function listText(list: MarkingList, today: LocalDate, places: AreaWords): string {
  const { month, waiting, marked, rate } = list;
  const more = waiting.length - NAMED;
  return [
    `${Number(month.slice(5))}月标注清单`,
    waiting.length === 0
      ? '没有等着标注的户。'
      : `等着标注的有${waiting.length}户，请在全国系统里标注好，再点下面的按钮：`,
    ...waiting
      .slice(0, NAMED)
      .map(
        (each, at) =>
          `${at + 1}. ${each.headName} ${each.areaName}（${formatDay(each.appliedOn, today)}申请）`,
      ),
    ...(more > 0 ? [`……还有${more}户，导出台账可以看全。`] : []),
    ...(marked === 0 ? [] : [`本月已经标注${marked}户。`]),
    ...rateLines(rate, places),
  ].join('\n');
}

function rateLines({ now, target }: MarkingList['rate'], { county }: AreaWords): readonly string[] {
  if (now === null) return [];
  const strive = target === null ? '' : `，文件力争${percent(target)}`;
  return [
    `全${county}风险消除率 ${percent(now)}${strive}。只供${county}里掌握，逐户还是按条件办，不能为了比例消除。`,
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const noList = ({ county }: AreaWords): string => `标注清单只由${county}里办。`;
export const waysOut = {
  approve: '同意',
  reject: '不同意',
  noSum: '是实物，或者还不知道',
  yes: '确定',
  markAll: '全部标注好了',
  askSheet: '先补一份收支核算',
} as const;

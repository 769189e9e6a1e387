/** 帮扶计划: what officers are shown and asked. What the household reads is in `plan-farmer.ts`. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { PlanFinding } from '#src/domain/plan/check-plan.ts';
import type { IncomeStep, IncomeStepRefusal } from '#src/domain/plan/income-plan.ts';
import type { MeasureRefusal } from '#src/domain/plan/measure.ts';
import type { SuggestionReason } from '#src/domain/plan/suggest-measures.ts';
import type { OfferedItem, PlanSubject } from '../plan.needs.ts';
import type { StaffRefusal } from '../staff.intents.ts';
import { familyOf, formatDay, formatYuan, shortened, spaced } from './format.ts';
import { pageLabels } from './paging.ts';
import { measureLine, plannedLine } from './plan-measure.ts';
import { riskLabel } from './risk.ts';
import { refusalText } from './staff-case.ts';

export const planLabels = {
  open: '帮扶计划',
  make: '定计划',
  change: '改计划',
  chosen: '选好了',
  more: '更多',
  noRequest: '没有特别的要求',
  mine: '我来负责',
  adopt: '定下来',
  measures: '改措施',
  paper: '纸上签过字',
  start: '开始办了',
  finish: '办好了',
  stop: '不办了',
  rate: '效果怎么样',
  income: '增收计划',
  stepDone: '办好了',
  department: '部门帮扶',
} as const;

export const askWhoLabel = '换负责人';
export const notMonitored = (headName: string): string =>
  `${familyOf(headName)}还没有认定，暂时不用定计划。急事可以先办救助。`;

/** The plan as it stands. */
export function planText(subject: PlanSubject, today: LocalDate): string {
  const { plan, measures } = subject;
  const head = `${familyOf(subject.headName)}（${subject.areaName}）的帮扶计划`;
  if (!subject.mayPlan) {
    return [
      head,
      ...measures.map((measure, at) => `${at + 1}. ${plannedLine(measure, today)}`),
    ].join('\n');
  }
  if (plan === null) {
    const risks = subject.risks.map(riskLabel).join('、');
    return [head, '还没有定。', ...(risks === '' ? [] : [`难处：${risks}`])].join('\n');
  }
  return [
    head,
    `负责人：${plan.responsibleName === '' ? '还没有定' : plan.responsibleName}`,
    plan.confirmedOn === null
      ? '农户还没有表态。'
      : `农户${formatDay(plan.confirmedOn, today)}同意了。`,
    ...(plan.objection === '' ? [] : [`农户想改：“${shortened(plan.objection, 120)}”`]),
    ...(plan.request === '' ? [] : [`农户的要求：“${shortened(plan.request, 120)}”`]),
    ...measures.map((measure, at) => `${at + 1}. ${plannedLine(measure, today)}`),
  ].join('\n');
}

/** A page of what can be chosen, each with why it fits and whose it is. */
export const pickText = (
  shown: readonly OfferedItem[],
  page: number,
  pages: number,
  find: string,
): string =>
  [
    find === ''
      ? '选要办的，可以选几样。合适的排在前面。打字也能找，比如“公益”。'
      : `名字里有“${shortened(find, 20)}”的，看全部点“返回”：`,
    ...shown.map((item, at) => `${at + 1}. ${itemLine(item)}`),
    ...(pages > 1 ? [pageLabels.of(page, pages)] : []),
  ].join('\n');

export const noItemFound = (words: string): string =>
  `没有找到带“${shortened(words, 20)}”的，换个词试试。下面是全部。`;

/** Signs of a condition shown where one picks; the whole of it stands with what was picked. */
const CONDITION_SHOWN = 24;

/** What may be chosen: title, office, why it fits, its cap in yuan a year and the start of its condition. */
export function itemLine(item: OfferedItem): string {
  const why = [...new Set(item.reasons.map(reasonWords))].join('，');
  const notes = [
    item.office,
    ...(why === '' ? [] : [why]),
    ...(item.withoutApplication ? ['不用申请'] : []),
    ...(item.capYuanPerYear === null ? [] : [`一年最多${formatYuan(item.capYuanPerYear)}`]),
    ...(item.condition === null
      ? []
      : [`说明：${spaced(shortened(item.condition, CONDITION_SHOWN))}`]),
  ];
  return `${spaced(item.title)}（${notes.join('；')}）`;
}

function reasonWords(reason: SuggestionReason): string {
  switch (reason.code) {
    case 'answers-risk':
      return `对应“${riskLabel(reason.risk)}”`;
    case 'guarantee-open':
      return `${reason.issue}要解决`;
    case 'house-dangerous':
      return '房子鉴定是危房';
    case 'student':
      return '家里有学生';
    case 'home-teaching':
      return '有孩子要送教上门';
    case 'nobody-employed':
      return '能干活的没有活干';
    case 'works-away':
      return '家里有人在外务工';
    case 'post-of-last-resort':
      return '在家门口能干';
    case 'no-labour':
      return '家里没人能干活';
    case 'sudden-hardship':
      return '突然遇到难处';
    case 'can-farm':
      return '能搞种养';
  }
}

export const askRequest = (): string =>
  '农户自己最想要什么帮助？打字写一句，用他的原话。没有就点“没有特别的要求”。';

export const askResponsible = (): string => '这一户由谁负责？';

/** The plan before it is adopted, with what the checker says. */
export const checkText = (
  subject: PlanSubject,
  picked: readonly OfferedItem[],
  responsibleName: string,
  findings: readonly PlanFinding[],
): string => {
  const blocks = findings.filter((each) => each.severity === 'block');
  const warns = findings.filter((each) => each.severity === 'warn');
  const running = subject.measures.filter(
    (each) => each.state === 'planned' || each.state === 'in-progress',
  );
  return [
    `${familyOf(subject.headName)}的计划，负责人：${responsibleName === '' ? '还没有定' : responsibleName}`,
    ...running.map((each) => `· ${measureLine(each)}`),
    ...picked.map((each) => `· ${spaced(each.title)}，新的${conditionOf(each)}`),
    ...(blocks.length === 0
      ? []
      : ['', '还不能定：', ...blocks.map((each) => `· ${findingText(each)}`)]),
    ...(warns.length === 0
      ? []
      : ['', '请再看看：', ...warns.map((each) => `· ${findingText(each)}`)]),
    '',
    blocks.length === 0 ? '定下来以后，会问农户同不同意。' : '请先改措施。',
  ].join('\n');
};

/** What the document says of who gets it and how, in full: that is what the officer answers for. */
const conditionOf = ({ condition }: OfferedItem): string =>
  condition === null ? '' : `（说明：${spaced(condition)}）`;

/** What is wrong and what mends it. */
function findingText(finding: PlanFinding): string {
  switch (finding.code) {
    case 'nothing-planned':
      return '一样措施都没有，至少选一样。';
    case 'nobody-responsible':
      return '没有负责人，要镇里先定一个。';
    case 'request-not-asked':
      return '还没有问过农户自己的想法。';
    case 'labour-without-development':
      return '家里有人能干活，要加一样产业、就业、小额贷款或者公益岗。';
    case 'no-safety-net':
      return '家里没人能干活，要加低保、特困、救助这样的兜底。';
    case 'over-cap':
      return `“${spaced(finding.title)}”一年最多${formatYuan(finding.cap)}，请改小。`;
    case 'weak-labour-without-development':
      return '家里有弱劳力，能不能加公益岗、庭院种养？';
    case 'labour-unknown':
      return '名册上没写清谁能干活，请先补上。';
    case 'only-handouts':
      return '全是发钱发物，请加一样能自己挣的。';
    case 'only-safety-net':
      return '有人能干活却只有兜底。';
    case 'risk-unanswered':
      return `“${riskLabel(finding.risk)}”还没有对应的措施。`;
    case 'student-without-aid':
      return '家里有学生，还没有教育资助。';
    case 'dangerous-house':
      return '房子鉴定是危房，还没有纳入危房改造，请加上。';
    case 'zero-employment':
      return '能干活的都没有活干，请加一样就业帮扶。';
  }
}

export const adopted = (
  end: { readonly asked: number; readonly confirmBy: LocalDate | null },
  headName: string,
  today: LocalDate,
): string =>
  [
    `${familyOf(headName)}的计划定好了。`,
    end.asked > 0 ? '已经在手机上问农户同不同意。' : '农户没有绑手机，请带上纸去一趟，签好字拍照。',
    ...(end.confirmBy === null ? [] : [`${formatDay(end.confirmBy, today)}前要有回话。`]),
  ].join('\n');

export const askPaper = (): string => '请拍一张签过字的计划发过来，要看得清字。';
export const paperKept = (): string => '照片收到了，记作农户同意。';

const STEP: Readonly<Record<IncomeStep, string>> = {
  agree: '和农户一起商量好怎么增收',
  implement: '把增收的政策和措施办下去',
  verify: '核实收入增加了多少',
};
export const askIncome = (step: IncomeStep, dueOn: LocalDate, today: LocalDate): string =>
  [
    `这个季度的增收计划：${STEP[step]}。`,
    `${formatDay(dueOn, today)}前办好。`,
    step === 'verify' ? '今年人均纯收入现在有多少？打数字就行。' : '办好了吗？',
  ].join('\n');
export const incomeDone = (asked: number): string =>
  asked > 0 ? '记好了，已经请农户在手机上看一看。' : '记好了。农户没有绑手机，见面时请他看一看。';

/** Said on coming back to a half-made plan. */
export const mayNotPlan = (): string => '这一户的计划现在不归您定了，请看现在的情况。';
export const picksGone = (count: number): string =>
  `您选的措施里有${count}项已经在办，或者工具箱里没有了，没有再列。其余的都在。`;

/** Why something about a plan was not done, and what to do instead. */
export function planRefusalText(
  refusal:
    | StaffRefusal
    | MeasureRefusal
    | IncomeStepRefusal
    | { readonly code: 'plan-blocked'; readonly findings: readonly PlanFinding[] }
    | { readonly code: 'over-cap'; readonly capYuan: number }
    | { readonly code: 'not-monitored' | 'plan-changed' },
): string {
  switch (refusal.code) {
    case 'plan-blocked':
      return ['计划还不能定：', ...refusal.findings.map((each) => `· ${findingText(each)}`)].join(
        '\n',
      );
    case 'over-cap':
      return `超过了一年最多的${formatYuan(refusal.capYuan)}，请核对数目。`;
    case 'not-monitored':
      return '这一户还没有认定，暂时不用定计划。';
    case 'plan-changed':
      return '计划刚刚改过，请看新的一份。';
    case 'wrong-state':
      return '这一步已经办过了，请看最新的情况。';
    case 'before-start':
    case 'in-the-future':
      return '日期不对，请核对。';
    case 'done-already':
      return '这个季度的已经办过了。';
    case 'step-before-missing':
      return '前面一个季度的还没有办，先补上。';
    case 'income-missing':
      return '要有收入的数目才能核实。';
    default:
      return refusalText(refusal);
  }
}

/** The steps of a case as officers read and answer them. */
import { clauseLine } from './clause.ts';
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Correction, GiverRelation } from '#src/domain/case/reasons.ts';
import type { PublicityField, CaseStep } from '#src/domain/policy/settings.ts';
import type { NextStep } from '../case-step.intents.ts';
import type { CaseStepSheet, NoticeSheet } from '../case-step.needs.ts';
import { factLines, householdLine } from './case-facts.ts';
import { daysLeft, formatDay } from './format.ts';
import { dutyTitle, lateMark } from './staff-duty.ts';

export const stepLabels = {
  signature: '签了字',
  fingerprint: '按了手印',
  pressed: '在农户手机上点',
  refusesAuthorisation: '农户不同意',
  ownRead: '本人，自己看过',
  ownAloud: '本人，念给他听的',
  relative: '亲属代办',
  print: '打印公示单',
  post: '贴出去了，开始公示',
  close: '结束公示',
  objection: '登记异议',
  upheld: '查实了，有问题',
  unfounded: '查过了，没问题',
  enrol: '纳入',
  enrolSure: '确定纳入',
  sendBack: '退回补正',
  notEligible: '不符合条件',
  refuse: '不纳入',
  report: '看申报',
  facts: '看情况',
  call: '打电话',
  more: '更多',
} as const;

/** 同意，报区里. */
export const passLabel = ({ county }: AreaWords): string => `同意，报${county}里`;

const CORRECTIONS: Readonly<Record<Correction, string>> = {
  'visit-again': '要再入户看一次',
  'income-unclear': '收支没有填清楚',
  'authorisation-missing': '授权书有问题',
  'review-incomplete': '评议记录不全',
  'category-wrong': '类别不对',
  'publicity-faulty': '公示有问题',
  'household-wrong': '家庭人口不对',
  'evidence-missing': '缺证明材料',
};
export const correctionLabel = (correction: Correction): string => CORRECTIONS[correction];

const STEPS: Readonly<Record<'verification' | CaseStep, string>> = {
  verification: '入户核实',
  authorisation: '承诺授权',
  'village-review': '村级评议',
  publicity: '村内公示',
  'town-review': '镇街审核',
  'county-decision': '县级审定',
};

const RELATIONS: Readonly<Record<GiverRelation, string>> = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  sibling: '兄弟姐妹',
  other: '其他亲属',
};
export const relationLabel = (relation: GiverRelation): string => RELATIONS[relation];

const head = (sheet: CaseStepSheet, today: LocalDate): readonly string[] => [
  `${lateMark(sheet, today)}${dutyTitle(sheet.kind)}，个案 ${sheet.facts.caseNumber}`,
  `最晚 ${formatDay(sheet.dueOn, today)}，${daysLeft(sheet.dueOn, today)}。${clauseLine(sheet.clause)}`,
  ...(sheet.facts.correction === null
    ? []
    : [`上面退回来的，要补正：${correctionLabel(sheet.facts.correction)}`]),
];

/** The whole case, for who reviews or decides. */
export const decisionText = (sheet: CaseStepSheet, today: LocalDate): string =>
  [...head(sheet, today), ...factLines(sheet.facts, sheet.categoryTitles, today)].join('\n');

/** The facts alone, a tap away from steps that do not need them all. */
export const factsText = (sheet: CaseStepSheet, today: LocalDate): string =>
  factLines(sheet.facts, sheet.categoryTitles, today).join('\n');

export const authoriseText = (sheet: CaseStepSheet, today: LocalDate): string =>
  [
    ...head(sheet, today),
    householdLine(sheet.facts),
    '请带授权书当面办：念给他听，说清楚核对哪些信息、用来做什么。签字或者按手印后，拍照发来。',
    ...(sheet.householdAccounts.length > 0
      ? ['他家有人用手机申报过，也可以您在旁边，让他自己在手机上点。']
      : []),
  ].join('\n');

export const askGiver = (): string => '这份授权是谁给的？看不清、不识字的，要念给他听。';
export const askRelation = (): string =>
  '是他的什么人？亲属代办的，授权书上要写明关系，并且念给本人听过。';
export const askPhoto = (): string => '请把签好的授权书拍清楚，发照片过来。';
export const photoWanted = (): string => '这一步要照片。请拍下签好的授权书发来。';
export const askAccount = (): string => '发到谁的手机上？';
export const sentToFarmer = (name: string): string =>
  `已经发到${name === '' ? '他' : name}的手机上。请在旁边看着他点，一个小时内有效。`;

const FIELDS: Readonly<Record<PublicityField, string>> = {
  'head-name': '户主',
  'village-group': '住址',
  'household-size': '家庭人口',
  category: '拟定类别',
};
export const fieldLabel = (field: PublicityField): string => FIELDS[field];

/** What hangs there, line by line: nothing but the fields of the notice. */
export const noticeLines = (notice: NoticeSheet): readonly string[] =>
  publicityOrder.flatMap((field) => {
    const value = notice.fields[field];
    return value === undefined ? [] : [`${FIELDS[field]}：${value}`];
  });

const publicityOrder: readonly PublicityField[] = [
  'head-name',
  'village-group',
  'household-size',
  'category',
];

export const postText = (sheet: CaseStepSheet, notice: NoticeSheet, today: LocalDate): string =>
  [
    ...head(sheet, today),
    '请贴到村公示栏。农户的情况只写下面这几行，别的都不写；公示日期和监督电话照常写：',
    ...noticeLines(notice),
    '',
    `贴出去就点按钮。要贴满${notice.minDays}天，今天贴的，${formatDay(notice.closesOn, today)}起可以结束。`,
  ].join('\n');

export const closeText = (sheet: CaseStepSheet, notice: NoticeSheet, today: LocalDate): string =>
  [
    ...head(sheet, today),
    ...noticeLines(notice),
    notice.postedOn === null ? '' : `${formatDay(notice.postedOn, today)}贴出。`,
    notice.mayClose
      ? '已经贴满，可以结束。'
      : `要贴满${notice.minDays}天，${formatDay(notice.closesOn, today)}起可以结束，提前结束不了。`,
    '有人提意见，点“登记异议”。',
  ]
    .filter((line) => line !== '')
    .join('\n');

export const noNotice = (): string => '现在没有要贴的公示，可能别的同志刚办过。';

export const askObjectionWords = (): string =>
  '他说了什么？打字写下来就行，不用写他的名字。会请没有经手的同志去查。';
export const askUpheld = (sheet: CaseStepSheet, today: LocalDate): string =>
  [
    ...head(sheet, today),
    householdLine(sheet.facts),
    sheet.objection === null || sheet.objection.words === ''
      ? '有人对公示提了意见。'
      : `有人对公示提了意见：“${sheet.objection.words}”`,
    '请去核实，不要打听是谁提的。查实有问题，公示撤下、村里重新评议。',
  ].join('\n');

export const askReason = (): string => '原因是什么？点一个。农户会收到这个原因。';
export const askCorrection = (): string => '要补正的是哪一样？点一个。';
export const askBackTo = (correction: Correction): string =>
  `“${correctionLabel(correction)}”，退回到哪一步？时限照常走，不会停。`;
export const backToLabel = (step: 'verification' | CaseStep): string => `退到${STEPS[step]}`;
export const askEnrol = (headName: string, category: string): string =>
  `确定把${headName}家纳入，类别“${category}”吗？点了就告诉农户，开始定帮扶计划。`;

/** What was done, and what comes next by when. */
export const stepDone = (next: NextStep, today: LocalDate): string => {
  if (next.step === null) return '记下了，农户会收到消息。';
  const by = next.dueOn === null ? '' : `，${formatDay(next.dueOn, today)}前`;
  return `记下了，农户会收到消息。\n接下来：${STEPS[next.step]}${by}。`;
};
export const sentBack = (): string => '退回了，经办人和农户都会收到消息。';
export const enrolled = (planBy: LocalDate | null, today: LocalDate): string =>
  planBy === null
    ? '记下了，纳入帮扶，农户会收到消息。'
    : `记下了，纳入帮扶，农户会收到消息。\n接下来：${formatDay(planBy, today)}前定责任人和帮扶计划。`;
export const refused = (): string =>
  '记下了，这次不纳入。农户会收到原因，也会知道可以请求复核。收不到消息的，村里当面去说。';
export const posted = (closesOn: LocalDate, today: LocalDate): string =>
  `记下了，从今天起公示，${formatDay(closesOn, today)}起可以结束。到时候待办里会提醒。`;
export const objectionFiled = (checkBy: LocalDate | null, today: LocalDate): string =>
  `记下了，转给没有经手的同志去查${checkBy === null ? '' : `，${formatDay(checkBy, today)}前`}。查完才能结束公示。`;
export const objectionChecked = (upheld: boolean): string =>
  upheld ? '记下了。公示撤下，村里重新评议。' : '记下了。公示接着贴，贴满可以结束。';

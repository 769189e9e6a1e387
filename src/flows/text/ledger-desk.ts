/** 台账和月报 in an officer's chat: reports, what was passed on, joint decisions, rectification. */
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { JointMeans, JointRefusal } from '#src/domain/ledger/joint-review.ts';
import type {
  RectificationCategory,
  RectificationRefusal,
  RectificationSource,
  RectificationState,
} from '#src/domain/ledger/rectification.ts';
import type { ReferralAnswer, ReferralKind } from '#src/domain/ledger/referral.ts';
import { departmentTitle } from '#src/domain/policy/departments.ts';
import type {
  Desk,
  DeskLine,
  DeskPage,
  JointSheet,
  RectificationSheet,
  ReferralSheet,
} from '../ledger.needs.ts';
import type { StaffRefusal } from '../staff.intents.ts';
import { formatContact, formatDay, formatYuan, shortened } from './format.ts';
import { pageLabels } from './paging.ts';
import { refusalText } from './staff-case.ts';

export const deskLabels = {
  open: '台账和月报',
  openDuty: '打开',
  report: '本月月报',
  referrals: '转来的事',
  joint: '一事一议',
  rectification: '整改台账',
  supports: '同意救助',
  opposes: '不同意',
  grant: '给予救助',
  refuse: '不给予',
  meansDone: '选好了',
  fixed: '报整改完成',
  confirm: '属实，销号',
  sendBack: '不实，退回',
} as const;

const DESKS: Readonly<Record<Desk, { readonly title: string; readonly none: string }>> = {
  referrals: { title: '转来要办的', none: '现在没有转来的事。' },
  joint: { title: '一事一议', none: '现在没有要议的户。' },
  rectification: { title: '没销号的问题', none: '现在没有要整改的问题。' },
};

const KINDS: Readonly<Record<ReferralKind, string>> = {
  loan: '有贷款需求',
  uninsured: '有人没参加医保',
  'no-job': '家里没有人就业',
  'social-aid': '没有劳动力，还没有兜底',
  health: '有人新患病或病重了',
  'safety-net': '逐户研判要转兜底保障',
};

/** What the bureau does about it, said under what it is. */
const ASKED: Readonly<Record<ReferralKind, string>> = {
  loan: '请联系农户，说清小额信贷的条件和办法。',
  uninsured: '请核对参保情况，该资助的按政策资助。',
  'no-job': '请联系农户，介绍岗位或培训。',
  'social-aid': '请按社会救助政策核对，该纳入的及时纳入。',
  health: '请看看能不能用上救治和救助政策。',
  'safety-net': '帮扶多年没有消除风险。请按社会救助政策核对，结果会告诉镇里和帮扶责任人。',
};

const ANSWERS: Readonly<Record<Exclude<ReferralAnswer, 'settled'>, string>> = {
  granted: '办好了',
  'not-needed': '核实后不需要',
  'not-eligible': '不符合政策',
};

const MEANS: Readonly<Record<JointMeans, string>> = {
  'social-relief': '社会救助',
  donation: '社会捐赠',
  'mutual-aid': '医疗互助',
};

const SOURCES: Readonly<Record<RectificationSource, string>> = {
  inspection: '督查检查',
  'hidden-visit': '暗访',
  assessment: '考核评估',
  audit: '审计',
  patrol: '巡视巡察',
  media: '媒体反映',
  'self-check': '自查',
};

const CATEGORIES: Readonly<Record<RectificationCategory, string>> = {
  identification: '识别认定',
  help: '帮扶措施',
  guarantees: '三保障和饮水',
  industry: '产业',
  employment: '就业',
  relocation: '搬迁',
  funds: '资金项目',
  conduct: '作风',
  data: '数据',
  other: '其他',
};

const STATES: Readonly<Record<RectificationState, string>> = {
  open: '整改中',
  reported: '等复核',
  closed: '已销号',
};

export const answerLabel = (answer: Exclude<ReferralAnswer, 'settled'>): string => ANSWERS[answer];
export const meansLabel = (means: JointMeans, chosen: boolean): string =>
  `${chosen ? '已选 ' : ''}${MEANS[means]}`;

export const deskMenu = (): string => '看哪一样？';

export const deskText = (page: DeskPage, today: LocalDate): string =>
  page.total === 0
    ? DESKS[page.desk].none
    : [
        `${DESKS[page.desk].title}共 ${page.total} 件${page.pages > 1 ? `，${pageLabels.of(page.page, page.pages)}` : ''}。点一件：`,
        ...page.lines.map((line, at) => `${at + 1}. ${lineText(line, today)}`),
      ].join('\n');

function lineText(line: DeskLine, today: LocalDate): string {
  const who = [line.areaName, line.headName].filter((part) => part !== '').join(' ');
  const due =
    line.dueOn === null
      ? ''
      : `，${line.dueOn < today ? '【超期】' : ''}${formatDay(line.dueOn, today)}前`;
  return `${who} ${whatOf(line)}${due}`;
}

const whatOf = (line: DeskLine): string => {
  switch (line.desk) {
    case 'referrals':
      return KINDS[line.kind];
    case 'joint':
      return '大额医疗费';
    case 'rectification':
      return `${CATEGORIES[line.category]}，${STATES[line.state]}`;
  }
};

export const lineButton = (line: DeskLine, at: number): string =>
  shortened(`${at + 1}. ${line.headName === '' ? line.areaName : line.headName}`, 20);

export const referralText = (sheet: ReferralSheet, today: LocalDate): string =>
  [
    `${sheet.areaName} ${sheet.headName}家：${KINDS[sheet.kind]}${sheet.people > 1 ? `（${sheet.people}人）` : ''}`,
    `${formatDay(sheet.foundOn, today)}发现。`,
    ...(sheet.phone === null ? [] : [`电话：${formatContact(sheet.phone)}`]),
    ASKED[sheet.kind],
    '办得怎么样？',
  ].join('\n');

export const referralDone = (headName: string): string => `${headName}家这件记下了。`;

export const jointText = (sheet: JointSheet, today: LocalDate): string =>
  [
    `${sheet.areaName} ${sheet.headName}家：自己负担的医疗费${sheet.selfPaidYuan > 0 ? formatYuan(sheet.selfPaidYuan) : '较大'}`,
    `请在${formatDay(sheet.dueOn, today)}前议定，由医保、卫健、民政、乡村振兴一起定。`,
    ...sheet.opinions.map(
      (each) => `${departmentTitle(each.department)}：${each.supports ? '同意救助' : '不同意'}`,
    ),
    ...(sheet.missing.length === 0
      ? ['各部门都说过意见了。']
      : [`还没说意见：${sheet.missing.map(departmentTitle).join('、')}`]),
  ].join('\n');

export const opinionLabel = (
  department: JointSheet['mayGive'][number],
  supports: boolean,
): string => `${departmentTitle(department)}${supports ? '同意' : '不同意'}`;

export const opinionGiven = (left: number, { county }: AreaWords): string =>
  left === 0 ? `记下了。各部门都说过了，转${county}里决定。` : `记下了，还差${left}个部门。`;

export const askMeans = (): string => '用哪些方式救助？可以选几样，选好点“选好了”。';
export const askYuan = (): string => '一共救助多少元？打数字就行。';
export const notYuan = (): string => '没看明白。请只打一个整数，比如 5000。一共救助多少元？';
export const jointDone = (headName: string): string => `${headName}家的决定记下了。`;

export const rectificationText = (sheet: RectificationSheet, today: LocalDate): string =>
  [
    `整改 ${sheet.number}：${SOURCES[sheet.source]}，${CATEGORIES[sheet.category]}，${sheet.areaName}`,
    `问题：“${sheet.problem}”`,
    `措施：“${sheet.measure}”`,
    ...(sheet.ownerName === '' ? [] : [`责任人：${sheet.ownerName}`]),
    `${sheet.dueOn < today ? '【超期】' : ''}${formatDay(sheet.dueOn, today)}前整改到位，现在${STATES[sheet.state]}。`,
    ...(sheet.returned > 0 ? [`退回过${sheet.returned}次。`] : []),
    ...(sheet.evidence === '' ? [] : [`整改情况：“${sheet.evidence}”`]),
  ].join('\n');

export const askEvidence = (): string =>
  '怎么整改的？请写几句，说清做了什么、在哪看得到；也可以发一张照片。\n另一位同志会去核对。';

export const rectificationReported = (number: string): string =>
  `${number} 报上去了，等另一位同志复核。`;
export const rectificationJudged = (number: string, good: boolean): string =>
  good ? `${number} 销号了。` : `${number} 退回去了，要重新整改。`;

export function deskRefusal(refusal: StaffRefusal | JointRefusal | RectificationRefusal): string {
  switch (refusal.code) {
    case 'evidence-missing':
      return '光说“已整改”不行。请写清做了什么，或者发一张照片。';
    case 'wrong-state':
      return '这条已经有人办过了。';
    case 'opinions-missing':
      return '还有部门没说意见，等齐了再定。';
    case 'own-opinion':
      return '您已经替部门说过意见，要由别的同志来定。';
    case 'means-missing':
      return '给予救助要选至少一种方式。';
    case 'decided-already':
      return '这一户已经定过了。';
    default:
      return refusalText(refusal);
  }
}

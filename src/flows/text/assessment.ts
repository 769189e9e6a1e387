/** 收支和三保障: questions for officers at the door, and the summary before 提交. */
import type { Assessment, DisasterKind, Wish } from '#src/domain/assessment/assessment.ts';
import type { AssetKind } from '#src/domain/assessment/assets.ts';
import type { CopingState } from '#src/domain/assessment/category.ts';
import type { HousingState, SchoolingState } from '#src/domain/assessment/guarantees.ts';
import type { SheetLine } from '#src/domain/assessment/income-sheet.ts';
import type { IncomeWindow } from '#src/domain/assessment/income-window.ts';
import { type MedicalNet, medicalBurden } from '#src/domain/assessment/three-nets.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import { type LocalDate, partsOf } from '#src/domain/calendar/local-date.ts';
import {
  mostDryDays,
  type WaterThresholds,
  type WaterTrouble,
} from '#src/domain/ticket/water-check.ts';
import type { Question, SumQuestion } from '../assessment-questions.ts';
import { familyOf, formatYuan } from './format.ts';
import { riskLabel } from './risk.ts';

export const assessmentLabels = {
  open: '填收支和三保障',
  none: '没有',
  notYet: '还没报',
  later: '以后再填',
  chosen: '选好了',
  more: '更多',
  nobody: '都参加了',
  nothing: '都没有',
  noTrouble: '没有问题',
} as const;

export const sameAsLast = (yuan: number): string => `和上次一样：${formatYuan(yuan)}`;
export const ticked = (label: string): string => `✓ ${label}`;

const month = (day: LocalDate): string => `${partsOf(day).year}年${partsOf(day).month}月`;
const windowWords = ({ from, to }: IncomeWindow): string => `${month(from)}到${month(to)}`;

export const begin = (headName: string, window: IncomeWindow): string =>
  `${familyOf(headName)}的收支，算${windowWords(window)}这一年，全家合在一起。`;

const SUMS: Readonly<Record<SumQuestion, string>> = {
  wage: '打工、上班、公益岗的工资，一年一共多少？\n在外面的房租、吃饭这些扣掉再算。',
  business: '种地、养殖、做小生意，一年卖了多少钱？',
  'business-cost': '种地、养殖、做小生意，一年花了多少本钱？',
  property: '土地流转、分红、房租，一年一共多少？',
  transfer: '低保、养老金、各种补贴、儿女给的，一年一共多少？\n一次性的救灾款、慰问金不算。',
  claims: '保险理赔、别人赔的钱，一年一共多少？',
  bill: '看病买药，一年一共花了多少？\n报销前的总数。',
  basic: '其中医保报销了多少？',
  'serious-illness': '大病保险报了多少？',
  relief: '民政的医疗救助给了多少？',
  disability: '残疾康复、护理，自己掏了多少？',
  schooling: '孩子上学，一年自己掏了多少？',
  disaster: '受灾以后，自己掏钱修补花了多少？',
  other: '别的省不掉的大开支，一年多少？',
};

export const sumHint = (): string => '打数字就行，“5万”“三千八”“一个月三千”都看得懂。';

/** `named`: causes the county wants weighed that have no question of their own. */
export const askSum = (question: SumQuestion, named: readonly RiskType[]): string =>
  question === 'other' && named.length > 0
    ? `别的省不掉的大开支（${named.map(riskLabel).join('、')}这些），一年多少？`
    : SUMS[question];

/** 3/14 and the question. */
export const counted = (at: number, of: number, words: string): string => `${at}/${of} ${words}`;

export const wantOneFigure = (): string => '请打一个准一点的数，比如“3万5”。';
export const wantSum = (): string =>
  '没看明白是多少钱。请只打一个数，比如“38000”，没有就点“没有”。';
export const readBack = (yuan: number): string => `记下${formatYuan(yuan)}。`;

const TAPS: Readonly<Record<Exclude<Question, SumQuestion>, string>> = {
  risks: '这家的难处主要是哪些？最多选5样，重的先点。',
  'disaster-kind': '是什么灾？',
  housing: '现在住的房子安全吗？',
  school: '6到15岁的孩子都在上学吗？',
  insurance: '家里有谁没参加医保？点没参加的人。',
  water: '喝水用水有下面的情况吗？有就点上。',
  coping: '眼下的难处，家里自己扛得过去吗？',
  wishes: '家里有下面的情况吗？有就点上，好找合适的帮扶。',
  assets: '家里有下面这些吗？有也不影响办，只是评议时要说明。',
};
/** Where the county's document has 五无, its own words stand below: they are for its insurance and never a ground against the household. */
export const askAssets = (fiveNone: readonly string[] | null): string =>
  fiveNone === null
    ? TAPS.assets
    : `${TAPS.assets}\n一样都没有就是“五无”，投保综合防贫保险时用：${fiveNone.join('、')}。`;
export const askTap = (question: Exclude<Question, SumQuestion>): string => TAPS[question];

export const askWhich = (): string => '哪一项不对？点一下重新填。';

export const questionLabel: Readonly<Record<Question, string>> = {
  wage: '工资',
  business: '种养生意',
  'business-cost': '种养生意本钱',
  property: '土地、分红、房租',
  transfer: '补贴养老金',
  claims: '理赔',
  bill: '看病总花费',
  basic: '医保报销',
  'serious-illness': '大病保险',
  relief: '医疗救助',
  disability: '残疾康复',
  schooling: '上学花费',
  disaster: '受灾花费',
  other: '别的大开支',
  risks: '主要难处',
  'disaster-kind': '受的什么灾',
  housing: '住房',
  school: '孩子上学',
  insurance: '医保',
  water: '饮水',
  coping: '能不能扛过去',
  wishes: '家里的打算',
  assets: '房车存款',
};

export const housingLabel: Readonly<Record<HousingState, string>> = {
  safe: '安全',
  'needs-appraisal': '拿不准，要鉴定',
  'unsafe-lived-in': '危险，人还住着',
  'unsafe-empty': '有危房，没人住',
};
export const schoolingLabel: Readonly<Record<Exclude<SchoolingState, 'no-child'>, string>> = {
  'in-school': '都在上学',
  'dropped-out': '有孩子没上学',
  unable: '身体原因上不了',
};
export const copingLabel: Readonly<Record<CopingState, string>> = {
  alone: '自己能扛过去',
  'with-help': '帮一把就行',
  not: '扛不住',
};
export const wishLabel: Readonly<Record<Wish, string>> = {
  'wants-job': '想找活干',
  'wants-farming': '想搞种养',
  returned: '有人刚回乡',
  'cannot-leave': '走不开，去不了外地',
};
export const assetLabel: Readonly<Record<AssetKind, string>> = {
  flat: '商品房',
  car: '小轿车',
  'public-payroll': '有人在机关事业单位',
  company: '办公司、做企业',
  'large-savings': '大额存款',
};
export const disasterLabel: Readonly<Record<DisasterKind, string>> = {
  flood: '洪涝',
  geological: '滑坡泥石流',
  drought: '干旱',
  biological: '病虫害、疫病',
  weather: '风雹雪冻',
  earthquake: '地震',
  other: '别的灾',
};
/** The pack's figures in plain words. */
export const waterLabel = (trouble: WaterTrouble, figures: WaterThresholds): string =>
  ({
    'long-trip': `取一次水超过${figures.minutes}分钟`,
    far: `水源在${figures.horizontalMetres}米以外`,
    steep: `上下坡超过${figures.verticalMetres}米`,
    dry: `一个月停水超过${mostDryDays(figures)}天`,
    unclean: '水浑、有味、喝了不舒服',
  })[trouble];

export const lineLabel: Readonly<Record<SheetLine, string>> = {
  wage: '工资',
  business: '种养生意',
  'business-cost': '种养生意本钱',
  property: '财产',
  transfer: '补贴养老金',
  claims: '理赔',
  illness: '看病自己掏',
  disability: '残疾自己掏',
  schooling: '上学自己掏',
  disaster: '受灾自己掏',
  other: '别的大开支',
};

/** What will be kept; lines of nothing are left out. */
export function summary(headName: string, draft: Assessment, figures: WaterThresholds): string {
  const { sheet, guarantees, bills } = draft;
  const sums = Object.entries(lineLabel).flatMap(([line, label]) => {
    const yuan = sheet[line as SheetLine]; // keys of lineLabel are the lines
    return yuan === undefined || yuan === 0 ? [] : [`${label}${formatYuan(yuan)}`];
  });
  const next = bills === null ? null : medicalBurden(bills).next;
  return [
    `${familyOf(headName)}，${windowWords(draft.window)}，${draft.people}口人`,
    sums.length === 0 ? '收支：都是零' : sums.join('，'),
    ...(next === null ? [] : [netOpen(next)]),
    ...(guarantees.housing === null ? [] : [`住房：${housingLabel[guarantees.housing]}`]),
    ...(guarantees.schooling === null || guarantees.schooling === 'no-child'
      ? []
      : [`上学：${schoolingLabel[guarantees.schooling]}`]),
    ...(guarantees.uninsured === null
      ? []
      : [
          guarantees.uninsured.length === 0
            ? '医保：都参加了'
            : `医保：${guarantees.uninsured.length}人没参加`,
        ]),
    ...(guarantees.water === null
      ? []
      : [
          `饮水：${guarantees.water.map((each) => waterLabel(each, figures)).join('，') || '没有问题'}`,
        ]),
    ...(draft.coping === null ? [] : [`眼下的难处：${copingLabel[draft.coping]}`]),
    '',
    '对就点“提交”。哪一项不对，点“修改”。',
  ].join('\n');
}

const NET: Readonly<Record<MedicalNet, string>> = {
  basic: '医保',
  'serious-illness': '大病保险',
  relief: '民政医疗救助',
};
/** The net of the bills that is to be claimed next. */
export const netOpen = (net: MedicalNet): string => `${NET[net]}还没报，先帮着去报。`;

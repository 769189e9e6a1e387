/** 收支和三保障: what came of the answers, for the officer. */
import type { AssessmentRefusal } from '#src/domain/assessment/assessment.ts';
import type { CategoryFact, CategorySuggestion } from '#src/domain/assessment/category.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { MonitoringLine } from '#src/domain/policy/income.ts';
import type { AssessmentKept, ExitClassWords } from '../assessment.intents.ts';
import type { StaffRefusal } from '../staff.intents.ts';
import { assetLabel, lineLabel, netOpen } from './assessment.ts';
import { familyOf, formatDay, formatYuan } from './format.ts';
import { refusalText } from './staff-case.ts';

/** What was kept, what it comes to, and a suggestion that is none of a decision. */
export function keptText(end: AssessmentKept, headName: string, today: LocalDate): string {
  const { income, suggestion } = end;
  if (!end.complete) {
    return [
      `${familyOf(headName)}的先记到这里，填过的都在。`,
      ...(end.restBy === null ? [] : [`剩下的放进待办了，${formatDay(end.restBy, today)}前填完。`]),
    ].join('\n');
  }
  return [
    `${familyOf(headName)}的收支和三保障记好了。`,
    ...(income === null
      ? []
      : [
          `纯收入${signed(income.net)}，人均${signed(income.netPerPerson)}。`,
          `扣掉省不掉的开支，人均${signed(income.referencePerPerson)}。`,
        ]),
    ...(end.nextNet === null ? [] : [netOpen(end.nextNet)]),
    ...(end.issues.length === 0 ? [] : [`要解决：${end.issues.join('、')}。`]),
    ...(end.toExplain.length === 0
      ? []
      : [
          `评议时请农户说明：${end.toExplain.map((each) => assetLabel[each]).join('、')}。不影响办。`,
        ]),
    ...(end.exitClass === null ? [] : [exitClassLine(end.exitClass)]),
    ...(suggestion === null ? [] : ['', ...suggestionLines(suggestion, end)]),
  ].join('\n');
}

/** Which class of visits; a document that says 定期 and no number leaves the number to the county. */
const exitClassLine = ({ title, visitMonths, stated }: ExitClassWords): string =>
  `走访分类参考：${title}。一年走访${visitMonths.length}次：${visitMonths.map((month) => `${month}月`).join('、')}。${stated ? '' : '文件没有给这一类定次数，这是通用的，主管部门可以另定。'}`;

const signed = (yuan: number): string => (yuan < 0 ? `负${formatYuan(-yuan)}` : formatYuan(yuan));

type Words = Pick<AssessmentKept, 'titles' | 'terms' | 'line'>;

/** A suggestion is labelled so, names what it rests on, and leaves the decision to the meeting. */
function suggestionLines(
  { category, restsOn }: CategorySuggestion,
  words: Words,
): readonly string[] {
  return [
    category === null
      ? '供评议参考：从数字上看不出归哪一类，请评议时一起看。'
      : `供评议参考：像是${words.titles[category]}。这不是结论。`,
    ...restsOn.map((fact) => `· ${factLine(fact, words)}`),
  ];
}

function factLine(fact: CategoryFact, { titles, terms, line }: Words): string {
  switch (fact.code) {
    case 'within-line':
      return `人均${signed(fact.perPerson)}，在${fact.line}元以内`;
    case 'above-line':
      return `人均${signed(fact.perPerson)}，高于${fact.line}元`;
    case 'line-unknown':
      return lineUnknown(line);
    case 'income-unknown':
      return '收支还没有填完';
    case 'exited-poverty':
      return `是${terms.exitedPoverty}`;
    case 'general-household':
      return '是一般农户';
    case 'sudden-event':
      return `家里出了大事：${fact.risk}`;
    case 'spending-exceeds-half':
      return `省不掉的开支${formatYuan(fact.rigid)}，超过纯收入的一半`;
    case 'cannot-cope':
      return '家里说扛不住';
    case 'category-not-used':
      return `本地不设${titles[fact.category]}，请镇里一起研究`;
  }
}

/** Figures a line can hang on, as a county calls them. */
const FIGURES: Readonly<Record<string, string>> = {
  ratio: '比例',
  reference: '人均消费支出或人均可支配收入',
};

/** A line that is a formula (西咸新区 二（1）1) has a value once its figures are entered. */
function lineUnknown(line: MonitoringLine): string {
  if (line.kind !== 'formula') return '本地的收入线还没有公布，以当地公布为准';
  const missing = line.missing.map((name) => FIGURES[name] ?? name).join('、');
  return `本地的收入线按公式算，${missing === '' ? '公式算不出数' : `还缺${missing}`}，请主管部门在政策包里填上`;
}

export function assessmentRefusalText(refusal: AssessmentRefusal | StaffRefusal): string {
  switch (refusal.code) {
    case 'not-whole-yuan':
    case 'too-much':
      return `“${lineLabel[refusal.line]}”这一项的数不对，请再填一次。`;
    case 'nobody':
      return '家里人口数不对，请先核对名册。';
    case 'unknown-member':
      return '名册上的人变了，请重新填医保这一项。';
    default:
      return refusalText(refusal);
  }
}

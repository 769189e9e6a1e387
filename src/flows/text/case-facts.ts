/** A case in one message: everything needed to decide, a line each; what is not there is said to be missing. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AuthorisationForm, Category } from '#src/domain/case/dossier.ts';
import type { WaterTrouble } from '#src/domain/ticket/water-check.ts';
import type { CaseFacts } from '../case-step.needs.ts';
import { assetLabel, copingLabel, housingLabel, schoolingLabel } from './assessment.ts';
import { daysLeft, formatDay, formatYuan, shortened, spaced } from './format.ts';
import { alarmLabel } from './issue.ts';
import { healthWords, labourWord } from './person-facts.ts';
import { riskLabel } from './risk.ts';
import { reasonLabel } from './staff-case.ts';
import { findingLabel } from './staff-visit.ts';

export type CategoryTitles = Readonly<Record<Category, string>>;

const FORMS: Readonly<Record<AuthorisationForm, string>> = {
  signature: '签字',
  fingerprint: '按手印',
  pressed: '本人手机上点的',
};

/** Members and words shown; a household of ten has its sheet. */
const MOST_MEMBERS = 6;
const LONGEST_WORDS = 90;

/** 张大山家，云岭镇 桃源村 三组，4口人，脱贫户. */
export const householdLine = (facts: CaseFacts): string =>
  [
    `${facts.headName}家`,
    [facts.areaName, facts.groupName].filter((part) => part !== '').join(' '),
    ...(facts.size === 0 ? [] : [`${facts.size}口人`]),
    ...(facts.exitedPoverty ? [facts.terms.exitedPoverty] : []),
  ].join('，');

/** All facts, in the order they came about. */
export const factLines = (
  facts: CaseFacts,
  titles: CategoryTitles,
  today: LocalDate,
): readonly string[] => [
  householdLine(facts),
  ...memberLine(facts),
  ...reportLines(facts),
  visitLine(facts, today),
  incomeLine(facts, today),
  ...foundLines(facts),
  ...(facts.suggested === null
    ? []
    : [`测算参考：${titles[facts.suggested]}（只作参考，由人来定）`]),
  authorisationLine(facts, today),
  ...reviewLines(facts, titles, today),
  ...publicityLines(facts, today),
  ...townLines(facts, today),
  comparisonLine(facts),
  daysLine(facts, today),
];

function memberLine({ members }: CaseFacts): readonly string[] {
  if (members.length === 0) return [];
  const shown = members
    .slice(0, MOST_MEMBERS)
    .map((each) =>
      [
        each.relation,
        each.age === null ? '' : `${each.age}岁`,
        labourWord(each.labour),
        ...healthWords(each.health),
      ]
        .filter((part) => part !== '')
        .join(' '),
    );
  const more = members.length > MOST_MEMBERS ? `；等${members.length}人` : '';
  return [`家庭成员：${shown.join('；')}${more}`];
}

function reportLines({ riskTypes, words, reports }: CaseFacts): readonly string[] {
  const troubles = riskTypes.map(riskLabel).join('、');
  return [
    ...(troubles === '' ? [] : [`难处：${troubles}${reports > 1 ? `（报过${reports}次）` : ''}`]),
    ...(words.length === 0 ? [] : [`原话：“${shortened(words.join(' '), LONGEST_WORDS)}”`]),
  ];
}

function visitLine({ verification }: CaseFacts, today: LocalDate): string {
  if (verification === null) return '入户核实：还没有';
  const by = verification.by.join('、');
  const reason = verification.reason === null ? '' : `，${reasonLabel(verification.reason)}`;
  const missing = verification.secondMissing ? '，缺第二人' : '';
  return `入户核实：${formatDay(verification.on, today)} ${by}，${findingLabel(verification.finding)}${reason}${missing}`;
}

function incomeLine({ income }: CaseFacts, today: LocalDate): string {
  if (income === null) return '收支测算：还没有填';
  const { netPerPerson, referencePerPerson, line, rigid } = income;
  const against =
    line === null
      ? '，监测范围没有公布'
      : `，${referencePerPerson > line ? '超过' : '没有超过'}监测范围${formatYuan(line)}`;
  const spent = rigid === null ? '' : `；自己掏的大开支全家一年${formatYuan(rigid)}`;
  return `收支测算：${formatDay(income.madeOn, today)}，人均纯收入${formatYuan(netPerPerson)}，参考收入${formatYuan(referencePerPerson)}${against}${spent}`;
}

/** 三保障 and water, whether they can cope, what the meeting has explained. */
function foundLines({ found }: CaseFacts): readonly string[] {
  if (found === null) return [];
  const { housing, schooling, uninsured, water, coping, toExplain, noneOfFive } = found;
  const troubles = [
    ...(housing === null || housing === 'safe' ? [] : [`住房${housingLabel[housing]}`]),
    ...(schooling === 'dropped-out' || schooling === 'unable' ? [schoolingLabel[schooling]] : []),
    ...(uninsured === null || uninsured === 0 ? [] : [`${uninsured}人没参加医保`]),
    ...(water ?? []).map((each) => WATER[each]),
  ];
  const unasked = [
    ...(schooling === null ? ['上学'] : []),
    ...(uninsured === null ? ['医保'] : []),
    ...(housing === null ? ['住房'] : []),
    ...(water === null ? ['饮水'] : []),
  ];
  const said =
    unasked.length === GUARANTEES
      ? ['还没有查']
      : [
          troubles.length === 0 ? '没有问题' : troubles.join('、'),
          ...(unasked.length === 0 ? [] : [`${unasked.join('、')}还没有查`]),
        ];
  return [
    `三保障和饮水：${said.join('；')}`,
    `自己应对：${coping === null ? '还没有问' : copingLabel[coping]}`,
    ...(toExplain.length === 0
      ? []
      : [`请农户说明：${toExplain.map((each) => assetLabel[each]).join('、')}（不影响办）`]),
    ...(noneOfFive === undefined ? [] : [fiveNoneLine(noneOfFive)]),
  ];
}

/** Whether the household is one of 五无; for the county's insurance alone, and said so (巴南 2022 第16项). */
const fiveNoneLine = (none: boolean | null): string =>
  `五无（只管综合防贫保险，不影响评议）：${none === null ? '还没有问' : none ? '五样都没有' : '不是五样都没有'}`;

/** 上学, 医保, 住房, 饮水. */
const GUARANTEES = 4;

const WATER: Readonly<Record<WaterTrouble, string>> = {
  'long-trip': '取水太费时',
  far: '水源太远',
  steep: '取水路太陡',
  dry: '常停水',
  unclean: '水不干净',
};

function authorisationLine({ authorisation }: CaseFacts, today: LocalDate): string {
  if (authorisation === null) return '承诺授权：还没有';
  const by = authorisation.by === 'relative' ? '，亲属代办' : '';
  const read = authorisation.readAloud ? '，念给他听过' : '';
  return `承诺授权：${formatDay(authorisation.on, today)} ${FORMS[authorisation.form]}${by}${read}`;
}

function reviewLines(
  { review }: CaseFacts,
  titles: CategoryTitles,
  today: LocalDate,
): readonly string[] {
  if (review === null) return [];
  const result =
    review.category === null
      ? `不建议纳入，${review.reason === null ? '' : reasonLabel(review.reason)}`
      : `建议 ${titles[review.category]}`;
  return [`村级评议：${formatDay(review.on, today)} 到会${review.present}人，${result}`];
}

function publicityLines({ publicity }: CaseFacts, today: LocalDate): readonly string[] {
  if (publicity === null) return [];
  const end =
    publicity.closedOn === null ? '还在贴' : `${formatDay(publicity.closedOn, today)}结束`;
  const objections =
    publicity.objections === 0
      ? '没有异议'
      : `异议${publicity.objections}条${publicity.open === 0 ? '，都查过了' : `，${publicity.open}条没查`}`;
  return [`村内公示：${formatDay(publicity.postedOn, today)}贴出，${end}，${objections}`];
}

function townLines({ townReview }: CaseFacts, today: LocalDate): readonly string[] {
  if (townReview === null) return [];
  const opinion =
    townReview.reason === null ? '同意' : `认为不符合条件，${reasonLabel(townReview.reason)}`;
  return [`镇里审核：${formatDay(townReview.on, today)} ${townReview.byName}，${opinion}`];
}

function comparisonLine({ findings, compared }: CaseFacts): string {
  if (findings.length > 0) {
    const said = [...new Set(findings.map((each) => alarmLabel(each.kind)))].join('、');
    return `部门比对：${said}`;
  }
  return compared ? '部门比对：近两个月没有这一户' : '部门比对：近两个月还没有比对过';
}

function daysLine(facts: CaseFacts, today: LocalDate): string {
  const net = facts.netDays === facts.grossDays ? '' : `，扣除暂停是${facts.netDays}天`;
  return `用时：${facts.grossDays}天${net}；最晚 ${formatDay(facts.identifyDueOn, today)} 认定，${daysLeft(facts.identifyDueOn, today)}`;
}

/** One case of an agenda in a line or two. */
export const agendaLine = (facts: CaseFacts, dueOn: LocalDate | null, today: LocalDate): string => {
  const troubles = facts.riskTypes.map(riskLabel).join('、');
  const due = dueOn === null ? '' : `，${formatDay(dueOn, today)}前`;
  const finding =
    facts.verification === null ? '' : `，入户${findingLabel(facts.verification.finding)}`;
  return `${spaced(facts.headName)}：${troubles}${finding}${due}`;
};

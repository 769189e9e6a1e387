/** The monthly report (月报) in plain words: one message, numbers first, what is still open after them. */
import type { TargetGroup } from '#src/domain/policy/settings.ts';
import { insuranceBase, knownEnough } from '#src/domain/ledger/kpi-base.ts';
import type { Terms } from '#src/domain/policy/terms.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import {
  eliminationRate,
  insuredRate,
  type MonthNumbers,
} from '#src/domain/ledger/month-report.ts';

export const reportLabels = {
  send: '看过了，报送',
  below: '看下面各地',
  up: '看上一级',
} as const;

/** What a report is written from. */
export type ReportFacts = {
  readonly areaName: string;
  readonly level: 'county' | 'town' | 'village';
  /** '2026-10' */
  readonly month: string;
  readonly madeOn: LocalDate;
  readonly numbers: MonthNumbers;
  /** Net income a head below which a household counts as low-income; null: the county says none. */
  readonly lowIncomeYuan: number | null;
  readonly terms: Terms;
  /** The three kinds by the county's names; `listed`: its document has it. */
  readonly groups: readonly (TargetGroup & { readonly listed: boolean })[];
  /** 参保率 the county wants, 0–1. */
  readonly insuredTarget: number;
};

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

const yearMonth = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

const day = (date: LocalDate): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** 监测台账月报 of a place. The elimination ratio stands in the county's only. */
export function monthReportBody(facts: ReportFacts): string {
  const { numbers: n, level } = facts;
  const rate = level === 'county' ? eliminationRate(n) : null;
  return numbersApart(
    [
      `${facts.areaName}${yearMonth(facts.month)}监测月报（${day(facts.madeOn)}制表，现有户数按当天）`,
      monitoredLine(facts),
      `本月新线索${n.clues}条，农户自己报的${n.selfReported}条；新纳入${n.enrolled}户，没纳入${n.notEligible}户，风险消除${n.eliminated}户。`,
      n.identifying === 0
        ? '没有正在识别的户。'
        : `正在识别${n.identifying}户${n.identifyingLate > 0 ? `，其中${n.identifyingLate}户超了时限` : '，都在时限内'}。`,
      ...(rate === null
        ? []
        : [`风险消除率${percent(rate)}，只看总体，不作为哪一户能不能消除的理由。`]),
      visitLine(facts),
      `本月落实帮扶措施${n.measuresStarted}项${n.withoutMeasure > 0 ? `；还有${n.withoutMeasure}户没有在实施的措施` : ''}。`,
      issueLine(n),
      `部门预警新收${n.alarmsNew}条，没办完${n.alarmsOpen}条。`,
      insuranceLine(facts),
      `没有人就业的家庭${n.zeroEmployment}户${n.jobsDiffer > 0 ? `；务工情况和人社名单对不上的${n.jobsDiffer}人，要去问清楚` : ''}。`,
      ...(facts.lowIncomeYuan === null
        ? []
        : [`人均纯收入低于${facts.lowIncomeYuan}元的${n.lowIncome}户。`]),
      ...(n.rectificationOpen === 0
        ? []
        : [`整改问题还有${n.rectificationOpen}条没销号，其中${n.rectificationLate}条超期。`]),
    ].join('\n'),
  );
}

/** A report is mostly numbers: set apart they can be found, and 120户 is no phone number. */
const numbersApart = (text: string): string =>
  text.replace(/(\p{Script=Han})(\d)/gu, '$1 $2').replace(/(\d%?)(\p{Script=Han})/gu, '$1 $2');

function monitoredLine({ numbers: n, terms, groups }: ReportFacts): string {
  if (n.monitored === 0) return `现有${terms.household}0户。`;
  const households: Readonly<Record<TargetGroup['category'], number>> = {
    'unstable-exited': n.unstableExited,
    marginal: n.marginal,
    'sudden-hardship': n.suddenHardship,
  };
  // A group the document does not know is counted where somebody is in it: recognised under an older wording.
  const kinds = groups
    .filter(({ listed, category }) => listed || households[category] > 0)
    .map(({ category, title }) => `${title}${households[category]}户`);
  return `现有${terms.household}${n.monitored}户${n.monitoredPeople}人：${kinds.join('，')}。`;
}

const visitLine = ({ numbers: n, terms }: ReportFacts): string => {
  const missed = n.monitored - n.visited;
  return `${terms.household}本月上门看了${n.visited}户${missed > 0 ? `，还有${missed}户没去` : ''}。`;
};

/** 月清零: what is open at the end of the month is said plainly (巴南 2022 第19项). */
const issueLine = (n: MonthNumbers): string =>
  `上学、看病、住房、饮水问题本月新收${n.issuesNew}件，办结${n.issuesSettled}件，${
    n.issuesOpen === 0 ? '已经清零' : `还有${n.issuesOpen}件没清零`
  }。`;

function insuranceLine({ numbers: n, insuredTarget }: ReportFacts): string {
  const rate = insuredRate(n);
  if (rate === null) return '医保参保情况还没有登记。';
  const base = insuranceBase(n);
  const unknown = base.of - base.known;
  const target = rate >= insuredTarget ? '达到' : '没达到';
  return [
    `已登记的${base.known}人里参加医保的占${percent(rate)}`,
    knownEnough(base) ? `，${target}${percent(insuredTarget)}的要求` : '',
    n.uninsured > 0 ? `，没参保${n.uninsured}人` : '',
    unknown > 0 ? `；还有${unknown}人没登记` : '',
    '。',
  ].join('');
}

export const noReport = (): string => '还没有月报。每月初系统会自动做好上个月的。';

export const reportSent = (areaName: string): string => `${areaName}的月报已报送。`;

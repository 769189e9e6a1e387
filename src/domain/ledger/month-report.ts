/**
 * The monthly report of a village, a town and the county (监测台账月报; 陇县 2021 第2项: 符合条件的纳入监测台账，实行月报管理). Numbers of one month,
 * counted where the households live and added up level by level.
 */
import {
  firstOfMonth,
  type LocalDate,
  monthOf,
  plusDays,
  plusMonthsOf,
  type YearMonth,
} from '../calendar/local-date.ts';
import type { Pack } from '../policy/pack.ts';

/** Every figure counts households unless its name says otherwise. Those of a state stand for the day the report was made. */
export const monthFigures = [
  'monitored',
  'monitoredPeople',
  'unstableExited',
  'marginal',
  'suddenHardship',
  /** Reports that came in during the month, and those the families made themselves. */
  'clues',
  'selfReported',
  'enrolled',
  'notEligible',
  'eliminated',
  /** In identification, and past their last day. */
  'identifying',
  'identifyingLate',
  /** Monitored, and of those visited at home during the month. */
  'visited',
  'measuresStarted',
  'withoutMeasure',
  /** Tickets on 三保障 and water: new, settled in the month, open now. */
  'issuesNew',
  'issuesSettled',
  'issuesOpen',
  'alarmsNew',
  'alarmsOpen',
  /** People. */
  'followedForInsurance',
  'insured',
  'uninsured',
  'zeroEmployment',
  'jobsDiffer',
  'lowIncome',
  'rectificationOpen',
  'rectificationLate',
  /** Ever recognised, and ever eliminated: for the county's ratio only. */
  'everEnrolled',
  'everEliminated',
] as const;
export type MonthFigure = (typeof monthFigures)[number];
export type MonthNumbers = Readonly<Record<MonthFigure, number>>;

export const noNumbers: MonthNumbers = Object.fromEntries(
  monthFigures.map((figure) => [figure, 0]),
) as MonthNumbers; // every figure is in the list

/** What is counted in one place, added to what is there. */
export const plusNumbers = (
  numbers: MonthNumbers,
  more: Readonly<Partial<Record<MonthFigure, number>>>,
): MonthNumbers =>
  Object.fromEntries(
    monthFigures.map((figure) => [figure, numbers[figure] + (more[figure] ?? 0)]),
  ) as MonthNumbers; // every figure is in the list

/** Which month a report is made of on `today`, and until when it is to be sent; null before the pack's first day of reporting. */
export function reportingOn(
  today: LocalDate,
  pack: Pack,
): { readonly month: YearMonth; readonly dueOn: LocalDate } | null {
  const { fromDay, toDay } = pack.settings['report.monthly'].value;
  const first = firstOfMonth(monthOf(today));
  if (today < plusDays(first, fromDay - 1)) return null;
  return { month: plusMonthsOf(monthOf(today), -1), dueOn: plusDays(first, toDay - 1) };
}

/**
 * 风险消除率, 0–1: of all ever recognised, those eliminated (丰都 2024（一）). For the county only: below it the ratio would press on single
 * cases. Null while nobody was recognised.
 */
export const eliminationRate = ({ everEnrolled, everEliminated }: MonthNumbers): number | null =>
  everEnrolled === 0 ? null : everEliminated / everEnrolled;

/** 参保率, 0–1, of people known either way; null while nothing is known (潼南 2025（三）99%以上; 陇县 2021 第17项 全部). */
export const insuredRate = ({ insured, uninsured }: MonthNumbers): number | null =>
  insured + uninsured === 0 ? null : insured / (insured + uninsured);

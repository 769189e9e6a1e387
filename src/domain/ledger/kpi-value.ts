/**
 * What a document's targets (考核指标) stand at, as far as the data say. A figure for the county; below it a ratio would press on single
 * cases. What nobody counted is null, never 0.
 */
import type { Kpi } from '../policy/kpi.ts';
import { eliminationRate, insuredRate, type MonthNumbers } from './month-report.ts';

/** What is counted for targets beside the monthly figures. Null: nothing to count from. */
export type KpiFigures = {
  readonly month: MonthNumbers;
  readonly openWaterIssues: number;
  /** Mean net income a head and year of low-income households that were assessed, whole yuan. */
  readonly lowIncomeMeanYuan: number | null;
  /** People whose last full assessment lies below the one before. */
  readonly peopleIncomeFell: number;
  /** People of households below half of the city's disposable income; null: the county has not entered that figure. */
  readonly peopleBelowHalf: number | null;
  /** Of households that left poverty: people in work, of them away from home, and six months or longer. */
  readonly working: number;
  readonly workingAway: number;
  readonly workingSixMonths: number;
  /** Households that left poverty, were relocated, and have nobody in work. */
  readonly relocatedWithoutJob: number;
};

/** The present value of a target in its own unit; null where the data say nothing. */
export function kpiValue(code: string, figures: KpiFigures): number | null {
  const { month } = figures;
  switch (code) {
    case 'elimination-rate':
      return eliminationRate(month);
    case 'insured':
      return insuredRate(month);
    case 'open-guarantee-issues':
      return month.issuesOpen;
    case 'open-water-issues':
      return figures.openWaterIssues;
    case 'zero-job-households':
      return month.zeroEmployment;
    case 'relocated-zero-job':
      return figures.relocatedWithoutJob;
    case 'job-per-household':
      // “至少 1 人”: met when no household able to work has nobody employed.
      return month.zeroEmployment === 0 ? 1 : 0;
    case 'relocated-job':
      return figures.relocatedWithoutJob === 0 ? 1 : 0;
    case 'low-income-households':
      return month.lowIncome;
    case 'income-floor':
      return figures.lowIncomeMeanYuan;
    case 'income-fell':
      return figures.peopleIncomeFell;
    case 'below-half-of-city':
      return figures.peopleBelowHalf;
    case 'jobs-total':
      return figures.working;
    case 'outgoing-workers':
      return figures.workingAway;
    case 'six-month-workers':
      return figures.workingSixMonths;
    default:
      return null;
  }
}

/** Whether a target is met; null where the value or last year's is not known. */
export function kpiMet(
  kpi: Pick<Kpi, 'comparison' | 'value'>,
  value: number | null,
): boolean | null {
  if (value === null || kpi.value === null) return null;
  switch (kpi.comparison) {
    case 'at-least':
      return value >= kpi.value;
    case 'at-most':
      return value <= kpi.value;
    case 'equals':
      return value === kpi.value;
    default:
      // up, down and not-lower compare with the year before.
      return null;
  }
}

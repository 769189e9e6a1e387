/**
 * Figures of targets (考核指标) that nothing stored can tell – satisfaction, loans of banks, clinics – as a county hands them in, and what has
 * to come in before a target can be shown.
 */
import type { Kpi, KpiUnit } from '../policy/kpi.ts';

/**
 * Where the figure of a target comes from while it is not known: the medical department's list (or entry by hand), sheets of income, the
 * city's income in the policy pack, monitored households, or the county's own list of figures.
 */
export type KpiSource = 'insurance' | 'sheets' | 'city-income' | 'line' | 'monitored' | 'figures';

/** What has to come in before a target shows. */
export function kpiSource(code: string): KpiSource {
  switch (code) {
    case 'insured':
      return 'insurance';
    case 'income-floor':
      return 'sheets';
    case 'below-half-of-city':
      return 'city-income';
    case 'low-income-households':
      return 'line';
    case 'elimination-rate':
      return 'monitored';
    default:
      return 'figures';
  }
}

/** Whether a target that compares with the year before is met; null where a year is missing. */
export function metAgainst(
  comparison: Kpi['comparison'],
  value: number | null,
  before: number | null,
): boolean | null {
  if (value === null || before === null) return null;
  switch (comparison) {
    case 'up':
      return value > before;
    case 'down':
      return value < before;
    case 'not-lower':
      return value >= before;
    default:
      return null;
  }
}

const MULTIPLES: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/**
 * A figure as a list writes it: 95% or 0.95 for shares, 2.3亿元 or 230000000 for money, 2,000人. Null when it cannot be read, and for a
 * share beyond 0–1.
 */
export function readFigure(text: string, unit: KpiUnit): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
  const [, digits = '', multiple = '', percent = ''] =
    /^(\d+(?:\.\d+)?)(万|亿)?(?:元|人|户|件|个|名|所)?(%)?$/.exec(plain) ?? [];
  if (digits === '') return null;
  const value = Number(digits) * (MULTIPLES[multiple] ?? 1) * (percent === '' ? 1 : 0.01);
  if (unit === 'share') return value >= 0 && value <= 1 ? round(value) : null;
  return percent === '' ? round(value) : null;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

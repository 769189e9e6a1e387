/** Of how many a share was counted: a rate among a handful says nothing of a county. */
import type { MonthNumbers } from './month-report.ts';

/** People of whom it is known, and all it is about. */
export type KpiBase = { readonly known: number; readonly of: number };

/** The base of a counted share; null for a figure that leaves nobody out. */
export const kpiBase = (code: string, month: MonthNumbers): KpiBase | null =>
  code === 'insured' ? insuranceBase(month) : null;

/** Of people followed for insurance, those known either way. */
export const insuranceBase = (
  month: Pick<MonthNumbers, 'insured' | 'uninsured' | 'followedForInsurance'>,
): KpiBase => ({ known: month.insured + month.uninsured, of: month.followedForInsurance });

/** Own rule, no clause: a share is held against a target once it is known of nine in ten. */
const ENOUGH = 0.9;

/** Whether enough is known for a verdict. */
export const knownEnough = ({ known, of }: KpiBase): boolean => known > 0 && known >= of * ENOUGH;

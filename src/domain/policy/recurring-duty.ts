/** Work that comes back (例会、月报、比对、走访、督查……): one kind for all of it, as the documents prescribe it. Data of the pack. */
import type { Role } from '../people/roles.ts';
import type { Source } from './setting.ts';

/** Where one instance is opened per period: one for the county, one for each town or village, one for each department. */
export type DutyLevel = 'county' | 'town' | 'village' | 'department';

/** How often a recurring duty comes back. */
export type DutyPeriod = 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** When it is due within its period. */
export type DueRule =
  /** By the last day of the period. */
  | { readonly kind: 'period-end' }
  /** By this day of each month, 1–28 (月报每月 5 日前). */
  | { readonly kind: 'day-of-month'; readonly day: number }
  /** By this day of the year, 'MM-DD' (每年底报告). */
  | { readonly kind: 'day-of-year'; readonly day: string }
  /** By the end of each of these months (每年 3 月、8 月、11 月). */
  | { readonly kind: 'months'; readonly months: readonly number[] };

/** What shows that it was done. */
export const dutyEvidence = [
  'minutes',
  'report',
  'record',
  'list',
  'ledger',
  'attendance',
] as const;
export type DutyEvidence = (typeof dutyEvidence)[number];

/** One recurring duty. */
export type RecurringDuty = {
  /** Stable within the pack: `monthly-dispatch`. */
  readonly code: string;
  /** What staff read: 专班每月调度. */
  readonly title: string;
  readonly level: DutyLevel;
  /** The office that owns it, in the document's words; null where the level says it all. */
  readonly ownerUnit: string | null;
  /** The post that is reminded. */
  readonly ownerRole: Role;
  readonly period: DutyPeriod;
  /** How many times within the period (每月送教上门不少于 2 次). */
  readonly times: number;
  readonly due: DueRule;
  readonly evidence: DutyEvidence;
  /** Who hears of it when it is not logged in time. */
  readonly escalateTo: Role;
  readonly source: Source;
};

/**
 * Whether the money of a measure has reached the household (陇县 2021 第16项: 及时足额发放资助资金; 丰都 2024（二）（九）: 及时足额兑现). One
 * measure is one payment: a grant that comes twice a year is planned again for the second.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import type { Measure } from './measure.ts';

/** `due` since the office began; `unnoted`: finished without a sum on record. Whole yuan. */
export type Payment =
  | { readonly kind: 'not-begun' }
  | { readonly kind: 'due'; readonly since: LocalDate }
  | { readonly kind: 'paid'; readonly yuan: number; readonly on: LocalDate }
  | { readonly kind: 'unnoted'; readonly on: LocalDate };

/** Help that is money in the household's hand, beside hand-outs and whatever has a cap; codes of the default tool box. */
const PAID_OUT: ReadonlySet<string> = new Set([
  'industry-award',
  'asset-dividends',
  'travel-subsidy',
  'work-costs',
  'medical-relief',
  'special-medical-relief',
  'medical-mutual-aid',
  'education-aid',
  'yulu-plan',
  'house-renovation',
]);

/** Whether there is a sum to wait for. */
export const paysMoney = (measure: {
  readonly code: string;
  readonly handout: boolean;
  readonly capYuan: number | null;
}): boolean => measure.handout || measure.capYuan !== null || PAID_OUT.has(measure.code);

/** Where its money stands; null where there is none to wait for. */
export function paymentOf(
  measure: Pick<Measure, 'code' | 'handout' | 'state' | 'startedOn' | 'endedOn' | 'yuan'> & {
    readonly capYuan: number | null;
  },
): Payment | null {
  if (!paysMoney(measure)) return null;
  switch (measure.state) {
    case 'planned':
      return { kind: 'not-begun' };
    case 'in-progress':
      return measure.startedOn === null ? null : { kind: 'due', since: measure.startedOn };
    case 'done':
      if (measure.endedOn === null) return null;
      return measure.yuan > 0
        ? { kind: 'paid', yuan: measure.yuan, on: measure.endedOn }
        : { kind: 'unnoted', on: measure.endedOn };
    case 'stopped':
      return null;
  }
}

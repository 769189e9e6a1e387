/** What a sheet comes to: 家庭纯收入, 收入参考, each in whole yuan and per head. */
import { type IncomeSheet, rigidSpending } from './income-sheet.ts';

/** What the pack's expression for the reference income may name. Whole yuan of the household. */
export type IncomeAmounts = {
  /** 家庭纯收入 */
  readonly net: number;
  /** 理赔收入 */
  readonly claims: number;
  /** 合规自付支出 */
  readonly rigid: number;
};

/** The pack's expression `income.reference`, ready to be evaluated. */
export type IncomeFormula = (amounts: IncomeAmounts) => number;

export type IncomeResult = IncomeAmounts & {
  readonly people: number;
  readonly netPerPerson: number;
  readonly reference: number;
  readonly referencePerPerson: number;
};

/**
 * 纯收入 = 工资性 + 生产经营性 + 财产性 + 转移性收入 − 生产经营性支出, the five fields of the national collection form of 2023; the
 * reference income follows the pack. Per head is rounded down: a fraction of a yuan never lifts a household over a line.
 * `people` is the household as it lives and shares (家庭人口), at least 1.
 */
export function incomeOf(sheet: IncomeSheet, people: number, formula: IncomeFormula): IncomeResult {
  const net =
    sheet.wage + sheet.business + sheet.property + sheet.transfer - sheet['business-cost'];
  const amounts = { net, claims: sheet.claims, rigid: rigidSpending(sheet) };
  const reference = Math.floor(formula(amounts));
  const heads = Math.max(1, people);
  return {
    ...amounts,
    people: heads,
    netPerPerson: Math.floor(net / heads),
    reference,
    referencePerPerson: Math.floor(reference / heads),
  };
}

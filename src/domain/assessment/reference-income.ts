/** What a sheet comes to: 家庭纯收入 and 收入参考, by the pack's formulas, in whole yuan and per head. */
import { evaluate, type Expression, parseExpression } from '../policy/expression.ts';
import type { Pack } from '../policy/pack.ts';
import { type IncomeSheet, rigidSpending } from './income-sheet.ts';

/** The pack's settings `income.net` and `income.reference`, ready to be evaluated. */
export type IncomeFormulas = { readonly net: Expression; readonly reference: Expression };

/** Whole yuan of the household, and of each head. */
export type IncomeResult = {
  readonly people: number;
  /** 家庭纯收入, 家庭人均纯收入 */
  readonly net: number;
  readonly netPerPerson: number;
  /** 理赔收入 */
  readonly claims: number;
  /** 合规自付支出 */
  readonly rigid: number;
  /** 纳入监测对象的收入参考, and per head. */
  readonly reference: number;
  readonly referencePerPerson: number;
};

/** The formulas of a pack; null when they cannot be read, which the loader of packs does not let happen. */
export function incomeFormulas({ settings }: Pick<Pack, 'settings'>): IncomeFormulas | null {
  const net = parseExpression(settings['income.net'].value);
  const reference = parseExpression(settings['income.reference'].value);
  return net.ok && reference.ok ? { net: net.value, reference: reference.value } : null;
}

/**
 * 纯收入 = 工资性 + 生产经营性 + 财产性 + 转移性收入 − 生产经营性支出 (the five fields of the national collection form of 2023) and the
 * reference income, as the pack writes them. Per head is rounded down: a fraction of a yuan never lifts a household over a line.
 * `people` is the household as it lives and shares (家庭人口), at least 1. Null when a formula names what a sheet does not have.
 */
export function incomeOf(
  sheet: IncomeSheet,
  people: number,
  formulas: IncomeFormulas,
): IncomeResult | null {
  const net = evaluate(formulas.net, {
    wage: sheet.wage,
    business: sheet.business,
    property: sheet.property,
    transfer: sheet.transfer,
    business_cost: sheet['business-cost'],
  });
  if (!net.ok) return null;
  const rigid = rigidSpending(sheet);
  const reference = evaluate(formulas.reference, {
    net: net.value,
    claims: sheet.claims,
    compliant_expense: rigid,
  });
  if (!reference.ok) return null;
  const heads = Math.max(1, people);
  return {
    people: heads,
    net: net.value,
    netPerPerson: Math.floor(net.value / heads),
    claims: sheet.claims,
    rigid,
    reference: reference.value,
    referencePerPerson: Math.floor(reference.value / heads),
  };
}

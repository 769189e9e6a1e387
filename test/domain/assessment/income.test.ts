import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import {
  checkSheet,
  filledSheet,
  type IncomeSheet,
  missingLines,
  rigidSpending,
  sheetLines,
} from '#src/domain/assessment/income-sheet.ts';
import { type IncomeResult, incomeOf as work } from '#src/domain/assessment/reference-income.ts';
import { incomeWindow } from '#src/domain/assessment/income-window.ts';
import { type Expression, parseExpression } from '#src/domain/policy/expression.ts';
import { medicalBurden, medicalNets } from '#src/domain/assessment/three-nets.ts';

const parsed = (text: string): Expression => {
  const read = parseExpression(text);
  if (!read.ok) throw new Error(`no formula: ${text}`);
  return read.value;
};
const formulas = {
  net: parsed('wage + business + property + transfer - business_cost'),
  reference: parsed('net + claims - compliant_expense'),
};
const incomeOf = (filled: IncomeSheet, people: number): IncomeResult => {
  const income = work(filled, people, formulas);
  if (income === null) throw new Error('the formulas name something a sheet does not have');
  return income;
};

const sheet = (but: Partial<IncomeSheet> = {}): IncomeSheet => ({
  wage: 0,
  business: 0,
  'business-cost': 0,
  property: 0,
  transfer: 0,
  claims: 0,
  illness: 0,
  disability: 0,
  schooling: 0,
  disaster: 0,
  other: 0,
  ...but,
});

describe('the income and spending sheet', () => {
  test('LX-02 net income is the four kinds of income less the cost of business, per head rounded down', () => {
    const filled = sheet({
      wage: 30_000,
      business: 8000,
      'business-cost': 3000,
      property: 500,
      transfer: 2400,
    });
    const income = incomeOf(filled, 4);
    expect(income.net).toBe(37_900);
    expect(income.netPerPerson).toBe(9475);
    expect(incomeOf(sheet({ wage: 8301 }), 3).netPerPerson).toBe(2767);
    expect(work(filled, 4, { ...formulas, net: parsed('wage - rent') })).toBeNull();
  });

  test('XX-03 rigid spending of illness, disability, schooling and disaster lowers the reference income, not the net income', () => {
    const filled = sheet({
      wage: 40_000,
      illness: 20_000,
      disability: 1000,
      schooling: 5000,
      disaster: 2000,
    });
    expect(rigidSpending(filled)).toBe(28_000);
    const income = incomeOf(filled, 4);
    expect(income.netPerPerson).toBe(10_000);
    expect(income.referencePerPerson).toBe(3000);
  });

  test('XX-03 a sheet without one of the causes is not filled', () => {
    const { disability: _left, ...rest } = sheet();
    expect(missingLines(rest)).toEqual(['disability']);
    expect(filledSheet(rest)).toBeNull();
    expect(filledSheet(sheet())).toEqual(sheet());
  });

  test('an amount in fractions, below nothing or beyond reason is asked for again', () => {
    expect(checkSheet({ wage: 12.5 })).toMatchObject({ refusal: { code: 'not-whole-yuan' } });
    expect(checkSheet({ other: -1 })).toMatchObject({ refusal: { line: 'other' } });
    expect(checkSheet({ wage: 30_000_000 })).toMatchObject({ refusal: { code: 'too-much' } });
    expect(checkSheet({ wage: 30_000 })).toMatchObject({ ok: true });
  });

  test('more spending never raises the reference income, more income never lowers it', () => {
    const yuan = fc.integer({ min: 0, max: 1_000_000 });
    const sheets = fc.record(
      Object.fromEntries(sheetLines.map((line) => [line, yuan])),
    ) as fc.Arbitrary<IncomeSheet>; // one amount for every line
    fc.assert(
      fc.property(sheets, fc.integer({ min: 1, max: 12 }), yuan, (base, people, more) => {
        const before = incomeOf(base, people).referencePerPerson;
        const ill = { ...base, illness: base.illness + more };
        const paid = { ...base, wage: base.wage + more };
        expect(incomeOf(ill, people).referencePerPerson).toBeLessThanOrEqual(before);
        expect(incomeOf(paid, people).referencePerPerson).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('the window is the twelve months that end with the month before', () => {
    expect(incomeWindow(localDate('2021-06-17'), 12)).toEqual({
      from: '2020-06-01',
      to: '2021-05-31',
    });
    expect(incomeWindow(localDate('2024-03-01'), 12)).toEqual({
      from: '2023-03-01',
      to: '2024-02-29',
    });
    expect(incomeWindow(localDate('2026-01-31'), 12)).toEqual({
      from: '2025-01-01',
      to: '2025-12-31',
    });
  });
});

describe('the three nets', () => {
  test('XX-14 the household’s own burden is what 医保, 大病保险 and 医疗救助 leave, in this order', () => {
    const bills = { total: 50_000, basic: 25_000, 'serious-illness': 10_000, relief: 3000 };
    expect(medicalBurden(bills)).toEqual({ selfPaid: 12_000, next: null, settled: true });
  });

  test('XX-14 a net that has not answered is named first, and a later one does not count before it', () => {
    expect(medicalBurden({ total: 50_000, basic: 25_000, relief: 3000 })).toEqual({
      selfPaid: 25_000,
      next: 'serious-illness',
      settled: false,
    });
    expect(medicalBurden({ total: 8000 })).toMatchObject({ next: 'basic', selfPaid: 8000 });
    expect(medicalBurden({ total: 0 })).toMatchObject({ next: null, settled: true });
  });

  test('XX-14 the burden is never below nothing nor above the bill', () => {
    const paid = fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), paid, paid, paid, (total, a, b, c) => {
        const nets = Object.fromEntries(
          [a, b, c].flatMap((yuan, at) => (yuan === undefined ? [] : [[medicalNets[at], yuan]])),
        );
        const { selfPaid } = medicalBurden({ total, ...nets });
        expect(selfPaid).toBeGreaterThanOrEqual(0);
        expect(selfPaid).toBeLessThanOrEqual(total);
      }),
    );
  });
});

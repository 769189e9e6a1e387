import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { checkElimination, type EliminationFacts } from '#src/domain/plan/elimination.ts';
import {
  doIncomeStep,
  incomeStepDue,
  type IncomePlan,
  isLowIncome,
  stepOfQuarter,
} from '#src/domain/plan/income-plan.ts';
import { changeMeasure, type Measure, planMeasure } from '#src/domain/plan/measure.ts';
import { item } from './toolbox.ts';

const day = localDate;
const running = (code: string): Measure => ({
  ...planMeasure(item(code), `m-${code}`, day('2026-01-10')),
  state: 'in-progress',
  startedOn: day('2026-01-20'),
});

const ready: EliminationFacts = {
  today: day('2026-05-01'),
  allowedFrom: day('2026-04-10'),
  rules: {
    conditions: [
      'income-steady',
      'income-above-line',
      'spending-settled',
      'guarantees-met',
      'risk-gone',
    ],
    minMeasures: 1,
    noLabourStays: true,
  },
  measures: [running('medical-relief'), running('courtyard')],
  risks: ['因病'],
  netPerPerson: 9000,
  lineYuan: 8300,
  steadyHalfYear: true,
  spendingSettled: true,
  openIssues: [],
  riskGone: true,
  workforce: 'able',
};
const unmet = (but: Partial<EliminationFacts>): readonly string[] =>
  checkElimination({ ...ready, ...but })
    .filter(({ met }) => met !== true)
    .map(({ condition }) => condition);

describe('eliminating a risk', () => {
  test('LX-12 is applied for when every condition holds', () => {
    expect(checkElimination(ready).every(({ met }) => met === true)).toBe(true);
  });

  test('LX-12 each condition that fails is named by itself', () => {
    expect(unmet({ today: day('2026-04-09') })).toEqual(['long-enough']);
    expect(unmet({ measures: [] })).toEqual(['helped']);
    expect(unmet({ measures: [running('courtyard')] })).toEqual(['helped']);
    expect(unmet({ netPerPerson: 8300 })).toEqual(['income-above-line']);
    expect(unmet({ steadyHalfYear: false })).toEqual(['income-steady']);
    expect(unmet({ spendingSettled: false })).toEqual(['spending-settled']);
    expect(unmet({ openIssues: ['饮水安全'] })).toEqual(['guarantees-met']);
    expect(unmet({ riskGone: false })).toEqual(['risk-gone']);
    expect(unmet({ workforce: 'none' })).toEqual(['has-labour']);
  });

  test('LX-12 what nobody looked at is not met', () => {
    expect(
      unmet({
        netPerPerson: null,
        steadyHalfYear: null,
        spendingSettled: null,
        openIssues: null,
        riskGone: null,
        workforce: 'unknown',
      }),
    ).toHaveLength(6);
    // No published line: people confirm the income without one.
    expect(unmet({ lineYuan: null })).toEqual([]);
    // A pack may ask for less, and never for less than the months and a measure on each risk.
    const rules = { conditions: [], minMeasures: 1, noLabourStays: false };
    expect(unmet({ rules, workforce: 'none', netPerPerson: null })).toEqual([]);
    expect(unmet({ rules, measures: [], today: day('2026-02-01') })).toEqual([
      'long-enough',
      'helped',
    ]);
  });

  test('LX-13 a planned measure helped nobody, and no day before the minimum is allowed', () => {
    const planned = planMeasure(item('medical-relief'), 'm', day('2026-01-10'));
    expect(unmet({ measures: [planned] })).toEqual(['helped']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (days) => {
        expect(unmet({ today: day(`2026-04-0${days}`) })).toContain('long-enough');
      }),
    );
  });
});

describe('a measure', () => {
  const planned = planMeasure(item('small-loan'), 'm1', day('2026-03-02'));
  const today = day('2026-04-01');

  test('LX-11 goes planned, in progress, done, and its effect is rated once it runs', () => {
    const started = changeMeasure(planned, { kind: 'start', on: day('2026-03-05') }, today);
    expect(started).toMatchObject({ value: { state: 'in-progress' } });
    expect(changeMeasure(planned, { kind: 'rate', effect: 'good' }, today)).toMatchObject({
      refusal: { code: 'wrong-state' },
    });
    if (!started.ok) return;
    const rated = changeMeasure(started.value, { kind: 'rate', effect: 'some' }, today);
    expect(rated).toMatchObject({ value: { effect: 'some' } });
    const done = changeMeasure(started.value, { kind: 'finish', on: today }, today);
    expect(done).toMatchObject({ value: { state: 'done', endedOn: today } });
  });

  test('is not begun before it was planned nor tomorrow, and not given up twice', () => {
    expect(changeMeasure(planned, { kind: 'start', on: day('2026-03-01') }, today)).toMatchObject({
      refusal: { code: 'before-start' },
    });
    const again = { kind: 'start', on: today } as const;
    const running_ = changeMeasure(planned, again, today);
    expect(running_.ok && changeMeasure(running_.value, again, today)).toMatchObject({ ok: false });
    expect(changeMeasure(planned, { kind: 'start', on: day('2026-04-02') }, today)).toMatchObject({
      refusal: { code: 'in-the-future' },
    });
    const stop = { kind: 'stop', on: today, reason: 'not-wanted' } as const;
    const stopped = changeMeasure(planned, stop, today);
    expect(stopped.ok && changeMeasure(stopped.value, stop, today)).toMatchObject({
      refusal: { code: 'wrong-state' },
    });
  });
});

describe('the income plan', () => {
  const quarters = [1, 2, 3];
  const plan: IncomePlan = { householdId: 'h', year: 2026, done: [] };

  test('FD-54 first quarter agreed, second put to work, third verified, nothing in the fourth', () => {
    expect(stepOfQuarter(day('2026-03-31'), quarters)).toBe('agree');
    expect(stepOfQuarter(day('2026-04-01'), quarters)).toBe('implement');
    expect(stepOfQuarter(day('2026-09-30'), quarters)).toBe('verify');
    expect(stepOfQuarter(day('2026-10-01'), quarters)).toBeNull();
    expect(incomeStepDue(plan, day('2026-02-03'), quarters)).toEqual({
      step: 'agree',
      dueOn: '2026-03-31',
    });
  });

  test('FD-54 a step is done once, none is skipped, and the last one needs a figure', () => {
    const agreed = doIncomeStep(plan, {
      step: 'agree',
      on: day('2026-02-10'),
      perPersonYuan: null,
      confirmed: true,
    });
    expect(agreed.ok).toBe(true);
    if (!agreed.ok) return;
    expect(incomeStepDue(agreed.value, day('2026-02-11'), quarters)).toBeNull();
    const step = { on: day('2026-07-01'), perPersonYuan: null, confirmed: true };
    expect(doIncomeStep(agreed.value, { ...step, step: 'agree' })).toMatchObject({
      refusal: { code: 'done-already' },
    });
    expect(doIncomeStep(agreed.value, { ...step, step: 'verify' })).toMatchObject({
      refusal: { code: 'step-before-missing' },
    });
    const put = doIncomeStep(agreed.value, { ...step, step: 'implement' });
    expect(put.ok && doIncomeStep(put.value, { ...step, step: 'verify' })).toMatchObject({
      refusal: { code: 'income-missing' },
    });
  });

  test('TN-10 the floor target tells who is low-income; the line stands in where there is none', () => {
    expect(isLowIncome(8699, 8700, null)).toBe(true);
    expect(isLowIncome(8700, 8700, 8300)).toBe(false);
    expect(isLowIncome(8200, null, 8300)).toBe(true);
    expect(isLowIncome(null, 8700, null)).toBeNull();
    expect(isLowIncome(5000, null, null)).toBeNull();
  });
});

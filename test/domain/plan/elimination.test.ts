import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import {
  checkElimination,
  type EliminationFacts,
  wantsSheet,
} from '#src/domain/plan/elimination.ts';
import type { SheetOnRecord } from '#src/domain/plan/elimination-record.ts';
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

const CONDITIONS = [
  'income-steady',
  'income-above-line',
  'spending-settled',
  'guarantees-met',
  'risk-gone',
] as const;

const aSheet = (but: Partial<SheetOnRecord> = {}): SheetOnRecord => ({
  assessmentId: 'sheet-2',
  madeOn: day('2026-04-20'),
  forIdentification: false,
  netPerPerson: 9120,
  netYuan: 36_480,
  rigidYuan: 4000,
  openIssues: [],
  ...but,
});
const before = aSheet({ assessmentId: 'sheet-1', madeOn: day('2025-10-20'), netPerPerson: 9000 });

const ready: EliminationFacts = {
  allowedFrom: day('2026-04-10'),
  rules: {
    conditions: CONDITIONS,
    strengths: {
      'income-steady': 'soft',
      'income-above-line': 'hard',
      'spending-settled': 'soft',
      'guarantees-met': 'hard',
      'risk-gone': 'soft',
    },
    minMeasures: 1,
    noLabourStays: true,
  },
  record: {
    today: day('2026-05-01'),
    lineYuan: 8700,
    maxDays: 92,
    sheets: [aSheet(), before],
    measures: [{ ...running('medical-relief'), effect: 'good' }, running('courtyard')],
    risks: ['因病'],
    openTickets: [],
    openAlarms: [],
    bigCostMonth: null,
    lastVisit: { on: day('2026-04-22'), outcome: 'all-well' },
  },
  workforce: 'able',
};
type But = Partial<EliminationFacts['record']>;
const checked = (but: But, facts: Partial<EliminationFacts> = {}) =>
  checkElimination({ ...ready, ...facts, record: { ...ready.record, ...but } });
const unmet = (but: But, facts: Partial<EliminationFacts> = {}): readonly string[] =>
  checked(but, facts)
    .filter(({ met }) => met !== true)
    .map(({ condition, met }) => `${condition} ${met === false ? 'contradicted' : 'unknown'}`);

describe('eliminating a risk', () => {
  test('LX-12 is applied for when the record bears out every condition', () => {
    expect(unmet({})).toEqual([]);
    expect(checked({}).find(({ condition }) => condition === 'income-above-line')).toEqual({
      condition: 'income-above-line',
      met: true,
      strength: 'hard',
      evidence: [
        {
          code: 'income',
          says: 'for',
          madeOn: '2026-04-20',
          netPerPerson: 9120,
          lineYuan: 8700,
        },
      ],
    });
  });

  test('LX-12 each condition the record contradicts is named by itself', () => {
    expect(unmet({}, { allowedFrom: day('2026-05-02') })).toEqual(['long-enough contradicted']);
    expect(unmet({ measures: [] })).toEqual(['helped contradicted']);
    // Exactly at the line is not above it; nor was it steadily so.
    expect(unmet({ sheets: [aSheet({ netPerPerson: 8700 }), before] })).toEqual([
      'income-steady contradicted',
      'income-above-line contradicted',
    ]);
    expect(unmet({ sheets: [aSheet(), { ...before, netPerPerson: 12_000 }] })).toEqual([
      'income-steady contradicted',
    ]);
    expect(unmet({ sheets: [aSheet({ rigidYuan: 20_000 }), before] })).toEqual([
      'spending-settled contradicted',
    ]);
    expect(unmet({ bigCostMonth: '2026-04' })).toEqual(['spending-settled contradicted']);
    expect(unmet({ sheets: [aSheet({ openIssues: ['住房安全'] }), before] })).toEqual([
      'guarantees-met contradicted',
    ]);
    const ticket = { issue: '饮水安全', openedOn: day('2026-04-28') } as const;
    expect(unmet({ openTickets: [ticket] })).toEqual(['guarantees-met contradicted']);
    const alarm = { kind: 'grave-illness', receivedOn: day('2026-04-28') } as const;
    expect(unmet({ openAlarms: [alarm] })).toEqual(['risk-gone contradicted']);
    expect(unmet({ measures: [{ ...running('medical-relief'), effect: 'none' }] })).toEqual([
      'risk-gone contradicted',
    ]);
    expect(unmet({ lastVisit: { on: day('2026-04-22'), outcome: 'hardship' } })).toEqual([
      'risk-gone contradicted',
    ]);
    expect(unmet({}, { workforce: 'none' })).toEqual(['has-labour contradicted']);
  });

  test('LX-12 what has no record is not believed, and says which sheet is wanted', () => {
    expect(unmet({ sheets: [] })).toEqual([
      'income-steady unknown',
      'income-above-line unknown',
      'spending-settled unknown',
      'guarantees-met unknown',
    ]);
    expect(wantsSheet(checked({ sheets: [] }))).toBe(true);
    expect(wantsSheet(checked({}))).toBe(false);
    // The sheet of identification says nothing of what came after.
    const identified = aSheet({ forIdentification: true });
    expect(unmet({ sheets: [identified] })).toContain('income-above-line unknown');
    // 92 days are still fresh, 93 are not.
    const at = (madeOn: string) => [aSheet({ madeOn: day(madeOn) }), before];
    expect(unmet({ sheets: at('2026-01-29') })).toEqual([]);
    expect(unmet({ sheets: at('2026-01-28') })).toEqual([
      'income-above-line unknown',
      'guarantees-met unknown',
    ]);
    expect(unmet({ sheets: [aSheet({ rigidYuan: null }), before] })).toEqual([
      'spending-settled unknown',
    ]);
    expect(unmet({ lastVisit: null })).toEqual(['risk-gone unknown']);
    expect(unmet({ lastVisit: { on: day('2026-01-28'), outcome: 'all-well' } })).toEqual([
      'risk-gone unknown',
    ]);
    expect(unmet({ measures: [running('medical-relief')] })).toEqual(['risk-gone unknown']);
    expect(unmet({}, { workforce: 'unknown' })).toEqual(['has-labour unknown']);
    // Above the line since April is not yet half a year.
    expect(unmet({ sheets: [aSheet(), { ...before, netPerPerson: 8000 }] })).toEqual([
      'income-steady unknown',
    ]);
    // No published line: people confirm the income without one.
    expect(unmet({ lineYuan: null })).toEqual([]);
  });

  test('LX-13 a pack may ask for less, and never for less than the months and a measure on each risk', () => {
    const rules = { ...ready.rules, conditions: [], noLabourStays: false };
    expect(unmet({ sheets: [] }, { rules, workforce: 'none' })).toEqual([]);
    expect(unmet({ measures: [], today: day('2026-02-01') }, { rules })).toEqual([
      'long-enough contradicted',
      'helped contradicted',
    ]);
    expect(unmet({ measures: [running('courtyard')] })).toContain('helped contradicted');
  });

  test('LX-13 a planned measure helped nobody, and no day before the minimum is allowed', () => {
    const planned = planMeasure(item('medical-relief'), 'm', day('2026-01-10'));
    expect(unmet({ measures: [planned] })).toEqual(['helped contradicted']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (days) => {
        expect(unmet({ today: day(`2026-04-0${days}`) })).toContain('long-enough contradicted');
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

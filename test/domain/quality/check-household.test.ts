import { describe, expect, test } from 'vitest';
import type { IncomeSheet } from '#src/domain/assessment/income-sheet.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { type Measure, planMeasure } from '#src/domain/plan/measure.ts';
import { checkHousehold } from '#src/domain/quality/check-household.ts';
import { type FindingCode, findingCodes } from '#src/domain/quality/finding.ts';
import type { CheckedMember, HouseholdSnapshot } from '#src/domain/quality/snapshot.ts';
import { aGrandparent, aMember, aPupil, aWorker } from '#test/domain/assessment/people.ts';
import { item } from '#test/domain/plan/toolbox.ts';

const day = localDate;
const person = (member = aWorker(), but: Partial<CheckedMember> = {}): CheckedMember => ({
  ...member,
  idNumber: null,
  disabilityCard: null,
  insuranceDoubted: false,
  jobDoubted: false,
  ...but,
});
const begun = (code: string): Measure => ({
  ...planMeasure(item(code), `m-${code}`, day('2026-02-01')),
  state: 'in-progress',
  startedOn: day('2026-02-10'),
});
const sheet: IncomeSheet = {
  wage: 30_000,
  business: 0,
  'business-cost': 0,
  property: 0,
  transfer: 0,
  claims: 0,
  illness: 5000,
  disability: 0,
  schooling: 0,
  disaster: 0,
  other: 0,
};
const assessed = { sheet, complete: true, netPerPerson: 15_000 };

/** A household about which there is nothing to say. */
const clean: HouseholdSnapshot = {
  today: day('2026-11-23'),
  members: [person(), person(aPupil())],
  markedNoLabour: false,
  monitored: 'marginal',
  risks: ['因病'],
  disaster: null,
  enrolledOn: day('2026-02-01'),
  eliminated: null,
  measures: [begun('courtyard'), begun('medical-relief')],
  before: assessed,
  after: null,
  lineYuan: 8300,
};
const eliminated = {
  ...clean,
  eliminated: { on: day('2026-06-01'), way: 'assisted' },
  after: assessed,
} as const;

type Case = readonly [FindingCode, HouseholdSnapshot, HouseholdSnapshot?];
const old = aGrandparent();

/** Each rule with a household it finds and, where a near one must pass, that one. */
const cases: readonly Case[] = [
  ['id-number', { ...clean, members: [person(aWorker(), { idNumber: 'check-digit' })] }],
  ['disability-card', { ...clean, members: [person(aWorker(), { disabilityCard: 'shape' })] }],
  [
    'able-marked-weak',
    { ...clean, members: [person(), person(aMember({ labour: 'none' }))] },
    { ...clean, members: [person(), person(aMember({ labour: 'none', health: ['disabled'] }))] },
  ],
  [
    'student-with-job',
    {
      ...clean,
      members: [person(), person(aPupil({ age: 17, schooling: 'senior-2', workMonths: 2 }))],
    },
  ],
  [
    'no-labour-not-marked',
    {
      ...clean,
      members: [person(old)],
      measures: [begun('minimum-living'), begun('medical-relief')],
    },
    { ...clean, members: [person(old)], markedNoLabour: true },
  ],
  [
    'insurance-differs',
    { ...clean, members: [person(aWorker(), { insuranceDoubted: true })] },
    clean,
  ],
  ['job-differs', { ...clean, members: [person(aWorker(), { jobDoubted: true })] }, clean],
  [
    'illness-without-cost',
    { ...clean, before: { ...assessed, sheet: { ...sheet, illness: 0 } } },
    { ...clean, before: { ...assessed, sheet: {} } },
  ],
  [
    'disaster-without-kind',
    { ...clean, risks: ['因自然灾害'] },
    { ...clean, risks: ['因自然灾害'], disaster: 'flood' },
  ],
  [
    'lack-of-labour-doubtful',
    { ...clean, risks: ['因缺劳动力'] },
    { ...clean, risks: ['因缺劳动力'], members: [person(), person(old), person(aPupil())] },
  ],
  [
    'unstable-work-without-worker',
    { ...clean, risks: ['因务工就业不稳'], members: [person(aMember())] },
    { ...clean, risks: ['因务工就业不稳'] },
  ],
  [
    'no-measure',
    { ...clean, measures: [] },
    { ...clean, measures: [], enrolledOn: day('2026-11-01') },
  ],
  [
    'no-development-measure',
    { ...clean, measures: [begun('medical-relief')] },
    { ...clean, measures: [begun('medical-relief')], enrolledOn: day('2026-08-01') },
  ],
  [
    'only-safety-net',
    { ...clean, measures: [begun('minimum-living')] },
    { ...clean, measures: [begun('minimum-living')], members: [person(old)], markedNoLabour: true },
  ],
  [
    'development-not-started',
    { ...clean, measures: [planMeasure(item('courtyard'), 'm1', day('2026-09-01'))] },
    { ...clean, measures: [planMeasure(item('courtyard'), 'm1', day('2026-11-01'))] },
  ],
  [
    'job-measure-without-wage',
    {
      ...clean,
      measures: [begun('job-placement'), begun('medical-relief')],
      after: { ...assessed, sheet: { ...sheet, wage: 0 } },
    },
  ],
  [
    'eliminated-too-soon',
    { ...eliminated, eliminated: { on: day('2026-03-20'), way: 'assisted' } },
    { ...eliminated, eliminated: { on: day('2026-04-01'), way: 'assisted' } },
  ],
  [
    'eliminated-below-line',
    { ...eliminated, after: { ...assessed, netPerPerson: 8200 } },
    { ...eliminated, after: { ...assessed, netPerPerson: 8200 }, lineYuan: null },
  ],
  ['eliminated-not-assessed', { ...eliminated, after: { ...assessed, complete: false } }],
  ['illness-not-helped', { ...eliminated, measures: [begun('courtyard')] }],
  [
    'schooling-not-helped',
    { ...eliminated, risks: ['因学'], measures: [begun('courtyard')] },
    { ...eliminated, risks: ['因学'], measures: [begun('education-aid')] },
  ],
  [
    'housing-not-helped',
    { ...eliminated, risks: ['住房安全'] },
    { ...eliminated, risks: ['住房安全'], measures: [begun('house-repair')] },
  ],
  [
    'water-not-helped',
    { ...eliminated, risks: ['饮水安全'] },
    { ...eliminated, risks: ['饮水安全'], measures: [begun('water-works')] },
  ],
];

const codes = (household: HouseholdSnapshot): readonly FindingCode[] =>
  checkHousehold(household).map(({ code }) => code);

describe('data checks', () => {
  test('a household in order has no finding', () => {
    expect(codes(clean)).toEqual([]);
    expect(codes(eliminated)).toEqual([]);
  });

  test('every rule has a case here', () => {
    expect(cases.map(([code]) => code)).toEqual([...findingCodes]);
  });

  for (const [code, wrong, near] of cases) {
    test(`${code} is found, and not in the household beside it`, () => {
      expect(codes(wrong)).toContain(code);
      if (near !== undefined) expect(codes(near)).not.toContain(code);
    });
  }

  test('a household that is nobody’s case is asked about its numbers only', () => {
    const general = {
      ...clean,
      monitored: null,
      enrolledOn: null,
      measures: [],
      risks: [],
      before: null,
      members: [person(aWorker(), { idNumber: 'check-digit' })],
    } as const;
    expect(codes(general)).toEqual(['id-number']);
  });

  test('each code and subject stands once', () => {
    for (const [, household] of cases) {
      const keys = checkHousehold(household).map(({ code, subject }) => `${code} ${subject}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

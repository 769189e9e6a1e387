import { describe, expect, test } from 'vitest';
import {
  checkPlan,
  mayAdopt,
  type PlanFacts,
  type PlanFinding,
} from '#src/domain/plan/check-plan.ts';
import { type AwardFacts, awardWay } from '#src/domain/plan/award.ts';
import type { AwardCondition } from '#src/domain/policy/settings.ts';
import { aGrandparent, aMember, aPupil, aWorker } from '#test/domain/assessment/people.ts';
import { anItem, item } from './toolbox.ts';

const facts = (codes: readonly string[], but: Partial<PlanFacts> = {}): PlanFacts => ({
  items: codes.map((code) => ({ ...item(code), yuan: 0 })),
  members: [aWorker()],
  risks: [],
  responsible: true,
  requestAsked: true,
  dangerousHouse: false,
  ...but,
});
const codes = (found: readonly PlanFinding[]): readonly string[] => found.map(({ code }) => code);

describe('the plan checker', () => {
  test('FD-06 where somebody can work a plan without a development measure is not adopted', () => {
    const found = checkPlan(facts(['medical-relief']));
    expect(codes(found)).toContain('labour-without-development');
    expect(mayAdopt(found)).toBe(false);
    for (const one of ['courtyard', 'job-placement', 'public-post', 'small-loan']) {
      expect(codes(checkPlan(facts([one])))).not.toContain('labour-without-development');
    }
  });

  test('LX-38 a plan that leaves out the renovation of a house found dangerous says so', () => {
    const plan = facts(['public-post'], { dangerousHouse: true });
    expect(codes(checkPlan(plan))).toContain('dangerous-house');
    expect(codes(checkPlan(facts(['public-post'])))).not.toContain('dangerous-house');
    const house = { ...anItem('house-renovation', 'housing'), yuan: 0 };
    const whole = { ...plan, items: [...plan.items, house] };
    expect(codes(checkPlan(whole))).not.toContain('dangerous-house');
  });

  test('FD-07 where nobody can work a plan without a safety net is not adopted', () => {
    const members = [aGrandparent(), aPupil()];
    expect(mayAdopt(checkPlan(facts(['education-aid'], { members })))).toBe(false);
    expect(mayAdopt(checkPlan(facts(['minimum-living', 'education-aid'], { members })))).toBe(true);
  });

  test('FD-08 weak or half labour without a development measure is pointed out and goes on', () => {
    const found = checkPlan(
      facts(['minimum-living'], { members: [aMember({ labour: 'weak', workMonths: 3 })] }),
    );
    expect(codes(found)).toEqual(['weak-labour-without-development']);
    expect(mayAdopt(found)).toBe(true);
  });

  test('BN-37 a plan of nothing but money and goods is flagged where somebody can do something', () => {
    const found = checkPlan(facts(['temporary-relief', 'gift']));
    expect(codes(found)).toContain('only-handouts');
    expect(codes(checkPlan(facts(['temporary-relief', 'courtyard'])))).toEqual([]);
    // Nobody can work: the safety net is the plan.
    expect(codes(checkPlan(facts(['temporary-relief'], { members: [aGrandparent()] })))).toEqual(
      [],
    );
  });

  test('BN-62 a plan has a responsible person and the household’s own wish behind it', () => {
    expect(codes(checkPlan(facts(['courtyard'], { responsible: false })))).toEqual([
      'nobody-responsible',
    ]);
    expect(codes(checkPlan(facts(['courtyard'], { requestAsked: false })))).toEqual([
      'request-not-asked',
    ]);
    expect(codes(checkPlan(facts([])))).toEqual(['nothing-planned']);
  });

  test('BN-62 every risk of the household is answered by a measure that fits it', () => {
    const risks = ['因病', '住房安全', '因学'] as const;
    expect(checkPlan(facts(['courtyard', 'medical-relief'], { risks }))).toEqual([
      { code: 'risk-unanswered', severity: 'warn', risk: '住房安全' },
      { code: 'risk-unanswered', severity: 'warn', risk: '因学' },
    ]);
  });

  test('FD-49 the industry award stays within the cap of its item, taken together', () => {
    const award = { ...item('industry-award'), yuan: 1200 };
    expect(codes(checkPlan(facts([], { items: [award] })))).toEqual([]);
    expect(checkPlan(facts([], { items: [award, award] }))).toContainEqual({
      code: 'over-cap',
      severity: 'block',
      title: 'industry-award',
      cap: 2000,
    });
    const other = { ...anItem('courtyard-2', 'industry'), yuan: 90_000 };
    expect(codes(checkPlan(facts([], { items: [other] })))).toEqual([]);
  });

  test('BN-26 TN-15 a student in a household at risk without education aid is pointed out', () => {
    const members = [aWorker(), aPupil()];
    expect(codes(checkPlan(facts(['courtyard'], { members })))).toEqual(['student-without-aid']);
    expect(codes(checkPlan(facts(['courtyard', 'education-aid'], { members })))).toEqual([]);
  });

  test('LX-21 TN-26 XX-09 a household that could work and has no job is pointed out until the plan has one', () => {
    const members = [aMember(), aGrandparent()];
    expect(codes(checkPlan(facts(['courtyard'], { members })))).toEqual(['zero-employment']);
    expect(codes(checkPlan(facts(['courtyard', 'public-post'], { members })))).toEqual([]);
  });

  test('what blocks comes before what warns', () => {
    const found = checkPlan(facts(['gift'], { risks: ['住房安全'], responsible: false }));
    const severities = found.map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted());
    expect(new Set(severities)).toEqual(new Set(['block', 'warn']));
  });
});

describe('the industry award', () => {
  const ways: readonly (readonly AwardCondition[])[] = [
    ['returned', 'able-to-work', 'willing', 'not-yet-awarded'],
    ['income-below-city-average', 'running-a-project'],
  ];
  const facts: AwardFacts = {
    returned: true,
    'able-to-work': true,
    willing: true,
    'not-yet-awarded': true,
    'income-below-city-average': false,
    'running-a-project': false,
  };

  test('FD-50 is for the returned who can and will and never had it, and for the low-income who run a project', () => {
    expect(awardWay(ways, facts, true)).toEqual(ways[0]);
    expect(awardWay(ways, { ...facts, 'not-yet-awarded': false }, true)).toBeNull();
    expect(awardWay(ways, { ...facts, willing: null }, true)).toBeNull();
    const low = { 'income-below-city-average': true, 'running-a-project': true };
    expect(awardWay(ways, { ...facts, returned: false, ...low }, true)).toEqual(ways[1]);
    expect(awardWay(ways, facts, false)).toBeNull();
  });
});

/** Rules of referrals, joint decisions, rectification and reports, without a database. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { decideJointly, isLargeCost, jointDepartments } from '#src/domain/ledger/joint-review.ts';
import { kpiMet } from '#src/domain/ledger/kpi-value.ts';
import { jobAfter, jobChanged, jobPlaces, jobStates } from '#src/domain/ledger/member-status.ts';
import {
  eliminationRate,
  insuredRate,
  monthFigures,
  noNumbers,
  plusNumbers,
  reportingOn,
} from '#src/domain/ledger/month-report.ts';
import { changeRectification, type Rectification } from '#src/domain/ledger/rectification.ts';
import { dueReferrals, type ReferralMember } from '#src/domain/ledger/referral.ts';
import { loadPolicies } from '#src/policies/load.ts';

const person = (change: Partial<ReferralMember>): ReferralMember => ({
  ...{ memberId: 'm', age: 40, health: ['healthy'], labour: 'ordinary', schooling: null },
  ...{
    disabilityGrade: null,
    registeredHere: null,
    worksAway: false,
    workMonths: null,
    employed: null,
    uninsured: null,
  },
  ...change,
});
const kinds = (
  members: readonly ReferralMember[],
  rest: { readonly lowIncome?: boolean | null; readonly hasSafetyNet?: boolean } = {},
) =>
  dueReferrals({ members, lowIncome: null, hasSafetyNet: false, ...rest }).map(
    ({ kind, people }) => `${kind} ${people}`,
  );

describe('referrals', () => {
  test('LX-21 TN-26 XX-09 a household is without employment when all who can work are known to have none', () => {
    expect(kinds([person({ employed: false }), person({ employed: false })])).toEqual(['no-job 2']);
    expect(kinds([person({ employed: false }), person({ employed: true })])).toEqual([]);
    expect(kinds([person({ employed: false }), person({ employed: null })])).toEqual([]);
    // A student's labour speaks of later; a child at work keeps nobody.
    const student = person({ employed: false, schooling: 'senior-2', age: 17 });
    expect(kinds([student])).toEqual([]);
  });

  test('LX-48 TN-13 no labour and low income without a safety net; with one, or with income, nothing', () => {
    const old = person({ labour: 'none', age: 76 });
    expect(kinds([old, old], { lowIncome: true })).toEqual(['social-aid 2']);
    expect(kinds([old], { lowIncome: true, hasSafetyNet: true })).toEqual([]);
    expect(kinds([old], { lowIncome: null })).toEqual([]);
    expect(kinds([old, person({ labour: null })], { lowIncome: true })).toEqual([]);
  });

  test('BN-29 TN-19 people without insurance are counted, unknown ones are not', () => {
    expect(
      kinds([
        person({ uninsured: true }),
        person({ uninsured: true }),
        person({ uninsured: false }),
        person({ uninsured: null }),
      ]),
    ).toEqual(['uninsured 2']);
  });
});

test('LX-20 FD-41 saying the same again confirms and changes nothing, whatever was said', () => {
  const on = localDate('2026-11-02');
  const later = localDate('2026-12-02');
  fc.assert(
    fc.property(
      fc.constantFrom(...jobStates),
      fc.option(fc.constantFrom(...jobPlaces), { nil: null }),
      (job, place) => {
        const first = jobAfter(null, { job, place }, on);
        const again = jobAfter(first, { job, place }, later);
        expect(jobChanged(null, first)).toBe(true);
        expect(again).toEqual(first);
        expect(jobChanged(first, again)).toBe(false);
      },
    ),
  );
});

describe('BN-30 FD-19 joint decisions', () => {
  const opinions = jointDepartments.map((department, at) => ({
    ...{ department, supports: at > 0, byStaffId: `s${at}` },
  }));
  const review = { departments: jointDepartments, opinions, decided: false };
  const granted = { decision: 'granted', means: ['donation'], yuan: 3000 } as const;

  test('all departments are heard, then somebody else decides, with a way to help', () => {
    expect(decideJointly(review, granted, 'county').ok).toBe(true);
    expect(
      decideJointly({ ...review, opinions: opinions.slice(1) }, granted, 'county'),
    ).toMatchObject({
      refusal: { code: 'opinions-missing' },
    });
    expect(decideJointly(review, granted, 's2')).toMatchObject({
      refusal: { code: 'own-opinion' },
    });
    expect(decideJointly(review, { ...granted, means: [] }, 'county')).toMatchObject({
      refusal: { code: 'means-missing' },
    });
    expect(decideJointly({ ...review, decided: true }, granted, 'county')).toMatchObject({
      refusal: { code: 'decided-already' },
    });
  });

  test('a county without a figure leaves it to people', () => {
    expect(isLargeCost(80_000, null)).toBe(false);
    expect(isLargeCost(20_000, 20_000)).toBe(true);
  });
});

test('TN-50 BN-65 rectification closes only through evidence and another person, in whatever order people try', () => {
  const start: Rectification = {
    ...{ state: 'open', dueOn: localDate('2026-11-20'), reportedBy: null, returned: 0 },
  };
  const step = fc.record({
    kind: fc.constantFrom('report' as const, 'confirm' as const, 'return' as const),
    byStaffId: fc.constantFrom('a', 'b'),
    evidence: fc.constantFrom('', '已整改', '换了新表，贴在村委会门口'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let now = start;
      for (const { kind, byStaffId, evidence } of steps) {
        const command =
          kind === 'report' ? { kind, byStaffId, evidence, mediaId: null } : { kind, byStaffId };
        const after = changeRectification(now, command);
        if (!after.ok) continue;
        if (after.value.state === 'reported') expect([...evidence].length).toBeGreaterThan(5);
        if (after.value.state === 'closed') expect(byStaffId).not.toBe(now.reportedBy);
        now = after.value;
      }
    }),
  );
});

describe('LX-08 BN-66 the monthly report', () => {
  test('every pack reports the month before, from its first day to its last', async () => {
    const { packs } = await loadPolicies();
    for (const pack of packs.values()) {
      const { fromDay, toDay } = pack.settings['report.monthly'].value;
      const day = (n: number) => localDate(`2026-11-${String(n).padStart(2, '0')}`);
      expect(reportingOn(day(fromDay), pack)).toEqual({ month: '2026-10', dueOn: day(toDay) });
      if (fromDay > 1) expect(reportingOn(day(fromDay - 1), pack)).toBeNull();
    }
  });

  test('sums of places are the sum of their parts, and shares of nothing are unknown', () => {
    const numbers = fc.record(
      Object.fromEntries(monthFigures.map((figure) => [figure, fc.nat({ max: 99 })])),
    );
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const both = plusNumbers(plusNumbers(noNumbers, a), b);
        for (const figure of monthFigures) {
          expect(both[figure]).toBe((a[figure] ?? 0) + (b[figure] ?? 0));
        }
      }),
    );
    expect(eliminationRate(noNumbers)).toBeNull();
    expect(insuredRate(noNumbers)).toBeNull();
  });
});

test('FD-55 TN-10 a target is met, missed, or not known; comparisons with last year are never guessed', () => {
  expect(kpiMet({ comparison: 'equals', value: 0 }, 0)).toBe(true);
  expect(kpiMet({ comparison: 'at-least', value: 8700 }, 8699)).toBe(false);
  expect(kpiMet({ comparison: 'at-most', value: 0.01 }, 0.01)).toBe(true);
  expect(kpiMet({ comparison: 'at-least', value: 0.99 }, null)).toBeNull();
  expect(kpiMet({ comparison: 'down', value: null }, 5)).toBeNull();
});

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { dutyKinds } from '#src/domain/duty/duty.ts';
import {
  checkVisit,
  fulfilledBy,
  findings,
  type OpenDuty,
  outcomeOf,
  secondMissing,
  type VisitRecord,
} from '#src/domain/visit/visit.ts';

const today = localDate('2026-11-24');
const routine: VisitRecord = {
  householdId: 'h',
  kind: 'routine',
  outcome: 'all-well',
  finding: null,
  reason: null,
  visitors: ['s1'],
  visitedOn: today,
};
const verification: VisitRecord = { ...routine, kind: 'home-verification', finding: 'true' };

const codeOf = (visit: VisitRecord) => {
  const result = checkVisit(visit, today);
  return result.ok ? 'ok' : result.refusal.code;
};

const duty = (
  kind: OpenDuty['kind'],
  topic = 'other',
  dueOn = localDate('2026-11-30'),
): OpenDuty => ({
  dutyId: `${kind}-${topic}`,
  kind,
  topic,
  dueOn,
});

describe('a visit can be logged', () => {
  test('on its day and up to 31 days later, never before it took place', () => {
    expect(codeOf(routine)).toBe('ok');
    expect(codeOf({ ...routine, visitedOn: plusDays(today, -31) })).toBe('ok');
    expect(codeOf({ ...routine, visitedOn: plusDays(today, -32) })).toBe('too-long-ago');
    expect(codeOf({ ...routine, visitedOn: plusDays(today, 1) })).toBe('in-the-future');
  });

  test('as a verification only with a finding, and with a reason unless all was as told', () => {
    expect(codeOf(verification)).toBe('ok');
    expect(codeOf({ ...verification, finding: null })).toBe('finding-missing');
    expect(codeOf({ ...routine, finding: 'true' })).toBe('finding-without-verification');
    expect(codeOf({ ...verification, finding: 'partly' })).toBe('reason-missing');
    expect(codeOf({ ...verification, finding: 'untrue', reason: 'not-resident' })).toBe('ok');
  });

  test('with each visitor counted once', () => {
    const result = checkVisit({ ...verification, visitors: ['s1', 's1'] }, today);
    expect(result.ok && result.value.visitors).toEqual(['s1']);
    expect(codeOf({ ...routine, visitors: [] })).toBe('nobody-there');
  });
});

test('缺第二人 is a label of verifications with fewer people than the pack asks for', () => {
  expect(secondMissing(verification, 2)).toBe(true);
  expect(secondMissing({ ...verification, visitors: ['s1', 's2'] }, 2)).toBe(false);
  expect(secondMissing(routine, 2)).toBe(false);
});

test('a household stands in hardship unless nothing of the report was true', () => {
  expect(findings.map(outcomeOf)).toEqual(['hardship', 'hardship', 'all-well']);
});

describe('BN-63 LX-10 a visit counts for everything it fulfils', () => {
  test('the monthly visit of its own month only', () => {
    const october = duty('monthly-visit', 'other', localDate('2026-10-31'));
    const november = duty('monthly-visit');
    expect(fulfilledBy(routine, [october, november])).toEqual([november]);
  });

  test('what was to be told at the door, and calls that seeing the person answers', () => {
    const open = [
      duty('door-to-door'),
      duty('call-farmer', 'draft'),
      duty('call-farmer', 'unseen'),
      duty('call-farmer', 'held'),
      duty('call-farmer', 'withdrawal'),
    ];
    expect(fulfilledBy(routine, open)).toEqual(open.slice(0, 3));
    expect(fulfilledBy({ ...routine, kind: 'phone' }, open)).toEqual(open.slice(1, 3));
  });

  test('never for a decision: no visit by itself accepts, confirms, answers or explains anything', () => {
    const decided = dutyKinds.filter(
      (kind) => !['monthly-visit', 'door-to-door', 'call-farmer'].includes(kind),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...decided),
        fc.constantFrom(routine, verification),
        (kind, visit) => {
          expect(fulfilledBy(visit, [duty(kind)])).toEqual([]);
        },
      ),
    );
  });
});

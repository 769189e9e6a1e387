import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaPath, contains } from '#src/domain/people/areas.ts';
import type { Action } from '#src/domain/people/action.ts';
import {
  type Actor,
  anyPostMay,
  may,
  type Proof,
  roleCarries,
  rolesThatMay,
  type Subject,
} from '#src/domain/people/permissions.ts';
import { roles } from '#src/domain/people/roles.ts';

const village = areaPath('500230/101/203/');
const town = areaPath('500230/101/');
const county = areaPath('500230/');

const actor = (role: Actor['role'], area = town, staffId = 's1'): Actor => ({
  staffId,
  role,
  area,
  ownHouseholdId: null,
});
const subject = (over: Partial<Subject> = {}): Subject => ({
  id: 'case-1',
  area: village,
  householdId: 'household-1',
  authors: [],
  concerned: [],
  ...over,
});

const actions: readonly Action[] = [
  'see-case',
  'take-case',
  'pass-on-case',
  'propose-close',
  'confirm-proposal',
  'release-held',
  'confirm-withdrawal',
  'record-visit',
  'verify-home',
  'file-for-farmer',
  'call-farmer',
  'see-household',
  'match-person',
  'confirm-person',
  'compose-notice',
  'approve-notice',
  'control-notice',
  'see-notice-progress',
  'answer-ticket',
  'answer-rights-request',
  'take-alert',
  'invite-staff',
  'manage-areas',
  'import-registry',
  'export-ledger',
  'see-overview',
  'see-quarantine',
  'audit-events',
];

const anyArea = fc
  .array(fc.constantFrom('1', '11', '2'), { minLength: 1, maxLength: 3 })
  .map((codes) => areaPath(`${codes.join('/')}/`));
const anyStaff = fc.constantFrom('s1', 's2', 's3');
const anyHousehold = fc.constantFrom('h1', 'h2', null);
const anyActor: fc.Arbitrary<Actor> = fc.record({
  staffId: anyStaff,
  role: fc.constantFrom(...roles),
  area: anyArea,
  ownHouseholdId: anyHousehold,
});
const anySubject: fc.Arbitrary<Subject> = fc.record({
  id: fc.constant('x'),
  area: anyArea,
  householdId: anyHousehold,
  authors: fc.array(anyStaff, { maxLength: 2 }),
  concerned: fc.array(anyStaff, { maxLength: 2 }),
});
const anyAction = fc.constantFrom(...actions);

describe('permissions', () => {
  it('nobody acts outside the area of the post, whatever the role', () => {
    fc.assert(
      fc.property(anyActor, anyAction, anySubject, (who, action, what) => {
        fc.pre(!contains(who.area, what.area));
        expect(may(who, action, what).ok).toBe(false);
      }),
    );
  });

  it('nobody handles a report by or about themselves or their household', () => {
    const handling: readonly Action[] = [
      'see-case',
      'take-case',
      'pass-on-case',
      'propose-close',
      'confirm-proposal',
      'release-held',
      'confirm-withdrawal',
      'record-visit',
      'verify-home',
      'match-person',
      'confirm-person',
      'answer-ticket',
      'answer-rights-request',
    ];
    for (const action of handling) {
      for (const role of rolesThatMay(action)) {
        const inside = actor(role, county);
        expect(may(inside, action, subject()).ok, `${role} ${action}`).toBe(true);
        const refusal = { refusal: { code: 'own-interest' } };
        expect(may(inside, action, subject({ concerned: ['s1'] }))).toMatchObject(refusal);
        const atHome = { ...inside, ownHouseholdId: 'household-1' };
        expect(may(atHome, action, subject())).toMatchObject(refusal);
      }
    }
  });

  it('nobody approves what they filed, verified, proposed or composed, on whichever of their posts', () => {
    for (const action of ['confirm-proposal', 'release-held', 'approve-notice'] as const) {
      const posts = [actor('town-officer'), actor('county-officer', county)];
      const own = anyPostMay(posts, action, subject({ authors: ['s1'] }));
      expect(own).toMatchObject({ refusal: { code: 'own-work', action } });
      expect(anyPostMay(posts, action, subject({ authors: ['s2'] })).ok).toBe(true);
    }
  });

  it('an accepted request always had the role, the area and no interest in it', () => {
    fc.assert(
      fc.property(anyActor, anyAction, anySubject, (who, action, what) => {
        const answer = may(who, action, what);
        fc.pre(answer.ok);
        expect(roleCarries(who.role, action)).toBe(true);
        expect(contains(who.area, what.area)).toBe(true);
        expect(answer.value).toMatchObject({
          action,
          subjectId: what.id,
          staffId: who.staffId,
          role: who.role,
        });
      }),
    );
  });

  it('a proposal of the village is confirmed by the town, not by the village', () => {
    expect(may(actor('village-officer', village), 'propose-close', subject()).ok).toBe(true);
    expect(may(actor('village-officer', village), 'confirm-proposal', subject())).toMatchObject({
      refusal: { code: 'role' },
    });
    expect(may(actor('town-officer'), 'confirm-proposal', subject()).ok).toBe(true);
  });

  it('an auditor sees, an administrator runs the system, neither touches a case', () => {
    const touching: readonly Action[] = ['take-case', 'verify-home', 'confirm-proposal'];
    for (const role of ['auditor', 'administrator'] as const) {
      for (const action of touching) expect(roleCarries(role, action)).toBe(false);
    }
    expect(may(actor('auditor', county), 'see-case', subject()).ok).toBe(true);
    expect(may(actor('administrator', county), 'see-case', subject()).ok).toBe(false);
  });

  it('every action is carried by somebody, and everything a village does can pass up to the county', () => {
    for (const action of actions) {
      const carriers = rolesThatMay(action);
      expect(carriers.length, action).toBeGreaterThan(0);
      const byVillage = carriers.includes('village-officer') && action !== 'propose-close';
      if (byVillage) expect(carriers, action).toContain('county-officer');
    }
  });

  it('the refusal a person hears is the one that says most', () => {
    const posts = [actor('helper', areaPath('500230/102/')), actor('town-officer')];
    expect(anyPostMay(posts, 'take-case', subject({ concerned: ['s1'] }))).toMatchObject({
      refusal: { code: 'own-interest' },
    });
    expect(anyPostMay([], 'take-case', subject())).toMatchObject({ refusal: { code: 'role' } });
  });

  it('a proof cannot be written by hand nor used for another action', () => {
    const granted = may(actor('town-officer'), 'take-case', subject());
    if (!granted.ok) throw new Error('expected a proof');
    const proof: Proof<'take-case'> = granted.value;
    // @ts-expect-error a proof for one action is no proof for another
    const other: Proof<'verify-home'> = proof;
    // @ts-expect-error the mark of a proof is known to its file only
    const forged: Proof<'take-case'> = {
      action: 'take-case',
      subjectId: 'case-1',
      staffId: 's1',
      role: 'town-officer',
      area: town,
    };
    expect(Object.getOwnPropertySymbols(other)).toHaveLength(1);
    expect(Object.getOwnPropertySymbols(forged)).toHaveLength(0);
  });
});

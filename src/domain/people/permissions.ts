/**
 * Who may do what. An operation demands a `Proof` and only `may` makes one, so a forgotten check does not compile.
 *
 * Four questions, in this order: does the post's role carry the action; does the post's area contain the subject; is it about
 * the person or their household; did the same person already file, verify, propose or compose it. Row-level security in
 * Postgres repeats the question of area for everything read.
 */
import type { DepartmentCode } from '../policy/departments.ts';
import { accepted, refused, type Result } from '../result.ts';
import type { Action } from './action.ts';
import { type AreaPath, contains } from './areas.ts';
import type { Role } from './roles.ts';

/** One post of the person acting. */
export type Actor = {
  readonly staffId: string;
  readonly role: Role;
  /** Area of the post; its whole subtree counts. */
  readonly area: AreaPath;
  /** The household the person belongs to in the registry; null when none is known. */
  readonly ownHouseholdId: string | null;
  /** Of a department officer: they handle what is routed to it and nothing else. */
  readonly department?: DepartmentCode | null;
};

/** What is acted on. Lists may be empty. */
export type Subject = {
  /** Id of the case, household, notice, ticket, alert or area. The proof is good for this id only. */
  readonly id: string;
  readonly area: AreaPath;
  /** The household concerned, when there is one. */
  readonly householdId: string | null;
  /** Staff whose work is up for approval: who filed, verified, proposed or composed. */
  readonly authors: readonly string[];
  /** Staff the report or complaint is by or about, and those subordinate to a person complained about. */
  readonly concerned: readonly string[];
  /** The department a ticket or alarm is routed to. */
  readonly department?: DepartmentCode;
};

/** Why not. `role` the post does not carry it; `area` outside; `own-interest` self or household; `own-work` second pair of eyes missing. */
export type PermissionRefusal = {
  readonly code: 'role' | 'area' | 'own-interest' | 'own-work';
  readonly action: Action;
};

// Not exported: without it no other file can write a value of type Proof short of a cast.
const proven: unique symbol = Symbol('proven');

/** Evidence that this staff member may do this action to this subject. Made by `may` only. */
export type Proof<A extends Action> = {
  readonly [proven]: true;
  readonly action: A;
  readonly subjectId: string;
  readonly staffId: string;
  readonly role: Role;
  readonly area: AreaPath;
  readonly department: DepartmentCode | null;
};

const VILLAGE: readonly Role[] = [
  'village-officer',
  'village-secretary',
  'resident-team',
  'helper',
];
const VILLAGE_DESK: readonly Role[] = ['village-officer', 'village-secretary'];
const TOWN: readonly Role[] = ['town-officer', 'town-leader'];
const COUNTY: readonly Role[] = ['county-officer', 'county-leader'];
const FIELD: readonly Role[] = [...VILLAGE, ...TOWN, ...COUNTY];

/**
 * Roles that carry an action. The village works, the town confirms (proposals of a village officer are confirmed by a
 * town officer), the county oversees. An auditor sees and exports, an administrator runs the system; neither touches a case.
 * An empty post passes to the next one up, so towns and the county carry what a village carries.
 */
const CARRIED_BY: Readonly<Record<Action, readonly Role[]>> = {
  'see-case': [...FIELD, 'on-call', 'auditor'],
  'take-case': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'pass-on-case': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'propose-close': [...VILLAGE_DESK, ...TOWN],
  'confirm-proposal': [...TOWN, ...COUNTY],
  'release-held': [...TOWN, ...COUNTY],
  'confirm-withdrawal': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'record-visit': [...FIELD],
  'verify-home': [...FIELD],
  'assess-household': [...FIELD],
  'note-member-status': [...FIELD],
  'make-plan': [...FIELD],
  'change-measure': [...FIELD, 'department-officer'],
  'record-authorisation': [...FIELD],
  'record-review': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'post-publicity': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'check-objection': [...TOWN, ...COUNTY],
  'review-case': [...TOWN, ...COUNTY],
  'decide-case': [...COUNTY],
  'bring-re-review': [...FIELD],
  'propose-fast-track': [...FIELD],
  'answer-fast-track': [...TOWN, ...COUNTY],
  'give-relief': [...FIELD],
  'refer-relief': [...TOWN, ...COUNTY, 'department-officer'],
  'propose-suspension': [...VILLAGE_DESK, ...TOWN],
  'answer-suspension': [...TOWN, ...COUNTY],
  'merge-case': [...TOWN, ...COUNTY],
  'name-responsible': [...TOWN, ...COUNTY],
  'review-long-case': [...TOWN, ...COUNTY],
  'apply-elimination': [...FIELD],
  'pass-elimination-village': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'pass-elimination-town': [...TOWN, ...COUNTY],
  'pass-elimination-county': [...COUNTY],
  'mark-eliminated': [...COUNTY],
  'reopen-case': [...TOWN, ...COUNTY],
  'file-for-farmer': [...FIELD],
  'call-farmer': [...FIELD],
  'see-household': [...FIELD, 'on-call', 'auditor'],
  'match-person': [...VILLAGE_DESK, ...TOWN, ...COUNTY],
  'confirm-person': [...FIELD],
  'compose-notice': [...TOWN, ...COUNTY],
  'approve-notice': [...TOWN, ...COUNTY],
  'control-notice': [...TOWN, ...COUNTY],
  'see-notice-progress': [...FIELD, 'auditor'],
  'answer-ticket': [...VILLAGE_DESK, ...TOWN, ...COUNTY, 'department-officer'],
  'see-issue': [...FIELD, 'department-officer', 'auditor'],
  'open-issue': [...FIELD, 'department-officer'],
  'verify-issue': [...VILLAGE_DESK, ...TOWN, ...COUNTY, 'department-officer'],
  'fix-issue': [...TOWN, ...COUNTY, 'department-officer'],
  'verify-alarm': [...VILLAGE_DESK, ...TOWN, ...COUNTY, 'department-officer'],
  'fix-alarm': [...TOWN, ...COUNTY, 'department-officer'],
  'run-comparison': [...COUNTY],
  'answer-rights-request': [...COUNTY],
  'take-alert': [...VILLAGE_DESK, ...TOWN, ...COUNTY, 'on-call'],
  'invite-staff': [...COUNTY, 'administrator'],
  'manage-areas': ['county-officer', 'administrator'],
  'import-registry': ['county-officer', 'administrator'],
  'export-ledger': [...TOWN, ...COUNTY, 'auditor'],
  'see-report': [...FIELD, 'auditor'],
  'send-report': [...TOWN, ...COUNTY],
  'handle-referral': [...COUNTY, 'department-officer'],
  'joint-opinion': ['department-officer'],
  'joint-decision': [...COUNTY],
  rectify: [...VILLAGE_DESK, ...TOWN, ...COUNTY, 'department-officer'],
  'confirm-rectification': [...TOWN, ...COUNTY],
  'do-recurring-work': [...FIELD, 'department-officer'],
  'see-overview': [...TOWN, ...COUNTY, 'auditor'],
  'see-quarantine': ['county-officer', 'administrator'],
  'audit-events': [...COUNTY, 'auditor'],
};

/** Actions that approve somebody's work: the approver must be another person than every author. */
const APPROVALS: ReadonlySet<Action> = new Set<Action>([
  'confirm-proposal',
  'release-held',
  'approve-notice',
  'review-case',
  'decide-case',
  'joint-decision',
  'confirm-rectification',
]);

/**
 * Actions that stay open to the person concerned: raising an alarm must never wait for another person, and seeing lists that
 * happen to hold one's own household is not handling it.
 */
const OPEN_TO_CONCERNED: ReadonlySet<Action> = new Set<Action>([
  'take-alert',
  'file-for-farmer',
  'see-overview',
  'see-notice-progress',
  'compose-notice',
  'approve-notice',
  'control-notice',
]);

/** The roles that carry an action, for menus and for choosing whom to ask. */
export const rolesThatMay = (action: Action): readonly Role[] => CARRIED_BY[action];

/** Whether a role carries an action at all, before any question of area or interest. */
export const roleCarries = (role: Role, action: Action): boolean =>
  CARRIED_BY[action].includes(role);

/** Asks for permission. On acceptance the proof names the action, the subject and the post it was given to. */
export function may<A extends Action>(
  actor: Actor,
  action: A,
  subject: Subject,
): Result<Proof<A>, PermissionRefusal> {
  if (!roleCarries(actor.role, action)) return refused({ code: 'role', action });
  if (!contains(actor.area, subject.area)) return refused({ code: 'area', action });
  // A department's desk is its own area: what goes to another bureau, or to none, is not there.
  const desk = actor.department ?? null;
  if (actor.role === 'department-officer' && (subject.department ?? null) !== desk) {
    return refused({ code: 'area', action });
  }
  if (isConcerned(actor, subject) && !OPEN_TO_CONCERNED.has(action)) {
    return refused({ code: 'own-interest', action });
  }
  if (APPROVALS.has(action) && subject.authors.includes(actor.staffId)) {
    return refused({ code: 'own-work', action });
  }
  return accepted({
    [proven]: true,
    action,
    subjectId: subject.id,
    staffId: actor.staffId,
    role: actor.role,
    area: actor.area,
    department: actor.department ?? null,
  });
}

/** The first of a person's posts that may do it; the most telling refusal when none may. */
export function anyPostMay<A extends Action>(
  actors: readonly Actor[],
  action: A,
  subject: Subject,
): Result<Proof<A>, PermissionRefusal> {
  let telling: PermissionRefusal = { code: 'role', action };
  for (const actor of actors) {
    const answer = may(actor, action, subject);
    if (answer.ok) return answer;
    if (TELLING[answer.refusal.code] > TELLING[telling.code]) telling = answer.refusal;
  }
  return refused(telling);
}

/** Later questions say more: whoever holds the right post in the right place should hear that it is their own case. */
const TELLING: Readonly<Record<PermissionRefusal['code'], number>> = {
  role: 0,
  area: 1,
  'own-work': 2,
  'own-interest': 3,
};

/** A post that is concerned must not even see the case behind a complaint about its holder. */
const isConcerned = (actor: Actor, subject: Subject): boolean =>
  subject.concerned.includes(actor.staffId) ||
  (subject.householdId !== null && subject.householdId === actor.ownHouseholdId);

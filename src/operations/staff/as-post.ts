/** Acting for a staff member: a permission first, then reading and writing in the scope of the post that gave it. */
import type { Action } from '#src/domain/people/action.ts';
import { type AreaPath, areaPath } from '#src/domain/people/areas.ts';
import {
  type Actor,
  anyPostMay,
  type Proof,
  roleCarries,
  type Subject,
} from '#src/domain/people/permissions.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { PostFacts } from '#src/flows/facts.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import { setScope, SYSTEM } from '#src/store/scope.ts';
import { findStaff } from '#src/store/registry/staff.ts';
import type { TurnContext } from '../turn.ts';

export type StaffTurn = Pick<TurnContext, 'trx' | 'account'>;

/** The posts of the person speaking as actors; empty for people who are not staff. */
export async function actorsOf(turn: StaffTurn): Promise<readonly Actor[]> {
  const { staff } = turn.account;
  if (staff === null) return [];
  const member = await findStaff(turn.trx, staff.staffId);
  if (member === undefined || !member.active) return [];
  return staff.posts.map((post) => ({
    staffId: staff.staffId,
    role: post.role,
    area: areaPath(post.areaPath),
    ownHouseholdId: member.householdId,
    department: post.department,
  }));
}

/** Asks for permission. Call it in the system scope. */
export async function allowed<A extends Action>(
  turn: StaffTurn,
  action: A,
  subject: Subject,
): Promise<Result<Proof<A>, StaffRefusal>> {
  const actors = await actorsOf(turn);
  if (actors.length === 0) return refused({ code: 'not-staff' });
  const proof = anyPostMay(actors, action, subject);
  return proof.ok ? proof : refused({ code: proof.refusal.code });
}

/** Runs `work` in the scope of the post a proof names, and returns to the system scope. A throw ends the whole transaction. */
export async function inPost<T>(
  turn: StaffTurn,
  proof: {
    readonly staffId: string;
    readonly area: AreaPath;
    readonly department?: DepartmentCode | null;
  },
  work: () => Promise<T>,
): Promise<T> {
  await setScope(turn.trx, {
    kind: 'staff',
    staffId: proof.staffId,
    areaPath: proof.area,
    department: proof.department ?? null,
  });
  const value = await work();
  await setScope(turn.trx, SYSTEM);
  return value;
}

/** Permission and scope in one. */
export async function asPost<A extends Action, T>(
  turn: StaffTurn,
  action: A,
  subject: Subject,
  work: (proof: Proof<A>) => Promise<T>,
): Promise<Result<T, StaffRefusal>> {
  const proof = await allowed(turn, action, subject);
  return proof.ok ? accepted(await inPost(turn, proof.value, () => work(proof.value))) : proof;
}

/** The person's posts that carry an action, the largest area left out where a smaller one lies in it is asked for separately. */
export function postsFor(turn: StaffTurn, action: Action): readonly PostFacts[] {
  const posts = turn.account.staff?.posts.filter((post) => roleCarries(post.role, action)) ?? [];
  // A post whose area lies in another post's area adds nothing to a list.
  return posts.filter(
    (post) =>
      !posts.some(
        (other) =>
          other !== post &&
          post.areaPath.startsWith(other.areaPath) &&
          // A department's post sees less than its area: it covers no other, and another of a department adds to it.
          other.department === null &&
          (post.areaPath !== other.areaPath || posts.indexOf(other) < posts.indexOf(post)),
      ),
  );
}

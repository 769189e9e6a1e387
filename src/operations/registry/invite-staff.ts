/** Inviting staff: a code that works once and carries a role with an area. Only its digest is stored. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { sameName } from '#src/domain/people/person-name.ts';
import { mayStandAt, type Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { insertInvitation } from '#src/store/invitation.ts';
import { findAreaByCode } from '#src/store/registry/areas.ts';
import { holdersIn } from '#src/store/registry/posts.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock, NewId } from '../ports.ts';

/** Long enough to reach somebody on leave, short enough that a lost link does not stay open. */
const VALID_DAYS = 7;

export type IssuedInvitation = {
  readonly code: string;
  readonly areaName: string;
  readonly expiresAt: Instant;
  /** The registry's person it is bound to; null when it will make a new one. */
  readonly staffId: string | null;
};

/**
 * Issues an invitation as the operator at the machine, who needs no post. A name that exactly one holder of that post bears binds
 * it to that person, so that somebody who was imported does not become two.
 */
export async function inviteStaff(
  deps: {
    readonly db: Db;
    readonly clock: Clock;
    readonly newId: NewId;
    readonly newCode: () => string;
  },
  request: {
    readonly role: Role;
    /** Of a department officer; ignored for every other role. */
    readonly department?: DepartmentCode | null;
    readonly areaCode: string;
    readonly name: string;
  },
): Promise<Result<IssuedInvitation, { readonly code: 'unknown-area' | 'wrong-level' }>> {
  const now = deps.clock.now();
  const expiresAt = plusMs(now, VALID_DAYS * 86_400_000);
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const area = await findAreaByCode(trx, request.areaCode);
    if (area === undefined) return refused({ code: 'unknown-area' } as const);
    if (!mayStandAt(request.role, area.level)) return refused({ code: 'wrong-level' } as const);
    const department = request.role === 'department-officer' ? (request.department ?? null) : null;
    const held = await holdersIn(trx, request.role, area.areaId, fromInstant(now));
    const named = held.filter(
      (holder) => holder.department === department && sameName(holder.name, request.name),
    );
    const staffId = named.length === 1 ? (named[0]?.staffId ?? null) : null;
    const code = deps.newCode();
    await insertInvitation(trx, {
      id: deps.newId(),
      code,
      role: request.role,
      department,
      areaId: area.areaId,
      staffId,
      name: request.name,
      createdAt: now,
      expiresAt,
    });
    return accepted({ code, areaName: area.fullName, expiresAt, staffId });
  });
}

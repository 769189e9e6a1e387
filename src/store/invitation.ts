/** Invitations of staff, which work once. Only a digest is stored: whoever reads the database cannot use them. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';
import { digestOfCode } from './one-time-code.ts';
import { timestamp } from './timestamp.ts';

export type Invitation = {
  readonly id: string;
  readonly role: Role;
  readonly department: DepartmentCode | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly staffId: string | null;
  readonly name: string;
};

/** Stores an invitation; the caller shows `code` once and forgets it. */
export async function insertInvitation(
  trx: Trx,
  invitation: {
    readonly id: string;
    readonly code: string;
    readonly role: Role;
    readonly department?: DepartmentCode | null;
    readonly areaId: string;
    readonly staffId: string | null;
    readonly name: string;
    readonly createdAt: Instant;
    readonly expiresAt: Instant;
  },
): Promise<void> {
  await trx
    .insertInto('invitation')
    .values({
      id: invitation.id,
      code_hash: digestOfCode(invitation.code),
      role: invitation.role,
      department: invitation.department ?? null,
      area_id: invitation.areaId,
      staff_id: invitation.staffId,
      name: invitation.name,
      created_at: timestamp(invitation.createdAt),
      expires_at: timestamp(invitation.expiresAt),
      used_at: null,
      used_by: null,
    })
    .execute();
}

/** The invitation behind a code while it is good: not used, not out of date. */
export async function findInvitation(
  trx: Trx,
  code: string,
  now: Instant,
): Promise<Invitation | null> {
  return (
    (await trx
      .selectFrom('invitation')
      .innerJoin('area', 'area.id', 'invitation.area_id')
      .select([
        'invitation.id',
        'invitation.role',
        'invitation.department',
        'invitation.area_id as areaId',
        'area.path as areaPath',
        'area.full_name as areaName',
        'invitation.staff_id as staffId',
        'invitation.name',
      ])
      .where('code_hash', '=', digestOfCode(code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', timestamp(now))
      .executeTakeFirst()) ?? null
  );
}

/** Uses an invitation up; false when somebody else did in the meantime (the row's `used_at` is set once). */
export async function useInvitation(
  trx: Trx,
  id: string,
  accountId: string,
  now: Instant,
): Promise<boolean> {
  const used = await trx
    .updateTable('invitation')
    .set({ used_at: timestamp(now), used_by: accountId })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Notes whom a used invitation was for; after the person exists, who may be new. */
export async function nameInvited(trx: Trx, id: string, staffId: string): Promise<void> {
  await trx.updateTable('invitation').set({ staff_id: staffId }).where('id', '=', id).execute();
}

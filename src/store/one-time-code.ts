/** Invitations and codes that work once. Only a digest is stored: whoever reads the database cannot use them. */
import { sql } from 'kysely';
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { tokenDigest } from '#src/platform/ids.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Codes are typed on phones: case and stray spaces do not matter. */
const digestOf = (code: string): string => tokenDigest(code.normalize('NFKC').trim().toUpperCase());

export type Invitation = {
  readonly id: string;
  readonly role: Role;
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
      code_hash: digestOf(invitation.code),
      role: invitation.role,
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
        'invitation.area_id as areaId',
        'area.path as areaPath',
        'area.full_name as areaName',
        'invitation.staff_id as staffId',
        'invitation.name',
      ])
      .where('code_hash', '=', digestOf(code))
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
  staffId: string,
  now: Instant,
): Promise<boolean> {
  const used = await trx
    .updateTable('invitation')
    .set({ used_at: timestamp(now), used_by: accountId, staff_id: staffId })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Stores a code that joins another channel to the person of an account. */
export async function insertJoinCode(
  trx: Trx,
  join: {
    readonly id: string;
    readonly code: string;
    readonly accountId: string;
    readonly now: Instant;
    readonly validMs: number;
  },
): Promise<void> {
  await trx
    .insertInto('one_time_code')
    .values({
      id: join.id,
      kind: 'join',
      code_hash: digestOf(join.code),
      account_id: join.accountId,
      staff_id: null,
      created_at: timestamp(join.now),
      expires_at: timestamp(plusMs(join.now, join.validMs)),
      used_at: null,
    })
    .execute();
}

/** Whether a joining code is good, without using it. */
export async function joinCodeIsGood(trx: Trx, code: string, now: Instant): Promise<boolean> {
  const row = await trx
    .selectFrom('one_time_code')
    .select('id')
    .where('kind', '=', 'join')
    .where('code_hash', '=', digestOf(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', timestamp(now))
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses a joining code up and names the account that issued it; null when it is not good (any more). */
export async function useJoinCode(trx: Trx, code: string, now: Instant): Promise<string | null> {
  const row = await trx
    .updateTable('one_time_code')
    .set({ used_at: timestamp(now) })
    .where('kind', '=', 'join')
    .where('code_hash', '=', digestOf(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', timestamp(now))
    .returning('account_id')
    .executeTakeFirst();
  return row?.account_id ?? null;
}

/** A fresh ticket number, `Q-000123`. */
export async function nextTicketNumber(trx: Trx): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('ticket_number') as n`.execute(trx);
  return `Q-${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
}

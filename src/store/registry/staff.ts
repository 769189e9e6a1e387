/** Staff members: who they are, how to phone them, and giving and ending their posts. Who holds what: `posts.ts`. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';
import { phoneIndex, phoneIndexes } from './blind-index.ts';

/** A staff member without anything private. */
export type StaffMember = {
  readonly staffId: string;
  readonly name: string;
  readonly code: string | null;
  /** The household they belong to in the registry: nobody handles their own. */
  readonly householdId: string | null;
  readonly active: boolean;
};

/** A staff member one can phone. `phone` is digits only, '' when none is known. */
export type StaffContact = {
  readonly staffId: string;
  readonly name: string;
  readonly phone: string;
};

const columns = ['id as staffId', 'name', 'code', 'household_id as householdId', 'active'] as const;

/** The staff member with this id. */
export const findStaff = (trx: Trx, staffId: string): Promise<StaffMember | undefined> =>
  trx.selectFrom('staff').select(columns).where('id', '=', staffId).executeTakeFirst();

/** Names and decrypted phones, in the order asked; unknown ids are left out. */
export async function staffContacts(
  trx: Trx,
  fields: FieldEncryption,
  staffIds: readonly string[],
): Promise<readonly StaffContact[]> {
  if (staffIds.length === 0) return [];
  const rows = await trx
    .selectFrom('staff')
    .select(['id', 'name', 'phone_enc'])
    .where('id', 'in', staffIds)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return staffIds.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const phone = row.phone_enc === null ? '' : fields.decrypt('staff.phone', id, row.phone_enc);
    return [{ staffId: id, name: row.name, phone }];
  });
}

/** Name and decrypted phone of one staff member. */
export async function staffContact(
  trx: Trx,
  fields: FieldEncryption,
  staffId: string,
): Promise<StaffContact | undefined> {
  const [contact] = await staffContacts(trx, fields, [staffId]);
  return contact;
}

/** Staff with this phone number (digits). A number of staff never vouches for a household. */
export async function staffByPhone(
  trx: Trx,
  fields: FieldEncryption,
  phone: string,
): Promise<readonly StaffMember[]> {
  if (phone === '') return [];
  return await trx
    .selectFrom('staff')
    .select(columns)
    .where('phone_index', 'in', phoneIndexes(fields, phone))
    .execute();
}

/** Adds a staff member. `phone` is digits, '' when unknown. */
export async function insertStaff(
  trx: Trx,
  fields: FieldEncryption,
  staff: {
    readonly id: string;
    readonly code: string | null;
    readonly name: string;
    readonly phone: string;
    readonly householdId: string | null;
    readonly at: Instant;
  },
): Promise<void> {
  await trx
    .insertInto('staff')
    .values({
      id: staff.id,
      code: staff.code,
      name: staff.name,
      phone_enc: staff.phone === '' ? null : fields.encrypt('staff.phone', staff.id, staff.phone),
      phone_index: phoneIndex(fields, staff.phone),
      household_id: staff.householdId,
      created_at: timestamp(staff.at),
    })
    .execute();
}

/** The staff member with this number of the county's own (人员编号). */
export const staffByCode = (trx: Trx, code: string): Promise<StaffMember | undefined> =>
  trx.selectFrom('staff').select(columns).where('code', '=', code).executeTakeFirst();

/** Brings a staff member up to date; returns whether anything changed. A `phone` of '' keeps the stored one. */
export async function updateStaff(
  trx: Trx,
  fields: FieldEncryption,
  staffId: string,
  now: {
    readonly code: string | null;
    readonly name: string;
    readonly phone: string;
    readonly householdId: string | null;
  },
): Promise<boolean> {
  const before = await trx
    .selectFrom('staff')
    .select(['code', 'name', 'phone_index', 'household_id', 'active'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow();
  const index = phoneIndex(fields, now.phone);
  const newPhone = index !== null && index !== before.phone_index;
  const code = now.code ?? before.code;
  const householdId = now.householdId ?? before.household_id;
  const same =
    !newPhone &&
    before.active &&
    before.code === code &&
    before.name === now.name &&
    before.household_id === householdId;
  if (same) return false;
  await trx
    .updateTable('staff')
    .set({
      code,
      name: now.name,
      household_id: householdId,
      active: true,
      ...(newPhone
        ? { phone_enc: fields.encrypt('staff.phone', staffId, now.phone), phone_index: index }
        : {}),
    })
    .where('id', '=', staffId)
    .execute();
  return true;
}

/**
 * Gives a post from a day on. Whoever holds it already keeps it as it is (unique index `post_held_once`); returns whether it
 * is new.
 */
export async function openPost(
  trx: Trx,
  post: {
    readonly id: string;
    readonly staffId: string;
    readonly role: Role;
    readonly department?: DepartmentCode | null;
    readonly areaId: string;
    readonly areaPath: string;
    readonly since: LocalDate;
  },
): Promise<boolean> {
  const written = await trx
    .insertInto('post')
    .values({
      id: post.id,
      staff_id: post.staffId,
      role: post.role,
      department: post.department ?? null,
      area_id: post.areaId,
      area_path: post.areaPath,
      since: post.since,
      until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return written.length > 0;
}

/**
 * Ends a post: `until` is the last day it is held. `unchanged`: it already ended on that day; `not-held`: there was never
 * such a post.
 */
export async function closePost(
  trx: Trx,
  post: {
    readonly staffId: string;
    readonly role: Role;
    readonly department?: DepartmentCode | null;
    readonly areaId: string;
  },
  until: LocalDate,
): Promise<'closed' | 'unchanged' | 'not-held'> {
  const closed = await trx
    .updateTable('post')
    .set({ until })
    .where('staff_id', '=', post.staffId)
    .where('role', '=', post.role)
    .where('area_id', '=', post.areaId)
    .where(sql<boolean>`department is not distinct from ${post.department ?? null}`)
    .where('until', 'is', null)
    .returning('id')
    .execute();
  if (closed.length > 0) return 'closed';
  const ended = await trx
    .selectFrom('post')
    .select('id')
    .where('staff_id', '=', post.staffId)
    .where('role', '=', post.role)
    .where('area_id', '=', post.areaId)
    .executeTakeFirst();
  return ended === undefined ? 'not-held' : 'unchanged';
}

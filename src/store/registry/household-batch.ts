/** Reading and writing households by the thousand, for imports: set-based statements, one transaction a batch. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from '../database.ts';
import type { HouseholdTable } from '../schema/registry.ts';
import { timestamp } from '../timestamp.ts';

/** A household as a file or the table has it. Encrypted text and its index go together; null: none. */
export type StoredHousehold = {
  readonly id: string;
  readonly area_id: string;
  readonly area_path: string;
  readonly code: string | null;
  readonly head_name: string;
  readonly group_name: string;
  readonly address: string;
  readonly kind: 'general' | 'exited-poverty';
  readonly monitored: HouseholdTable['monitored'];
  readonly size: number;
  readonly flags: readonly string[];
  readonly phone_enc: string | null;
  readonly phone_index: string | null;
};

/** A member as a file or the table has it. */
export type StoredMember = {
  readonly id: string;
  readonly household_id: string;
  readonly area_path: string;
  readonly ordinal: number;
  readonly name: string;
  readonly relation: string;
  readonly sex: 'male' | 'female' | null;
  readonly born_on: LocalDate | null;
  readonly id_number_enc: string | null;
  readonly id_number_index: string | null;
  readonly id_number_flag: string | null;
  readonly disability_card_enc: string | null;
  readonly disability_card_index: string | null;
  readonly phone_enc: string | null;
  readonly phone_index: string | null;
  readonly health: readonly string[];
  readonly labour: string | null;
  readonly schooling: string | null;
  readonly education: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** A pair of characters by which a household is found. */
export type StoredGram = {
  readonly gram: string;
  readonly area_path: string;
  readonly household_id: string;
};

/** Any number would do, but all versions must agree: one import at a time, whoever runs it. */
const IMPORTING = 7_140_701;

/**
 * Waits until no other import runs and keeps others waiting until the transaction ends, so that two imports cannot both find
 * a household missing. Nobody else takes this lock: intake goes on.
 */
export async function lockForImport(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${IMPORTING}::bigint)`.execute(trx);
}

/** How a household of a file is found again: by its code, else by area and head. */
export type HouseholdKey =
  | { readonly code: string }
  | { readonly code: null; readonly areaPath: string; readonly headName: string };

const householdColumns = [
  'id',
  'area_id',
  'area_path',
  'code',
  'head_name',
  'group_name',
  'address',
  'kind',
  'monitored',
  'size',
  'flags',
  'phone_enc',
  'phone_index',
] as const;

/** Registry households that one of the keys may mean. Two without a code may share area and head: the caller tells them apart. */
export async function householdsByKeys(
  trx: Trx,
  keys: readonly HouseholdKey[],
): Promise<readonly StoredHousehold[]> {
  const codes = keys.flatMap((key) => (key.code === null ? [] : [key.code]));
  const named = keys.flatMap((key) => (key.code === null ? [key] : []));
  const byCode =
    codes.length === 0
      ? []
      : await trx
          .selectFrom('household')
          .select(householdColumns)
          .where('code', '=', sql<string>`any(${codes}::text[])`)
          .execute();
  if (named.length === 0) return byCode;
  const byName = await trx
    .selectFrom('household')
    .select(householdColumns)
    .where('code', 'is', null)
    .where('origin', '=', 'registry')
    .where(
      sql<boolean>`(area_path, head_name) in (select * from unnest(
        ${named.map((key) => key.areaPath)}::text[], ${named.map((key) => key.headName)}::text[]))`,
    )
    .orderBy('id')
    .execute();
  return [...byCode, ...byName];
}

/** The members of these households, in the order of the form. */
export async function membersOfHouseholds(
  trx: Trx,
  householdIds: readonly string[],
): Promise<readonly StoredMember[]> {
  if (householdIds.length === 0) return [];
  const rows = await trx
    .selectFrom('member')
    .selectAll()
    .where('household_id', '=', sql<string>`any(${householdIds}::uuid[])`)
    .orderBy('household_id')
    .orderBy('ordinal')
    .execute();
  // `details` is jsonb, written by the statements below only, always as an object.
  return rows as unknown as readonly StoredMember[];
}

const HOUSEHOLD_ROW = sql`id uuid, area_id uuid, area_path text, code text, head_name text, group_name text,
  address text, kind text, monitored text, size integer, flags text[], phone_enc text, phone_index text`;

/** Adds households of the registry. */
export async function insertHouseholds(
  trx: Trx,
  households: readonly StoredHousehold[],
  at: Instant,
): Promise<void> {
  if (households.length === 0) return;
  await sql`insert into household (id, area_id, area_path, code, head_name, group_name, address, origin, kind,
      monitored, size, flags, phone_enc, phone_index, created_at, updated_at)
    select id, area_id, area_path, code, head_name, group_name, address, 'registry', kind, monitored, size, flags,
      phone_enc, phone_index, ${timestamp(at)}, ${timestamp(at)}
    from json_to_recordset(${JSON.stringify(households)}::json) as row(${HOUSEHOLD_ROW})`.execute(
    trx,
  );
}

/** Brings households up to date; their state in cases and visits is untouched. */
export async function updateHouseholds(
  trx: Trx,
  households: readonly StoredHousehold[],
  at: Instant,
): Promise<void> {
  if (households.length === 0) return;
  await sql`update household h set area_id = row.area_id, area_path = row.area_path, head_name = row.head_name,
      group_name = row.group_name, address = row.address, kind = row.kind, monitored = row.monitored,
      size = row.size, flags = row.flags, phone_enc = row.phone_enc, phone_index = row.phone_index,
      updated_at = ${timestamp(at)}
    from json_to_recordset(${JSON.stringify(households)}::json) as row(${HOUSEHOLD_ROW})
    where h.id = row.id`.execute(trx);
}

const MEMBER_ROW = sql`id uuid, household_id uuid, area_path text, ordinal smallint, name text, relation text, sex text,
  born_on date, id_number_enc text, id_number_index text, id_number_flag text, disability_card_enc text,
  disability_card_index text, phone_enc text, phone_index text, health text[], labour text, schooling text,
  education text, details jsonb`;

/** Adds members. */
export async function insertMembers(trx: Trx, members: readonly StoredMember[]): Promise<void> {
  if (members.length === 0) return;
  await sql`insert into member (id, household_id, area_path, ordinal, name, relation, sex, born_on, id_number_enc,
      id_number_index, id_number_flag, disability_card_enc, disability_card_index, phone_enc, phone_index, health,
      labour, schooling, education, details)
    select id, household_id, area_path, ordinal, name, relation, sex, born_on, id_number_enc, id_number_index,
      id_number_flag, disability_card_enc, disability_card_index, phone_enc, phone_index, health, labour, schooling,
      education, details
    from json_to_recordset(${JSON.stringify(members)}::json) as row(${MEMBER_ROW})`.execute(trx);
}

/** Brings members up to date. */
export async function updateMembers(trx: Trx, members: readonly StoredMember[]): Promise<void> {
  if (members.length === 0) return;
  await sql`update member m set area_path = row.area_path, name = row.name, relation = row.relation, sex = row.sex,
      born_on = row.born_on, id_number_enc = row.id_number_enc, id_number_index = row.id_number_index,
      id_number_flag = row.id_number_flag, disability_card_enc = row.disability_card_enc,
      disability_card_index = row.disability_card_index, phone_enc = row.phone_enc, phone_index = row.phone_index,
      health = row.health, labour = row.labour, schooling = row.schooling, education = row.education,
      details = row.details
    from json_to_recordset(${JSON.stringify(members)}::json) as row(${MEMBER_ROW})
    where m.id = row.id`.execute(trx);
}

/** Adds pairs of characters; those of `renewed` households are written anew. */
export async function writeGramRows(
  trx: Trx,
  grams: readonly StoredGram[],
  renewed: readonly string[],
): Promise<void> {
  if (renewed.length > 0) {
    await sql`delete from household_gram where household_id = any(${renewed}::uuid[])`.execute(trx);
  }
  if (grams.length === 0) return;
  await sql`insert into household_gram (gram, area_path, household_id)
    select * from unnest(${grams.map((row) => row.gram)}::text[], ${grams.map((row) => row.area_path)}::text[],
      ${grams.map((row) => row.household_id)}::uuid[]) as row(gram, area_path, household_id)
    order by row.gram collate "C", row.area_path collate "C"`.execute(trx);
}

/** Households that moved to another area take their assignments along. */
export async function moveAssignments(trx: Trx, householdIds: readonly string[]): Promise<void> {
  if (householdIds.length === 0) return;
  await sql`update assignment a set area_path = h.area_path from household h
    where h.id = a.household_id and h.id = any(${householdIds}::uuid[])`.execute(trx);
}

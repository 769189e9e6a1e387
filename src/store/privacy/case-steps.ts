/** Words and papers of the identification steps: what goes with a person, what goes with time. The office's own record of days and codes stays. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

const list = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`;

/** An objection the accounts brought, in its own words. */
export type ObjectionCopy = {
  readonly on: LocalDate;
  readonly words: string;
  readonly upheld: boolean | null;
};

/** Objections a person made on any of their accounts, decrypted for that person alone. */
export async function objectionsOf(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
): Promise<readonly ObjectionCopy[]> {
  const rows = await trx
    .selectFrom('objection')
    .select(['id', 'filed_on as on', 'words_enc', 'upheld'])
    .where('account_id', 'in', [...accountIds])
    .orderBy('filed_on')
    .execute();
  return rows.map(({ id, on, words_enc, upheld }) => ({
    on,
    words: words_enc === null ? '' : fields.decrypt('objection.words_enc', id, words_enc),
    upheld,
  }));
}

/** What the household of the accounts allowed departments to compare; accounts that only said a name see their own presses. */
export async function authorisationsOf(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly object[]> {
  const { rows } = await sql<object>`
    select a.form, a.given_by as "by", a.text_version as "textVersion", a.given_on as "givenOn",
      a.refused_on as "refusedOn"
    from authorisation a where a.account_id = ${list(accountIds)} or a.household_id in (
      select household_id from account where id = ${list(accountIds)} and trust <> 'claimed')
    order by a.asked_at`.execute(trx);
  return rows;
}

/** Objections lose their words and who brought them, authorisations the chat they were pressed in. */
export async function eraseFromSteps(trx: Trx, accountIds: readonly string[]): Promise<void> {
  await sql`update objection set words_enc = null, account_id = null
    where account_id = ${list(accountIds)}`.execute(trx);
  await sql`update authorisation set account_id = null
    where account_id = ${list(accountIds)}`.execute(trx);
}

/** Notices about households that only these people spoke of lose their words; that one hung, and how long, stays. */
export async function eraseNotices(trx: Trx, householdIds: readonly string[]): Promise<void> {
  await sql`update public_notice set fields = '{}'
    where household_id = ${list(householdIds)}`.execute(trx);
}

type Batch = (trx: Trx, before: Instant, limit: number) => Promise<number>;

const changed = (rows: { readonly numAffectedRows?: bigint }): number =>
  Number(rows.numAffectedRows ?? 0n);

/** Words of objections whose case was closed before. */
export const dropObjectionWords: Batch = async (trx, before, limit) =>
  changed(
    await sql`update objection set words_enc = null where id in (
      select o.id from objection o join case_file c on c.id = o.case_id
      where o.words_enc is not null and c.closed_at < ${timestamp(before)} limit ${limit})`.execute(
      trx,
    ),
  );

/** Words of notices whose case was closed before. */
export const dropNoticeWords: Batch = async (trx, before, limit) =>
  changed(
    await sql`update public_notice set fields = '{}' where id in (
      select n.id from public_notice n join case_file c on c.id = n.case_id
      where n.fields <> '{}'::jsonb and c.closed_at < ${timestamp(before)} limit ${limit})`.execute(
      trx,
    ),
  );

/** Minutes of meetings recorded before, once every case they spoke of is closed since before. */
export const dropMinutes: Batch = async (trx, before, limit) =>
  changed(
    await sql`update village_meeting set minutes_enc = null where id in (
      select m.id from village_meeting m
      where m.minutes_enc is not null and m.recorded_at < ${timestamp(before)}
        and not exists (select 1 from meeting_item i join case_file c on c.id = i.case_id
          where i.meeting_id = m.id and (c.closed_at is null or c.closed_at >= ${timestamp(before)}))
      limit ${limit})`.execute(trx),
  );

/** Which rows are one person's: their accounts, what they reported, sent and were told. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from '../database.ts';

/** An account as far as erasing and copying look. */
export type PersonAccount = {
  readonly accountId: string;
  readonly channel: string;
  readonly chat: string;
  readonly areaPath: string | null;
  readonly householdId: string | null;
  readonly staffId: string | null;
  readonly name: string;
  readonly createdAt: Instant;
  readonly phoneEnc: string | null;
  readonly idNumberEnc: string | null;
};

/** The account and all that were joined to it by a code, either way round; empty when there is no such account. */
export async function accountsOfPerson(
  trx: Trx,
  accountId: string,
): Promise<readonly PersonAccount[]> {
  const { rows } = await sql<PersonAccount>`
    with recursive person(id) as (
      select id from account where id = ${accountId}::uuid
      union
      select a.id from person p join account a on a.joined_from = p.id
        or a.id = (select joined_from from account where id = p.id)
    )
    select a.id as "accountId", a.channel, a.chat, a.area_path as "areaPath",
      a.household_id as "householdId", a.staff_id as "staffId", a.name,
      a.created_at as "createdAt", a.phone_enc as "phoneEnc", a.id_number_enc as "idNumberEnc"
    from account a where a.id in (select id from person) order by a.id`.execute(trx);
  return rows;
}

/** Waits for turns of these accounts that are under way and keeps new ones out until the transaction ends. */
export async function lockConversations(trx: Trx, accountIds: readonly string[]): Promise<void> {
  await sql`select 1 from conversation where account_id = any(${[...accountIds]}::uuid[])
    order by account_id for update`.execute(trx);
}

/** Reports these accounts sent for themselves; what an officer filed for others is the office's. */
export async function reportsOfPerson(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('declaration')
    .select('id')
    .where('account_id', 'in', [...accountIds])
    .where('filed_by_staff', 'is', null)
    .orderBy('submitted_at')
    .execute();
  return rows.map((row) => row.id);
}

/** Alarms these accounts raised. */
export async function alertsOfPerson(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly { readonly alertId: string; readonly closed: boolean }[]> {
  const { rows } = await sql<{ alertId: string; closed: boolean }>`
    select id as "alertId", closed_at is not null as closed from alert
    where account_id = any(${[...accountIds]}::uuid[]) order by raised_at`.execute(trx);
  return rows;
}

/** Questions, complaints and requests of these accounts. */
export async function ticketsOfPerson(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('ticket')
    .select('id')
    .where('account_id', 'in', [...accountIds])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

/** Households that exist only because these accounts, or reports of theirs, named them. */
export async function claimedHouseholdsOf(
  trx: Trx,
  accountIds: readonly string[],
  reportIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from household h where h.origin = 'claimed'
      and (h.id in (select household_id from account where id = any(${[...accountIds]}::uuid[]))
        or h.id in (select household_id from declaration where id = any(${[...reportIds]}::uuid[]))
        -- What was left behind when it was merged into their household.
        or h.same_as in (select household_id from account where id = any(${[...accountIds]}::uuid[])))
      and not exists (select 1 from account a
        where a.household_id = h.id and a.id <> all(${[...accountIds]}::uuid[]))
      and not exists (select 1 from declaration d
        where d.household_id = h.id and d.id <> all(${[...reportIds]}::uuid[]))`.execute(trx);
  return rows.map((row) => row.id);
}

/** Media these accounts sent, without those that are part of an officer's visit, of an officer's work on a ticket, or of a report filed for somebody else. */
export async function mediaOfPerson(
  trx: Trx,
  accountIds: readonly string[],
  reportIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from media m where m.account_id = any(${[...accountIds]}::uuid[])
      and not exists (select 1 from visit_media v where v.media_id = m.id)
      and not exists (select 1 from recurring_media r where r.media_id = m.id)
      and not exists (select 1 from issue_media i where i.media_id = m.id and i.by_staff is not null)
      and not exists (select 1 from declaration_media d
        where d.media_id = m.id and d.declaration_id <> all(${[...reportIds]}::uuid[]))
    order by m.id`.execute(trx);
  return rows.map((row) => row.id);
}

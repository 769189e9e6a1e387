/** Accounts: one person on one channel. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';
import type { AccountTable } from './schema/conversation.ts';
import { timestamp } from './timestamp.ts';
import type { Selectable } from 'kysely';

export type AccountRow = Selectable<AccountTable>;

/** The account of a chat, made when the chat is new (unique channel and chat: two processes make one). */
export async function findOrMakeAccount(
  trx: Trx,
  channel: string,
  chat: string,
  newId: () => string,
  now: Instant,
): Promise<AccountRow> {
  const found = await trx
    .selectFrom('account')
    .selectAll()
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst();
  if (found !== undefined) return found;
  await sql`insert into account (id, channel, chat, created_at)
    values (${newId()}, ${channel}, ${chat}, ${timestamp(now)})
    on conflict (channel, chat) do nothing`.execute(trx);
  return await trx
    .selectFrom('account')
    .selectAll()
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirstOrThrow();
}

/** An account that is known to exist, as it stands now. */
export const knownAccount = (trx: Trx, id: string): Promise<AccountRow> =>
  trx.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** One account by id. */
export const accountById = async (trx: Trx, id: string): Promise<AccountRow | null> =>
  (await trx.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;

/**
 * Version of the text consented to last, by this account or by the one it was joined from; null when nothing is written down.
 */
export async function consentedText(
  trx: Trx,
  account: Pick<AccountRow, 'id' | 'joined_from'>,
): Promise<string | null> {
  const { rows } = await sql<{ readonly version: string }>`
    select text_version as version from consent
    where account_id in (${account.id}::uuid, ${account.joined_from}::uuid) and withdrawn_at is null
    order by given_at desc, text_version desc limit 1`.execute(trx);
  return rows[0]?.version ?? null;
}

/** Accounts on which a staff member can be told something, most recently made first. */
export async function accountsOfStaff(
  trx: Trx,
  staffId: string,
): Promise<readonly { readonly id: string; readonly channel: string }[]> {
  return await trx
    .selectFrom('account')
    .select(['id', 'channel'])
    .where('staff_id', '=', staffId)
    .where('reachable', '=', true)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Who listens on an account: whether staff, where, and when they were last heard of. */
export type AccountAtNight = {
  readonly accountId: string;
  readonly channel: string;
  readonly isStaff: boolean;
  /** '' when nothing is known of where they live or work. */
  readonly areaPath: string;
  readonly heardAt: Instant | null;
};

/** Accounts by id with what decides about their quiet hours. System scope. */
export async function accountsAtNight(
  trx: Trx,
  accountIds: readonly string[],
  today: LocalDate,
): Promise<readonly AccountAtNight[]> {
  const { rows } = await sql<AccountAtNight>`
    select a.id as "accountId", a.channel, a.staff_id is not null as "isStaff", c.updated_at as "heardAt",
      coalesce((select p.area_path from post p where p.staff_id = a.staff_id and p.since <= ${today}::date
        and (p.until is null or p.until >= ${today}::date) order by p.since desc, p.id limit 1), a.area_path, '')
        as "areaPath"
    from account a left join conversation c on c.account_id = a.id
    where a.id = any(${[...accountIds]}::uuid[])`.execute(trx);
  return rows;
}

/** Remembers whether the channel can still reach the person. */
export async function setReachable(trx: Trx, id: string, reachable: boolean): Promise<void> {
  await trx
    .updateTable('account')
    .set({ reachable })
    .where('id', '=', id)
    .where('reachable', '=', !reachable)
    .execute();
}

/** An officer met the person: the account speaks for its household from now on. */
export async function confirmAccount(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('account').set({ trust: 'confirmed' }).where('id', '=', id).execute();
}

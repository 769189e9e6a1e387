/** Accounts: one person on one channel. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
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

/** One account by id. */
export const accountById = async (trx: Trx, id: string): Promise<AccountRow | null> =>
  (await trx.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;

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

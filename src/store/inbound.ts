/** What came in, as it came, until it has taken effect. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Db, Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** One update before it is stored. */
export type NewInbound = {
  readonly channel: string;
  readonly receiver: string;
  readonly updateId: string;
  readonly chat: string;
  readonly body: unknown;
};

export type InboundRow = {
  readonly id: number;
  readonly body: unknown;
  readonly receivedAt: Instant;
  readonly attempts: number;
  /** Another one waits behind it. */
  readonly more: boolean;
};

/** The encryption of a body is bound to what makes the update unique, which is known before the row has an id. */
export const inboundKey = (u: { channel: string; receiver: string; updateId: string }): string =>
  `${u.channel}/${u.receiver}/${u.updateId}`;

/**
 * Stores a batch; an update that is already there is left alone (unique channel, receiver, update id), so a redelivered
 * batch changes nothing.
 */
export async function storeInbound(
  trx: Trx,
  fields: FieldEncryption,
  batch: readonly NewInbound[],
  now: Instant,
): Promise<void> {
  if (batch.length === 0) return;
  await trx
    .insertInto('inbound')
    .values(
      batch.map((u) => ({
        channel: u.channel,
        receiver: u.receiver,
        update_id: u.updateId,
        chat: u.chat,
        body_enc: fields.encrypt('inbound.body_enc', inboundKey(u), JSON.stringify(u.body)),
        received_at: timestamp(now),
        fault_code: null,
        done_at: null,
      })),
    )
    .onConflict((c) => c.columns(['channel', 'receiver', 'update_id']).doNothing())
    .execute();
}

/** The oldest update of a chat that has not taken effect. The caller holds the conversation's row lock. */
export async function nextInbound(
  trx: Trx,
  fields: FieldEncryption,
  channel: string,
  chat: string,
): Promise<InboundRow | null> {
  const [row, after] = await trx
    .selectFrom('inbound')
    .select(['id', 'channel', 'receiver', 'update_id', 'body_enc', 'received_at', 'attempts'])
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('state', '=', 'new')
    .orderBy('id')
    .limit(2)
    .execute();
  if (row === undefined) return null;
  const key = inboundKey({ channel: row.channel, receiver: row.receiver, updateId: row.update_id });
  return {
    id: row.id,
    body: JSON.parse(fields.decrypt('inbound.body_enc', key, row.body_enc)),
    receivedAt: row.received_at,
    attempts: row.attempts,
    more: after !== undefined,
  };
}

/** Marks an update as having taken effect, in the transaction in which it did. */
export async function finishInbound(trx: Trx, id: number, now: Instant): Promise<void> {
  await trx
    .updateTable('inbound')
    .set({ state: 'done', done_at: timestamp(now) })
    .where('id', '=', id)
    .execute();
}

/** Empties what an account's chat said and what has taken effect; that something came in, and when, stays. */
export async function emptyInbound(
  trx: Trx,
  account: { readonly accountId: string; readonly channel: string },
): Promise<void> {
  await trx
    .updateTable('inbound')
    .set({ body_enc: '' })
    .where('state', '=', 'done')
    .where('channel', '=', account.channel)
    .where('chat', '=', (eb) =>
      eb.selectFrom('account').select('chat').where('id', '=', account.accountId),
    )
    .execute();
}

/** Counts a failed attempt at the oldest open update of a chat; at `limit` it is quarantined. Returns the row's new state. */
export async function countFailedAttempt(
  trx: Trx,
  channel: string,
  chat: string,
  faultCode: string,
  limit: number,
): Promise<{ readonly id: number; readonly state: 'new' | 'quarantined' } | null> {
  const row = await trx
    .updateTable('inbound')
    .set({
      attempts: sql<number>`attempts + 1`,
      fault_code: faultCode,
      state: sql<
        'new' | 'quarantined'
      >`case when attempts + 1 >= ${limit} then 'quarantined' else 'new' end`,
    })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('inbound')
        .select('id')
        .where('channel', '=', channel)
        .where('chat', '=', chat)
        .where('state', '=', 'new')
        .orderBy('id')
        .limit(1)
        .forUpdate(),
    )
    .returning(['id', 'state'])
    .executeTakeFirst();
  return row === undefined || row.state === 'done' ? null : { id: row.id, state: row.state };
}

/** Chats with updates received before `before` that nobody has worked off: a crash left them. At most `limit`. */
export async function chatsLeftBehind(
  trx: Trx | Db,
  before: Instant,
  limit: number,
): Promise<readonly { readonly channel: string; readonly chat: string }[]> {
  return await trx
    .selectFrom('inbound')
    .select(['channel', 'chat'])
    .where('state', '=', 'new')
    .where('received_at', '<', timestamp(before))
    .groupBy(['channel', 'chat'])
    .orderBy((eb) => eb.fn.min('id'))
    .limit(limit)
    .execute();
}

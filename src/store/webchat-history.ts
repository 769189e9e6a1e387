/** What stands on a person's chat page: our messages and their own lines, decrypted for that person alone. */
import { sql } from 'kysely';
import { type Instant, instant } from '#src/domain/calendar/instant.ts';
import type { Message } from '#src/flows/flow.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { inboundKey } from './inbound.ts';
import { readBody } from './message.ts';
import { timestamp } from './timestamp.ts';

/** One of our messages that has reached the page, or waits for it. */
export type ShownMessage = {
  readonly id: string;
  readonly seq: number;
  /** When it left us: the place it has in the conversation. */
  readonly at: Instant;
  readonly kind: string;
  readonly token: number;
  /** Null for a notice, whose words stand in the notice's own row. */
  readonly message: Message | null;
  readonly noticeId: string | null;
  /** False until a page in front of the person has acknowledged it. */
  readonly shown: boolean;
};

/** One thing the person sent, as the channel stored it. */
export type OwnLine = {
  readonly updateId: string;
  readonly at: Instant;
  readonly body: unknown;
};

/**
 * Which part of a conversation: the newest `limit` at or after `since`, before `before`. What waits to be shown is part of
 * everything since any moment: it may have been stamped before something already shown, and committed after.
 */
export type HistoryWindow = {
  readonly since: Instant | null;
  readonly before: Instant | null;
  readonly limit: number;
};

/** Our messages to an account, oldest first. Those not yet sent, or never to be sent, are no part of the conversation. */
export async function messagesShown(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  window: HistoryWindow,
): Promise<readonly ShownMessage[]> {
  let query = trx
    .selectFrom('message')
    .select(['id', 'seq', 'kind', 'token', 'body_enc', 'notice_id', 'settled_at', 'state'])
    .where('account_id', '=', accountId)
    .where('state', 'in', ['waiting', 'sent'])
    .where('settled_at', 'is not', null)
    // Words that were erased or have run out leave nothing to show.
    .where((w) => w.or([w('body_enc', 'is not', null), w('notice_id', 'is not', null)]));
  const { since } = window;
  if (since !== null) {
    query = query.where((eb) =>
      eb.or([eb('settled_at', '>=', timestamp(since)), eb('state', '=', 'waiting')]),
    );
  }
  if (window.before !== null) query = query.where('settled_at', '<', timestamp(window.before));
  const rows = await query
    .orderBy('settled_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(window.limit)
    .execute();
  return rows.toReversed().map((row) => ({
    id: row.id,
    seq: row.seq,
    at: row.settled_at ?? instant(0),
    kind: row.kind,
    token: row.token,
    message: row.body_enc === null ? null : readBody(fields, row.id, row.body_enc),
    noticeId: row.notice_id,
    shown: row.state === 'sent',
  }));
}

/** What the person sent in a chat, oldest first. The caller has established that the chat is theirs. */
export async function ownLines(
  trx: Trx,
  fields: FieldEncryption,
  channel: string,
  chat: string,
  window: HistoryWindow,
): Promise<readonly OwnLine[]> {
  let query = trx
    .selectFrom('inbound')
    .select(['channel', 'receiver', 'update_id', 'body_enc', 'received_at'])
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    // Erased on the person's wish (不同意): only the fact that something came in is left.
    .where('body_enc', '!=', '');
  if (window.since !== null) query = query.where('received_at', '>=', timestamp(window.since));
  if (window.before !== null) query = query.where('received_at', '<', timestamp(window.before));
  const rows = await query.orderBy('id', 'desc').limit(window.limit).execute();
  return rows.toReversed().map((row) => {
    const key = inboundKey({
      channel: row.channel,
      receiver: row.receiver,
      updateId: row.update_id,
    });
    return {
      updateId: row.update_id,
      at: row.received_at,
      body: JSON.parse(fields.decrypt('inbound.body_enc', key, row.body_enc)),
    };
  });
}

/**
 * Writes down that a page in front of the person showed these messages: `waiting` becomes `sent` with the moment of showing,
 * and so do recipients of notices. What was shown before keeps its first moment. Returns how many were new.
 */
export async function markShown(
  trx: Trx,
  accountId: string,
  messageIds: readonly string[],
  now: Instant,
): Promise<number> {
  if (messageIds.length === 0) return 0;
  const shown = await trx
    .updateTable('message')
    .set({ state: 'sent', shown_at: timestamp(now) })
    .where('account_id', '=', accountId)
    .where('id', 'in', [...messageIds])
    .where('state', '=', 'waiting')
    .returning('id')
    .execute();
  if (shown.length > 0) {
    await trx
      .updateTable('notice_recipient')
      .set({ state: 'sent', shown_at: timestamp(now) })
      .where('account_id', '=', accountId)
      .where(
        'message_id',
        'in',
        shown.map((row) => row.id),
      )
      .where('state', '=', 'waiting')
      .execute();
  }
  return shown.length;
}

/** The messages that wait to be shown to each of these accounts; accounts with none are left out. */
export async function waitingMessages(
  trx: Trx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('message')
    .select(['account_id', sql<readonly string[]>`array_agg(id)`.as('ids')])
    .where('account_id', 'in', [...accountIds])
    .where('state', '=', 'waiting')
    .groupBy('account_id')
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.ids]));
}

/** The words of one message to an account; null when it is not theirs or says nothing of its own. */
export async function messageTo(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  messageId: string,
): Promise<Message | null> {
  const row = await trx
    .selectFrom('message')
    .select(['id', 'body_enc'])
    .where('account_id', '=', accountId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  return row?.body_enc == null ? null : readBody(fields, row.id, row.body_enc);
}

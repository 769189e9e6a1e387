/** Every message to a person, from the moment it is decided until its end is known. */
import { sql } from 'kysely';
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { Message } from '#src/flows/flow.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import type { MessageState } from './schema/conversation.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

/** What a message is for; the ledger counts by it. */
export type MessageKind =
  | 'reply'
  | 'receipt'
  | 'danger'
  | 'to-do'
  | 'reminder'
  | 'escalation'
  | 'digest'
  | 'progress'
  | 'alert'
  | 'apology';

export type NewMessage = {
  readonly id: string;
  readonly accountId: string;
  readonly kind: MessageKind;
  readonly token: number;
  readonly message: Message;
  /** Not to be sent earlier (quiet hours). */
  readonly notBefore?: Instant;
};

/** Writes messages in the order given; they leave in that order. Vital ones are sent once more when their end is uncertain. */
export const queueMessages = (
  trx: Trx,
  fields: FieldEncryption,
  messages: readonly NewMessage[],
  now: Instant,
): Promise<void> =>
  messages.length === 0 ? Promise.resolve() : writeMessages(trx, { fields, messages, now });

type Queued = {
  readonly fields: FieldEncryption;
  readonly messages: readonly NewMessage[];
  readonly now: Instant;
};

const writeMessages = together(async (trx, each: readonly Queued[]) => {
  await trx.insertInto('message').values(each.flatMap(rowsOf)).execute();
  return each.map(() => undefined);
});

const rowsOf = ({ fields, messages, now }: Queued) =>
  messages.map((m) => ({
    id: m.id,
    account_id: m.accountId,
    kind: m.kind,
    vital: m.message.weight === 'vital',
    body_enc: fields.encrypt('message.body_enc', m.id, JSON.stringify(m.message)),
    notice_id: null,
    token: m.token,
    created_at: timestamp(now),
    not_before: m.notBefore === undefined ? null : timestamp(m.notBefore),
    claimed_at: null,
    settled_at: null,
    shown_at: null,
    external_id: null,
    fault_code: null,
    repeat_of: null,
  }));

/** A claimed message with all a channel needs to send it. */
export type ClaimedMessage = {
  readonly id: string;
  readonly kind: string;
  readonly message: Message;
  readonly token: number;
  readonly channel: string;
  readonly chat: string;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
};

/**
 * Claims the next message of an account, or null when there is none or another process is sending to this account (the
 * account's row lock lets one claim at a time look, and nothing is claimed while one is `sending`): so a person's messages
 * leave one by one, in order.
 */
export async function claimNextMessage(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  now: Instant,
): Promise<ClaimedMessage | null> {
  const account = await trx
    .selectFrom('account')
    .select(['channel', 'chat'])
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (account === undefined) return null;
  const row = await trx
    .updateTable('message')
    .set({ state: 'sending', claimed_at: timestamp(now), attempts: sql<number>`attempts + 1` })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('message as m')
        .select('m.id')
        .where('m.account_id', '=', accountId)
        .where('m.state', '=', 'queued')
        .where('m.broadcast', '=', false)
        .where((w) =>
          w.or([w('m.not_before', 'is', null), w('m.not_before', '<=', timestamp(now))]),
        )
        // A 429 stops all of a bot's sending until then, replies too.
        .where((w) =>
          w.not(
            w.exists(
              w
                .selectFrom('pacer')
                .select('receiver')
                .where('receiver', '=', account.channel)
                .where('blocked_until', '>', timestamp(now)),
            ),
          ),
        )
        .where((w) =>
          w.not(
            w.exists(
              w
                .selectFrom('message as s')
                .select('s.id')
                .where('s.account_id', '=', accountId)
                .where('s.state', '=', 'sending')
                .where('s.broadcast', '=', false),
            ),
          ),
        )
        .orderBy('m.seq')
        .limit(1),
    )
    .returning(['id', 'kind', 'body_enc', 'token', 'attempts'])
    .executeTakeFirst();
  if (row === undefined || row.body_enc === null) return null;
  return { ...row, message: readBody(fields, row.id, row.body_enc), ...account };
}

/** The words of a message as they were decided. */
export const readBody = (fields: FieldEncryption, id: string, bodyEnc: string): Message =>
  JSON.parse(fields.decrypt('message.body_enc', id, bodyEnc)) as Message;

/** Writes how a send ended. Only a row still `sending` is settled: a late answer does not undo what a sweep decided. */
export async function settleMessage(
  trx: Trx,
  id: string,
  end: {
    readonly state: Exclude<MessageState, 'sending'>;
    readonly externalId?: string;
    readonly faultCode?: string;
    readonly notBefore?: Instant;
  },
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('message')
    .set({
      state: end.state,
      settled_at: end.state === 'queued' ? null : timestamp(now),
      external_id: end.externalId ?? null,
      fault_code: end.faultCode ?? null,
      ...(end.notBefore === undefined ? {} : { not_before: timestamp(end.notBefore) }),
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute();
}

/** Accounts with replies that nobody has claimed for a while, or whose waiting time is over. At most `limit`. */
export async function accountsLeftUnsent(
  trx: Trx,
  now: Instant,
  unclaimedMs: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('message')
    .select('account_id')
    .where('state', '=', 'queued')
    .where('broadcast', '=', false)
    .where('created_at', '<', timestamp(plusMs(now, -unclaimedMs)))
    .where((w) => w.or([w('not_before', 'is', null), w('not_before', '<=', timestamp(now))]))
    .groupBy('account_id')
    .limit(limit)
    .execute();
  return rows.map((r) => r.account_id);
}

/** Sends claimed before `before` have no known end: the process died or lost its connection in between. They become uncertain. */
export async function giveUpStaleSends(trx: Trx, before: Instant, now: Instant): Promise<number> {
  const result = await trx
    .updateTable('message')
    .set({ state: 'uncertain', settled_at: timestamp(now), fault_code: 'sender-lost' })
    .where('state', '=', 'sending')
    .where('broadcast', '=', false)
    .where('claimed_at', '<', timestamp(before))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** An uncertain vital message that has not been repeated yet. */
export type UncertainVital = { readonly id: string; readonly accountId: string };

/** Vital messages whose end is uncertain and that were not repeated. At most `limit`. */
export async function uncertainVitals(trx: Trx, limit: number): Promise<readonly UncertainVital[]> {
  const rows = await trx
    .selectFrom('message as m')
    .select(['m.id', 'm.account_id'])
    .where('m.state', '=', 'uncertain')
    .where('m.vital', '=', true)
    .where('m.repeat_of', 'is', null)
    .where((w) =>
      w.not(
        w.exists(w.selectFrom('message as r').select('r.id').whereRef('r.repeat_of', '=', 'm.id')),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map((r) => ({ id: r.id, accountId: r.account_id }));
}

/** Queues an uncertain vital message once more; the unique `repeat_of` lets it happen once, whoever asks. */
export async function repeatMessage(
  trx: Trx,
  fields: FieldEncryption,
  original: UncertainVital,
  newId: string,
  now: Instant,
): Promise<void> {
  const row = await trx
    .selectFrom('message')
    .select(['kind', 'body_enc', 'token'])
    .where('id', '=', original.id)
    .executeTakeFirst();
  if (row === undefined || row.body_enc === null) return;
  const message = readBody(fields, original.id, row.body_enc);
  await trx
    .insertInto('message')
    .values({
      id: newId,
      account_id: original.accountId,
      kind: row.kind,
      vital: true,
      body_enc: fields.encrypt('message.body_enc', newId, JSON.stringify(message)),
      notice_id: null,
      token: row.token,
      created_at: timestamp(now),
      not_before: null,
      claimed_at: null,
      settled_at: null,
      shown_at: null,
      external_id: null,
      fault_code: null,
      repeat_of: original.id,
    })
    .onConflict((c) => c.column('repeat_of').where('repeat_of', 'is not', null).doNothing())
    .execute();
}

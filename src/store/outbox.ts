/** Work promised inside a transaction, handed to the queues afterwards. Postgres says what is to be done; queues say when to look. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

/** Queue names and what their jobs hold: ids only, never anything about a person. */
export type OutboxWork =
  | { readonly queue: 'submissions'; readonly payload: { readonly declarationId: string } }
  | { readonly queue: 'deliveries'; readonly payload: { readonly accountId: string } }
  | { readonly queue: 'broadcasts'; readonly payload: { readonly noticeId: string } }
  | { readonly queue: 'understanding'; readonly payload: { readonly accountId: string } }
  | { readonly queue: 'media'; readonly payload: { readonly mediaId: string } };

export type QueueName = OutboxWork['queue'];

/** One row to hand over. */
export type OutboxEntry = {
  readonly id: string;
  readonly queue: QueueName;
  readonly payload: unknown;
  readonly round: number;
};

/** Promises work; it exists if and only if the transaction commits. `notBefore` delays the first hand-over. */
export async function promiseWork(
  trx: Trx,
  id: string,
  work: OutboxWork,
  now: Instant,
  notBefore: Instant = now,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id,
      queue: work.queue,
      payload: JSON.stringify(work.payload),
      created_at: timestamp(now),
      not_before: timestamp(notBefore),
      enqueued_at: null,
      closed_at: null,
      fault_code: null,
    })
    .execute();
}

/** Doublings of the time after which a row is handed over again. */
const DOUBLINGS = 5;

/**
 * Takes up to `limit` rows to hand to the queues: new ones at once, and any that a worker has not closed since the last
 * hand-over (its job was lost with Redis, its worker died, or it failed): again after `againAfterMs`, then later and later,
 * up to 32 times as late. Each hand-over is a new round, hence a new job id.
 */
export async function takeOutboxForRelay(
  trx: Trx,
  now: Instant,
  againAfterMs: number,
  limit: number,
): Promise<readonly OutboxEntry[]> {
  const { rows } = await sql<OutboxEntry>`
    update outbox set round = round + 1, enqueued_at = ${timestamp(now)},
      not_before = ${timestamp(now)}
        + ${againAfterMs}::float8 * power(2, least(round, ${DOUBLINGS})) * interval '1 millisecond'
    where id in (
      select id from outbox where closed_at is null and not_before <= ${timestamp(now)}
      order by not_before limit ${limit} for update skip locked)
    returning id, queue, payload, round`.execute(trx);
  return rows;
}

/** Puts rows back whose hand-over failed (queue down), to be tried at `at`. The round does not count. */
export async function returnToRelay(trx: Trx, ids: readonly string[], at: Instant): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ not_before: timestamp(at), round: sql<number>`round - 1` })
    .where('id', 'in', [...ids])
    .where('closed_at', 'is', null)
    .execute();
}

/**
 * Closes a row in the worker's own transaction, with the effect it promised. False when it was closed before: the job is a
 * repetition and the caller must do nothing. The row lock makes a second worker wait for the first one's commit.
 */
export const closeOutbox = (trx: Trx, id: string, now: Instant): Promise<boolean> =>
  closeRows(trx, { id, now });

const closeRows = together(
  async (trx, rows: readonly { readonly id: string; readonly now: Instant }[]) => {
    // In one order everywhere: two workers with the same rows wait for each other only one way.
    const inOrder = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const { rows: closed } = await sql<{ id: string }>`
      update outbox set closed_at = to_timestamp(asked.at / 1000)
      from unnest(${inOrder.map((row) => row.id)}::uuid[], ${inOrder.map((row) => row.now)}::float8[])
        as asked(id, at)
      where outbox.id = asked.id and closed_at is null
      returning outbox.id`.execute(trx);
    // Asked for twice at once, a row is closed for the first only.
    const ids = new Set(closed.map((row) => row.id));
    return rows.map((row) => ids.delete(row.id));
  },
);

/** Closes a row that can never succeed, keeping the fault's code for `fangpin doctor`. */
export async function giveUpOutbox(
  trx: Trx,
  id: string,
  faultCode: string,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ closed_at: timestamp(now), fault_code: faultCode })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}

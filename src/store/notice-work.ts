/** The promise behind a notice being sent: an outbox row that stays open until the notice is done or called off. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { promiseWork } from './outbox.ts';
import { timestamp } from './timestamp.ts';

/** Has the queue look at a notice now: an open promise becomes due at once, otherwise one is made. */
export async function promiseNotice(
  trx: Trx,
  newId: string,
  noticeId: string,
  now: Instant,
): Promise<void> {
  const woken = await sql`
    update outbox set not_before = ${timestamp(now)}
    where closed_at is null and queue = 'broadcasts' and payload ->> 'noticeId' = ${noticeId}`.execute(
    trx,
  );
  if ((woken.numAffectedRows ?? 0n) > 0n) return;
  await promiseWork(trx, newId, { queue: 'broadcasts', payload: { noticeId } }, now);
}

/** Closes every open promise of a notice: there is nothing left to send. */
export async function closeNoticePromises(trx: Trx, noticeId: string, now: Instant): Promise<void> {
  await sql`
    update outbox set closed_at = ${timestamp(now)}
    where closed_at is null and queue = 'broadcasts' and payload ->> 'noticeId' = ${noticeId}`.execute(
    trx,
  );
}

/** Notices that are being sent although nobody has promised to. */
export async function unpromisedNotices(trx: Trx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from notice n where n.state = 'sending' and not exists (
      select 1 from outbox o where o.closed_at is null and o.queue = 'broadcasts'
        and o.payload ->> 'noticeId' = n.id::text)`.execute(trx);
  return rows.map((row) => row.id);
}

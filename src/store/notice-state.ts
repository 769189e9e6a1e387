/** What becomes of a notice: decided, sending, paused, called off, done, followed up at the door. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { QuietRules } from '#src/domain/duty/ladder.ts';
import { statesFor } from '#src/domain/notice/notice.ts';
import type { Trx } from './database.ts';
import { contentHash, type Notice } from './notice.ts';
import { timestamp } from './timestamp.ts';

/**
 * Approves what was shown: only a notice still waiting, with this very content, by somebody else than its author. The last is
 * held by a check constraint as well, and the row's lock lets one of two approvers through. False when nothing was changed.
 */
export async function approveNotice(
  trx: Trx,
  notice: Notice,
  by: string,
  terms: { readonly readBy: LocalDate } & QuietRules,
  now: Instant,
): Promise<boolean> {
  const approved = await trx
    .updateTable('notice')
    .set({
      state: 'sending',
      approved_by: by,
      approved_at: timestamp(now),
      read_by: terms.readBy,
      quiet_from: terms.quiet.from,
      quiet_to: terms.quiet.to,
    })
    .where('id', '=', notice.noticeId)
    .where('state', 'in', [...statesFor('approve')])
    // The columns are compared with what was hashed, so that a row changed behind our back is not approved by its old hash.
    .where('content_hash', '=', contentHash(notice))
    .executeTakeFirst();
  return approved.numUpdatedRows === 1n;
}

/** Sends a notice back to its author. False when somebody has decided already. */
export async function rejectNotice(
  trx: Trx,
  noticeId: string,
  by: string,
  reason: string,
  now: Instant,
): Promise<boolean> {
  const rejected = await trx
    .updateTable('notice')
    .set({
      state: 'rejected',
      rejected_by: by,
      rejected_reason: reason,
      finished_at: timestamp(now),
    })
    .where('id', '=', noticeId)
    .where('state', 'in', [...statesFor('reject')])
    .executeTakeFirst();
  return rejected.numUpdatedRows === 1n;
}

/** Pauses or resumes. Workers read the state with every claim, so it takes effect with the next one. */
export async function setSending(
  trx: Trx,
  noticeId: string,
  verb: 'pause' | 'resume',
): Promise<boolean> {
  const changed = await trx
    .updateTable('notice')
    .set({ state: verb === 'pause' ? 'paused' : 'sending' })
    .where('id', '=', noticeId)
    .where('state', 'in', [...statesFor(verb)])
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** 夜里也发: the notice keeps no quiet hours any more. Never by its author (check constraint); whoever said so first stands. */
export async function allowNight(trx: Trx, noticeId: string, by: string): Promise<boolean> {
  const changed = await trx
    .updateTable('notice')
    .set({ night_by: by })
    .where('id', '=', noticeId)
    .where('state', 'in', [...statesFor('allow-night')])
    .where('night_by', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Calls a notice off for all who have not been sent to or shown it; what is on its way arrives. */
export async function cancelNotice(trx: Trx, noticeId: string, now: Instant): Promise<boolean> {
  const changed = await trx
    .updateTable('notice')
    .set({ state: 'cancelled', finished_at: timestamp(now) })
    .where('id', '=', noticeId)
    .where('state', 'in', [...statesFor('cancel')])
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) return false;
  await cancelQueued(trx, [noticeId], now);
  return true;
}

/** Recipients still queued or waiting of cancelled notices become `cancelled`, and with them what waits in the web chat. */
export async function cancelQueued(
  trx: Trx,
  noticeIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (noticeIds.length === 0) return;
  await sql`
    with gone as (
      update notice_recipient set state = 'cancelled', settled_at = ${timestamp(now)}
      where notice_id = any(${[...noticeIds]}::uuid[]) and state in ('queued', 'waiting') returning message_id)
    update message m set state = 'cancelled', settled_at = ${timestamp(now)}
    from gone where m.id = gone.message_id and m.state = 'waiting'`.execute(trx);
}

/** Notices called off with recipients still queued: handed back by a worker just when it was called off. */
export async function cancelledWithQueued(trx: Trx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from notice n where n.state = 'cancelled'
      and exists (select 1 from notice_recipient r where r.notice_id = n.id and r.state = 'queued')`.execute(
    trx,
  );
  return rows.map((row) => row.id);
}

/**
 * Ends a notice when nobody is queued or on the way. True for exactly one caller: the row's state is asked for and changed in
 * one statement.
 */
export async function finishNotice(trx: Trx, noticeId: string, now: Instant): Promise<boolean> {
  const done = await sql`
    update notice set state = 'done', finished_at = ${timestamp(now)},
      -- Who got it last has as many days to read it as who got it first: nights and pauses are not taken off them.
      read_by = greatest(read_by, (${timestamp(now)} at time zone 'Asia/Shanghai')::date
        + (read_by - (approved_at at time zone 'Asia/Shanghai')::date))
    where id = ${noticeId}::uuid and state = 'sending' and not exists (
      select 1 from notice_recipient r where r.notice_id = notice.id and r.state in ('queued', 'sending'))`.execute(
    trx,
  );
  return done.numAffectedRows === 1n;
}

/** Notices going out now. */
export async function sendingNotices(trx: Trx): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('notice')
    .select('id')
    .where('state', '=', 'sending')
    .orderBy('approved_at')
    .execute();
  return rows.map((row) => row.id);
}

/** Whether there is something to send of a notice right now. */
export async function hasQueued(trx: Trx, noticeId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select 1 from notice n join notice_recipient r on r.notice_id = n.id
      where n.id = ${noticeId}::uuid and n.state = 'sending' and r.state = 'queued') as there`.execute(
    trx,
  );
  return rows[0]?.there === true;
}

/** Ended notices whose day to read them is over and whose door-to-door duties are not opened yet. */
export async function noticesToChase(
  trx: Trx,
  today: LocalDate,
  limit: number,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('notice')
    .select('id')
    .where('state', '=', 'done')
    .where('chased_at', 'is', null)
    .where('read_by', '<', today)
    .orderBy('read_by')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => row.id);
}

/** Remembers that the duties of a notice were opened. */
export async function markChased(trx: Trx, noticeId: string, now: Instant): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ chased_at: timestamp(now) })
    .where('id', '=', noticeId)
    .execute();
}

/** Messages to staff that no channel can push and nobody was rung for. */
import { sql } from 'kysely';
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** What a person is rung for: `urgent` is danger to life, `ordinary` everything else an officer has to do. */
export type NotifyKind = 'urgent' | 'ordinary';

const KINDS: Readonly<Record<NotifyKind, readonly string[]>> = {
  urgent: ['alert'],
  ordinary: ['to-do', 'reminder', 'escalation', 'digest'],
};

/**
 * Marks messages that began to wait between `from` and `to` as rung for and returns their ids; none is returned twice
 * (`notified_at` is set where it is null, and the rows are locked on the way).
 */
export async function takeUnnotified(
  trx: Trx,
  kind: NotifyKind,
  window: { readonly from: Instant; readonly to: Instant },
  now: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update message set notified_at = ${timestamp(now)}
    where id in (
      select m.id from message m join account a on a.id = m.account_id
      where m.state = 'waiting' and m.notified_at is null and a.staff_id is not null
        and m.kind in ('to-do', 'reminder', 'escalation', 'digest', 'alert')
        and m.kind = any(${[...KINDS[kind]]})
        and m.settled_at > ${timestamp(window.from)} and m.settled_at <= ${timestamp(window.to)}
      for update of m skip locked)
    returning id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Takes the marks back: nobody was rung after all. What was looked at meanwhile keeps its mark. */
export async function markUnnotified(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .updateTable('message')
    .set({ notified_at: null })
    .where('id', 'in', [...ids])
    .where('state', '=', 'waiting')
    .execute();
}

/**
 * Whether an ordinary ring may go out now: at most one per `everyMs`. Holds the one row of the pace until the transaction ends; a
 * process that finds it held leaves the turn to the other.
 */
export async function ordinaryTurnIsFree(
  trx: Trx,
  now: Instant,
  everyMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    select kind from notifier_pace
    where kind = 'ordinary' and told_at <= ${timestamp(plusMs(now, -everyMs))}
    for update skip locked`.execute(trx);
  return rows.length > 0;
}

/** Takes the turn found free in this transaction. */
export async function takeOrdinaryTurn(trx: Trx, now: Instant): Promise<void> {
  await trx
    .updateTable('notifier_pace')
    .set({ told_at: timestamp(now) })
    .where('kind', '=', 'ordinary')
    .execute();
}

/**
 * Evenly spaced turns of a bot's sending, shared by all processes in one row. `receiver` is the name of the
 * channel: an installation has one bot on each. Broadcasts take turns, a reply pushes the next turn on by one interval, a 429
 * moves all of them behind its waiting time. Each function is one statement outside any transaction: the row lock is held for
 * a moment only, so no reply ever waits for it. The table holds nothing of anybody and has no row-level security.
 */
import { sql } from 'kysely';
import { type Instant, instant } from '#src/domain/calendar/instant.ts';
import type { Db } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A reply counts for this long, in milliseconds: Telegram looks at the last second. */
const WINDOW_MS = 1000;

/**
 * Reserves `n` turns, `intervalMs` apart (a fraction of a millisecond is possible), none before `now` nor while the bot is
 * blocked. Turns are whole milliseconds, cut off. Two processes never get the same turn: the row is updated under its lock.
 */
export async function takeTurns(
  db: Db,
  receiver: string,
  intervalMs: number,
  n: number,
  now: Instant,
): Promise<readonly Instant[]> {
  const span = sql`${intervalMs * n}::float8 * interval '1 millisecond'`;
  const { rows } = await sql<{ first: number }>`
    insert into pacer as p (receiver, next_at, blocked_until)
    values (${receiver}, ${timestamp(now)} + ${span}, 'epoch')
    on conflict (receiver) do update
      set next_at = greatest(p.next_at, p.blocked_until, ${timestamp(now)}) + ${span}
    returning (extract(epoch from next_at - ${span}) * 1000)::float8 as first`.execute(db);
  const first = rows[0]?.first ?? now;
  return Array.from({ length: n }, (_, at) => instant(Math.floor(first + at * intervalMs + 1e-3)));
}

/**
 * A reply was sent: the next broadcast turn comes one interval later. Nothing is written while no broadcast is under way
 * (no turn within the last second or to come), so replies cost nothing then.
 */
export async function yieldTurn(
  db: Db,
  receiver: string,
  intervalMs: number,
  now: Instant,
): Promise<void> {
  await sql`
    update pacer set next_at = greatest(next_at, ${timestamp(now)}) + ${intervalMs}::float8 * interval '1 millisecond'
    where receiver = ${receiver}
      and next_at > ${timestamp(now)} - ${WINDOW_MS}::float8 * interval '1 millisecond'`.execute(
    db,
  );
}

/** The channel asked the bot to be silent (429) until then. An earlier, longer wait stays. */
export async function blockUntil(db: Db, receiver: string, until: Instant): Promise<void> {
  await sql`
    insert into pacer as p (receiver, next_at, blocked_until)
    values (${receiver}, ${timestamp(until)}, ${timestamp(until)})
    on conflict (receiver) do update
      set blocked_until = greatest(p.blocked_until, ${timestamp(until)})`.execute(db);
}

/** Until when the bot must be silent; null when it need not be. Replies look before they send. */
export async function blockedUntil(
  db: Db,
  receiver: string,
  now: Instant,
): Promise<Instant | null> {
  const row = await db
    .selectFrom('pacer')
    .select('blocked_until')
    .where('receiver', '=', receiver)
    .where('blocked_until', '>', timestamp(now))
    .executeTakeFirst();
  return row?.blocked_until ?? null;
}

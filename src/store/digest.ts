/** What a person is to be told at the next digest hour, and what has been told. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { ReachedLevel } from '#src/domain/duty/ladder.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

/**
 * `new`: a duty opened; `now`: one so urgent that it was told at once; `unseen`: its owner has not looked at a reminder for a
 * working day; `moved`: its last day is another one, for holidays were published; else the rung reached.
 */
export type DigestLevel = ReachedLevel | 'new' | 'now' | 'unseen' | 'moved';

export type DigestItem = {
  readonly staffId: string;
  readonly dutyId: string;
  readonly level: DigestLevel;
  readonly sendAt: Instant;
  /** Set when it has been told already. */
  readonly sentAt?: Instant;
};

/** Adds items; one a person, duty and level (primary key), so that a sweep run twice tells once. */
export const addDigestItems = together(async (trx, each: readonly (readonly DigestItem[])[]) => {
  const items = each.flat();
  if (items.length > 0) await insertItems(trx, items);
  return each.map(() => undefined);
});

async function insertItems(trx: Trx, items: readonly DigestItem[]): Promise<void> {
  await sql`insert into digest_item (staff_id, duty_id, level, send_at, sent_at)
    select i.staff_id, i.duty_id, i.level, to_timestamp(i.send_at / 1000), to_timestamp(i.sent_at / 1000)
    from unnest(${items.map((i) => i.staffId)}::uuid[], ${items.map((i) => i.dutyId)}::uuid[],
      ${items.map((i) => i.level)}::text[], ${items.map((i) => i.sendAt)}::float8[],
      ${items.map((i) => i.sentAt ?? null)}::float8[])
      as i(staff_id, duty_id, level, send_at, sent_at)
    on conflict (staff_id, duty_id, level) do nothing`.execute(trx);
}

/** Red, for the first time or again (`isRed` of the ladder). */
const RED = sql`(level = 'red' or level like 'red-%')`;

/** Staff with items whose time has come, at most `limit`, after `after` by id. */
export async function staffWithDigest(
  trx: Trx,
  now: Instant,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ staffId: string }>`
    select distinct staff_id as "staffId" from digest_item
    where sent_at is null and send_at <= ${timestamp(now)}
      and (${after}::uuid is null or staff_id > ${after}::uuid)
    order by staff_id limit ${limit}`.execute(trx);
  return rows.map((row) => row.staffId);
}

/**
 * Locks a person for telling until the transaction ends: two senders at once never both find the day's digest unsent. False
 * when another one holds the lock; it will send what there is.
 */
export async function lockForDigest(trx: Trx, staffId: string): Promise<boolean> {
  const { rows } = await sql`
    select id from staff where id = ${staffId}::uuid for no key update skip locked`.execute(trx);
  return rows.length > 0;
}

/** Whether the person has had an ordinary digest since `since`. What is red or urgent goes by itself and does not count. */
export async function hadDigestSince(trx: Trx, staffId: string, since: Instant): Promise<boolean> {
  const { rows } = await sql`
    select 1 from digest_item where staff_id = ${staffId}::uuid and level <> 'now' and not ${RED}
      and sent_at >= ${timestamp(since)} limit 1`.execute(trx);
  return rows.length > 0;
}

/** Marks the person's ready items as sent and returns them; `redOnly` leaves the ordinary ones. */
export async function takeDigestItems(
  trx: Trx,
  staffId: string,
  now: Instant,
  redOnly: boolean,
): Promise<readonly { readonly dutyId: string; readonly level: DigestLevel }[]> {
  const { rows } = await sql<{ dutyId: string; level: DigestLevel }>`
    update digest_item set sent_at = ${timestamp(now)}
    where staff_id = ${staffId}::uuid and sent_at is null and send_at <= ${timestamp(now)}
      and (${RED} or not ${redOnly})
    returning duty_id as "dutyId", level`.execute(trx);
  return rows;
}

/** Moves the person's ready ordinary items to the next digest: today's has gone out. */
export async function postponeDigestItems(
  trx: Trx,
  staffId: string,
  now: Instant,
  to: Instant,
): Promise<void> {
  await sql`update digest_item set send_at = ${timestamp(to)}
    where staff_id = ${staffId}::uuid and sent_at is null and send_at <= ${timestamp(now)}
      and not ${RED}`.execute(trx);
}

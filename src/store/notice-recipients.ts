/**
 * Recipients of notices: claiming them for sending, writing down how each send ended, and what recipients do with a notice.
 * Every row is in one state all the time, so the counts add up to the recipients whatever dies in between.
 */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { NoticeCounts, RecipientState } from '#src/domain/notice/progress.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A recipient claimed for sending. */
export type ClaimedRecipient = {
  readonly recipientId: string;
  readonly accountId: string | null;
  readonly chat: string | null;
  /** False when the account is no longer reachable, consenting, believed enough or of this household: nothing is sent then. */
  readonly fit: boolean;
};

/**
 * Claims up to `n` recipients on one channel of a notice that is being sent; those whose account is gone come with any channel.
 * Rows another worker is claiming are passed over, and a claimed row is `sending`: no two workers get the same one, and it is
 * never claimed again unless its send was refused for now.
 */
export async function claimRecipients(
  trx: Trx,
  noticeId: string,
  channel: string,
  n: number,
  now: Instant,
): Promise<readonly ClaimedRecipient[]> {
  const { rows } = await sql<ClaimedRecipient & { readonly seq: number }>`
    with picked as (
      select r.id, r.account_id, r.household_id, w.reveals
      from notice w join notice_recipient r on r.notice_id = w.id left join account c on c.id = r.account_id
      where w.id = ${noticeId}::uuid and w.state = 'sending' and r.state = 'queued'
        and (c.channel = ${channel} or c.id is null)
      order by r.seq limit ${n} for update of r skip locked)
    update notice_recipient r set state = 'sending', claimed_at = ${timestamp(now)}
    from picked p left join account a on a.id = p.account_id
    where r.id = p.id
    returning r.id as "recipientId", r.account_id as "accountId", a.chat, r.seq,
      coalesce(a.reachable and a.consent = 'given' and a.household_id = p.household_id
        and not (p.reveals and a.trust = 'claimed'), false) as fit`.execute(trx);
  return rows.toSorted((a, b) => a.seq - b.seq);
}

/** How a send ended; `queued`: not sent, another turn will be taken. */
export type RecipientEnd = {
  readonly recipientId: string;
  readonly state: 'sent' | 'waiting' | 'unreachable' | 'uncertain' | 'failed' | 'queued';
  readonly code: string | null;
  /** The channel said that it cannot reach this account at all. */
  readonly unreachableAccount: string | null;
};

/**
 * Writes down how sends ended, all at once. Only rows still `sending` are settled: a late answer does not undo what the sweep
 * decided, and a 已知晓 pressed before the answer came stays. What is handed back after the notice was called off is cancelled. Returns
 * how many were queued again on another account.
 */
export async function settleRecipients(
  trx: Trx,
  ends: readonly RecipientEnd[],
  now: Instant,
): Promise<number> {
  if (ends.length === 0) return 0;
  await sql`
    update notice_recipient r set
      state = case when e.state = 'queued' and n.state = 'cancelled' then 'cancelled' else e.state end,
      claimed_at = case when e.state = 'queued' then null else r.claimed_at end,
      settled_at = case when e.state = 'queued' then null else ${timestamp(now)} end,
      fault_code = e.code
    from unnest(${ends.map((end) => end.recipientId)}::uuid[], ${ends.map((end) => end.state)}::text[],
      ${ends.map((end) => end.code)}::text[]) as e(id, state, code), notice n
    where r.id = e.id and n.id = r.notice_id and r.state = 'sending'`.execute(trx);
  const lost = ends.flatMap((end) => end.unreachableAccount ?? []);
  if (lost.length > 0) {
    await sql`update account set reachable = false where id = any(${lost}::uuid[]) and reachable`.execute(
      trx,
    );
  }
  const unreached = ends.flatMap((end) => (end.state === 'unreachable' ? [end.recipientId] : []));
  return unreached.length === 0 ? 0 : await tryNextAccount(trx, unreached);
}

/**
 * A household whose account cannot be reached any more gets its notice on another one that speaks for it, where there is one on the
 * same channel: it is queued again. It ends, for an account that failed is not reachable and not chosen twice.
 */
async function tryNextAccount(trx: Trx, recipientIds: readonly string[]): Promise<number> {
  const again = await sql`
    with next as (
      select r.id, (
        select a.id from account a
        where a.household_id = r.household_id and a.id <> was.id and a.channel = was.channel and a.reachable
          and a.consent = 'given' and not (n.reveals and a.trust = 'claimed')
        order by a.trust = 'claimed', a.trust = 'phone-matched', a.created_at desc, a.id limit 1) as account_id
      from notice_recipient r join notice n on n.id = r.notice_id join account was on was.id = r.account_id
      where r.id = any(${[...recipientIds]}::uuid[]) and r.state = 'unreachable' and n.state in ('sending', 'paused'))
    update notice_recipient r set account_id = next.account_id, state = 'queued', claimed_at = null,
      settled_at = null, fault_code = null
    from next where r.id = next.id and next.account_id is not null`.execute(trx);
  return Number(again.numAffectedRows ?? 0n);
}

/** Sends claimed before `before` have no known end: their worker died. They become uncertain and are never sent again. */
export async function giveUpStaleRecipients(
  trx: Trx,
  before: Instant,
  now: Instant,
): Promise<number> {
  const result = await sql`
    update notice_recipient set state = 'uncertain', settled_at = ${timestamp(now)}, fault_code = 'sender-lost'
    where state = 'sending' and claimed_at < ${timestamp(before)}`.execute(trx);
  return Number(result.numAffectedRows ?? 0n);
}

/** Recipients by state as far as the scope sees them, and how many have read it. */
export async function countRecipients(trx: Trx, noticeId: string): Promise<NoticeCounts> {
  const { rows } = await sql<{ state: RecipientState; all: number; read: number; told: number }>`
    select state, count(*) as all, count(read_at) as read, count(told_at) as told
    from notice_recipient where notice_id = ${noticeId}::uuid group by state`.execute(trx);
  const of = (state: RecipientState): number => rows.find((row) => row.state === state)?.all ?? 0;
  return {
    queued: of('queued'),
    sending: of('sending'),
    waiting: of('waiting'),
    sent: of('sent'),
    failed: of('failed'),
    unreachable: of('unreachable'),
    uncertain: of('uncertain'),
    cancelled: of('cancelled'),
    read: rows.reduce((sum, row) => sum + row.read, 0),
    toldAtDoor: rows.reduce((sum, row) => sum + row.told, 0),
  };
}

/** How many recipients each of the other notices going out still has queued. */
export async function queuedElsewhere(trx: Trx, noticeId: string): Promise<readonly number[]> {
  const { rows } = await sql<{ queued: number }>`
    select (select count(*) from notice_recipient r where r.notice_id = n.id and r.state = 'queued') as queued
    from notice n where n.state = 'sending' and n.id <> ${noticeId}::uuid`.execute(trx);
  return rows.map((row) => row.queued);
}

/** A notice as an account may see it. */
export type ReceivedNotice = {
  readonly recipientId: string;
  readonly noticeId: string;
  readonly title: string;
  readonly body: string;
  readonly sentAt: Instant;
  readonly readBy: LocalDate;
  readonly read: boolean;
};

/** Who is asking: their own account, and their household where they are believed to speak for it. */
export type NoticeReader = { readonly accountId: string; readonly householdId: string | null };

const isTheirs = ({ accountId, householdId }: NoticeReader) =>
  sql<boolean>`(r.account_id = ${accountId}::uuid or r.household_id = ${householdId}::uuid)`;

/** Notices that went to an account, newest first; called-off ones are left out. */
export async function noticesReceived(
  trx: Trx,
  reader: NoticeReader,
  limit: number,
): Promise<readonly ReceivedNotice[]> {
  const { rows } = await sql<ReceivedNotice>`
    select r.id as "recipientId", n.id as "noticeId", n.title, n.body,
      coalesce(r.settled_at, n.approved_at) as "sentAt", n.read_by as "readBy", r.read_at is not null as read
    from notice_recipient r join notice n on n.id = r.notice_id
    where ${isTheirs(reader)} and r.account_id is not null and r.state in ('sent', 'waiting', 'uncertain')
    order by r.seq desc limit ${limit}`.execute(trx);
  return rows;
}

/**
 * 已知晓. What was read has arrived, so a send without a known end is known now. The first press counts. False when the notice
 * never went to this reader, or was called off.
 */
export async function markRecipientRead(
  trx: Trx,
  recipientId: string,
  reader: NoticeReader,
  now: Instant,
): Promise<boolean> {
  const at = timestamp(now);
  const { rows } = await sql<{ message_id: string | null }>`
    update notice_recipient r set read_at = coalesce(r.read_at, ${at}), shown_at = coalesce(r.shown_at, ${at}),
      settled_at = coalesce(r.settled_at, ${at}), state = 'sent', fault_code = null
    where r.id = ${recipientId}::uuid and ${isTheirs(reader)}
      and r.state in ('sending', 'sent', 'waiting', 'uncertain') returning message_id`.execute(trx);
  const [row] = rows;
  if (row === undefined) return false;
  if (row.message_id !== null) {
    await trx
      .updateTable('message')
      .set({ state: 'sent', shown_at: at })
      .where('id', '=', row.message_id)
      .where('state', '=', 'waiting')
      .execute();
  }
  return true;
}

/** The notice behind a message of the web chat, with the recipient its 已知晓 stands for. */
export type NoticeOfMessage = {
  readonly messageId: string;
  readonly noticeId: string;
  readonly recipientId: string;
  readonly read: boolean;
};

/** The notices behind messages without words of their own, as far as they are this account's. */
export async function noticesOfMessages(
  trx: Trx,
  accountId: string,
  messageIds: readonly string[],
): Promise<readonly NoticeOfMessage[]> {
  if (messageIds.length === 0) return [];
  const rows = await trx
    .selectFrom('notice_recipient')
    .select(['message_id', 'notice_id', 'id', 'read_at'])
    .where('account_id', '=', accountId)
    .where('message_id', 'in', [...messageIds])
    .execute();
  return rows.flatMap((row) =>
    row.message_id === null
      ? []
      : [
          {
            messageId: row.message_id,
            noticeId: row.notice_id,
            recipientId: row.id,
            read: row.read_at !== null,
          },
        ],
  );
}

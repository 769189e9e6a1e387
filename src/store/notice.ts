/** Policy notices: writing them, deciding on them, and steering what goes out. Recipients are in `notice-recipients.ts`. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { areaPath, type AreaPath } from '#src/domain/people/areas.ts';
import { type AudienceGroup, readGroup } from '#src/domain/notice/audience.ts';
import {
  canonicalNotice,
  type NoticeContent,
  type NoticeState,
  statesFor,
} from '#src/domain/notice/notice.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A notice without its recipients. */
export type Notice = NoticeContent & {
  readonly noticeId: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly path: AreaPath;
  readonly reveals: boolean;
  readonly contentHash: string;
  readonly state: NoticeState;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedByName: string | null;
  readonly approvedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly rejectedReason: string | null;
  /** Last day to press 已知晓; who has not by then is told at the door. */
  readonly readBy: LocalDate;
  readonly chasedAt: Instant | null;
};

/** SHA-256 of everything a second person approves, base64url. */
export const contentHash = (content: NoticeContent): string =>
  createHash('sha256').update(canonicalNotice(content)).digest('base64url');

/**
 * Writes a composed notice, waiting for a second person. Returns its id; that of the first one when this draft was handed in
 * before (unique draft id), whatever it says now.
 */
export async function insertNotice(
  trx: Trx,
  notice: NoticeContent & {
    readonly noticeId: string;
    readonly draftId: string;
    readonly areaId: string;
    readonly reveals: boolean;
    readonly createdBy: string;
    readonly readBy: LocalDate;
  },
  now: Instant,
): Promise<{ readonly noticeId: string; readonly repeated: boolean }> {
  const audience = { group: notice.group, sender: notice.sender, phone: notice.phone };
  const inserted = await trx
    .insertInto('notice')
    .values({
      id: notice.noticeId,
      title: notice.title,
      body: notice.body,
      area_id: notice.areaId,
      area_path: notice.areaPath,
      audience: JSON.stringify(audience),
      reveals: notice.reveals,
      content_hash: contentHash(notice),
      draft_id: notice.draftId,
      state: 'awaiting-approval',
      created_by: notice.createdBy,
      created_at: timestamp(now),
      approved_by: null,
      approved_at: null,
      finished_at: null,
      read_by: notice.readBy,
      chased_at: null,
      rejected_by: null,
      rejected_reason: null,
    })
    .onConflict((conflict) => conflict.column('draft_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return { noticeId: inserted.id, repeated: false };
  const first = await trx
    .selectFrom('notice')
    .select('id')
    .where('draft_id', '=', notice.draftId)
    .executeTakeFirstOrThrow();
  return { noticeId: first.id, repeated: true };
}

const notices = (trx: Trx) =>
  trx
    .selectFrom('notice as n')
    .innerJoin('area as a', 'a.id', 'n.area_id')
    .innerJoin('staff as c', 'c.id', 'n.created_by')
    .leftJoin('staff as p', 'p.id', 'n.approved_by')
    .select([
      'n.id',
      'n.title',
      'n.body',
      'n.area_id',
      'a.full_name',
      'n.area_path',
      'n.audience',
      'n.reveals',
      'n.content_hash',
      'n.state',
      'n.created_by',
      'c.name as created_by_name',
      'n.created_at',
      'n.approved_by',
      'p.name as approved_by_name',
      'n.approved_at',
      'n.finished_at',
      'n.rejected_reason',
      'n.read_by',
      'n.chased_at',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof notices>['execute']>>[number];

const asNotice = (row: Row): Notice => {
  const { group, sender, phone } = readAudience(row.audience);
  return {
    noticeId: row.id,
    title: row.title,
    body: row.body,
    areaId: row.area_id,
    areaName: row.full_name,
    areaPath: row.area_path,
    path: areaPath(row.area_path),
    group,
    sender,
    phone,
    reveals: row.reveals,
    contentHash: row.content_hash,
    state: row.state,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
    createdAt: row.created_at,
    approvedBy: row.approved_by,
    approvedByName: row.approved_by_name,
    approvedAt: row.approved_at,
    finishedAt: row.finished_at,
    rejectedReason: row.rejected_reason,
    readBy: row.read_by,
    chasedAt: row.chased_at,
  };
};

/** The jsonb column is written above only. An unknown group (a newer version's) counts as everyone, and then says less. */
function readAudience(json: unknown): {
  readonly group: AudienceGroup;
  readonly sender: string;
  readonly phone: string;
} {
  const stored: Record<string, unknown> =
    typeof json === 'object' && json !== null ? Object.fromEntries(Object.entries(json)) : {};
  const text = (key: string): string => {
    const value = stored[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    group: readGroup(stored['group']) ?? 'everyone',
    sender: text('sender'),
    phone: text('phone'),
  };
}

/** One notice. Notices carry nothing personal and have no row-level security: the caller asks for permission. */
export async function findNotice(trx: Trx, noticeId: string): Promise<Notice | null> {
  const row = await notices(trx).where('n.id', '=', noticeId).executeTakeFirst();
  return row === undefined ? null : asNotice(row);
}

/** Notices by id. */
export async function findNotices(
  trx: Trx,
  noticeIds: readonly string[],
): Promise<readonly Notice[]> {
  if (noticeIds.length === 0) return [];
  return (await notices(trx).where('n.id', 'in', noticeIds).execute()).map(asNotice);
}

/** The newest notices somebody composed or approved, at most `limit`. */
export async function noticesOfStaff(
  trx: Trx,
  staffId: string,
  limit: number,
): Promise<readonly Notice[]> {
  const rows = await notices(trx)
    .where((w) => w.or([w('n.created_by', '=', staffId), w('n.approved_by', '=', staffId)]))
    .orderBy('n.created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(asNotice);
}

/**
 * Approves what was shown: only a notice still waiting, with this very content, by somebody else than its author. The last is
 * held by a check constraint as well, and the row's lock lets one of two approvers through. False when nothing was changed.
 */
export async function approveNotice(
  trx: Trx,
  notice: Notice,
  by: string,
  readBy: LocalDate,
  now: Instant,
): Promise<boolean> {
  const approved = await trx
    .updateTable('notice')
    .set({
      state: 'sending',
      approved_by: by,
      approved_at: timestamp(now),
      read_by: readBy,
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
    update notice set state = 'done', finished_at = ${timestamp(now)}
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

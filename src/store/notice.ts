/** Policy notices: writing and reading them. What becomes of them is in `notice-state.ts`, recipients in `notice-recipients.ts`. */
import { createHash } from 'node:crypto';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { areaPath, type AreaPath } from '#src/domain/people/areas.ts';
import { type AudienceGroup, readGroup } from '#src/domain/notice/audience.ts';
import {
  canonicalNotice,
  type NoticeContent,
  type NoticeNight,
  type NoticeState,
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
} & NoticeNight;

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
      'n.quiet_from',
      'n.quiet_to',
      'n.night_by',
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
    quiet: { from: row.quiet_from, to: row.quiet_to },
    nightAllowed: row.night_by !== null,
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

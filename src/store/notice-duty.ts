/** The duties of notices: approving one, settling one that was paused, and telling a village at the door (上门告知). */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';

/** An open duty by its key; null when there is none (yet, or any more). */
export async function openDutyWithKey(
  trx: Trx,
  key: string,
): Promise<{ readonly dutyId: string; readonly ownerStaffId: string | null } | null> {
  const row = await trx
    .selectFrom('duty')
    .select(['id as dutyId', 'owner_staff_id as ownerStaffId'])
    .where('key', '=', key)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row ?? null;
}

/** Notices that wait for approval although no duty says whose and by when. */
export async function noticesWithoutDuty(trx: Trx, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from notice n where n.state = 'awaiting-approval'
      and not exists (select 1 from duty d where d.key = 'approve-notice:' || n.id)
    order by n.created_at limit ${limit}`.execute(trx);
  return rows.map((row) => row.id);
}

/** Whom a notice waits for and until when; null when it waits for nobody. */
export type NoticeWaits = { readonly ownerName: string; readonly dueOn: LocalDate };

/** The open duty of a notice that waits to be approved or, paused, to be settled. */
export async function noticeWaitsFor(trx: Trx, noticeId: string): Promise<NoticeWaits | null> {
  const row = await trx
    .selectFrom('duty as d')
    .leftJoin('staff as s', 's.id', 'd.owner_staff_id')
    .select(['s.name', 'd.due_on'])
    .where('d.notice_id', '=', noticeId)
    .where('d.kind', 'in', ['approve-notice', 'resume-notice'])
    .where('d.state', '=', 'open')
    .orderBy('d.created_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : { ownerName: row.name ?? '', dueOn: row.due_on };
}

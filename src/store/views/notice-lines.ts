/** Notices of an area with how far each has come, for the console. Recipients are counted in the scope of a post. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { NoticeState } from '#src/domain/notice/notice.ts';
import type { Trx } from '../database.ts';

export type NoticeLine = {
  readonly noticeId: string;
  readonly title: string;
  readonly areaName: string;
  readonly state: NoticeState;
  readonly createdAt: Instant;
  readonly total: number;
  /** Still to be sent. */
  readonly open: number;
  /** Waiting on a chat page nobody has opened since. */
  readonly waiting: number;
  readonly sent: number;
  readonly read: number;
  /** Unreachable, failed or uncertain: to be told at the door. */
  readonly unreached: number;
};

/** The newest notices sent to an area, to parts of it, or to an area it lies in. */
export async function noticeLines(
  trx: Trx,
  areaPath: string,
  limit: number,
): Promise<readonly NoticeLine[]> {
  const { rows } = await sql<NoticeLine>`
    select n.id as "noticeId", n.title, a.full_name as "areaName", n.state, n.created_at as "createdAt",
      r.total, r.open, r.waiting, r.sent, r.read, r.unreached
    from notice n
      join area a on a.id = n.area_id
      cross join lateral (select count(*) as total,
          count(*) filter (where x.state in ('queued', 'sending')) as open,
          count(*) filter (where x.state = 'waiting') as waiting,
          count(*) filter (where x.state = 'sent') as sent,
          count(x.read_at) as read,
          count(*) filter (where x.state in ('unreachable', 'failed', 'uncertain')) as unreached
        from notice_recipient x where x.notice_id = n.id) r
    where (n.area_path >= ${areaPath} collate "C" and n.area_path < ${`${areaPath.slice(0, -1)}0`} collate "C")
      or starts_with(${areaPath}, n.area_path)
    order by n.created_at desc limit ${limit}`.execute(trx);
  return rows;
}

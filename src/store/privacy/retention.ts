/** What has been kept long enough, taken away in batches: each call changes at most `limit` rows and returns how many. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

type Batch = (trx: Trx, before: Instant, limit: number) => Promise<number>;

const changed = (rows: { readonly numAffectedRows?: bigint }): number =>
  Number(rows.numAffectedRows ?? 0n);

/** Words of updates that took effect before; that something came stays, so that a redelivery is still known. */
export const dropInboundWords: Batch = async (trx, before, limit) =>
  changed(
    await sql`update inbound set body_enc = '' where id in (
      select id from inbound where state = 'done' and body_enc <> '' and done_at < ${timestamp(before)}
      order by done_at limit ${limit})`.execute(trx),
  );

/** Words of messages settled before. What still waits to be looked at keeps them. */
export const dropMessageWords: Batch = async (trx, before, limit) =>
  changed(
    await sql`update message set body_enc = null, vital = false where id in (
      select id from message where body_enc is not null and settled_at is not null
        and settled_at < ${timestamp(before)} and state in
          ('sent', 'failed', 'unreachable', 'uncertain', 'cancelled')
      order by settled_at limit ${limit})`.execute(trx),
  );

/**
 * Media sent before that nothing needs any more: the cases of their reports and their tickets are closed since before, no later visit shows them, and
 * their sender has no unsent report (drafts never expire). Returns the ids, whose files the caller has removed.
 */
export async function dropMedia(
  trx: Trx,
  before: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`delete from media where id in (
      select m.id from media m where m.created_at < ${timestamp(before)}
        and not exists (select 1 from declaration_media dm
          join declaration d on d.id = dm.declaration_id left join case_file c on c.id = d.case_id
          where dm.media_id = m.id and (c.id is null and d.state <> 'closed'
            or c.id is not null and (c.closed_at is null or c.closed_at >= ${timestamp(before)})))
        and not exists (select 1 from visit_media vm join visit v on v.id = vm.visit_id
          where vm.media_id = m.id and v.received_at >= ${timestamp(before)})
        and not exists (select 1 from recurring_media rm join recurring_work w using (duty_id)
          where rm.media_id = m.id and w.done_on >= ${fromInstant(before)}::date)
        and not exists (select 1 from issue_media im join issue_ticket t on t.id = im.issue_id
          where im.media_id = m.id and (t.closed_on is null
            or t.closed_on >= ${timestamp(before)}))
        and not exists (select 1 from plan p left join case_file c on c.id = p.case_id
          where p.paper_media_id = m.id and (c.id is null or c.closed_at is null
            or c.closed_at >= ${timestamp(before)}))
        and not exists (select 1 from authorisation g join case_file c on c.id = g.case_id
          where g.media_id = m.id and (c.closed_at is null or c.closed_at >= ${timestamp(before)}))
        and not exists (select 1 from village_meeting_media vm
          join village_meeting v on v.id = vm.meeting_id
          left join meeting_item i on i.meeting_id = v.id left join case_file c on c.id = i.case_id
          where vm.media_id = m.id and (v.recorded_at >= ${timestamp(before)}
            or c.id is not null and (c.closed_at is null or c.closed_at >= ${timestamp(before)})))
        and not exists (select 1 from conversation s
          where s.account_id = m.account_id and s.draft_touched_at is not null)
      order by m.id limit ${limit})
    returning id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Words of reports whose case was closed before with nothing found to help with (撤回、重复、不属于困难). */
export const dropRefusedReports: Batch = async (trx, before, limit) =>
  changed(
    await sql`delete from declaration_private where declaration_id in (
      select p.declaration_id from case_file c join declaration d on d.case_id = c.id
        join declaration_private p on p.declaration_id = d.id
      where c.closed_at < ${timestamp(before)}
        and c.data #>> '{state,ground}' in
          ('duplicate', 'not-hardship', 'not-eligible', 'authorisation-refused', 'withdrawn')
      limit ${limit})`.execute(trx),
  );

/** Words of all reports whose case was closed before. */
export const dropReports: Batch = async (trx, before, limit) =>
  changed(
    await sql`delete from declaration_private where declaration_id in (
      select p.declaration_id from case_file c join declaration d on d.case_id = c.id
        join declaration_private p on p.declaration_id = d.id
      where c.closed_at < ${timestamp(before)} limit ${limit})`.execute(trx),
  );

/** Notes of visits received before. */
export const dropVisitNotes: Batch = async (trx, before, limit) =>
  changed(
    await sql`update visit set note_enc = null where id in (
      select v.id from visit v left join case_file c on c.id = v.case_id
      where v.note_enc is not null and v.received_at < ${timestamp(before)}
        and (c.id is null or c.closed_at < ${timestamp(before)}) limit ${limit})`.execute(trx),
  );

/** Proofs of consents that ended before. */
export const dropConsents: Batch = async (trx, before, limit) =>
  changed(
    await sql`delete from consent where id in (
      select id from consent where withdrawn_at < ${timestamp(before)} limit ${limit})`.execute(
      trx,
    ),
  );

/** Entries of the access log written before, through the one function that may (migration 07). */
export const dropAccessLog: Batch = async (trx, before, limit) => {
  const { rows } = await sql<{
    dropped: number;
  }>`select drop_old_access_log(${timestamp(before)}, ${limit}) as dropped`.execute(trx);
  return rows[0]?.dropped ?? 0;
};

/** Days told to people, settled before: what became of the matter stands in its duty and in the log. */
export const dropToldDays: Batch = async (trx, before, limit) =>
  changed(
    await sql`delete from told_day where id in (
      select id from told_day where settled_at < ${timestamp(before)} order by settled_at limit ${limit})`.execute(
      trx,
    ),
  );

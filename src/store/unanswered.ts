/** What people have not seen or finished: unsent reports gone silent, answers and reminders nobody looked at. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { Trx } from './database.ts';
import type { DutyDetails } from './duty.ts';
import { timestamp } from './timestamp.ts';

/** A person to be phoned. `since` tells one silence from the next. */
export type Unanswered = {
  readonly accountId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly householdId: string | null;
  readonly since: Instant;
};

/**
 * Accounts with an unsent report nobody touched since `before` and no call promised for that silence. Only people whose area we
 * know and who agreed to be remembered; staff finish their own drafts.
 */
export async function silentDrafts(
  trx: Trx,
  before: Instant,
  limit: number,
): Promise<readonly Unanswered[]> {
  const { rows } = await sql<Unanswered>`
    select a.id as "accountId", a.area_id as "areaId", a.area_path as "areaPath",
      a.household_id as "householdId", c.draft_touched_at as since
    from conversation c join account a on a.id = c.account_id
    where c.draft_touched_at < ${timestamp(before)} and a.area_id is not null and a.consent = 'given'
      and a.staff_id is null
      and not exists (select 1 from duty d where d.key = ${draftKey})
    order by c.draft_touched_at limit ${limit}`.execute(trx);
  return rows;
}

/** Day precision: touching the draft again and falling silent again is another call, two on one day are one. */
const draftKey = sql`'call-farmer:draft:' || a.id || ':' ||
  to_char(c.draft_touched_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** Accounts with an answer to their report that no channel could push and nobody has looked at since `before`. */
export async function unseenAnswers(
  trx: Trx,
  before: Instant,
  limit: number,
): Promise<readonly Unanswered[]> {
  const { rows } = await sql<Unanswered>`
    select a.id as "accountId", a.area_id as "areaId", a.area_path as "areaPath",
      a.household_id as "householdId", min(m.created_at) as since
    from message m join account a on a.id = m.account_id
    where m.state = 'waiting' and not m.broadcast and m.kind in ('progress', 'receipt')
      and m.created_at < ${timestamp(before)} and a.area_id is not null and a.staff_id is null
      and not exists (select 1 from duty d where d.kind = 'call-farmer' and d.state = 'open'
        and d.details->>'topic' = 'unseen' and d.details->>'accountId' = a.id::text
        and d.area_path = a.area_path)
    group by a.id
    having not exists (select 1 from duty d where d.key = 'call-farmer:unseen:' || a.id || ':' ||
      to_char(min(m.created_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))
    order by min(m.created_at) limit ${limit}`.execute(trx);
  return rows;
}

/** Open calls that became needless: the draft was sent or dropped, the answer was seen after all. */
export async function needlessCalls(trx: Trx, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ dutyId: string }>`
    select d.id as "dutyId" from duty d
    where d.state = 'open' and d.kind = 'call-farmer' and (
      (d.details->>'topic' = 'draft' and not exists (
        select 1 from conversation c where c.account_id = (d.details->>'accountId')::uuid
          and c.draft_touched_at is not null))
      or (d.details->>'topic' = 'unseen' and not exists (
        select 1 from message m where m.account_id = (d.details->>'accountId')::uuid
          and m.state = 'waiting' and m.kind in ('progress', 'receipt'))))
    limit ${limit}`.execute(trx);
  return rows.map((row) => row.dutyId);
}

/** A duty whose owner was reminded where no channel pushes, and has not looked. */
export type UnseenDuty = {
  readonly dutyId: string;
  readonly areaPath: string;
  readonly ownerRole: Role;
  readonly ownerStaffId: string;
  readonly details: DutyDetails;
};

/** Open duties of staff who have not looked at a reminder sent before `before`, each once. */
export async function unseenReminders(
  trx: Trx,
  before: Instant,
  limit: number,
): Promise<readonly UnseenDuty[]> {
  const { rows } = await sql<UnseenDuty>`
    select distinct d.id as "dutyId", d.area_path as "areaPath", d.owner_role as "ownerRole",
      d.owner_staff_id as "ownerStaffId", d.details
    from message m join account a on a.id = m.account_id
    join digest_item i on i.staff_id = a.staff_id and i.sent_at <= ${timestamp(before)}
    join duty d on d.id = i.duty_id and d.owner_staff_id = a.staff_id and d.state = 'open'
    where m.state = 'waiting' and m.kind in ('digest', 'reminder', 'escalation', 'to-do')
      and m.created_at < ${timestamp(before)}
      and not exists (select 1 from digest_item u where u.duty_id = d.id and u.level = 'unseen')
    limit ${limit}`.execute(trx);
  return rows;
}

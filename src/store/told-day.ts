/** Days told to farmers (说好的日子): remembered when they are told, looked at when they have passed, settled once. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { Trx } from './database.ts';
import type { DutyDetails } from './duty.ts';
import type { ToldDayTable } from './schema/notice.ts';
import { timestamp } from './timestamp.ts';

export type ToldDayKind = ToldDayTable['kind'];

/** A day told to one person about one thing: a report, a ticket, an issue, or a duty by its id. */
export type ToldDay = {
  readonly accountId: string;
  readonly areaPath: string;
  readonly kind: ToldDayKind;
  readonly subject: string;
  readonly day: LocalDate;
};

/**
 * Remembers a day. One row for one thing and person (unique key): another day told of it while it is open moves the promise, a
 * later day told after it was settled is a new one.
 */
export async function rememberToldDay(
  trx: Trx,
  id: string,
  told: ToldDay,
  now: Instant,
): Promise<void> {
  await sql`
    insert into told_day as t (id, account_id, area_path, kind, subject, day, told_at)
    values (${id}::uuid, ${told.accountId}::uuid, ${told.areaPath}, ${told.kind}, ${told.subject}::uuid,
      ${told.day}::date, ${timestamp(now)})
    on conflict (account_id, kind, subject) do update
      set day = excluded.day, told_at = excluded.told_at, settled_at = null, broken = false
      where excluded.day > t.day or (t.settled_at is null and excluded.day <> t.day)`.execute(trx);
}

/** The day somebody was told to be visited by after this report; null where none was told. */
export async function toldVisitDay(trx: Trx, declarationId: string): Promise<LocalDate | null> {
  const row = await trx
    .selectFrom('told_day')
    .select('day')
    .where('kind', '=', 'home-visit')
    .where('subject', '=', declarationId)
    .orderBy('told_at', 'desc')
    .executeTakeFirst();
  return row?.day ?? null;
}

/** A clock that stood still moves the visits promised under it: the farmer was told that it stands still. */
export async function moveVisitDays(trx: Trx, caseId: string, days: number): Promise<void> {
  await sql`
    update told_day t set day = t.day + ${days}::int from declaration d
    where d.case_id = ${caseId}::uuid and t.kind = 'home-visit' and t.subject = d.id
      and t.settled_at is null`.execute(trx);
}

/** A day that has passed, and what stands of the matter. */
export type PassedDay = ToldDay & {
  readonly id: string;
  /** Nobody has done it yet, and it still is to be done. */
  readonly waiting: boolean;
  /** 受理号, number of the ticket or issue; ''. */
  readonly label: string;
  readonly areaId: string | null;
  readonly householdId: string | null;
  readonly declarationId: string | null;
  readonly ticketId: string | null;
  readonly issueId: string | null;
  /** The open duty it hangs on; null when none is open (a report still being checked). */
  readonly dutyId: string | null;
  readonly dutyKind: DutyKind | null;
  readonly ownerRole: Role | null;
  readonly ownerStaffId: string | null;
  readonly details: DutyDetails | null;
};

/**
 * Open promises of days before `today` in the order they were due, locked until the transaction ends; those another sweep holds
 * are left out. A visit is owed until the case has left `clue` and `accepted`; all else while its duty is open.
 */
export async function passedDays(
  trx: Trx,
  today: LocalDate,
  after: { readonly day: LocalDate; readonly id: string } | null,
  limit: number,
): Promise<readonly PassedDay[]> {
  const { rows } = await sql<PassedDay>`
    with due as (
      select * from told_day t where t.settled_at is null and t.day < ${today}::date
        and (${after?.id ?? null}::uuid is null or (t.day, t.id) > (${after?.day ?? null}::date, ${after?.id ?? null}::uuid))
      order by t.day, t.id limit ${limit} for update skip locked)
    select t.id, t.account_id as "accountId", t.area_path as "areaPath", t.kind, t.subject, t.day,
      case when t.kind = 'home-visit' then r.id is not null and r.state not in ('closed', 'withdrawing')
          and (c.id is null or c.state in ('clue', 'accepted'))
        else d.id is not null end as waiting,
      coalesce(r.receipt_number, k.number, i.number, q.receipt_number, '') as label,
      coalesce(d.area_id, r.area_id) as "areaId", coalesce(d.household_id, r.household_id) as "householdId",
      coalesce(r.id, d.declaration_id) as "declarationId", d.ticket_id as "ticketId", d.issue_id as "issueId",
      d.id as "dutyId", d.kind as "dutyKind", d.owner_role as "ownerRole", d.owner_staff_id as "ownerStaffId",
      d.details
    from due t
    left join declaration r on t.kind = 'home-visit' and r.id = t.subject
    left join case_file c on c.id = r.case_id
    left join lateral (
      select * from (
        select * from duty d where t.kind = 'home-visit' and d.case_id = r.case_id and d.state = 'open'
          and d.kind in ('accept-clue', 'verify-home')
        union all
        select * from duty d where t.kind = 'home-visit' and d.key = 'call-farmer:held:' || t.subject and d.state = 'open'
        union all
        select * from duty d where t.kind = 'answer' and d.state = 'open'
          and d.key in ('answer-ticket:' || t.subject, 'answer-ticket:' || t.subject || ':past',
            'answer-rights-request:' || t.subject)
        union all
        select * from duty d where t.kind in ('issue-verify', 'issue-fix') and d.issue_id = t.subject and d.state = 'open'
          and (d.kind = 'verify-issue' or (t.kind = 'issue-fix' and d.kind in ('fix-issue', 'persuade-return')))
        union all
        select * from duty d where t.kind = 'duty' and d.id = t.subject and d.state = 'open') open
      order by open.due_on, open.id limit 1) d on true
    left join ticket k on k.id = d.ticket_id
    left join issue_ticket i on i.id = d.issue_id
    left join declaration q on q.id = d.declaration_id
    order by t.day, t.id`.execute(trx);
  return rows;
}

/** Ends a promise, kept or broken; false when it was ended before. */
export async function settleToldDay(
  trx: Trx,
  id: string,
  broken: boolean,
  now: Instant,
): Promise<boolean> {
  const settled = await trx
    .updateTable('told_day')
    .set({ settled_at: timestamp(now), broken })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return settled.numUpdatedRows === 1n;
}

/** Writes on an open duty which day the farmer was told, so that every further reminder says it. The first day stays. */
export async function notePromise(trx: Trx, dutyId: string, day: LocalDate): Promise<void> {
  await sql`update duty set details = ${JSON.stringify({ promisedOn: day })}::jsonb || details
    where id = ${dutyId}::uuid and state = 'open'`.execute(trx);
}

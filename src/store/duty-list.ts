/** Duties as people see them on lists: what, where, whose household, by when. Pages walk an index whatever the number. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';
import type { DutyDetails } from './duty.ts';
import { endOfArea } from './scope.ts';

/** A duty on a list. Names are '' where the duty is about nobody in particular. */
export type DutyRow = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly headName: string;
  /** 受理号 of the report, number of the ticket, title of the notice or of the regular work it is about; ''. */
  readonly label: string;
  readonly ownerRole: Role;
  readonly ownerStaffId: string | null;
  readonly ownerName: string;
  readonly caseId: string | null;
  readonly declarationId: string | null;
  readonly householdId: string | null;
  readonly noticeId: string | null;
  readonly ticketId: string | null;
  readonly issueId: string | null;
  readonly alarmId: string | null;
  readonly details: DutyDetails;
  /** The day a farmer was told for it, once that day has passed. */
  readonly promisedOn: LocalDate | null;
  readonly clause: string;
  readonly strength: 'hard' | 'soft';
  readonly urgent: boolean;
  readonly createdAt: Instant;
  readonly dueOn: LocalDate;
  readonly state: 'open' | 'done' | 'cancelled';
};

const rowsWhere = (trx: Trx, condition: ReturnType<typeof sql>) =>
  sql<DutyRow>`
    select d.id as "dutyId", d.kind, d.area_id as "areaId", d.area_path as "areaPath",
      a.full_name as "areaName", coalesce(h.head_name, '') as "headName",
      coalesce(r.receipt_number, t.number, i.number, m.number, n.title, d.details ->> 'title', '') as label,
      d.owner_role as "ownerRole", d.owner_staff_id as "ownerStaffId", coalesce(s.name, '') as "ownerName",
      d.case_id as "caseId", d.declaration_id as "declarationId", d.household_id as "householdId",
      d.notice_id as "noticeId", d.ticket_id as "ticketId",
      d.issue_id as "issueId", d.alarm_id as "alarmId", d.details, d.clause, d.strength,
      (d.details ->> 'promisedOn')::date as "promisedOn",
      coalesce(c.urgent, i.emergency, false) as urgent, d.created_at as "createdAt", d.due_on as "dueOn", d.state
    from duty d
    join area a on a.id = d.area_id
    left join household h on h.id = d.household_id
    left join declaration r on r.id = d.declaration_id
    left join ticket t on t.id = d.ticket_id
    left join issue_ticket i on i.id = d.issue_id
    left join alarm m on m.id = d.alarm_id
    left join notice n on n.id = d.notice_id
    left join staff s on s.id = d.owner_staff_id
    left join case_file c on c.id = d.case_id
    ${condition}`.execute(trx);

/** Duties by id, in the order asked; those the scope may not see are left out. */
export async function dutyGlances(
  trx: Trx,
  dutyIds: readonly string[],
): Promise<readonly DutyRow[]> {
  if (dutyIds.length === 0) return [];
  const { rows } = await rowsWhere(trx, sql`where d.id = any(${[...dutyIds]}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.dutyId, row]));
  return dutyIds.flatMap((id) => byId.get(id) ?? []);
}

/** Which duties are on a person's list (我的待办). */
export type ListOwner = {
  readonly staffId: string;
  /** Posts whose unowned duties show up too: nobody reachable held them when they were opened. */
  readonly areaPath: string;
  readonly role: Role;
  readonly department: DepartmentCode | null;
};

/**
 * Open duties of a person in the scope set, the earliest due first. Regular meetings come last: those of many villages without an
 * officer would bury the cases that wait for this person.
 */
export async function openDutiesOf(
  trx: Trx,
  owner: ListOwner,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly DutyRow[]> {
  const { rows } = await rowsWhere(
    trx,
    sql`where d.state = 'open' and ${mine(owner)}
      order by d.kind in ('village-agenda', 'recurring-work'), d.due_on, coalesce(c.urgent, i.emergency, false) desc, d.id
      offset ${page.offset} limit ${page.limit}`,
  );
  return rows;
}

/** How many open duties a person has, and how many of them are past their day. */
export async function countDutiesOf(
  trx: Trx,
  owner: ListOwner,
  today: LocalDate,
): Promise<{ readonly total: number; readonly late: number }> {
  const { rows } = await sql<{ total: number; late: number }>`
    select count(*) as total, count(*) filter (where d.due_on < ${today}::date) as late
    from duty d where d.state = 'open' and ${mine(owner)}`.execute(trx);
  return rows[0] ?? { total: 0, late: 0 };
}

/** Open duties about a household, the earliest due first. */
export async function openDutiesAbout(trx: Trx, householdId: string): Promise<readonly DutyRow[]> {
  const { rows } = await rowsWhere(
    trx,
    sql`where d.state = 'open' and d.household_id = ${householdId}::uuid
      order by d.due_on, d.id limit 20`,
  );
  return rows;
}

const mine = (owner: ListOwner) =>
  sql`(d.owner_staff_id = ${owner.staffId}::uuid or (d.owner_staff_id is null and d.owner_role = ${owner.role}
    and d.area_path >= ${owner.areaPath} and d.area_path < ${endOfArea(owner.areaPath)}
    and (d.owner_role <> 'department-officer' or d.details ->> 'department' = ${owner.department})))`;

/** Due day of the case's open duty of a kind; null when there is none. */
export async function dueDayOf(
  trx: Trx,
  caseId: string,
  kind: DutyKind,
): Promise<LocalDate | null> {
  const row = await trx
    .selectFrom('duty')
    .select('due_on')
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .orderBy('due_on')
    .executeTakeFirst();
  return row?.due_on ?? null;
}

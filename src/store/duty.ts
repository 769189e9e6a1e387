/** Duties: writing them once, closing them, and who could receive them. Lists for people are in `duty-list.ts`. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Post } from '#src/domain/duty/escalation.ts';
import type { Reminder } from '#src/domain/duty/ladder.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';
import { pathsUpwards } from './registry/areas.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

/** What a duty is about, by id; all that apply. */
export type DutyAbout = {
  readonly caseId?: string | null;
  readonly declarationId?: string | null;
  readonly householdId?: string | null;
  readonly noticeId?: string | null;
  readonly ticketId?: string | null;
  readonly alertId?: string | null;
  readonly issueId?: string | null;
  readonly alarmId?: string | null;
};

/** Codes, ids and days only: `details` is not encrypted. `pack` is the wording the reminders follow. */
export type DutyDetails = {
  readonly pack: { readonly id: string; readonly version: string };
  /** Staff it is by or about: they neither own it nor are told when it is late. */
  readonly except?: readonly string[];
  /** The department it is routed to: officers of another never get it. */
  readonly department?: DepartmentCode;
  readonly [code: string]: unknown;
};

export type NewDutyRow = {
  readonly id: string;
  /** What makes it the same duty: kind, subject and, where it recurs, the period. */
  readonly key: string;
  readonly kind: DutyKind;
  readonly areaId: string;
  readonly areaPath: string;
  readonly ownerRole: Role;
  /** Null while nobody up to the county leader can be reached. */
  readonly ownerStaffId: string | null;
  readonly about: DutyAbout;
  readonly details: DutyDetails;
  readonly strength: 'hard' | 'soft';
  readonly clause: string;
  readonly createdAt: Instant;
  readonly dueOn: LocalDate;
  readonly estimated: boolean;
  readonly next: Reminder | null;
};

/** Rows per statement: 26 columns each stay far below the 65 535 parameters of a statement. */
const BATCH = 500;

/** Writes duties that do not exist yet (unique key); among the ids returned are those that are new. */
export const insertDuties = together(
  async (
    trx,
    each: readonly (readonly NewDutyRow[])[],
  ): Promise<readonly ReadonlySet<string>[]> => {
    const written = await writeDuties(trx, each.flat());
    return each.map(() => written);
  },
);

async function writeDuties(trx: Trx, rows: readonly NewDutyRow[]): Promise<ReadonlySet<string>> {
  const written = new Set<string>();
  for (let from = 0; from < rows.length; from += BATCH) {
    const inserted = await trx
      .insertInto('duty')
      .values(rows.slice(from, from + BATCH).map(asRow))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('id')
      .execute();
    for (const row of inserted) written.add(row.id);
  }
  return written;
}

const asRow = (duty: NewDutyRow) => ({
  id: duty.id,
  key: duty.key,
  kind: duty.kind,
  area_id: duty.areaId,
  area_path: duty.areaPath,
  owner_role: duty.ownerRole,
  owner_staff_id: duty.ownerStaffId,
  case_id: duty.about.caseId ?? null,
  declaration_id: duty.about.declarationId ?? null,
  household_id: duty.about.householdId ?? null,
  notice_id: duty.about.noticeId ?? null,
  ticket_id: duty.about.ticketId ?? null,
  alert_id: duty.about.alertId ?? null,
  issue_id: duty.about.issueId ?? null,
  alarm_id: duty.about.alarmId ?? null,
  details: JSON.stringify(duty.details),
  strength: duty.strength,
  clause: duty.clause,
  created_at: timestamp(duty.createdAt),
  due_on: duty.dueOn,
  estimated: duty.estimated,
  next_level: duty.next?.level ?? null,
  next_at: duty.next === null ? null : timestamp(duty.next.at),
  breached_at: null,
  closed_at: null,
  closed_by: null,
  outcome: null,
});

/** Which open duties are meant. `kinds` left out: all kinds. */
export type DutySelector =
  | { readonly key: string }
  | { readonly dutyId: string }
  | {
      readonly caseId: string;
      readonly kinds?: readonly DutyKind[];
      /** Keys of duties that stay. */
      readonly exceptKeys?: readonly string[];
    }
  | { readonly householdId: string; readonly kinds: readonly DutyKind[] }
  | { readonly declarationId: string; readonly kinds?: readonly DutyKind[] }
  | { readonly ticketId: string }
  | { readonly noticeId: string; readonly kinds: readonly DutyKind[] }
  | { readonly issueId: string; readonly kinds?: readonly DutyKind[] }
  | { readonly alarmId: string; readonly kinds?: readonly DutyKind[] };

export type ClosedDuty = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly areaId: string;
  readonly areaPath: string;
  readonly ownerRole: Role;
  readonly caseId: string | null;
  readonly householdId: string | null;
  readonly details: DutyDetails;
  /** True when closing it found that its hard limit had passed without anybody recording it. */
  readonly breachedNow: boolean;
};

/**
 * Closes what is open of the selection; closed ones stay as they are. No reminder follows: the next level is cleared and digest
 * items not sent yet are removed. A hard limit that passed before anybody looked is recorded as a breach here.
 */
export async function closeOpenDuties(
  trx: Trx,
  which: DutySelector,
  end: {
    readonly state: 'done' | 'cancelled';
    readonly outcome: string;
    readonly byStaffId: string | null;
    readonly at: Instant;
    readonly today: LocalDate;
  },
): Promise<readonly ClosedDuty[]> {
  const at = timestamp(end.at);
  const { rows } = await sql<ClosedDuty>`
    with closing as (
      select id, breached_at from duty where state = 'open' and ${selected(which)} for update)
    update duty d set state = ${end.state}, outcome = ${end.outcome}, closed_at = ${at},
      closed_by = ${end.byStaffId}::uuid, next_level = null, next_at = null,
      breached_at = coalesce(d.breached_at,
        case when d.strength = 'hard' and d.due_on < ${end.today}::date then ${at} end)
    from closing c where d.id = c.id
    returning d.id as "dutyId", d.kind, d.area_id as "areaId", d.area_path as "areaPath",
      d.owner_role as "ownerRole", d.case_id as "caseId", d.household_id as "householdId", d.details,
      (c.breached_at is null and d.breached_at is not null) as "breachedNow"`.execute(trx);
  if (rows.length > 0) {
    const ids = rows.map((row) => row.dutyId);
    await sql`delete from digest_item where duty_id = any(${ids}::uuid[]) and sent_at is null`.execute(
      trx,
    );
  }
  return rows;
}

function selected(which: DutySelector) {
  if ('key' in which) return sql<boolean>`key = ${which.key}`;
  if ('dutyId' in which) return sql<boolean>`id = ${which.dutyId}::uuid`;
  if ('ticketId' in which) return sql<boolean>`ticket_id = ${which.ticketId}::uuid`;
  const kinds =
    which.kinds === undefined ? sql`` : sql`and kind = any(${[...which.kinds]}::text[])`;
  if ('noticeId' in which) return sql<boolean>`notice_id = ${which.noticeId}::uuid ${kinds}`;
  if ('issueId' in which) return sql<boolean>`issue_id = ${which.issueId}::uuid ${kinds}`;
  if ('alarmId' in which) return sql<boolean>`alarm_id = ${which.alarmId}::uuid ${kinds}`;
  if ('caseId' in which) {
    const except =
      which.exceptKeys === undefined
        ? sql``
        : sql`and key <> all(${[...which.exceptKeys]}::text[])`;
    return sql<boolean>`case_id = ${which.caseId}::uuid ${kinds} ${except}`;
  }
  if ('householdId' in which) {
    return sql<boolean>`household_id = ${which.householdId}::uuid ${kinds}`;
  }
  return sql<boolean>`declaration_id = ${which.declarationId}::uuid ${kinds}`;
}

/** Gives open duties of a case or one duty to another person, who is reminded from now on. */
export async function handOverDuties(
  trx: Trx,
  which: DutySelector,
  to: { readonly staffId: string; readonly role?: Role },
): Promise<readonly string[]> {
  const role = to.role === undefined ? sql`owner_role` : sql`${to.role}`;
  const { rows } = await sql<{ id: string }>`
    update duty set owner_staff_id = ${to.staffId}::uuid, owner_role = ${role}
    where state = 'open' and ${selected(which)} returning id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Keeps an open duty from people it turned out to be about: nobody of them is told of it. Null when none is open. */
export async function keepDutyFrom(
  trx: Trx,
  key: string,
  staffIds: readonly string[],
): Promise<{ readonly ownerStaffId: string | null } | null> {
  const { rows } = await sql<{ ownerStaffId: string | null }>`
    update duty set details = details || jsonb_build_object('except',
      coalesce(details->'except', '[]') || ${JSON.stringify(staffIds)}::jsonb)
    where key = ${key} and state = 'open' returning owner_staff_id as "ownerStaffId"`.execute(trx);
  return rows[0] ?? null;
}

/**
 * All posts held today in these areas or any above them, for the domain to choose from (`receiverOf`, `alertSteps`).
 * System scope only: whether somebody can be reached depends on accounts, which staff do not see.
 */
export async function postsOver(
  trx: Trx,
  areaPaths: readonly string[],
  today: LocalDate,
): Promise<readonly Post[]> {
  const paths = new Set(areaPaths.flatMap(pathsUpwards));
  return (await postsIn(trx, { paths, today })).filter((post) => paths.has(post.area));
}

type PostsAsked = { readonly paths: ReadonlySet<string>; readonly today: LocalDate };

/** The posts of all who ask, for each to take what is theirs. Who asks in one transaction asks about one day. */
const postsIn = together(
  async (trx, asked: readonly PostsAsked[]): Promise<readonly (readonly Post[])[]> => {
    const byDay = new Map<LocalDate, Set<string>>();
    for (const { paths, today } of asked) {
      byDay.set(today, new Set([...(byDay.get(today) ?? []), ...paths]));
    }
    const found = new Map<LocalDate, readonly Post[]>();
    for (const [day, paths] of byDay) found.set(day, await readPosts(trx, [...paths], day));
    return asked.map(({ today }) => found.get(today) ?? []);
  },
);

async function readPosts(
  trx: Trx,
  paths: readonly string[],
  today: LocalDate,
): Promise<readonly Post[]> {
  const { rows } = await sql<Omit<Post, 'area'> & { readonly area: string }>`
    select p.id as "postId", p.staff_id as "staffId", p.role, p.department, p.area_path as area,
      exists (select 1 from account a where a.staff_id = p.staff_id and a.reachable) as reachable
    from post p join staff s on s.id = p.staff_id
    where p.area_path = any(${[...paths]}::text[]) and s.active and p.since <= ${today}::date
      and (p.until is null or p.until >= ${today}::date)`.execute(trx);
  return rows.map((row) => ({ ...row, area: areaPath(row.area) }));
}

/** Counts a call that reached nobody. */
export async function countCall(trx: Trx, dutyId: string): Promise<void> {
  await sql`update duty set details = jsonb_set(details, '{calls}',
      to_jsonb(coalesce((details->>'calls')::int, 0) + 1))
    where id = ${dutyId}::uuid and state = 'open'`.execute(trx);
}

/** The monthly marking list (本月标注清单): what waits to be marked, and the lists that were. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EliminationWay } from '#src/domain/case/elimination.ts';
import type { Trx } from './database.ts';
import { endOfArea } from './scope.ts';
import { timestamp } from './timestamp.ts';

/** A case whose notice has hung and that waits to be marked in the national system. */
export type WaitingForMark = {
  readonly caseId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly appliedOn: LocalDate;
};

const within = (areaPath: string) =>
  sql<boolean>`c.area_path >= ${areaPath} and c.area_path < ${endOfArea(areaPath)}`;

/** All that wait under an area, village by village. */
export async function waitingForMark(
  trx: Trx,
  areaPath: string,
): Promise<readonly WaitingForMark[]> {
  const { rows } = await sql<WaitingForMark>`
    select c.id as "caseId", c.household_id as "householdId", h.head_name as "headName",
      a.full_name as "areaName", (c.data #>> '{elimination,appliedOn}')::date as "appliedOn"
    from case_file c join household h on h.id = c.household_id join area a on a.id = c.area_id
    where c.state = 'elimination-marking' and c.closed_at is null and ${within(areaPath)}
    order by c.area_path, h.head_name, c.id`.execute(trx);
  return rows;
}

/** Finds or makes the month's list; two officers at once get the same one (unique area and month). */
export async function listOfMonth(
  trx: Trx,
  list: {
    readonly id: string;
    readonly month: string;
    readonly areaPath: string;
    readonly byStaffId: string;
    readonly at: Instant;
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into elimination_list (id, month, area_path, marked_by, marked_at)
    values (${list.id}::uuid, ${list.month}, ${list.areaPath}, ${list.byStaffId}::uuid, ${timestamp(list.at)})
    on conflict (area_path, month) do update set marked_by = excluded.marked_by,
      marked_at = excluded.marked_at
    returning id`.execute(trx);
  return rows[0]?.id ?? list.id;
}

/** A household that was marked. */
export type MarkedEntry = {
  readonly listId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly way: EliminationWay;
  readonly enrolledOn: LocalDate;
  readonly appliedOn: LocalDate;
  readonly markedOn: LocalDate;
};

/** Keeps on the list what was marked; once a list and case (primary key). */
export async function addEntry(trx: Trx, entry: MarkedEntry): Promise<void> {
  await trx
    .insertInto('elimination_entry')
    .values({
      list_id: entry.listId,
      case_id: entry.caseId,
      household_id: entry.householdId,
      area_path: entry.areaPath,
      way: entry.way,
      enrolled_on: entry.enrolledOn,
      applied_on: entry.appliedOn,
      marked_on: entry.markedOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Households marked in a month under an area. */
export async function countMarked(trx: Trx, areaPath: string, month: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from elimination_entry e join elimination_list l on l.id = e.list_id
    where l.month = ${month} and e.area_path >= ${areaPath}
      and e.area_path < ${endOfArea(areaPath)}`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Households monitored now and households whose risk is eliminated and watched on, under an area. */
export async function monitoredAndEliminated(
  trx: Trx,
  areaPath: string,
): Promise<{ readonly monitored: number; readonly eliminated: number }> {
  const { rows } = await sql<{ monitored: number; eliminated: number }>`
    select count(*) filter (where c.state in ('enrolled', 'assisting') or c.state like 'elimination-%') as monitored,
      count(*) filter (where c.state = 'eliminated') as eliminated
    from case_file c where c.closed_at is null and ${within(areaPath)}`.execute(trx);
  return rows[0] ?? { monitored: 0, eliminated: 0 };
}

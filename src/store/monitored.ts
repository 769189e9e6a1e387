/** Monitored households (监测户) and who looks after them, for the monthly visits. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type MonitoredHousehold = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  /** Staff the household is assigned to today, longest first. */
  readonly helpers: readonly string[];
  /** Staff who live there themselves: the visit is not theirs. */
  readonly own: readonly string[];
};

/**
 * The next monitored households by id that were not visited since `monthStart` and have no duty `monthly-visit:<id>:<month>`.
 */
export async function withoutMonthlyVisit(
  trx: Trx,
  month: { readonly name: string; readonly start: LocalDate },
  today: LocalDate,
  after: string | null,
  limit: number,
): Promise<readonly MonitoredHousehold[]> {
  const { rows } = await sql<MonitoredHousehold>`
    select h.id as "householdId", h.area_id as "areaId", h.area_path as "areaPath",
      array(select s.staff_id::text from assignment s where s.household_id = h.id
        and s.since <= ${today}::date and (s.until is null or s.until >= ${today}::date)
        order by s.since, s.id) as helpers,
      array(select s.id::text from staff s where s.household_id = h.id) as own
    from household h
    where h.monitored is not null and (${after}::uuid is null or h.id > ${after}::uuid)
      and not exists (select 1 from duty d where d.key = 'monthly-visit:' || h.id || ':' || ${month.name})
      and not exists (select 1 from visit v where v.household_id = h.id
        and v.visited_on >= ${month.start}::date and v.kind <> 'phone')
    order by h.id limit ${limit}`.execute(trx);
  return rows;
}

/** How many households are assigned to a staff member in the scope set. */
export async function countAssigned(trx: Trx, staffId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from assignment
    where staff_id = ${staffId}::uuid and until is null`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Under which category a household is monitored from now on; null when it no longer is. */
export async function markMonitored(
  trx: Trx,
  householdId: string,
  category: Category | null,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('household')
    .set({ monitored: category, updated_at: timestamp(now) })
    .where('id', '=', householdId)
    .execute();
}

/** Households of the villages so called that are not monitored, the last code of a village first; at most `limit`. */
export async function unmonitoredIn(
  trx: Trx,
  village: string,
  limit: number,
): Promise<
  readonly { readonly householdId: string; readonly areaId: string; readonly areaPath: string }[]
> {
  return await trx
    .selectFrom('household as h')
    .innerJoin('area as a', 'a.id', 'h.area_id')
    .select(['h.id as householdId', 'h.area_id as areaId', 'h.area_path as areaPath'])
    .where('a.name', '=', village)
    .where('h.monitored', 'is', null)
    .orderBy('a.path')
    .orderBy('h.code', 'desc')
    .limit(limit)
    .execute();
}

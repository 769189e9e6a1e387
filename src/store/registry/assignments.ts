/** Which helper (帮扶责任人) looks after which household (包户). */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from '../database.ts';

/** The codes among `codes` that no household has. */
export async function unknownHouseholdCodes(
  trx: Trx,
  codes: readonly string[],
): Promise<readonly string[]> {
  if (codes.length === 0) return [];
  const rows = await trx
    .selectFrom('household')
    .select('code')
    .where('code', 'in', codes)
    .execute();
  const known = new Set(rows.map((row) => row.code));
  return codes.filter((code) => !known.has(code));
}

/**
 * Gives a helper these households from a day on; returns how many are new. A household already theirs stays as it is (unique
 * index `assignment_once`).
 */
export async function assignHouseholds(
  trx: Trx,
  options: {
    readonly staffId: string;
    readonly codes: readonly string[];
    readonly since: LocalDate;
    readonly newId: () => string;
  },
): Promise<number> {
  if (options.codes.length === 0) return 0;
  const ids = options.codes.map(() => options.newId());
  const { rows } = await sql`insert into assignment (id, staff_id, household_id, area_path, since)
    select given.id, ${options.staffId}::uuid, h.id, h.area_path, ${options.since}::date
    from unnest(${ids}::uuid[], ${options.codes}::text[]) as given(id, code)
    join household h on h.code = given.code
    on conflict do nothing
    returning id`.execute(trx);
  return rows.length;
}

/** Ends all of a helper's open assignments; `until` is the last day. */
export async function endAssignments(trx: Trx, staffId: string, until: LocalDate): Promise<void> {
  await trx
    .updateTable('assignment')
    .set({ until })
    .where('staff_id', '=', staffId)
    .where('until', 'is', null)
    .execute();
}

/** Who looks after a household today (帮扶责任人), longest first. */
export async function helpersOf(
  trx: Trx,
  householdId: string,
  today: LocalDate,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('assignment')
    .innerJoin('staff', 'staff.id', 'assignment.staff_id')
    .select('assignment.staff_id as staffId')
    .where('assignment.household_id', '=', householdId)
    .where('staff.active', '=', true)
    .where('assignment.since', '<=', today)
    .where((eb) => eb.or([eb('assignment.until', 'is', null), eb('assignment.until', '>=', today)]))
    .orderBy('assignment.since')
    .orderBy('assignment.id')
    .execute();
  return rows.map((row) => row.staffId);
}

/**
 * The household is this person's from a day on; who looked after it before does so no more. One that is theirs already stays as it is
 * (unique index `assignment_once`).
 */
export async function assignResponsible(
  trx: Trx,
  named: {
    readonly id: string;
    readonly staffId: string;
    readonly householdId: string;
    readonly areaPath: string;
    readonly on: LocalDate;
  },
): Promise<void> {
  // The last day of whoever had it so far is the day before; one who got it today never had it.
  await sql`update assignment set until = greatest(since, ${named.on}::date - 1)
    where household_id = ${named.householdId}::uuid and staff_id <> ${named.staffId}::uuid
      and until is null`.execute(trx);
  await sql`insert into assignment (id, staff_id, household_id, area_path, since)
    values (${named.id}::uuid, ${named.staffId}::uuid, ${named.householdId}::uuid, ${named.areaPath}, ${named.on}::date)
    on conflict do nothing`.execute(trx);
}

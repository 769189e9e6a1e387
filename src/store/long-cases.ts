/** Recognised cases by the day somebody last looked at them as a whole. System scope only. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';

export type LongCase = {
  readonly caseId: string;
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  /** Enrolment, or the last review after it. */
  readonly lookedOn: LocalDate;
};

/** The next assisted cases by id, without those that have an open review. */
export async function longCases(
  trx: Trx,
  after: string | null,
  limit: number,
): Promise<readonly LongCase[]> {
  const { rows } = await sql<LongCase>`
    select c.id as "caseId", c.household_id as "householdId", c.area_id as "areaId", c.area_path as "areaPath",
      coalesce(c.data #>> '{assistance,reviewedOn}', c.data #>> '{assistance,enrolledOn}')::date as "lookedOn"
    from case_file c
    where c.state = 'assisting' and c.closed_at is null and (${after}::uuid is null or c.id > ${after}::uuid)
      and not exists (select from duty d where d.case_id = c.id and d.kind = 'long-case-review' and d.state = 'open')
    order by c.id limit ${limit}`.execute(trx);
  return rows;
}

/** Relief given before the formalities (先行救助). */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';

export type Relief = {
  readonly id: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly areaPath: string;
  /** Code and title of the pack's tool box. */
  readonly code: string;
  readonly title: string;
  /** Whole yuan; null where goods were given. */
  readonly yuan: number | null;
  readonly givenOn: LocalDate;
  readonly byStaffId: string;
};

/** Writes down an emergency relief that was given; a sum is in whole yuan. */
export async function insertRelief(trx: Trx, relief: Relief): Promise<void> {
  await trx
    .insertInto('relief')
    .values({
      id: relief.id,
      case_id: relief.caseId,
      household_id: relief.householdId,
      area_path: relief.areaPath,
      code: relief.code,
      title: relief.title,
      yuan: relief.yuan,
      given_on: relief.givenOn,
      by_staff: relief.byStaffId,
    })
    .execute();
}

/** What was given in a case, the newest; null when nothing was. */
export async function lastReliefOf(
  trx: Trx,
  caseId: string,
): Promise<Pick<Relief, 'title' | 'yuan' | 'givenOn'> | null> {
  const row = await trx
    .selectFrom('relief')
    .select(['title', 'yuan', 'given_on as givenOn'])
    .where('case_id', '=', caseId)
    .orderBy('given_on', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

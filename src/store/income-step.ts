/** The yearly income plan (增收计划) by its steps, and which households it is for. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { IncomePlan, IncomeStep } from '#src/domain/plan/income-plan.ts';
import type { Trx } from './database.ts';

/** The steps done this year. */
export async function incomePlanOf(
  trx: Trx,
  householdId: string,
  year: number,
): Promise<IncomePlan> {
  const done = await trx
    .selectFrom('income_step')
    .select([
      'step',
      'done_on as on',
      'per_person_yuan as perPersonYuan',
      sql<boolean>`confirmed_on is not null`.as('confirmed'),
    ])
    .where('household_id', '=', householdId)
    .where('year', '=', year)
    .orderBy('done_on')
    .execute();
  return { householdId, year, done };
}

/** Writes a step; false when it was done before (primary key): a second press changes nothing. */
export async function insertIncomeStep(
  trx: Trx,
  step: {
    readonly householdId: string;
    readonly areaPath: string;
    readonly year: number;
    readonly step: IncomeStep;
    readonly on: LocalDate;
    readonly perPersonYuan: number | null;
    readonly staffId: string;
  },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('income_step')
    .values({
      household_id: step.householdId,
      area_path: step.areaPath,
      year: step.year,
      step: step.step,
      done_on: step.on,
      per_person_yuan: step.perPersonYuan,
      by_staff: step.staffId,
      confirmed_on: null,
    })
    .onConflict((conflict) => conflict.columns(['household_id', 'year', 'step']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The household's word on a step; false when it gave it before or the step was never done. */
export async function confirmIncomeStep(
  trx: Trx,
  step: { readonly householdId: string; readonly year: number; readonly step: IncomeStep },
  on: LocalDate,
): Promise<boolean> {
  const done = await trx
    .updateTable('income_step')
    .set({ confirmed_on: on })
    .where('household_id', '=', step.householdId)
    .where('year', '=', step.year)
    .where('step', '=', step.step)
    .where('confirmed_on', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** A household with the net income a head of its newest finished assessment. */
export type AssessedHousehold = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly netPerPerson: number;
};

/** The next households by id that are monitored or left poverty and have a figure; who is low-income is for the pack to say. */
export async function assessedHouseholds(
  trx: Trx,
  after: string | null,
  limit: number,
): Promise<readonly AssessedHousehold[]> {
  const { rows } = await sql<AssessedHousehold>`
    select h.id as "householdId", h.area_id as "areaId", h.area_path as "areaPath",
      a.net_per_person as "netPerPerson"
    from household h join lateral (
      select net_per_person from assessment
      where household_id = h.id and complete and net_per_person is not null
      order by made_on desc, changed_at desc limit 1) a on true
    where (h.monitored is not null or h.kind = 'exited-poverty')
      and (${after}::uuid is null or h.id > ${after}::uuid)
    order by h.id limit ${limit}`.execute(trx);
  return rows;
}

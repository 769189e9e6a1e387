/** Measures of plans (帮扶措施). */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Measure } from '#src/domain/plan/measure.ts';
import type { Trx } from './database.ts';

export type StoredMeasure = Measure & {
  readonly planId: string;
  readonly householdId: string;
  readonly areaPath: string;
  /** Most yuan a household and year, as the tool box said when it was planned; null: no cap known. */
  readonly capYuan: number | null;
};

const columns = [
  'id as measureId',
  'plan_id as planId',
  'household_id as householdId',
  'area_path as areaPath',
  'code',
  'title',
  'class',
  'department',
  'risks',
  'handout',
  'cap_yuan as capYuan',
  'yuan',
  'state',
  'planned_on as plannedOn',
  'started_on as startedOn',
  'ended_on as endedOn',
  'stop_reason as stopReason',
  'effect',
] as const;

/** All measures a household ever had, in the order they were planned. */
export const measuresOf = (trx: Trx, householdId: string): Promise<readonly StoredMeasure[]> =>
  trx
    .selectFrom('measure')
    .select(columns)
    .where('household_id', '=', householdId)
    .orderBy('planned_on')
    .orderBy('id')
    .execute();

/** A measure, locked: who starts and who stops it are heard one after the other. */
export async function lockMeasure(trx: Trx, measureId: string): Promise<StoredMeasure | null> {
  const row = await trx
    .selectFrom('measure')
    .select(columns)
    .where('id', '=', measureId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Adds measures to a plan; one that is planned or running already is left as it is (index `measure_live_once`). */
export async function insertMeasures(
  trx: Trx,
  plan: {
    readonly planId: string;
    readonly householdId: string;
    readonly areaId: string;
    readonly areaPath: string;
  },
  measures: readonly (Measure & { readonly capYuan: number | null })[],
): Promise<void> {
  if (measures.length === 0) return;
  await trx
    .insertInto('measure')
    .values(
      measures.map((each) => ({
        id: each.measureId,
        plan_id: plan.planId,
        household_id: plan.householdId,
        area_id: plan.areaId,
        area_path: plan.areaPath,
        code: each.code,
        title: each.title,
        class: each.class,
        department: each.department,
        risks: [...each.risks],
        handout: each.handout,
        cap_yuan: each.capYuan,
        yuan: each.yuan,
        state: each.state,
        planned_on: each.plannedOn,
        started_on: each.startedOn,
        ended_on: each.endedOn,
        stop_reason: each.stopReason,
        effect: each.effect,
        effect_by: null,
        effect_on: null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['household_id', 'code'])
        .where(sql<boolean>`state in ('planned', 'in-progress')`)
        .doNothing(),
    )
    .execute();
}

/** A measure a department has in hand: not finished, or not rated yet. */
export type MeasureInHand = {
  readonly measureId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly title: string;
  readonly state: Measure['state'];
} & Pick<StoredMeasure, 'code' | 'handout' | 'capYuan' | 'startedOn' | 'endedOn' | 'yuan'>;

const inHand = (trx: Trx) =>
  trx
    .selectFrom('measure')
    .innerJoin('household', 'household.id', 'measure.household_id')
    .innerJoin('area', 'area.id', 'measure.area_id')
    .where((eb) =>
      eb.or([
        eb('measure.state', 'in', ['planned', 'in-progress']),
        eb.and([eb('measure.state', '=', 'done'), eb('measure.effect', 'is', null)]),
      ]),
    );

/** Measures in hand the scope may see, the longest waiting first, from the `skip`-th on. */
export const pageInHand = (
  trx: Trx,
  skip: number,
  limit: number,
): Promise<readonly MeasureInHand[]> =>
  inHand(trx)
    .select([
      'measure.id as measureId',
      'measure.household_id as householdId',
      'household.head_name as headName',
      'area.full_name as areaName',
      'measure.title',
      'measure.state',
      'measure.code',
      'measure.handout',
      'measure.cap_yuan as capYuan',
      'measure.started_on as startedOn',
      'measure.ended_on as endedOn',
      'measure.yuan',
    ])
    .orderBy('measure.planned_on')
    .orderBy('measure.id')
    .offset(skip)
    .limit(limit)
    .execute();

/** How many there are. */
export async function countInHand(trx: Trx): Promise<number> {
  const row = await inHand(trx)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Writes what became of a measure. */
export async function updateMeasure(
  trx: Trx,
  measure: Measure,
  rated: { readonly byStaffId: string; readonly on: LocalDate } | null,
): Promise<void> {
  await trx
    .updateTable('measure')
    .set({
      state: measure.state,
      started_on: measure.startedOn,
      ended_on: measure.endedOn,
      stop_reason: measure.stopReason,
      effect: measure.effect,
      yuan: measure.yuan,
      ...(rated === null ? {} : { effect_by: rated.byStaffId, effect_on: rated.on }),
    })
    .where('id', '=', measure.measureId)
    .execute();
}

/** Plans of help (帮扶计划): one a household, adopted, agreed to by the household, and asked about anew when it changes. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Confirmation, Plan } from '#src/domain/plan/plan.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { measuresOf, type StoredMeasure } from './measure.ts';

export type StoredPlan = Omit<Plan, 'measures'> & {
  readonly areaPath: string;
  /** Counts adoptions; a button of an older wording agrees to nothing. */
  readonly version: number;
  readonly adoptedBy: string;
  readonly responsibleName: string;
  /** What the household asked for, in its words; '' when it had no wish of its own. */
  readonly request: string;
  /** What it would rather have, since the last adoption. */
  readonly objection: string;
  readonly measures: readonly StoredMeasure[];
};

/** The plan of a household; null while it has none. */
export async function planOf(
  trx: Trx,
  fields: FieldEncryption,
  householdId: string,
): Promise<StoredPlan | null> {
  const row = await trx
    .selectFrom('plan')
    .leftJoin('staff', 'staff.id', 'plan.responsible_staff_id')
    .selectAll('plan')
    .select(sql<string>`coalesce(staff.name, '')`.as('responsibleName'))
    .where('plan.household_id', '=', householdId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const words = (place: 'plan.request_enc' | 'plan.objection_enc', value: string | null): string =>
    value === null ? '' : fields.decrypt(place, row.id, value);
  return {
    planId: row.id,
    householdId: row.household_id,
    caseId: row.case_id,
    areaPath: row.area_path,
    version: row.version,
    responsibleStaffId: row.responsible_staff_id,
    responsibleName: row.responsibleName,
    adoptedBy: row.adopted_by,
    adoptedOn: row.adopted_on,
    requestAsked: row.request_asked,
    request: words('plan.request_enc', row.request_enc),
    objection: words('plan.objection_enc', row.objection_enc),
    confirmation: confirmationOf(row),
    measures: await measuresOf(trx, householdId),
  };
}

function confirmationOf(row: {
  readonly confirmed_how: 'chat' | 'paper' | null;
  readonly confirmed_on: LocalDate | null;
  readonly paper_media_id: string | null;
}): Confirmation | null {
  if (row.confirmed_how === null || row.confirmed_on === null) return null;
  return row.confirmed_how === 'chat'
    ? { how: 'chat', on: row.confirmed_on }
    : { how: 'paper', on: row.confirmed_on, mediaId: row.paper_media_id };
}

/** One at a time: whoever plans for a household waits for whoever is planning for it. */
export async function lockHousehold(trx: Trx, householdId: string): Promise<void> {
  await sql`select id from household where id = ${householdId}::uuid for no key update`.execute(
    trx,
  );
}

/** Household and wording a button of a plan belongs to; null when there is no such plan. */
export async function householdOfPlan(trx: Trx, planId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('plan')
    .select('household_id')
    .where('id', '=', planId)
    .executeTakeFirst();
  return row?.household_id ?? null;
}

export type PlanWrite = {
  readonly planId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly caseId: string | null;
  readonly responsibleStaffId: string | null;
  readonly request: string;
  readonly requestAsked: boolean;
  readonly staffId: string;
  readonly on: LocalDate;
};

/**
 * Adopts a plan or adopts it anew: the household's agreement and objection belong to the wording before and go. Returns the plan's id
 * (that of the row that was there, one a household) and the number of this wording.
 */
export async function savePlan(
  trx: Trx,
  fields: FieldEncryption,
  write: PlanWrite,
): Promise<{ readonly planId: string; readonly version: number }> {
  const before = await trx
    .selectFrom('plan')
    .select(['id', 'version'])
    .where('household_id', '=', write.householdId)
    .forUpdate()
    .executeTakeFirst();
  const planId = before?.id ?? write.planId;
  const version = (before?.version ?? 0) + 1;
  const values = {
    area_path: write.areaPath,
    case_id: write.caseId,
    responsible_staff_id: write.responsibleStaffId,
    request_enc:
      write.request === '' ? null : fields.encrypt('plan.request_enc', planId, write.request),
    request_asked: write.requestAsked,
    version,
    adopted_by: write.staffId,
    adopted_on: write.on,
    confirmed_how: null,
    confirmed_on: null,
    confirmed_by_account: null,
    confirmed_by_staff: null,
    paper_media_id: null,
    objection_enc: null,
  };
  if (before === undefined) {
    await trx
      .insertInto('plan')
      .values({ id: planId, household_id: write.householdId, ...values })
      .execute();
  } else {
    await trx.updateTable('plan').set(values).where('id', '=', planId).execute();
  }
  return { planId, version };
}

/** Writes the household's yes to this wording; false when another wording holds now or it has said yes already. */
export async function confirmPlanRow(
  trx: Trx,
  plan: { readonly planId: string; readonly version: number },
  by: {
    readonly how: 'chat' | 'paper';
    readonly on: LocalDate;
    readonly accountId: string | null;
    readonly staffId: string | null;
    readonly mediaId: string | null;
  },
): Promise<boolean> {
  const done = await trx
    .updateTable('plan')
    .set({
      confirmed_how: by.how,
      confirmed_on: by.on,
      confirmed_by_account: by.accountId,
      confirmed_by_staff: by.staffId,
      paper_media_id: by.mediaId,
      objection_enc: null,
    })
    .where('id', '=', plan.planId)
    .where('version', '=', plan.version)
    .where('confirmed_how', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Keeps what the household would rather have; false when another wording holds now or it has said yes. */
export async function keepObjection(
  trx: Trx,
  fields: FieldEncryption,
  plan: { readonly planId: string; readonly version: number },
  words: string,
): Promise<boolean> {
  const done = await trx
    .updateTable('plan')
    .set({ objection_enc: fields.encrypt('plan.objection_enc', plan.planId, words) })
    .where('id', '=', plan.planId)
    .where('version', '=', plan.version)
    .where('confirmed_how', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Names who answers for the household in its plan, where it has one. */
export async function setResponsible(
  trx: Trx,
  householdId: string,
  staffId: string,
): Promise<void> {
  await trx
    .updateTable('plan')
    .set({ responsible_staff_id: staffId })
    .where('household_id', '=', householdId)
    .execute();
}

/** Accounts known to be the household's (phone-matched or confirmed), with consent and reachable. System scope only. */
export async function ownAccountsOf(trx: Trx, householdId: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('account')
    .select('id')
    .where('household_id', '=', householdId)
    .where('trust', 'in', ['phone-matched', 'confirmed'])
    .where('consent', '=', 'given')
    .where('reachable', '=', true)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

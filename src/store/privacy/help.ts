/** Assessments and plans where a person's own data are erased, copied or no longer kept. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

const uuids = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`;

/**
 * What a person told about their household's plan goes; of households only these people spoke of, income, spending and the checks'
 * findings go as well. What officers put on record about a household of the register stays: it is their duty. Call it before the
 * accounts let go of their households.
 */
export async function eraseHelp(
  trx: Trx,
  accountIds: readonly string[],
  claimedHouseholds: readonly string[],
): Promise<void> {
  await sql`update plan set objection_enc = null where household_id in
      (select household_id from account where id = ${uuids(accountIds)})`.execute(trx);
  await sql`delete from assessment where household_id = ${uuids(claimedHouseholds)}`.execute(trx);
  await sql`delete from quality_finding where household_id = ${uuids(claimedHouseholds)}`.execute(
    trx,
  );
  await sql`update plan set request_enc = null, objection_enc = null
    where household_id = ${uuids(claimedHouseholds)}`.execute(trx);
}

/** What households of these accounts wrote about their plans; officers were shown it. */
export async function planObjectionsOf(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string; words: string }>`
    select p.id, p.objection_enc as words from plan p
    where p.objection_enc is not null and p.household_id in
      (select household_id from account where id = ${uuids(accountIds)})`.execute(trx);
  return rows.map(({ id, words }) => fields.decrypt('plan.objection_enc', id, words));
}

/** An assessment of the household for its own eyes; net income in yuan a person and year. */
export type AssessmentCopy = {
  readonly on: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly people: number;
  readonly sheet: unknown;
  readonly netPerPerson: number | null;
};
/** A plan of the household for its own eyes. */
export type PlanCopy = {
  readonly on: LocalDate;
  readonly request: string;
  readonly objection: string;
  readonly confirmedOn: LocalDate | null;
  readonly measures: readonly string[];
};

/** What is on record about the household an account is known to speak for; nothing for one that only claims to. */
export async function copyOfHelp(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
): Promise<{
  readonly assessments: readonly AssessmentCopy[];
  readonly plans: readonly PlanCopy[];
}> {
  const own = sql`(select household_id from account where id = ${uuids(accountIds)}
    and trust in ('phone-matched', 'confirmed'))`;
  const { rows: assessments } = await sql<AssessmentCopy>`
    select made_on as "on", window_from as "from", window_to as "to", people, sheet,
      net_per_person as "netPerPerson"
    from assessment where household_id in ${own} order by made_on`.execute(trx);
  const { rows: plans } = await sql<{
    id: string;
    on: LocalDate;
    requestEnc: string | null;
    objectionEnc: string | null;
    confirmedOn: LocalDate | null;
    measures: readonly string[];
  }>`select p.id, p.adopted_on as "on", p.request_enc as "requestEnc", p.objection_enc as "objectionEnc",
      p.confirmed_on as "confirmedOn",
      array(select m.title from measure m where m.plan_id = p.id order by m.planned_on, m.id) as measures
    from plan p where p.household_id in ${own}`.execute(trx);
  const words = (place: `plan.${string}`, id: string, stored: string | null): string =>
    stored === null ? '' : fields.decrypt(place, id, stored);
  return {
    assessments,
    plans: plans.map((plan) => ({
      on: plan.on,
      request: words('plan.request_enc', plan.id, plan.requestEnc),
      objection: words('plan.objection_enc', plan.id, plan.objectionEnc),
      confirmedOn: plan.confirmedOn,
      measures: plan.measures,
    })),
  };
}

/** Income and spending last changed before, of households without an open case. */
export async function dropAssessments(trx: Trx, before: Instant, limit: number): Promise<number> {
  const dropped = await sql`delete from assessment where id in (
      select a.id from assessment a
      where a.changed_at < ${timestamp(before)}
        and not exists (select 1 from case_file c where c.household_id = a.household_id
          and (c.closed_at is null or c.closed_at >= ${timestamp(before)}))
      limit ${limit})`.execute(trx);
  return Number(dropped.numAffectedRows ?? 0n);
}

/** The words of plans whose case was closed before. */
export async function dropPlanWords(trx: Trx, before: Instant, limit: number): Promise<number> {
  const dropped = await sql`update plan set request_enc = null, objection_enc = null where id in (
      select p.id from plan p join case_file c on c.id = p.case_id
      where c.closed_at < ${timestamp(before)}
        and (p.request_enc is not null or p.objection_enc is not null)
      limit ${limit})`.execute(trx);
  return Number(dropped.numAffectedRows ?? 0n);
}

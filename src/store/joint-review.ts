/** Joint decisions on large medical costs (一事一议): opened once a household at a time, a word of each department, one decision. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { JointDecision } from '#src/domain/ledger/joint-review.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';

export type JointCandidate = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly selfPaidYuan: number;
};

/**
 * Households whose large self-paid medical cost somebody found to be so – an alarm of the medical department that was verified – and
 * whose cost no review has looked at since.
 */
export async function verifiedBigCosts(
  trx: Trx,
  limit: number,
): Promise<readonly JointCandidate[]> {
  const { rows } = await sql<JointCandidate>`
    select distinct on (m.household_id) m.household_id as "householdId", h.area_id as "areaId", h.area_path as "areaPath",
      coalesce((m.data #>> '{figures,selfPaidYuan}')::integer, 0) as "selfPaidYuan"
    from alarm m join household h on h.id = m.household_id
    where m.kind = 'big-medical-cost' and m.state in ('verified', 'fixed')
      and not exists (select 1 from joint_review j where j.household_id = m.household_id
        and (j.decided_on is null or j.opened_on >= (m.received_at at time zone 'Asia/Shanghai')::date))
    order by m.household_id, m.received_at desc limit ${limit}`.execute(trx);
  return rows;
}

/** Households whose newest full assessment shows medical costs of their own not reviewed since, with what they paid. */
export async function assessedMedicalCosts(
  trx: Trx,
  atLeastYuan: number,
  range: { readonly from: string; readonly to: string },
  limit: number,
): Promise<readonly JointCandidate[]> {
  const { rows } = await sql<JointCandidate>`
    select q.* from (select distinct on (s.household_id) s.household_id as "householdId", h.area_id as "areaId",
        h.area_path as "areaPath", (s.sheet ->> 'illness')::integer as "selfPaidYuan", s.made_on
      from assessment s join household h on h.id = s.household_id
      where s.complete and s.area_path >= ${range.from} and s.area_path < ${range.to}
      order by s.household_id, s.made_on desc, s.changed_at desc) q
    where q."selfPaidYuan" >= ${atLeastYuan} and not exists (select 1 from joint_review j
      where j.household_id = q."householdId" and (j.decided_on is null or j.opened_on >= q.made_on))
    order by q."householdId" limit ${limit}`.execute(trx);
  return rows;
}

/** Opens a review; false when the household has one under way (unique open review of a household). */
export async function insertJointReview(
  trx: Trx,
  review: JointCandidate & {
    readonly id: string;
    readonly departments: readonly DepartmentCode[];
    readonly openedOn: LocalDate;
    readonly dueOn: LocalDate;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('joint_review')
    .values({
      id: review.id,
      household_id: review.householdId,
      area_id: review.areaId,
      area_path: review.areaPath,
      self_paid_yuan: review.selfPaidYuan,
      departments: [...review.departments],
      opened_by: null,
      opened_on: review.openedOn,
      due_on: review.dueOn,
    })
    .onConflict((conflict) =>
      conflict.column('household_id').where('decided_on', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export type StoredJointReview = {
  readonly reviewId: string;
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly headName: string;
  readonly areaName: string;
  readonly selfPaidYuan: number;
  readonly departments: readonly DepartmentCode[];
  readonly dueOn: LocalDate;
  readonly decided: boolean;
  readonly opinions: readonly {
    readonly department: DepartmentCode;
    readonly supports: boolean;
    readonly byStaffId: string;
  }[];
};

const columns = sql`j.id as "reviewId", j.household_id as "householdId", j.area_id as "areaId", j.area_path as "areaPath",
  h.head_name as "headName", a.name as "areaName", j.self_paid_yuan as "selfPaidYuan", j.departments, j.due_on as "dueOn",
  j.decided_on is not null as decided,
  coalesce((select jsonb_agg(jsonb_build_object('department', o.department, 'supports', o.supports, 'byStaffId', o.by_staff))
    from joint_opinion o where o.review_id = j.id), '[]') as opinions`;
const tables = sql`joint_review j join household h on h.id = j.household_id join area a on a.id = j.area_id`;

/** One review; locked, so that two words at once are counted one after the other. */
export async function findJointReview(
  trx: Trx,
  reviewId: string,
): Promise<StoredJointReview | null> {
  await sql`select 1 from joint_review where id = ${reviewId}::uuid for update`.execute(trx);
  const { rows } =
    await sql<StoredJointReview>`select ${columns} from ${tables} where j.id = ${reviewId}::uuid`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** Reviews under way in the scope of the caller, the nearest day first. */
export async function openJointReviews(
  trx: Trx,
  skip: number,
  limit: number,
): Promise<readonly StoredJointReview[]> {
  const { rows } =
    await sql<StoredJointReview>`select ${columns} from ${tables} where j.decided_on is null
    order by j.due_on, j.id offset ${skip} limit ${limit}`.execute(trx);
  return rows;
}

/** Joint reviews in the scope of the transaction that nobody has decided. */
export async function countOpenJointReviews(trx: Trx): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::integer as n from joint_review where decided_on is null`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** Writes a department's word; false when it has spoken already (primary key of review and department). */
export async function insertJointOpinion(
  trx: Trx,
  review: Pick<StoredJointReview, 'reviewId' | 'areaPath'>,
  opinion: {
    readonly department: DepartmentCode;
    readonly supports: boolean;
    readonly byStaffId: string;
    readonly on: LocalDate;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('joint_opinion')
    .values({
      review_id: review.reviewId,
      area_path: review.areaPath,
      department: opinion.department,
      supports: opinion.supports,
      by_staff: opinion.byStaffId,
      given_on: opinion.on,
    })
    .onConflict((conflict) => conflict.columns(['review_id', 'department']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Records the decision. */
export async function writeJointDecision(
  trx: Trx,
  reviewId: string,
  decision: JointDecision,
  byStaffId: string,
  on: LocalDate,
): Promise<void> {
  const granted = decision.decision === 'granted';
  await trx
    .updateTable('joint_review')
    .set({
      decision: decision.decision,
      means: granted ? [...decision.means] : [],
      granted_yuan: granted ? decision.yuan : null,
      decided_by: byStaffId,
      decided_on: on,
    })
    .where('id', '=', reviewId)
    .execute();
}

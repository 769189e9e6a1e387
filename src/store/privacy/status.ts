/** People's insurance and jobs, referrals and rectification where a person's own data are erased, copied or no longer kept. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from '../database.ts';

const uuids = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`;

/** What these accounts told about where somebody works goes; what an officer or a list says of them stays. */
export async function eraseToldJobs(trx: Trx, accountIds: readonly string[]): Promise<void> {
  await sql`update member_status set job = null, job_place = null, job_since = null, job_on = null, job_source = null,
      job_doubted = false
    where job_source = 'person' and member_id in
      (select member_id from job_change where by_account = ${uuids(accountIds)})`.execute(trx);
  await sql`delete from job_change where by_account = ${uuids(accountIds)}`.execute(trx);
}

/** What is on record of a member's insurance and work. */
export type StatusCopy = {
  readonly name: string;
  readonly insured: string | null;
  readonly insuredOn: LocalDate | null;
  readonly job: string | null;
  readonly place: string | null;
  readonly since: LocalDate | null;
  readonly toldOn: LocalDate | null;
};

/** What is on record of the people of a household an account is confirmed to speak for; nothing for one that only claims to. */
export async function statusesOf(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly StatusCopy[]> {
  const { rows } = await sql<StatusCopy>`
    select m.name, t.insured, t.insured_on as "insuredOn", t.job, t.job_place as place, t.job_since as since,
      t.job_on as "toldOn"
    from member_status t join member m on m.id = t.member_id
    where t.household_id in (select household_id from account
      where id = ${uuids(accountIds)} and trust = 'confirmed')
    order by m.household_id, m.ordinal`.execute(trx);
  return rows;
}

type Batch = (trx: Trx, before: Instant, limit: number) => Promise<number>;

const dropped =
  (table: string, key: string, day: string): Batch =>
  async (trx, before, limit) => {
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in (
      select ${sql.ref(key)} from ${sql.table(table)} where ${sql.ref(day)} < ${fromInstant(before)}::date
      limit ${limit})`.execute(trx);
    return Number(numAffectedRows ?? 0n);
  };

/** Changes of jobs, answered referrals and closed rectifications of before. */
export const dropJobChanges: Batch = dropped('job_change', 'id', 'changed_on');
export const dropReferrals: Batch = dropped('referral', 'id', 'closed_on');
export const dropRectifications: Batch = dropped('rectification', 'id', 'closed_on');

/** What was done of regular work before, with its words. */
export const dropRecurringWork: Batch = dropped('recurring_work', 'duty_id', 'done_on');

/** Joint reviews decided before, with the words of the departments. */
export const dropJointReviews: Batch = async (trx, before, limit) => {
  const { rows } = await sql<{ id: string }>`select id from joint_review
    where decided_on < ${fromInstant(before)}::date limit ${limit}`.execute(trx);
  const ids = rows.map((row) => row.id);
  await sql`delete from joint_opinion where review_id = ${uuids(ids)}`.execute(trx);
  await sql`delete from joint_review where id = ${uuids(ids)}`.execute(trx);
  return ids.length;
};

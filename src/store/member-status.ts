/** What is known of single people beyond the roster: insurance and job, each with who said so and when. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type {
  InsuredState,
  JobPlace,
  JobState,
  JobStatus,
  StatusSource,
} from '#src/domain/ledger/member-status.ts';
import type { Trx } from './database.ts';

/** A member as the chat offers them, with the household's place. */
export type StatusMember = {
  readonly memberId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly name: string;
  readonly job: JobState | null;
  readonly place: JobPlace | null;
  readonly since: LocalDate | null;
};

/** Members of a household who may say what they do: 16 and older, or of unknown age. */
export async function workingAgeMembers(
  trx: Trx,
  householdId: string,
  today: LocalDate,
): Promise<readonly StatusMember[]> {
  const { rows } = await sql<StatusMember>`
    select m.id as "memberId", m.household_id as "householdId", m.area_path as "areaPath", m.name,
      t.job, t.job_place as place, t.job_since as since
    from member m left join member_status t on t.member_id = m.id
    where m.household_id = ${householdId}::uuid
      and (m.born_on is null or m.born_on <= ${today}::date - interval '16 years')
    order by m.ordinal`.execute(trx);
  return rows;
}

export const jobOf = ({ job, place, since }: StatusMember): JobStatus | null =>
  job === null ? null : { job, place, since };

/** Stores what somebody does now. */
export async function writeJob(
  trx: Trx,
  member: Pick<StatusMember, 'memberId' | 'householdId' | 'areaPath'>,
  status: JobStatus,
  source: StatusSource,
  on: LocalDate,
): Promise<void> {
  const told = { job: status.job, job_place: status.place, job_since: status.since, job_on: on };
  await trx
    .insertInto('member_status')
    .values({
      member_id: member.memberId,
      household_id: member.householdId,
      area_path: member.areaPath,
      job_source: source,
      ...told,
    })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet({ ...told, job_source: source }),
    )
    .execute();
}

/** Adds a line to the ledger of changes. */
export async function insertJobChange(
  trx: Trx,
  change: {
    readonly id: string;
    readonly member: Pick<StatusMember, 'memberId' | 'householdId' | 'areaPath' | 'job'>;
    readonly to: JobStatus;
    readonly source: StatusSource;
    readonly accountId: string | null;
    readonly on: LocalDate;
  },
): Promise<void> {
  await trx
    .insertInto('job_change')
    .values({
      id: change.id,
      member_id: change.member.memberId,
      household_id: change.member.householdId,
      area_path: change.member.areaPath,
      from_job: change.member.job,
      to_job: change.to.job,
      to_place: change.to.place,
      source: change.source,
      by_account: change.accountId,
      by_staff: null,
      changed_on: change.on,
    })
    .execute();
}

/** What a department's list says of a person's insurance. */
export async function writeInsured(
  trx: Trx,
  rows: readonly { readonly memberId: string; readonly insured: InsuredState }[],
  on: LocalDate,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into member_status (member_id, household_id, area_path, insured, insured_year, insured_on, insured_source)
    select m.id, m.household_id, m.area_path, x.insured, ${Number(on.slice(0, 4))}, ${on}::date, 'register'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("memberId" uuid, insured text)
      join member m on m.id = x."memberId"
    on conflict (member_id) do update set insured = excluded.insured, insured_year = excluded.insured_year,
      insured_on = excluded.insured_on, insured_source = excluded.insured_source`.execute(trx);
}

/**
 * What the labour department's list of a month says of who is employed (丰都 2024（九）). It is kept beside what people said: it fills an
 * empty job and overrules none, so that a difference stays to be asked about (`jobByRegister`).
 */
export async function writeEmployment(
  trx: Trx,
  rows: readonly { readonly memberId: string; readonly employed: boolean }[],
  month: string,
  on: LocalDate,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into member_status (member_id, household_id, area_path, job, job_since, job_on, job_source,
      register_employed, register_month)
    select m.id, m.household_id, m.area_path, case when x.employed then 'working' end,
      case when x.employed then ${on}::date end, case when x.employed then ${on}::date end,
      case when x.employed then 'register' end, x.employed, ${month}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("memberId" uuid, employed boolean)
      join member m on m.id = x."memberId"
    on conflict (member_id) do update set register_employed = excluded.register_employed,
      register_month = excluded.register_month, job = coalesce(member_status.job, excluded.job),
      job_since = coalesce(member_status.job_since, excluded.job_since),
      job_on = coalesce(member_status.job_on, excluded.job_on),
      job_source = coalesce(member_status.job_source, excluded.job_source)`.execute(trx);
}

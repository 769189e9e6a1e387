/** What is known of single people beyond the roster: insurance and job, each with who said so and when. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import {
  type InsuredState,
  isWorking,
  type JobPlace,
  type JobState,
  type JobStatus,
  type StatusSource,
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

/** What is known of a member with who said so and when, as an officer looks at it before entering. */
export type MemberStatus = StatusMember & {
  readonly bornOn: LocalDate | null;
  readonly insured: InsuredState | null;
  readonly insuredYear: number | null;
  readonly insuredOn: LocalDate | null;
  readonly insuredSource: StatusSource | null;
  /** The officer who entered it; '' when the person or a list said so. */
  readonly insuredBy: string;
  readonly insuredDoubted: boolean;
  readonly jobOn: LocalDate | null;
  readonly jobSource: StatusSource | null;
  readonly jobBy: string;
  readonly jobDoubted: boolean;
};

/** Everybody of a household with what is known of their insurance and job, in the order of the sheet. */
export async function memberStatuses(
  trx: Trx,
  householdId: string,
): Promise<readonly MemberStatus[]> {
  const { rows } = await sql<MemberStatus>`
    select m.id as "memberId", m.household_id as "householdId", m.area_path as "areaPath", m.name,
      m.born_on as "bornOn", t.insured, t.insured_year as "insuredYear", t.insured_on as "insuredOn",
      t.insured_source as "insuredSource", coalesce(i.name, '') as "insuredBy",
      coalesce(t.insured_doubted, false) as "insuredDoubted", t.job, t.job_place as place,
      t.job_since as since, t.job_on as "jobOn", t.job_source as "jobSource",
      coalesce(j.name, '') as "jobBy", coalesce(t.job_doubted, false) as "jobDoubted"
    from member m left join member_status t on t.member_id = m.id
      left join staff i on i.id = t.insured_by left join staff j on j.id = t.job_by
    where m.household_id = ${householdId}::uuid order by m.ordinal`.execute(trx);
  return rows;
}

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

/** Who said it: the person in the chat, or an officer by hand. */
export type ToldBy =
  | { readonly source: 'person' }
  | { readonly source: 'staff'; readonly staffId: string };

/**
 * Stores what somebody does now. An officer who enters it has looked, so a list that said otherwise is settled; what the person says
 * settles it only when it agrees with the list.
 */
export async function writeJob(
  trx: Trx,
  member: Pick<StatusMember, 'memberId' | 'householdId' | 'areaPath'>,
  status: JobStatus,
  by: ToldBy,
  on: LocalDate,
): Promise<void> {
  const told = {
    job: status.job,
    job_place: status.place,
    job_since: status.since,
    job_on: on,
    job_source: by.source,
    job_by: by.source === 'staff' ? by.staffId : null,
  };
  const doubted =
    by.source === 'staff'
      ? sql<boolean>`false`
      : sql<boolean>`member_status.job_doubted and member_status.register_employed is distinct from ${isWorking(status.job)}`;
  await trx
    .insertInto('member_status')
    .values({
      member_id: member.memberId,
      household_id: member.householdId,
      area_path: member.areaPath,
      ...told,
    })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet({ ...told, job_doubted: doubted }),
    )
    .execute();
}

/** Stores the insurance of this year as an officer entered it; a list that said otherwise is settled by it. */
export async function writeInsuredByHand(
  trx: Trx,
  member: Pick<StatusMember, 'memberId' | 'householdId' | 'areaPath'>,
  insured: InsuredState,
  staffId: string,
  on: LocalDate,
): Promise<void> {
  const told = {
    insured,
    insured_year: Number(on.slice(0, 4)),
    insured_on: on,
    insured_source: 'staff' as const,
    insured_by: staffId,
    insured_doubted: false,
  };
  await trx
    .insertInto('member_status')
    .values({
      member_id: member.memberId,
      household_id: member.householdId,
      area_path: member.areaPath,
      ...told,
    })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(told))
    .execute();
}

/** Adds a line to the ledger of changes. */
export async function insertJobChange(
  trx: Trx,
  change: {
    readonly id: string;
    readonly member: Pick<StatusMember, 'memberId' | 'householdId' | 'areaPath' | 'job'>;
    readonly to: JobStatus;
    readonly by: ToldBy;
    /** The person's own account; null when an officer entered it. */
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
      source: change.by.source,
      by_account: change.accountId,
      by_staff: change.by.source === 'staff' ? change.by.staffId : null,
      changed_on: change.on,
    })
    .execute();
}

/**
 * What a department's list says of people's insurance. It stands for whoever nobody asked this year; what an officer entered by hand
 * this year stays, and where the list says otherwise it is doubted (参保台账: who said so is seen, nothing is overwritten in silence).
 */
export async function writeInsured(
  trx: Trx,
  rows: readonly { readonly memberId: string; readonly insured: InsuredState }[],
  on: LocalDate,
): Promise<void> {
  if (rows.length === 0) return;
  const asked = sql`member_status.insured is not null and member_status.insured_source <> 'register'
    and member_status.insured_year >= excluded.insured_year`;
  const kept = (column: string) =>
    sql`case when ${asked} then ${sql.ref(`member_status.${column}`)} else ${sql.ref(`excluded.${column}`)} end`;
  await sql`insert into member_status (member_id, household_id, area_path, insured, insured_year, insured_on, insured_source)
    select m.id, m.household_id, m.area_path, x.insured, ${Number(on.slice(0, 4))}, ${on}::date, 'register'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("memberId" uuid, insured text)
      join member m on m.id = x."memberId"
    on conflict (member_id) do update set insured = ${kept('insured')}, insured_year = ${kept('insured_year')},
      insured_on = ${kept('insured_on')}, insured_source = ${kept('insured_source')}, insured_by = ${kept('insured_by')},
      insured_doubted = ${asked} and (member_status.insured = 'none') <> (excluded.insured = 'none')`.execute(
    trx,
  );
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
      job_source = coalesce(member_status.job_source, excluded.job_source),
      job_doubted = coalesce(
        (member_status.job in ('away', 'nearby', 'working')) <> excluded.register_employed, false)`.execute(
    trx,
  );
}

/** Households of these people where a list and somebody's word differ, or differed until now (an open finding says so). */
export async function householdsInDoubt(
  trx: Trx,
  memberIds: readonly string[],
): Promise<readonly string[]> {
  if (memberIds.length === 0) return [];
  const of = sql`any(${[...memberIds]}::uuid[])`;
  const { rows } = await sql<{ id: string }>`
    select household_id as id from member_status
      where member_id = ${of} and (insured_doubted or job_doubted)
    union
    select f.household_id from quality_finding f join member m on m.household_id = f.household_id
      where m.id = ${of} and f.closed_on is null and f.code in ('insurance-differs', 'job-differs')`.execute(
    trx,
  );
  return rows.map((row) => row.id);
}

/** What was passed on to departments (转办): found by rule or said at a visit, one open line a household and kind. */
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type {
  ReferralAnswer,
  ReferralFacts,
  ReferralKind,
  ReferralSource,
} from '#src/domain/ledger/referral.ts';
import { ageOn } from '#src/domain/people/identity-number.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';

export type FollowedHousehold = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly netPerPerson: number | null;
  readonly monitored: boolean;
  readonly hasSafetyNet: boolean;
  readonly members: ReferralFacts['members'];
};

type Row = Omit<FollowedHousehold, 'members'> & {
  readonly people: readonly (Omit<ReferralFacts['members'][number], 'age'> & {
    readonly bornOn: LocalDate | null;
  })[];
};

/** Households the documents want followed by id: left poverty, monitored, 低保, 特困. A status told counts before the roster. */
export async function followedHouseholds(
  trx: Trx,
  today: LocalDate,
  after: string | null,
  limit: number,
): Promise<readonly FollowedHousehold[]> {
  const { rows } = await sql<Row>`
    select h.id as "householdId", h.area_id as "areaId", h.area_path as "areaPath",
      h.monitored is not null as monitored, h.flags && array['minimum-living', 'destitute'] as "hasSafetyNet",
      (select s.net_per_person from assessment s where s.household_id = h.id and s.complete
        order by s.made_on desc, s.changed_at desc limit 1) as "netPerPerson",
      coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'bornOn', m.born_on, 'health', m.health,
          'disabilityGrade', null, 'registeredHere', null, 'worksAway', coalesce(t.job = 'away', false), 'labour', m.labour, 'schooling', m.schooling, 'workMonths', m.details -> 'workMonths',
          'employed', coalesce(t.job in ('away', 'nearby', 'working'), t.register_employed, (m.details ->> 'workMonths')::integer > 0),
          'uninsured', t.insured = 'none') order by m.ordinal)
        from member m left join member_status t on t.member_id = m.id where m.household_id = h.id), '[]') as people
    from household h
    where h.origin = 'registry' and (${after}::uuid is null or h.id > ${after}::uuid)
      and (h.kind = 'exited-poverty' or h.monitored is not null or h.flags && array['minimum-living', 'destitute'])
    order by h.id limit ${limit}`.execute(trx);
  return rows.map(({ people, ...household }) => ({
    ...household,
    members: people.map(({ bornOn, ...member }) => ({
      ...member,
      age: bornOn === null ? null : ageOn(bornOn, today),
    })),
  }));
}

export type NewReferral = {
  readonly id: string;
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly kind: ReferralKind;
  readonly department: DepartmentCode;
  readonly source: ReferralSource;
  readonly people: number;
  readonly foundOn: LocalDate;
  readonly visitId: string | null;
};

/** Passes on what is not passed on yet (unique open line of household and kind). Returns how many are new. */
export async function insertReferrals(trx: Trx, rows: readonly NewReferral[]): Promise<number> {
  if (rows.length === 0) return 0;
  const done = await trx
    .insertInto('referral')
    .values(
      rows.map((row) => ({
        id: row.id,
        household_id: row.householdId,
        area_id: row.areaId,
        area_path: row.areaPath,
        kind: row.kind,
        department: row.department,
        source: row.source,
        people: row.people,
        found_on: row.foundOn,
        visit_id: row.visitId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['household_id', 'kind']).where('closed_on', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0n);
}

/**
 * Hands a household over to the safety net; returns the id of the question. One that lies open stays, with the case and the person of
 * this asking (`referral_open_once`).
 */
export async function handOverReferral(
  trx: Trx,
  row: {
    readonly id: string;
    readonly householdId: string;
    readonly areaId: string;
    readonly areaPath: string;
    readonly department: DepartmentCode;
    readonly caseId: string;
    readonly byStaffId: string;
    readonly on: LocalDate;
  },
): Promise<string> {
  const { id } = await trx
    .insertInto('referral')
    .values({
      id: row.id,
      household_id: row.householdId,
      area_id: row.areaId,
      area_path: row.areaPath,
      kind: 'safety-net',
      department: row.department,
      source: 'long-case',
      people: 1,
      found_on: row.on,
      visit_id: null,
      case_id: row.caseId,
      handed_by: row.byStaffId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['household_id', 'kind'])
        .where('closed_on', 'is', null)
        .doUpdateSet({ case_id: row.caseId, handed_by: row.byStaffId }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The newest hand-over of a case with what became of it; null when there was none. */
export async function handOverOf(
  trx: Trx,
  caseId: string,
): Promise<{
  readonly department: DepartmentCode;
  readonly on: LocalDate;
  readonly answer: ReferralAnswer | null;
  readonly answeredOn: LocalDate | null;
} | null> {
  const row = await trx
    .selectFrom('referral')
    .select(['department', 'found_on as on', 'answer', 'closed_on as answeredOn'])
    .where('case_id', '=', caseId)
    .orderBy('found_on', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** Closes what the rule found and finds no more: `due` are the keys 'household kind' that hold. Returns how many. */
export async function settleReferrals(
  trx: Trx,
  householdIds: readonly string[],
  kinds: readonly ReferralKind[],
  due: readonly string[],
  today: LocalDate,
): Promise<number> {
  const { numAffectedRows } =
    await sql`update referral set answer = 'settled', closed_on = ${today}::date
    where closed_on is null and source = 'rule' and household_id = any(${[...householdIds]}::uuid[])
      and kind = any(${[...kinds]}::text[]) and household_id || ' ' || kind <> all(${[...due]}::text[])`.execute(
      trx,
    );
  return Number(numAffectedRows ?? 0n);
}

export type ReferralLine = {
  readonly referralId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly kind: ReferralKind;
  readonly department: DepartmentCode;
  readonly headName: string;
  readonly areaName: string;
  readonly people: number;
  readonly foundOn: LocalDate;
  /** Of a hand-over: the case it came from and who decided it. */
  readonly caseId: string | null;
  readonly handedBy: string | null;
};

const line: RawBuilder<ReferralLine> = sql`r.id as "referralId", r.household_id as "householdId",
  r.area_path as "areaPath", r.kind, r.department, h.head_name as "headName", a.name as "areaName", r.people, r.found_on as "foundOn",
  r.case_id as "caseId", r.handed_by as "handedBy"`;

/** Open referrals in the scope of the caller, the oldest first. Row-level security keeps a department to its own. */
export async function openReferrals(
  trx: Trx,
  skip: number,
  limit: number,
): Promise<readonly ReferralLine[]> {
  const { rows } =
    await sql<ReferralLine>`select ${line} from referral r join household h on h.id = r.household_id
      join area a on a.id = r.area_id
    where r.closed_on is null order by r.found_on, r.id offset ${skip} limit ${limit}`.execute(trx);
  return rows;
}

/** Referrals in the scope of the transaction that no bureau has answered for good. */
export async function countOpenReferrals(trx: Trx): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::integer as n from referral where closed_on is null`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** An open referral; null when it is closed or not there. */
export async function findReferral(trx: Trx, referralId: string): Promise<ReferralLine | null> {
  const { rows } =
    await sql<ReferralLine>`select ${line} from referral r join household h on h.id = r.household_id
      join area a on a.id = r.area_id where r.id = ${referralId}::uuid and r.closed_on is null`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** Writes what the department answered; false when somebody was quicker. */
export async function answerReferral(
  trx: Trx,
  referralId: string,
  answer: ReferralAnswer,
  staffId: string,
  today: LocalDate,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update referral set answer = ${answer}, answered_by = ${staffId}::uuid,
      closed_on = ${today}::date where id = ${referralId}::uuid and closed_on is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Open lines by department in an area, and notes that the department has been told of them today. */
export async function tellDepartments(
  trx: Trx,
  range: { readonly from: string; readonly to: string },
  today: LocalDate,
): Promise<readonly { readonly department: DepartmentCode; readonly open: number }[]> {
  await sql`update referral set told_on = ${today}::date where told_on is null and closed_on is null
    and area_path >= ${range.from} and area_path < ${range.to}`.execute(trx);
  const { rows } = await sql<{ department: DepartmentCode; open: number }>`
    select department, count(*)::integer as open from referral
    -- A hand-over has a duty of its own.
    where closed_on is null and kind <> 'safety-net' and area_path >= ${range.from} and area_path < ${range.to}
    group by department order by department`.execute(trx);
  return rows;
}

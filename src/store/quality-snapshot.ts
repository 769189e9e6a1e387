/** Households as the data checks look at them: codes, days and sums, gathered for many at a time. */
import { sql } from 'kysely';
import type { AssessmentOccasion } from '#src/domain/assessment/assessment.ts';
import type { MonitoredCategory } from '#src/domain/assessment/category.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EliminationWay } from '#src/domain/case/elimination.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import { isWorking, type JobState } from '#src/domain/ledger/member-status.ts';
import {
  ageOn,
  disabilityGradeOf,
  type IdentityReading,
  readIdentityNumber,
  type IdentityFlag,
} from '#src/domain/people/identity-number.ts';
import type { Measure } from '#src/domain/plan/measure.ts';
import type {
  CheckedAssessment,
  CheckedMember,
  HouseholdSnapshot,
} from '#src/domain/quality/snapshot.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';

export type StoredSnapshot = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  /** Everything but the line, which the pack says. */
  readonly snapshot: Omit<HouseholdSnapshot, 'lineYuan'>;
};

type MemberRow = {
  readonly memberId: string;
  readonly bornOn: LocalDate | null;
  readonly hasNumber: boolean;
  readonly flag: IdentityFlag | null;
  readonly card: string | null;
  readonly health: readonly string[];
  readonly registeredHere: boolean | null;
  readonly labour: string | null;
  readonly schooling: string | null;
  readonly workMonths: number | null;
  /** What the person or somebody else said last; null while nobody did. */
  readonly job: JobState | null;
  readonly insuranceDoubted: boolean | null;
  readonly jobDoubted: boolean | null;
};

type AssessmentRow = {
  readonly occasion: AssessmentOccasion;
  readonly sheet: CheckedAssessment['sheet'];
  readonly complete: boolean;
  readonly netPerPerson: number | null;
  readonly risks: readonly RiskType[];
  readonly disaster: string | null;
};

type Row = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly flags: readonly string[];
  readonly monitored: MonitoredCategory | null;
  readonly enrolledOn: LocalDate | null;
  readonly eliminatedOn: LocalDate | null;
  readonly eliminationWay: EliminationWay | null;
  readonly told: readonly RiskType[];
  readonly members: readonly MemberRow[];
  readonly measures: readonly Measure[];
  readonly assessments: readonly AssessmentRow[];
};

/**
 * Snapshots of these households. The enrolment and elimination of the newest case count; risks are those of the newest assessment, or
 * those reported while nobody assessed.
 */
export async function snapshotsOf(
  trx: Trx,
  fields: FieldEncryption,
  householdIds: readonly string[],
  today: LocalDate,
): Promise<readonly StoredSnapshot[]> {
  if (householdIds.length === 0) return [];
  const { rows } = await sql<Row>`
    select h.id as "householdId", h.area_id as "areaId", h.area_path as "areaPath", h.flags, h.monitored,
      c.data #>> '{assistance,enrolledOn}' as "enrolledOn",
      case when c.data #>> '{state,tag}' = 'eliminated' then c.data #>> '{state,on}' end as "eliminatedOn",
      c.data #>> '{elimination,way}' as "eliminationWay",
      array(select distinct r from declaration d, unnest(d.risk_types) r where d.case_id = c.id) as told,
      coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'bornOn', m.born_on,
          'hasNumber', m.id_number_enc is not null, 'flag', m.id_number_flag, 'card', m.disability_card_enc,
          'registeredHere', case when m.details ->> 'registeredHere' = '否' then false
            when h.origin = 'registry' then true end,
          'health', m.health, 'labour', m.labour, 'schooling', m.schooling,
          'workMonths', (m.details ->> 'workMonths')::int, 'job', s.job,
          'insuranceDoubted', s.insured_doubted, 'jobDoubted', s.job_doubted) order by m.ordinal)
        from member m left join member_status s on s.member_id = m.id where m.household_id = h.id), '[]') as members,
      coalesce((select jsonb_agg(jsonb_build_object('measureId', e.id, 'code', e.code, 'title', e.title,
          'class', e.class, 'department', e.department, 'risks', e.risks, 'handout', e.handout,
          'plannedOn', e.planned_on, 'yuan', e.yuan, 'state', e.state, 'startedOn', e.started_on,
          'endedOn', e.ended_on, 'stopReason', e.stop_reason, 'effect', e.effect) order by e.planned_on, e.id)
        from measure e where e.household_id = h.id), '[]') as measures,
      coalesce((select jsonb_agg(jsonb_build_object('occasion', s.occasion, 'sheet', s.sheet,
          'complete', s.complete, 'netPerPerson', s.net_per_person, 'risks', s.risks, 'disaster', s.disaster)
          order by s.made_on desc, s.changed_at desc)
        from assessment s where s.household_id = h.id), '[]') as assessments
    from household h left join lateral (
      select id, data from case_file where household_id = h.id order by clue_at desc limit 1) c on true
    where h.id = any(${[...householdIds]}::uuid[]) order by h.id`.execute(trx);
  return rows.map((row) => stored(row, fields, today));
}

function stored(row: Row, fields: FieldEncryption, today: LocalDate): StoredSnapshot {
  const [newest] = row.assessments;
  const later = row.assessments.find((each) => each.occasion !== 'identification');
  return {
    householdId: row.householdId,
    areaId: row.areaId,
    areaPath: row.areaPath,
    snapshot: {
      today,
      members: row.members.map((member) => ({
        ...cardOf(member, fields, today),
        memberId: member.memberId,
        age: member.bornOn === null ? null : ageOn(member.bornOn, today),
        health: member.health,
        registeredHere: member.registeredHere,
        labour: member.labour,
        schooling: member.schooling,
        workMonths: monthsOf(member),
        worksAway: member.job === 'away',
        idNumber: member.hasNumber ? member.flag : 'missing',
        insuranceDoubted: member.insuranceDoubted ?? false,
        jobDoubted: member.jobDoubted ?? false,
      })),
      markedNoLabour: row.flags.includes('no-labour'),
      monitored: row.monitored,
      risks: newest?.risks ?? row.told,
      disaster: newest?.disaster ?? null,
      enrolledOn: row.enrolledOn,
      eliminated:
        row.eliminatedOn === null
          ? null
          : { on: row.eliminatedOn, way: row.eliminationWay ?? 'assisted' },
      measures: row.measures,
      before: row.assessments.find((each) => each.occasion === 'identification') ?? null,
      after: later ?? null,
    },
  };
}

/** The roster counts the months of a year gone by; what somebody said since is nearer. */
function monthsOf({ job, workMonths }: MemberRow): number | null {
  if (job === null) return workMonths;
  return isWorking(job) ? Math.max(1, workMonths ?? 0) : 0;
}

/** The registry flags identity numbers on import; disability cards are read here, for what is wrong with them and for their grade. */
function cardOf(
  { memberId, card }: MemberRow,
  fields: FieldEncryption,
  today: LocalDate,
): Pick<CheckedMember, 'disabilityCard' | 'disabilityGrade'> {
  if (card === null) return { disabilityCard: null, disabilityGrade: null };
  const reading = readIdentityNumber(
    fields.decrypt('member.disability_card', memberId, card),
    today,
  );
  return { disabilityCard: cardFlag(reading), disabilityGrade: disabilityGradeOf(reading) };
}

function cardFlag(reading: IdentityReading): IdentityFlag | null {
  if (reading.verdict === 'flagged') return reading.flag;
  return reading.kind === 'disability-card' ? null : 'shape';
}

/** There can be something to check: monitored, with a case, a flagged number, a list that says otherwise or an open finding. */
const checkable = sql`h.origin = 'registry' and (h.monitored is not null
  or exists (select 1 from case_file c where c.household_id = h.id)
  or exists (select 1 from member m where m.household_id = h.id and m.id_number_flag is not null)
  or exists (select 1 from member_status s where s.household_id = h.id and (s.insured_doubted or s.job_doubted))
  or exists (select 1 from quality_finding f where f.household_id = h.id and f.closed_on is null))`;

/** The next households by id there can be something to check about. */
export async function householdsToCheck(
  trx: Trx,
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from household h
    where (${after}::uuid is null or h.id > ${after}::uuid) and ${checkable}
    order by h.id limit ${limit}`.execute(trx);
  return rows.map((row) => row.id);
}

/** Those of these households there can be something to check about. */
export async function householdsToCheckAmong(
  trx: Trx,
  householdIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from household h
    where h.id = any(${[...householdIds]}::uuid[]) and ${checkable} order by h.id`.execute(trx);
  return rows.map((row) => row.id);
}

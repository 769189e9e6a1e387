/** Assessments (收支和三保障核查): one begun at a time, finished ones kept side by side. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Assessment } from '#src/domain/assessment/assessment.ts';
import type { MonitoredCategory } from '#src/domain/assessment/category.ts';
import { sheetLines } from '#src/domain/assessment/income-sheet.ts';
import { medicalNets } from '#src/domain/assessment/three-nets.ts';
import type { PackVersion } from '#src/domain/policy/pack.ts';
import type { Trx } from './database.ts';
import type { AssessmentTable } from './schema/assessment.ts';
import { timestamp } from './timestamp.ts';

/** What an assessment came to; null while the sheet is not filled. */
export type WorkedOut = {
  readonly net: number;
  readonly netPerPerson: number;
  readonly referencePerPerson: number;
};

export type StoredAssessment = {
  readonly assessmentId: string;
  readonly householdId: string;
  readonly caseId: string | null;
  readonly assessment: Assessment;
  readonly complete: boolean;
  readonly income: WorkedOut | null;
  readonly suggested: MonitoredCategory | null;
  readonly madeOn: LocalDate;
};

const yuan = z.number().int().nonnegative();
const sheetShape = z.object(
  Object.fromEntries(sheetLines.map((line) => [line, yuan.exactOptional()])),
);
const billsShape = z
  .object({
    total: yuan,
    ...Object.fromEntries(medicalNets.map((net) => [net, yuan.exactOptional()])),
  })
  .nullable();

type Row = Omit<AssessmentTable, 'sheet' | 'bills'> & {
  readonly sheet: unknown;
  readonly bills: unknown;
};

const stored = (row: Row): StoredAssessment => ({
  assessmentId: row.id,
  householdId: row.household_id,
  caseId: row.case_id,
  assessment: {
    occasion: row.occasion,
    window: { from: row.window_from, to: row.window_to },
    people: row.people,
    sheet: sheetShape.parse(row.sheet),
    bills: billsShape.parse(row.bills),
    guarantees: {
      housing: row.housing,
      schooling: row.schooling,
      uninsured: row.uninsured,
      water: row.water,
    },
    coping: row.coping,
    assets: row.assets,
    wishes: row.wishes,
    risks: row.risks,
    disaster: row.disaster,
  },
  complete: row.complete,
  income:
    row.net_yuan === null || row.net_per_person === null || row.reference_per_person === null
      ? null
      : {
          net: row.net_yuan,
          netPerPerson: row.net_per_person,
          referencePerPerson: row.reference_per_person,
        },
  suggested: row.suggested,
  madeOn: row.made_on,
});

/** The assessment somebody began and nobody finished; at most one (index `assessment_begun_once`). */
export async function begunAssessment(
  trx: Trx,
  householdId: string,
): Promise<StoredAssessment | null> {
  const row = await trx
    .selectFrom('assessment')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('complete', '=', false)
    .executeTakeFirst();
  return row === undefined ? null : stored(row);
}

/** Finished assessments of a household, the newest first. */
export async function finishedAssessments(
  trx: Trx,
  householdId: string,
): Promise<readonly StoredAssessment[]> {
  const rows = await trx
    .selectFrom('assessment')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('complete', '=', true)
    .orderBy('made_on', 'desc')
    .orderBy('changed_at', 'desc')
    .execute();
  return rows.map(stored);
}

/** The latest assessment of a household: the newest finished one, else the one begun; null when nobody asked anything. */
export async function latestAssessment(
  trx: Trx,
  householdId: string,
): Promise<StoredAssessment | null> {
  const row = await trx
    .selectFrom('assessment')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('complete', 'desc')
    .orderBy('made_on', 'desc')
    .orderBy('changed_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : stored(row);
}

export type AssessmentWrite = {
  readonly assessmentId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly caseId: string | null;
  readonly visitId: string | null;
  readonly assessment: Assessment;
  readonly complete: boolean;
  readonly income: WorkedOut | null;
  readonly suggested: MonitoredCategory | null;
  readonly pack: PackVersion;
  readonly staffId: string;
  readonly on: LocalDate;
};

/**
 * Keeps an assessment: the begun one of the household goes on under its id, otherwise a new one begins. The household's row is locked
 * first, so that of two officers who save at once the later answers win and neither is lost to a conflict. Returns the id.
 */
export async function saveAssessment(
  trx: Trx,
  write: AssessmentWrite,
  now: Instant,
): Promise<string> {
  const { householdId, assessment, income } = write;
  await sql`select id from household where id = ${householdId}::uuid for no key update`.execute(
    trx,
  );
  const begun = await trx
    .deleteFrom('assessment')
    .where('household_id', '=', householdId)
    .where('complete', '=', false)
    .returning(['id', 'case_id', 'visit_id'])
    .executeTakeFirst();
  const id = begun?.id ?? write.assessmentId;
  const { guarantees } = assessment;
  await trx
    .insertInto('assessment')
    .values({
      id,
      household_id: householdId,
      area_path: write.areaPath,
      case_id: write.caseId ?? begun?.case_id ?? null,
      visit_id: write.visitId ?? begun?.visit_id ?? null,
      occasion: assessment.occasion,
      window_from: assessment.window.from,
      window_to: assessment.window.to,
      people: assessment.people,
      sheet: JSON.stringify(assessment.sheet),
      bills: assessment.bills === null ? null : JSON.stringify(assessment.bills),
      housing: guarantees.housing,
      schooling: guarantees.schooling,
      uninsured: listOf(guarantees.uninsured),
      water: listOf(guarantees.water),
      coping: assessment.coping,
      assets: listOf(assessment.assets),
      wishes: listOf(assessment.wishes),
      risks: [...assessment.risks],
      disaster: assessment.disaster,
      complete: write.complete,
      net_yuan: income?.net ?? null,
      net_per_person: income?.netPerPerson ?? null,
      reference_per_person: income?.referencePerPerson ?? null,
      suggested: write.suggested,
      pack_id: write.pack.id,
      pack_version: write.pack.version,
      made_by: write.staffId,
      made_on: write.on,
      changed_at: timestamp(now),
    })
    .execute();
  return id;
}

const listOf = <T>(values: readonly T[] | null): T[] | null =>
  values === null ? null : [...values];

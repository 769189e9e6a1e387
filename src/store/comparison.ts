/** Data comparisons (数据比对): one run a list, what it found, and what a month has so far. */
import { sql } from 'kysely';
import type { AlarmKind } from '#src/domain/alarm/alarm.ts';
import type { RegisterDepartment } from '#src/domain/alarm/register-risk.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { YearMonth } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** What a run counted. */
export type ComparisonCounts = {
  readonly rows: number;
  readonly matchedByNumber: number;
  readonly matchedByName: number;
  readonly unmatched: number;
  readonly bad: number;
  /** Households a finding is about. */
  readonly findings: number;
  /** Of these known already. */
  readonly known: number;
  /** Of these new: as many alarms. */
  readonly newRisks: number;
};

export type ComparisonRun = ComparisonCounts & {
  readonly runId: string;
  readonly department: DepartmentCode;
  readonly month: YearMonth;
  readonly finishedAt: Instant;
};

/** Notes that a list begins to be compared. */
export async function startComparison(
  trx: Trx,
  run: {
    readonly id: string;
    readonly department: RegisterDepartment;
    readonly month: YearMonth;
    readonly fileHash: string;
    readonly at: Instant;
  },
): Promise<void> {
  await trx
    .insertInto('comparison_run')
    .values({
      id: run.id,
      department: run.department,
      month: run.month,
      file_hash: run.fileHash,
      started_at: timestamp(run.at),
      finished_at: null,
    })
    .execute();
}

/** Notes its end; a run without one was broken off and counts for nothing. */
export async function finishComparison(
  trx: Trx,
  runId: string,
  counts: ComparisonCounts,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('comparison_run')
    .set({
      finished_at: timestamp(at),
      rows_read: counts.rows,
      matched_by_number: counts.matchedByNumber,
      matched_by_name: counts.matchedByName,
      unmatched: counts.unmatched,
      bad: counts.bad,
      findings: counts.findings,
      known: counts.known,
      new_risks: counts.newRisks,
    })
    .where('id', '=', runId)
    .execute();
}

const runs = (trx: Trx) =>
  trx
    .selectFrom('comparison_run')
    .select([
      'id as runId',
      'department',
      sql<YearMonth>`month`.as('month'),
      sql<Instant>`finished_at`.as('finishedAt'),
      'rows_read as rows',
      'matched_by_number as matchedByNumber',
      'matched_by_name as matchedByName',
      'unmatched',
      'bad',
      'findings',
      'known',
      'new_risks as newRisks',
    ])
    .where('finished_at', 'is not', null);

/** The finished run of this very file; null when it was not compared yet. */
export async function comparisonOfFile(
  trx: Trx,
  department: RegisterDepartment,
  fileHash: string,
): Promise<ComparisonRun | null> {
  const row = await runs(trx)
    .where('department', '=', department)
    .where('file_hash', '=', fileHash)
    .executeTakeFirst();
  return row ?? null;
}

/** The finished runs of a month, in the order in which they ended. */
export const comparisonsOf = (trx: Trx, month: YearMonth): Promise<readonly ComparisonRun[]> =>
  runs(trx).where('month', '=', month).orderBy('finished_at').execute();

/** Keeps what a run found of whom, once each; what it found of a household before stays. */
export async function keepFindings(
  trx: Trx,
  run: {
    readonly runId: string;
    readonly department: RegisterDepartment;
    readonly month: YearMonth;
  },
  findings: readonly {
    readonly householdId: string;
    readonly kind: AlarmKind;
    readonly areaPath: string;
  }[],
): Promise<readonly string[]> {
  if (findings.length === 0) return [];
  const written = await trx
    .insertInto('comparison_finding')
    .values(
      findings.map((each) => ({
        run_id: run.runId,
        household_id: each.householdId,
        kind: each.kind,
        department: run.department,
        month: run.month,
        area_path: each.areaPath,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<string>`household_id || ' ' || kind`.as('key'))
    .execute();
  return written.map((row) => row.key);
}

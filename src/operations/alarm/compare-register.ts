/**
 * Comparing a department's list with the registry (LX-07 每月数据比对, BN-51 及时比对、分析预警): every row is looked up by its identity
 * number, else by name and village where that is unique; what the list says by the pack's figures and nobody knows yet becomes
 * an alarm. The same file counts once.
 */
import { type AlarmKind, meaningOf } from '#src/domain/alarm/alarm.ts';
import {
  employmentFinding,
  findingsIn,
  type RegisterDepartment,
} from '#src/domain/alarm/register-risk.ts';
import {
  fromInstant,
  monthOf,
  plusMonthsOf,
  type YearMonth,
} from '#src/domain/calendar/local-date.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { knownFindings } from '#src/store/alarm.ts';
import {
  type ComparisonCounts,
  type ComparisonRun,
  comparisonOfFile,
  finishComparison,
  keepFindings,
  startComparison,
} from '#src/store/comparison.ts';
import { inScope } from '#src/store/database.ts';
import { allAreas } from '#src/store/registry/areas.ts';
import { lockForImport } from '#src/store/registry/household-batch.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { areaFinder } from '../registry/area-finder.ts';
import type { IssueSink } from '../registry/table-rows.ts';
import { noteRegisterStatus } from '../report/note-register-status.ts';
import { closeComparisonDuty } from './comparison-duty.ts';
import { type Found, matchRows } from './match-rows.ts';
import { receiveAlarm } from './receive-alarm.ts';
import type { RegisterRow } from './register-row.ts';
import { topicOfFinding } from './topic-of-finding.ts';

/** Rows in one transaction. */
const BATCH = 500;

export type Comparison = {
  readonly run: ComparisonRun;
  /** This very file was compared before; nothing was done now. */
  readonly repeated: boolean;
};

type Finding = Found & {
  readonly kind: AlarmKind;
  readonly figures: Readonly<Record<string, number>>;
};

type Run = {
  readonly runId: string;
  readonly department: RegisterDepartment;
  readonly month: YearMonth;
  readonly source: 'dept_alert' | 'data_match';
};

/**
 * Compares the list. `rows` gives null for a row that could not be read. What matches nobody is told to `report` with its row and
 * reason, never with a value. Throws only for faults; a run broken off is simply run again.
 */
export async function compareRegister(
  deps: BackgroundDeps,
  list: {
    readonly department: RegisterDepartment;
    readonly fileHash: string;
    readonly rows: AsyncIterable<RegisterRow | null>;
    /** 部门预警线索: the list as a whole is an alarm of the department. */
    readonly isAlert: boolean;
  },
  report: IssueSink,
): Promise<Comparison> {
  const before = await inScope(deps.db, SYSTEM, (trx) =>
    comparisonOfFile(trx, list.department, list.fileHash),
  );
  if (before !== null) return { run: before, repeated: true };
  const startedAt = deps.clock.now();
  const run: Run = {
    runId: deps.newId(),
    department: list.department,
    month: monthOf(fromInstant(startedAt)),
    source: list.isAlert ? 'dept_alert' : 'data_match',
  };
  const counts: { -readonly [K in keyof ComparisonCounts]: number } = {
    ...{ rows: 0, matchedByNumber: 0, matchedByName: 0, unmatched: 0, bad: 0 },
    ...{ findings: 0, known: 0, newRisks: 0 },
  };
  const employment = new Map<string, { readonly of: Found; readonly listed: boolean[] }>();
  const areas = areaFinder(await inScope(deps.db, SYSTEM, allAreas));
  // The lock is held by a transaction that does nothing else: one import at a time, batches commit by themselves.
  await inScope(deps.db, SYSTEM, async (lock) => {
    await lockForImport(lock);
    await inScope(deps.db, SYSTEM, (trx) =>
      startComparison(trx, { ...run, id: run.runId, fileHash: list.fileHash, at: startedAt }),
    );
    let batch: RegisterRow[] = [];
    const work = async (): Promise<void> => {
      const rows = batch;
      batch = [];
      if (rows.length === 0) return;
      await inBackground(deps, async (context) => {
        const matched = await matchRows(context, areas, rows);
        counts.matchedByNumber += matched.byNumber;
        counts.matchedByName += matched.byName;
        counts.unmatched += matched.unmatched.length;
        for (const each of matched.unmatched) report(each);
        await noteRegisterStatus(context, run.month, matched.found);
        const packOf = await areaPacks(
          context,
          matched.found.map((each) => each.areaPath),
        );
        const findings = matched.found.flatMap((found) =>
          findingsOfRow(found, packOf(found.areaPath), employment),
        );
        await take(context, run, findings, counts);
      });
    };
    for await (const row of list.rows) {
      counts.rows += 1;
      if (row === null) counts.bad += 1;
      else batch.push(row);
      if (batch.length >= BATCH) await work();
    }
    await work();
    const jobless = employmentFindings(employment);
    for (let from = 0; from < jobless.length; from += BATCH) {
      const part = jobless.slice(from, from + BATCH);
      await inBackground(deps, (context) => take(context, run, part, counts));
    }
    await inBackground(deps, async (context) => {
      await finishComparison(context.trx, run.runId, counts, context.now);
      await closeComparisonDuty(context, run.month);
    });
  });
  return {
    run: { ...run, ...counts, finishedAt: deps.clock.now() },
    repeated: false,
  };
}

/** What a row says; who has work is judged by household once all rows are read (LX-21). */
function findingsOfRow(
  found: Found,
  pack: Pack,
  employment: Map<string, { readonly of: Found; readonly listed: boolean[] }>,
): readonly Finding[] {
  const { facts, figures } = found.row;
  if (facts.department === 'labour' && facts.employed !== null) {
    const known = employment.get(found.householdId) ?? { of: found, listed: [] };
    known.listed.push(facts.employed);
    employment.set(found.householdId, known);
  }
  return findingsIn(facts, pack)
    .filter((kind) => kind !== 'lost-job')
    .map((kind) => ({ ...found, kind, figures }));
}

const employmentFindings = (
  employment: ReadonlyMap<string, { readonly of: Found; readonly listed: readonly boolean[] }>,
): readonly Finding[] =>
  [...employment.values()].flatMap(({ of, listed }) => {
    const kind = employmentFinding(listed.map((employed) => ({ employed })));
    return kind === null ? [] : [{ ...of, kind, figures: {} }];
  });

/** Keeps findings, and receives an alarm for each that is news. */
async function take(
  context: WorkContext,
  run: Run,
  findings: readonly Finding[],
  counts: { findings: number; known: number; newRisks: number },
): Promise<void> {
  const kept = new Set(await keepFindings(context.trx, run, once(findings)));
  const fresh = once(findings).filter((each) => kept.has(`${each.householdId} ${each.kind}`));
  const known = await knownFindings(
    context.trx,
    fresh.map((each) => ({
      householdId: each.householdId,
      kind: each.kind,
      topic: topicOfFinding(each.kind),
      ...meaningOf(each.kind),
    })),
    { months: [run.month, plusMonthsOf(run.month, -1)], notRun: run.runId },
  );
  counts.findings += fresh.length;
  for (const finding of fresh) {
    const received = known.has(`${finding.householdId} ${finding.kind}`)
      ? null
      : await receiveAlarm(context, {
          kind: finding.kind,
          department: run.department,
          source: run.source,
          runId: run.runId,
          areaId: finding.areaId,
          areaPath: finding.areaPath,
          householdId: finding.householdId,
          memberId: finding.memberId,
          figures: finding.figures,
        });
    counts[received === null ? 'known' : 'newRisks'] += 1;
  }
}

/** One finding of a kind a household, whoever of it the rows are about. */
const once = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((each) => [`${each.householdId} ${each.kind}`, each])).values(),
];

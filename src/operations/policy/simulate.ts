/** Replays past cases under another pack and tells which would have fared differently, and why. Changes nothing. */
import { areaPath } from '#src/domain/people/areas.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { type DayCounts, dayCounts } from '#src/domain/simulation/day-counts.ts';
import { type Change, changesUnder, type TroubleCode } from '#src/domain/simulation/replay.ts';
import { timelinesOf } from '#src/domain/simulation/timeline.ts';
import { Fault } from '#src/platform/faults.ts';
import { logAccess } from '#src/store/access-log.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { findAreaByCode } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type PastCase, pastCases } from '#src/store/simulation.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Clock } from '../ports.ts';
import { OPERATOR } from '../registry/export-ledger.ts';

/** A case that would have fared differently. */
export type ChangedCase = {
  readonly number: string;
  readonly areaName: string;
  readonly changes: readonly Change[];
};

/** Counts of a replay. `skipped`: cases whose own wording this installation no longer has. */
export type SimulationSummary = {
  readonly cases: number;
  readonly changed: number;
  readonly skipped: number;
  readonly byCode: ReadonlyMap<`${Change['kind']} ${TroubleCode}`, number>;
};

/** Cases handed on at a time. */
const BATCH = 200;

/**
 * Replays the cases of an area (null: all) under `pack`, each against the wording it ran under, and hands the changed ones to
 * `take`, batch by batch; memory stays flat whatever their number. Who looked is in the access log.
 */
export async function simulate(
  deps: { readonly db: Db; readonly clock: Clock; readonly policies: PolicyBook },
  request: { readonly pack: Pack; readonly areaCode: string | null },
  take: (cases: readonly ChangedCase[]) => Promise<void>,
): Promise<Result<SimulationSummary, { readonly code: 'unknown-area' }>> {
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const area = request.areaCode === null ? null : await findAreaByCode(trx, request.areaCode);
    if (area === undefined) return refused({ code: 'unknown-area' });
    await logAccess(trx, {
      staffId: OPERATOR,
      postId: null,
      householdId: null,
      what: 'simulate',
      at: deps.clock.now(),
      details: { pack: request.pack.id, area: request.areaCode },
    });
    const counts = { cases: 0, changed: 0, skipped: 0 };
    const byCode = new Map<`${Change['kind']} ${TroubleCode}`, number>();
    const days = dayCounts(deps.policies.calendar);
    let batch: ChangedCase[] = [];
    for await (const past of pastCases(trx, area === null ? null : areaPath(area.areaPath))) {
      counts.cases += 1;
      const changes = changesOf(deps.policies, past, request.pack, days);
      if (changes === null) counts.skipped += 1;
      if (changes === null || changes.length === 0) continue;
      counts.changed += 1;
      for (const { kind, trouble } of changes) {
        const key = `${kind} ${trouble.code}` as const;
        byCode.set(key, (byCode.get(key) ?? 0) + 1);
      }
      batch.push({ number: past.number, areaName: past.areaName, changes });
      if (batch.length === BATCH) {
        await take(batch);
        batch = [];
      }
    }
    if (batch.length > 0) await take(batch);
    return accepted({ ...counts, byCode });
  });
}

/** Null when the wording the case ran under is gone. */
function changesOf(
  policies: PolicyBook,
  past: PastCase,
  other: Pack,
  counts: DayCounts,
): readonly Change[] | null {
  const facts = { counts, income: past.income };
  try {
    return timelinesOf(past.events).flatMap((line) =>
      changesUnder(line, policies.packOf(line.pack), other, facts),
    );
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'unknown-pack') return null;
    throw thrown;
  }
}

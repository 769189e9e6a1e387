/** A county (or a town of it) follows another policy pack from a day on. */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { inForce, type Pack } from '#src/domain/policy/pack.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { assignPack as writeAssignment, packAssignments } from '#src/store/area-pack.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { findAreaByCode } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';

export type AssignRefusal =
  | { readonly code: 'unknown-area' }
  | { readonly code: 'unknown-pack' }
  /** The pack decides no case on that day. */
  | { readonly code: 'not-in-force'; readonly from: LocalDate; readonly to: LocalDate | null };

export type Assigned = {
  readonly areaName: string;
  readonly fromDay: LocalDate;
  /** All changes of this area's pack, earliest first; null: follows the area above. */
  readonly assignments: readonly { readonly fromDay: LocalDate; readonly packId: string | null }[];
};

/**
 * Assigns a pack to an area from a day on (today when none is said); everything below follows unless it has its own. Cases that
 * began keep the wording they began under. `packId` null hands the area back to the one above.
 */
export async function assignPackToArea(
  deps: {
    readonly db: Db;
    readonly clock: Clock;
    readonly policies: { readonly packs: ReadonlyMap<string, Pack> };
  },
  wanted: {
    readonly packId: string | null;
    readonly areaCode: string;
    readonly fromDay: LocalDate | null;
  },
): Promise<Result<Assigned, AssignRefusal>> {
  const now = deps.clock.now();
  const fromDay = wanted.fromDay ?? fromInstant(now);
  const { packId } = wanted;
  if (packId !== null) {
    const pack = deps.policies.packs.get(packId);
    if (pack === undefined) return refused({ code: 'unknown-pack' });
    if (!inForce(pack, fromDay)) {
      return refused({ code: 'not-in-force', from: pack.effectiveFrom, to: pack.effectiveTo });
    }
  }
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const area = await findAreaByCode(trx, wanted.areaCode);
    if (area === undefined) return refused({ code: 'unknown-area' });
    await writeAssignment(trx, { areaId: area.areaId, fromDay, packId }, now);
    const assignments = await packAssignments(trx, area.areaId);
    return accepted({ areaName: area.fullName, fromDay, assignments });
  });
}

/** Areas whose policy pack decides no case today: a pack that is not there, or one out of force. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { inForce, type Pack } from '#src/domain/policy/pack.ts';
import { ownPackIds } from '#src/store/area-pack.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { allAreas } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';

/** How many areas have a pack of their own, and those whose pack does not hold; there the default decides. */
export type Assignments = {
  readonly assigned: number;
  readonly idle: readonly {
    readonly areaName: string;
    readonly packId: string;
    readonly why: 'unknown' | 'out-of-force';
  }[];
};

/** Packs that areas are assigned to but that are unknown or not in force today: there the default holds unnoticed. */
export async function findIdleAssignments(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly policies: { readonly packs: ReadonlyMap<string, Pack> };
}): Promise<Assignments> {
  const today = fromInstant(deps.clock.now());
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const own = await ownPackIds(trx, today);
    const named = (await allAreas(trx)).flatMap(({ areaId, fullName }) => {
      const packId = own.get(areaId);
      return packId === undefined ? [] : [{ areaName: fullName, packId }];
    });
    const idle = named.flatMap((each): Assignments['idle'] => {
      const pack = deps.policies.packs.get(each.packId);
      if (pack === undefined) return [{ ...each, why: 'unknown' }];
      return inForce(pack, today) ? [] : [{ ...each, why: 'out-of-force' }];
    });
    return { assigned: named.length, idle };
  });
}

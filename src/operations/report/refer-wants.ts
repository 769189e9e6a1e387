/** What a household said at a visit goes to the department that helps: a loan (LX-18), an illness (TN-16). */
import type { VisitWant } from '#src/domain/visit/visit.ts';
import { insertReferrals } from '#src/store/referral.ts';
import { areaPacks } from '../duty/area-packs.ts';
import type { TurnContext } from '../turn.ts';
import { departmentOf } from './align-referrals.ts';

/** Passes each wish on once; one that lies open with the department already stays as it is. System scope. */
export async function referWants(
  turn: TurnContext,
  wants: readonly VisitWant[],
  household: { readonly householdId: string; readonly areaId: string; readonly areaPath: string },
  visitId: string,
): Promise<void> {
  if (wants.length === 0) return;
  const { householdId, areaId, areaPath } = household;
  const pack = (await areaPacks(turn, [areaPath]))(areaPath);
  await insertReferrals(
    turn.trx,
    wants.map((kind) => ({
      id: turn.newId(),
      householdId,
      areaId,
      areaPath,
      kind,
      department: departmentOf(pack, kind),
      source: 'visit',
      people: 1,
      foundOn: turn.today,
      visitId,
    })),
  );
}

/** What is left to ask at a household is a duty of whoever was there, and one at a time. */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { openDutiesAbout } from '#src/store/duty-list.ts';
import type { Household } from '#src/store/registry/households.ts';
import { packInForce } from '../duty/area-packs.ts';
import { openDuty } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Opens the duty unless one is open. `occasion` tells one time from the next: a visit, or a day. System scope. */
export async function openAssessmentDuty(
  context: WorkContext,
  household: Household,
  of: { readonly caseId: string | null; readonly occasion: string; readonly staffId: string },
): Promise<void> {
  const { trx, policies } = context;
  const { householdId, areaId, areaPath } = household;
  const open = await openDutiesAbout(trx, householdId);
  if (open.some((duty) => duty.kind === 'fill-assessment')) return;
  const pack = await packInForce(context, areaPath);
  await openDuty(context, {
    key: `fill-assessment:${householdId}:${of.occasion}`,
    terms: dutyTerms('fill-assessment', {
      openedAt: context.now,
      pack,
      calendar: policies.calendar,
    }),
    pack,
    area: { areaId, areaPath },
    about: { householdId, caseId: of.caseId },
    ownerStaffId: of.staffId,
  });
}

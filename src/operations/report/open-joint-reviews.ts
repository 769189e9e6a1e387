/**
 * Opening joint reviews (一事一议, BN-30, FD-19): a verified alarm about large medical costs, or a full assessment at or above the county's
 * figure, goes to four bureaus at once. Each says its word; the county decides when all have.
 */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { isLargeCost, jointDepartments } from '#src/domain/ledger/joint-review.ts';
import { areaPath, areaRange } from '#src/domain/people/areas.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import {
  assessedMedicalCosts,
  insertJointReview,
  type JointCandidate,
  verifiedBigCosts,
} from '#src/store/joint-review.ts';
import { countyAreas } from '#src/store/registry/top-area.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { openDuties } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Households looked at in one run; the next run takes the others. */
const MOST = 200;

/** Opens what is found. Returns how many are new. System scope. */
export async function openJointReviews(context: WorkContext): Promise<number> {
  let opened = 0;
  for (const county of await countyAreas(context.trx)) {
    const pack = (await areaPacks(context, [county.areaPath]))(county.areaPath);
    const threshold = pack.settings['medical.big_cost_yuan'].value;
    const range = areaRange(areaPath(county.areaPath));
    const alarms = (await verifiedBigCosts(context.trx, MOST)).filter((each) =>
      each.areaPath.startsWith(county.areaPath),
    );
    const assessed =
      threshold === null
        ? []
        : (await assessedMedicalCosts(context.trx, threshold, range, MOST)).filter((each) =>
            isLargeCost(each.selfPaidYuan, threshold),
          );
    for (const candidate of [...alarms, ...assessed]) {
      if (await openJointReview(context, pack, candidate)) opened += 1;
    }
  }
  return opened;
}

async function openJointReview(
  context: WorkContext,
  pack: Pack,
  candidate: JointCandidate,
): Promise<boolean> {
  const id = context.newId();
  const terms = dutyTerms('joint-opinion', {
    openedAt: context.now,
    pack,
    calendar: context.policies.calendar,
  });
  const written = await insertJointReview(context.trx, {
    ...candidate,
    id,
    departments: jointDepartments,
    openedOn: context.today,
    dueOn: terms.dueOn,
  });
  if (!written) return false;
  await openDuties(
    context,
    jointDepartments.map((department) => ({
      key: `joint-opinion:${id}:${department}`,
      terms,
      pack,
      area: candidate,
      about: { householdId: candidate.householdId },
      department,
      details: { reviewId: id },
    })),
  );
  return true;
}

/** Where tests of what follows the county's decision begin: a county without cases, an enrolled household, one that is helped. */
import type { County } from '#test/operations/duty/county.ts';
import { withMeasure } from './better-off.ts';
import type { lifeIn } from './life.ts';

type Life = ReturnType<typeof lifeIn>;

/** The 2nd of November 2026 again, without farmers, cases, plans and assigned packs. */
export async function startOver(county: County, life: Life): Promise<void> {
  life.onDay('2026-11-02');
  await county.clear();
  await county.system(async (trx) => {
    await trx.deleteFrom('account').where('staff_id', 'is', null).execute();
    for (const table of ['assessment', 'measure', 'plan', 'member', 'assignment'] as const) {
      await trx.deleteFrom(table).execute();
    }
    await trx.deleteFrom('area_pack_assignment').execute();
  });
}

/** Enrolled on 2026-11-10, the clue of the 2nd. */
export async function enrolledCase(
  life: Life,
  farmer: string,
  householdId: string,
): Promise<string> {
  const caseId = await life.report(farmer, householdId);
  await life.enrol(caseId, '2026-11-02', '2026-11-10');
  return caseId;
}

/** Enrolled, with a plan and a measure under way. */
export async function assistedCase(
  county: County,
  life: Life,
  farmer: string,
  householdId: string,
): Promise<string> {
  const caseId = await enrolledCase(life, farmer, householdId);
  await withMeasure(county, householdId, caseId);
  await life.assist(caseId);
  return caseId;
}

/** Whether the log of a case leads to what is stored of it. */
import { areaPath } from '#src/domain/people/areas.ts';
import { rebuilt, sameAsStored } from '#src/operations/case/rebuild-case.ts';
import type { Case } from '#src/domain/case/case.ts';
import { storedCases } from '#src/store/seal.ts';
import type { County } from '#test/operations/duty/county.ts';

export async function verifyCase(county: County, caseId: string): Promise<boolean> {
  return await county.system(async (trx) => {
    const row = await trx
      .selectFrom('case_file')
      .select(['household_id', 'area_path'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    const events = await trx
      .selectFrom('case_event')
      .select(['kind', 'payload'])
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute();
    const identity = { caseId, householdId: row.household_id, area: areaPath(row.area_path) };
    let file: Case | null = null;
    for (const event of events) file = rebuilt(identity, file, event);
    const stored = (await storedCases(trx, [caseId])).get(caseId);
    return file !== null && stored !== undefined && sameAsStored(file, stored);
  });
}

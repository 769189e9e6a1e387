/** Which of some areas have a policy pack set on themselves. */
import type { Trx } from './database.ts';

/** Path → pack id, for those of the given areas that have one. */
export async function packIdsOf(
  trx: Trx,
  areaPaths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (areaPaths.length === 0) return new Map();
  const rows = await trx
    .selectFrom('area')
    .select(['path', 'pack_id as packId'])
    .where('path', 'in', areaPaths)
    .where('pack_id', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ path, packId }) => (packId === null ? [] : [[path, packId]])));
}

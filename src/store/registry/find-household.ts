/** Finding a household of one village by the last four of a member's identity number. */
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { areaPath as pathOf, areaRange } from '#src/domain/people/areas.ts';
import type { Trx } from '../database.ts';

/** People of the largest village; a place with more is no village, and its numbers are not opened one by one. */
const MOST_PEOPLE = 20_000;

/**
 * Ids of households the scope sees in a village with a member whose identity number ends so, at most `limit`. Numbers are stored
 * encrypted with an index of the whole number only, so those of the village are read here, and nothing of them leaves.
 */
export async function householdsByNumberTail(
  trx: Trx,
  fields: FieldEncryption,
  areaPath: string,
  tail: string,
  limit: number,
): Promise<readonly string[]> {
  const { from, to } = areaRange(pathOf(areaPath));
  const rows = await trx
    .selectFrom('member')
    .select(['id', 'household_id as householdId', 'id_number_enc as number'])
    .where('area_path', '>=', from)
    .where('area_path', '<', to)
    .where('id_number_enc', 'is not', null)
    .orderBy('household_id')
    .limit(MOST_PEOPLE)
    .execute();
  const found = new Set<string>();
  for (const { id, householdId, number } of rows) {
    if (number !== null && fields.decrypt('member.id_number', id, number).endsWith(tail)) {
      found.add(householdId);
    }
    if (found.size >= limit) break;
  }
  return [...found];
}

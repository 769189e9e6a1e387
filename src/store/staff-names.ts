/** Names of staff by id. */
import type { Trx } from './database.ts';

/** Id → name of those the scope sees. */
export async function staffNames(
  trx: Trx,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (staffIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', staffIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

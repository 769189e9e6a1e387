/** The recurring review of each village (定期研判, K9): which villages lack this period's duty, and which have one open. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';

export type Village = {
  readonly areaId: string;
  readonly areaPath: string;
};

/** Active villages by path after `after`, at most `limit`. */
export async function villagesAfter(
  trx: Trx,
  after: string,
  limit: number,
): Promise<readonly Village[]> {
  const { rows } = await sql<Village>`
    select id as "areaId", path as "areaPath" from area
    where level = 'village' and active and path > ${after} collate "C"
    order by path collate "C" limit ${limit}`.execute(trx);
  return rows;
}

/** Those of the villages that have had a recurring review before, held or not. */
export async function villagesWithAgendas(
  trx: Trx,
  areaIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (areaIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('duty')
    .select('area_id')
    .distinct()
    .where('kind', '=', 'village-agenda')
    .where('area_id', 'in', [...areaIds])
    .execute();
  return new Set(rows.map((row) => row.area_id));
}

/** Those of the keys that some duty bears already, open or not. */
export async function knownDutyKeys(
  trx: Trx,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await trx
    .selectFrom('duty')
    .select('key')
    .where('key', 'in', [...keys])
    .execute();
  return new Set(rows.map((row) => row.key));
}

/** The open recurring review of a village; null when it was held already. */
export async function openAgendaOf(trx: Trx, areaPath: string): Promise<string | null> {
  const row = await trx
    .selectFrom('duty')
    .select('id')
    .where('kind', '=', 'village-agenda')
    .where('area_path', '=', areaPath)
    .where('state', '=', 'open')
    .orderBy('due_on')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Which policy pack an area follows on which day: its own assignment, or the nearest one's above. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** One change of the pack an area follows. */
export type PackAssignment = {
  readonly areaId: string;
  /** First day it holds for cases that begin. */
  readonly fromDay: LocalDate;
  /** Null: the nearest area above says. */
  readonly packId: string | null;
};

/** Path → pack id on `day`, for those of the given areas that have one of their own. */
export async function packIdsOf(
  trx: Trx,
  areaPaths: readonly string[],
  day: LocalDate,
): Promise<ReadonlyMap<string, string>> {
  if (areaPaths.length === 0) return new Map();
  const { rows } = await sql<{ path: string; packId: string }>`
    select a.path, own.pack_id as "packId" from area a
    join lateral (select pack_id from area_pack_assignment
      where area_id = a.id and from_day <= ${day} order by from_day desc limit 1) own
      on own.pack_id is not null
    where a.path = any(${areaPaths})`.execute(trx);
  return new Map(rows.map(({ path, packId }) => [path, packId]));
}

/** Area id → pack id on `day`, for all areas that have one of their own. */
export async function ownPackIds(trx: Trx, day: LocalDate): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ areaId: string; packId: string | null }>`
    select distinct on (area_id) area_id as "areaId", pack_id as "packId" from area_pack_assignment
    where from_day <= ${day} order by area_id, from_day desc`.execute(trx);
  return new Map(
    rows.flatMap(({ areaId, packId }) => (packId === null ? [] : [[areaId, packId] as const])),
  );
}

/** Every change of an area's pack, earliest first. */
export const packAssignments = (trx: Trx, areaId: string): Promise<PackAssignment[]> =>
  trx
    .selectFrom('area_pack_assignment')
    .select(['area_id as areaId', 'from_day as fromDay', 'pack_id as packId'])
    .where('area_id', '=', areaId)
    .orderBy('from_day')
    .execute();

/** Assigns; what was assigned for the very same day is replaced (primary key area and day). */
export async function assignPack(
  trx: Trx,
  { areaId, fromDay, packId }: PackAssignment,
  now: Instant,
): Promise<void> {
  const content = { pack_id: packId, assigned_at: timestamp(now) };
  await trx
    .insertInto('area_pack_assignment')
    .values({ area_id: areaId, from_day: fromDay, ...content })
    .onConflict((c) => c.columns(['area_id', 'from_day']).doUpdateSet(content))
    .execute();
}

/** Alarms going on, for the console: where, since when and with whom. No words, no household, no account. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from '../database.ts';
import { endOfArea } from '../scope.ts';

export type AlarmLine = {
  /** '' while nobody knows where the person is. */
  readonly areaName: string;
  readonly raisedAt: Instant;
  /** '' until somebody takes it. */
  readonly takenByName: string;
};

/**
 * Alarms not ended in an area and all below it, those nobody has taken first. `top`: with those whose place is unknown. Those about
 * the reader's own household are left out: an alarm may be about violence at home.
 */
export async function openAlarms(
  trx: Trx,
  filter: { readonly areaPath: string; readonly top: boolean; readonly staffId: string },
): Promise<readonly AlarmLine[]> {
  const { rows } = await sql<AlarmLine>`
    select coalesce(a.full_name, '') as "areaName", x.raised_at as "raisedAt", coalesce(s.name, '') as "takenByName"
    from alert x
      left join area a on a.id = x.area_id
      left join staff s on s.id = x.taken_by
    where x.closed_at is null
      and ((x.area_path >= ${filter.areaPath} collate "C" and x.area_path < ${endOfArea(filter.areaPath)} collate "C")
        or (x.area_path is null and ${filter.top}::boolean))
      and (x.household_id is null or x.household_id is distinct from
        (select own.household_id from staff own where own.id = ${filter.staffId}::uuid))
    order by x.taken_at is not null, x.raised_at, x.id limit 50`.execute(trx);
  return rows;
}

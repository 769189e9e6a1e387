/** The door-to-door duty (上门告知) of a village for a notice, found by the key that makes it the same duty. */
import type { Trx } from './database.ts';

/** An open duty by its key; null when there is none (yet, or any more). */
export async function openDutyWithKey(
  trx: Trx,
  key: string,
): Promise<{ readonly dutyId: string; readonly ownerStaffId: string | null } | null> {
  const row = await trx
    .selectFrom('duty')
    .select(['id as dutyId', 'owner_staff_id as ownerStaffId'])
    .where('key', '=', key)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row ?? null;
}

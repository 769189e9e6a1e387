/** Updates set aside after three failures, for whoever runs the system: when, where, why – never what was said. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from '../database.ts';

export type QuarantinedUpdate = {
  readonly id: number;
  readonly channel: string;
  readonly receivedAt: Instant;
  readonly faultCode: string;
};

/** The newest ones. Needs the system scope: updates belong to no area. */
export async function quarantinedUpdates(
  trx: Trx,
  limit: number,
): Promise<readonly QuarantinedUpdate[]> {
  const rows = await trx
    .selectFrom('inbound')
    .select(['id', 'channel', 'received_at', 'fault_code'])
    .where('state', '=', 'quarantined')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    receivedAt: row.received_at,
    faultCode: row.fault_code ?? '',
  }));
}

/**
 * Puts updates set aside back to be worked off, from the first attempt on; null: all of them. Returns how many. Each takes effect
 * once all the same: the row is the one it was.
 */
export async function retryQuarantined(trx: Trx, ids: readonly number[] | null): Promise<number> {
  const rows = await trx
    .updateTable('inbound')
    .set({ state: 'new', attempts: 0, fault_code: null })
    .where('state', '=', 'quarantined')
    .$if(ids !== null, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .returning('id')
    .execute();
  return rows.length;
}

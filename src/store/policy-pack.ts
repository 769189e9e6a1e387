/** Wordings of policy packs, kept for as long as a case that began under them. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Keeps the wordings; one that is kept already stays as it is (primary key id and version). */
export async function keepPacks(trx: Trx, packs: readonly Pack[], now: Instant): Promise<void> {
  await trx
    .insertInto('policy_pack')
    .values(
      packs.map((pack) => ({
        id: pack.id,
        version: pack.version,
        body: JSON.stringify(pack),
        stored_at: timestamp(now),
      })),
    )
    .onConflict((c) => c.columns(['id', 'version']).doNothing())
    .execute();
}

/** Every wording kept, as JSON to be restored. */
export async function keptPacks(trx: Trx): Promise<readonly unknown[]> {
  const rows = await trx.selectFrom('policy_pack').select('body').execute();
  return rows.map((row) => row.body);
}

/** Farmers' accounts that speak for a household and are known to be its own. System scope only. */
import type { Trx } from './database.ts';

/** Accounts of the household from trust `phone-matched` on: what a decision says is told to nobody below. */
export async function trustedAccountsOf(
  trx: Trx,
  householdId: string,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('account')
    .select('id')
    .where('household_id', '=', householdId)
    .where('trust', 'in', ['phone-matched', 'confirmed'])
    .where('consent', '=', 'given')
    .orderBy('created_at')
    .execute();
  return rows.map((row) => row.id);
}

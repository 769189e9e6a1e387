/** Moving everything that hangs on a household made from a person's words to the registry household it turned out to be. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';
import { mergeHouseholds } from './merge-households.ts';

/**
 * Moves cases and all that `mergeHouseholds` moves from one household to another. False, with nothing moved, when both have an
 * open case: one household has one (index `case_open_once`), so people decide which goes on.
 */
export async function moveToHousehold(trx: Trx, from: string, to: string): Promise<boolean> {
  const both = await sql`select 1 from case_file a, case_file b
    where a.household_id = ${from}::uuid and b.household_id = ${to}::uuid
      and a.closed_at is null and b.closed_at is null`.execute(trx);
  if (both.rows.length > 0) return false;
  await sql`update case_file set household_id = ${to}::uuid,
    data = jsonb_set(data, '{householdId}', to_jsonb(${to}::text)) where household_id = ${from}::uuid`.execute(
    trx,
  );
  await mergeHouseholds(trx, from, to);
  return true;
}

/** Who opened which household's sheet, and who took a ledger away. Append-only for the serving role (migration 05); inspectors read it. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Writes one opening. `what` is a code such as `household-sheet`. */
export async function logAccess(
  trx: Trx,
  access: {
    readonly staffId: string;
    readonly postId: string | null;
    readonly householdId: string | null;
    readonly what: string;
    readonly at: Instant;
    /** Of an export: ids, codes and numbers only. */
    readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  },
): Promise<void> {
  await trx
    .insertInto('access_log')
    .values({
      staff_id: access.staffId,
      post_id: access.postId,
      household_id: access.householdId,
      what: access.what,
      at: timestamp(access.at),
      ...(access.details === undefined ? {} : { details: JSON.stringify(access.details) }),
    })
    .execute();
}

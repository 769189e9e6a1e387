/** Codes that let a staff member into the console once. Only a digest is stored. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { tokenDigest } from '#src/platform/ids.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

const digestOf = (code: string): string => tokenDigest(code.normalize('NFKC').trim().toUpperCase());

/** Stores a code; the caller shows it once and forgets it. */
export async function insertConsoleCode(
  trx: Trx,
  given: {
    readonly id: string;
    readonly code: string;
    readonly staffId: string;
    readonly now: Instant;
    readonly validMs: number;
  },
): Promise<void> {
  await trx
    .insertInto('one_time_code')
    .values({
      id: given.id,
      kind: 'console',
      code_hash: digestOf(given.code),
      account_id: null,
      staff_id: given.staffId,
      created_at: timestamp(given.now),
      expires_at: timestamp(plusMs(given.now, given.validMs)),
      used_at: null,
    })
    .execute();
}

/** Uses a code up; the staff member it lets in, null when it is not good (any more). Its `used_at` is set once. */
export async function useConsoleCode(trx: Trx, code: string, now: Instant): Promise<string | null> {
  const row = await trx
    .updateTable('one_time_code')
    .set({ used_at: timestamp(now) })
    .where('kind', '=', 'console')
    .where('code_hash', '=', digestOf(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', timestamp(now))
    .returning('staff_id')
    .executeTakeFirst();
  return row?.staff_id ?? null;
}

/** Codes that work once: joining another channel, entering the console. Only a digest is stored. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { tokenDigest } from '#src/platform/ids.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Codes are typed on phones: case and stray spaces do not matter. */
export const digestOfCode = (code: string): string =>
  tokenDigest(code.normalize('NFKC').trim().toUpperCase());

/** Whom a code is for: another channel of an account's person, or a staff member at the console. */
export type CodeFor =
  | { readonly kind: 'join'; readonly accountId: string }
  | { readonly kind: 'console'; readonly staffId: string };

/** Stores a code; the caller shows it once and forgets it. */
export async function insertCode(
  trx: Trx,
  given: {
    readonly id: string;
    readonly code: string;
    readonly for: CodeFor;
    readonly now: Instant;
    readonly validMs: number;
  },
): Promise<void> {
  await trx
    .insertInto('one_time_code')
    .values({
      id: given.id,
      kind: given.for.kind,
      code_hash: digestOfCode(given.code),
      account_id: given.for.kind === 'join' ? given.for.accountId : null,
      staff_id: given.for.kind === 'console' ? given.for.staffId : null,
      created_at: timestamp(given.now),
      expires_at: timestamp(plusMs(given.now, given.validMs)),
      used_at: null,
    })
    .execute();
}

/** Whether a code is good, without using it. */
export async function codeIsGood(
  trx: Trx,
  kind: CodeFor['kind'],
  code: string,
  now: Instant,
): Promise<boolean> {
  const row = await trx
    .selectFrom('one_time_code')
    .select('id')
    .where('kind', '=', kind)
    .where('code_hash', '=', digestOfCode(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', timestamp(now))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Uses a code up and names the account or staff member it is for; null when it is not good (any more). Two at once: the
 * condition on `used_at` lets one through.
 */
export async function useCode(
  trx: Trx,
  kind: CodeFor['kind'],
  code: string,
  now: Instant,
): Promise<string | null> {
  const row = await trx
    .updateTable('one_time_code')
    .set({ used_at: timestamp(now) })
    .where('kind', '=', kind)
    .where('code_hash', '=', digestOfCode(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', timestamp(now))
    .returning(['account_id', 'staff_id'])
    .executeTakeFirst();
  return (kind === 'join' ? row?.account_id : row?.staff_id) ?? null;
}

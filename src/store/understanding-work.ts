/** Where promised readings of a draft stand among themselves. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';

/**
 * `done`: closed already. `overtaken`: a later reading of the same account is promised, which will see everything this one
 * would. Rows of one account are written under its conversation's lock, so their order is certain.
 */
export async function understandingWork(
  trx: Trx,
  outboxId: string,
  accountId: string,
): Promise<'open' | 'done' | 'overtaken'> {
  const { rows } = await sql<{ open: boolean; overtaken: boolean }>`
    select own.closed_at is null as open, exists (
      select 1 from outbox later
      where later.closed_at is null and later.queue = 'understanding'
        and later.payload ->> 'accountId' = ${accountId}
        and (later.created_at, later.id) > (own.created_at, own.id)) as overtaken
    from outbox own where own.id = ${outboxId}`.execute(trx);
  const [row] = rows;
  if (row?.open !== true) return 'done';
  return row.overtaken ? 'overtaken' : 'open';
}

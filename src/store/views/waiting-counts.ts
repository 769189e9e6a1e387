/** How much waits where; for metrics and `fangpin doctor`. Only indexed, partial counts, so asking is cheap. */
import { sql } from 'kysely';
import type { Trx } from '../database.ts';

/** How many rows of a kind stand in a state. */
export type WaitingCount = {
  readonly what: string;
  readonly state: string;
  readonly rows: number;
};

/** Counts what waits: updates, messages and work not done. System scope; no personal data. */
export async function waitingCounts(trx: Trx): Promise<readonly WaitingCount[]> {
  const { rows } = await sql<WaitingCount>`
    select 'inbound' as what, state, count(*) as rows from inbound where state <> 'done' group by state
    union all select 'message', state, count(*) from message
      where state in ('queued', 'sending', 'uncertain') group by state
    union all select 'outbox', case when fault_code is null then 'open' else 'given-up' end, count(*)
      from outbox where closed_at is null or fault_code is not null group by 2
    union all select 'declaration', 'unprocessed', count(*) from declaration where processed_at is null
    union all select 'alert', 'open', count(*) from alert where taken_at is null
    union all select 'duty', 'open', count(*) from duty where state = 'open'`.execute(trx);
  return rows;
}

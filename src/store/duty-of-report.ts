/** The open duties through which a report can be opened. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';

/** Ids of open duties of a report or its case, the person's own first, then the earliest due. */
export async function dutyOfReport(
  trx: Trx,
  declarationId: string,
  staffId: string | undefined,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from duty d
    where d.state = 'open' and (d.declaration_id = ${declarationId}::uuid
      or d.case_id = (select case_id from declaration where id = ${declarationId}::uuid))
    order by (d.owner_staff_id is not distinct from ${staffId ?? null}::uuid) desc, d.due_on, d.id
    limit 8`.execute(trx);
  return rows.map((row) => row.id);
}

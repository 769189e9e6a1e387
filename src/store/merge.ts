/** What moves from a case that ends to the one it is merged into. System scope only: the two may lie in different villages. */
import { sql } from 'kysely';
import type { MovedClue } from '#src/domain/case/merging.ts';
import type { Trx } from './database.ts';

/** The reports of a case in the order they came. */
export async function cluesOfCase(trx: Trx, caseId: string): Promise<readonly MovedClue[]> {
  const rows = await trx
    .selectFrom('declaration')
    .select(['id', 'source', 'urgency', 'filed_by_staff'])
    .where('case_id', '=', caseId)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    declarationId: row.id,
    source: row.source,
    urgent: row.urgency === 'high' || row.urgency === 'emergency',
    filedByStaffId: row.filed_by_staff,
  }));
}

/** Reports go on in the other case, and with them visits, alarms, authorisations and what was given first. */
export async function moveToCase(trx: Trx, from: string, to: string): Promise<void> {
  await sql`update declaration set case_id = ${to}::uuid, state = case
      when (select state from case_file where id = ${to}::uuid) = 'withdrawal-requested' then 'withdrawing'
      else 'open' end
    where case_id = ${from}::uuid`.execute(trx);
  await sql`update visit set case_id = ${to}::uuid where case_id = ${from}::uuid`.execute(trx);
  await sql`update alarm set case_id = ${to}::uuid where case_id = ${from}::uuid`.execute(trx);
  await sql`update authorisation set case_id = ${to}::uuid where case_id = ${from}::uuid`.execute(
    trx,
  );
  await sql`update referral set case_id = ${to}::uuid where case_id = ${from}::uuid`.execute(trx);
  await sql`update relief set case_id = ${to}::uuid where case_id = ${from}::uuid`.execute(trx);
}

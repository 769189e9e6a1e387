/** The open case of a household, as a visitor needs it. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';

export type OpenCase = {
  readonly caseId: string;
  readonly state: string;
  /** 受理号 of its latest report. */
  readonly receiptNumber: string;
  /** Reports that came after recognition and nobody has looked into. */
  readonly newClues: number;
};

/** At most one: index `case_open_once`. */
export async function openCaseOf(trx: Trx, householdId: string): Promise<OpenCase | null> {
  const { rows } = await sql<OpenCase>`
    select c.id as "caseId", c.state, coalesce((select d.receipt_number from declaration d
      where d.case_id = c.id order by d.submitted_at desc limit 1), '') as "receiptNumber",
      coalesce(jsonb_array_length(c.data -> 'newClues'), 0) as "newClues"
    from case_file c where c.household_id = ${householdId}::uuid and c.closed_at is null`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Cases whose last day of identification may be another one once holidays are known. System scope only. */
import { sql } from 'kysely';
import type { Case } from '#src/domain/case/case.ts';
import type { PackVersion } from '#src/domain/policy/pack.ts';
import { readCase } from './case-json.ts';
import type { Trx } from './database.ts';

const UNDECIDED = sql`closed_at is null and state in ('clue', 'accepted', 'authorisation', 'village-review', 'publicity',
  'town-review', 'county-decision', 'close-proposed', 'withdrawal-requested')`;

/** The wordings undecided cases began under. */
export async function packsOfUndecided(trx: Trx): Promise<readonly PackVersion[]> {
  const { rows } = await sql<PackVersion>`
    select distinct pack_id as id, pack_version as version from case_file where ${UNDECIDED}`.execute(
    trx,
  );
  return rows;
}

/** The next `limit` undecided cases of a wording by id. */
export async function undecidedCases(
  trx: Trx,
  pack: PackVersion,
  after: string | null,
  limit: number,
): Promise<readonly { readonly caseId: string; readonly file: Case }[]> {
  const { rows } = await sql<{ caseId: string; data: unknown }>`
    select id as "caseId", data from case_file
    where ${UNDECIDED} and pack_id = ${pack.id} and pack_version = ${pack.version}
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(trx);
  return rows.map(({ caseId, data }) => ({ caseId, file: readCase(data) }));
}

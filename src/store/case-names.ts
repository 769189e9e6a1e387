/** Open cases by the name of the household's head or a member, for finding the same household twice. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { StateName } from '#src/domain/case/case.ts';
import type { Trx } from './database.ts';
import { endOfArea } from './scope.ts';

type NamedCase = {
  readonly caseId: string;
  readonly number: string;
  readonly headName: string;
  readonly areaName: string;
  readonly state: StateName;
  readonly clueOn: LocalDate;
};

/** Open cases under an area whose household's head is called so, oldest clue first; the case `exceptId` left out. */
export async function openCasesNamed(
  trx: Trx,
  areaPath: string,
  name: string,
  exceptId: string,
  limit: number,
): Promise<readonly NamedCase[]> {
  if (name === '') return [];
  const { rows } = await sql<NamedCase>`
    select c.id as "caseId", c.number, h.head_name as "headName", a.full_name as "areaName", c.state,
      (c.clue_at at time zone 'Asia/Shanghai')::date as "clueOn"
    from case_file c join household h on h.id = c.household_id join area a on a.id = c.area_id
    where c.closed_at is null and c.id <> ${exceptId}::uuid
      and c.area_path >= ${areaPath} and c.area_path < ${endOfArea(areaPath)}
      and (h.head_name = ${name}
        or exists (select from member m where m.household_id = h.id and m.name = ${name}))
    order by c.clue_at, c.id limit ${limit}`.execute(trx);
  return rows;
}

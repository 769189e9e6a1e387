/** Lists of cases for the second look: long without a decision (LX-06), reported and not recognised (FD-04). */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { StateName } from '#src/domain/case/case.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';
import { endOfArea } from './scope.ts';
import { timestamp } from './timestamp.ts';

export type CaseLine = {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly headName: string;
  readonly areaName: string;
  readonly state: StateName;
  readonly clueAt: Instant;
  /** Last day of identification; of a refused one the day it was closed. */
  readonly dueOn: LocalDate;
  readonly reason: ReasonCode | null;
  readonly holderName: string;
  readonly total: number;
};

const UNDECIDED = sql`('clue', 'accepted', 'authorisation', 'village-review', 'publicity',
  'town-review', 'county-decision', 'close-proposed', 'withdrawal-requested')`;

const columns = sql`c.id as "caseId", c.number as "caseNumber", h.head_name as "headName",
  a.full_name as "areaName", c.state, c.clue_at as "clueAt", c.due_on as "dueOn",
  c.data #>> '{state,reason}' as reason,
  coalesce((select s.name from staff s where s.id = (c.data ->> 'holderStaffId')::uuid), '') as "holderName",
  (count(*) over ())::int as total`;

/** Clues discovered before `before` that nobody has decided, the oldest first. */
export const undecidedClues = (
  trx: Trx,
  areaPath: string,
  before: Instant,
  page: Page,
): Promise<readonly CaseLine[]> =>
  linesOf(
    trx,
    areaPath,
    sql`c.closed_at is null and c.state in ${UNDECIDED} and c.data ->> 'assistance' is null
      and c.clue_at < ${timestamp(before)}`,
    sql`c.clue_at`,
    page,
  );

/** Cases closed since `since` without recognition and without the household's own wish, the latest first. */
export const refusedCases = (
  trx: Trx,
  areaPath: string,
  since: Instant,
  page: Page,
): Promise<readonly CaseLine[]> =>
  linesOf(
    trx,
    areaPath,
    sql`c.closed_at >= ${timestamp(since)}
      and c.data #>> '{state,ground}' in ('not-hardship', 'not-eligible', 'authorisation-refused')`,
    sql`c.closed_at desc`,
    page,
  );

type Page = { readonly offset: number; readonly limit: number };

/** A page of the cases of an area that fit `which`. */
async function linesOf(
  trx: Trx,
  areaPath: string,
  which: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  page: Page,
): Promise<readonly CaseLine[]> {
  const { rows } = await sql<CaseLine>`
    select ${columns} from case_file c join household h on h.id = c.household_id
      join area a on a.id = c.area_id
    where c.area_path >= ${areaPath} and c.area_path < ${endOfArea(areaPath)} and ${which}
    order by ${order}, c.id limit ${page.limit} offset ${page.offset}`.execute(trx);
  return rows;
}

/** The logs of past cases, page by page, so that their number does not matter. */
import { sql } from 'kysely';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { AreaPath } from '#src/domain/people/areas.ts';
import { readCaseEvent } from './case-events-json.ts';
import type { Trx } from './database.ts';
import { inArea } from './ledgers/ledger.ts';

/** A past case: its number, its village, its log, and what its household was assessed at. */
export type PastCase = {
  readonly number: string;
  readonly areaName: string;
  readonly events: readonly CaseEvent[];
  /** Reference income a head and year of the last complete assessment for identification, whole yuan; null unknown. */
  readonly income: number | null;
};

/** Kinds of events a replay looks at; the others say nothing about days and steps. */
const KINDS = [
  'clue-received',
  're-review-requested',
  'reopened',
  'taken',
  'verified',
  'authorised',
  'village-reviewed',
  'publicity-posted',
  'publicity-closed',
  'town-reviewed',
  'enrolled',
  'refused',
  'suspension-approved',
  'resumed',
  'assistance-begun',
  'plan-adopted',
  'measure-changed',
  'elimination-applied',
  'elimination-posted',
  'elimination-publicity-closed',
] as const satisfies readonly CaseEvent['kind'][];

/** Cases read at a time: a thousand events or two. */
const PAGE = 100;

type Head = {
  readonly caseId: string;
  readonly number: string;
  readonly areaName: string;
  readonly income: number | null;
};

/** All cases of an area (null: of the county), in the order of their ids, read through a cursor in the caller's transaction. */
export async function* pastCases(trx: Trx, area: AreaPath | null): AsyncGenerator<PastCase> {
  await sql`declare past_cases no scroll cursor for
    select c.id as "caseId", c.number, a.full_name as "areaName",
      (select s.reference_per_person from assessment s
        where s.household_id = c.household_id and s.case_id = c.id and s.complete and s.occasion = 'identification'
        order by s.made_on desc limit 1) as income
    from case_file c join area a on a.id = c.area_id
    where ${inArea('c.area_path', area)} order by c.id`.execute(trx);
  try {
    for (;;) {
      const { rows } = await sql<Head>`fetch forward ${sql.lit(PAGE)} from past_cases`.execute(trx);
      const logs = await logsOf(
        trx,
        rows.map(({ caseId }) => caseId),
      );
      for (const { caseId, ...head } of rows) yield { ...head, events: logs.get(caseId) ?? [] };
      if (rows.length < PAGE) return;
    }
  } finally {
    await sql`close past_cases`.execute(trx);
  }
}

/**
 * The events of these cases in the order of the log. Case by case, so that each is a look into the primary key whatever the
 * planner thinks of the table.
 */
async function logsOf(
  trx: Trx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const logs = new Map<string, CaseEvent[]>(caseIds.map((caseId) => [caseId, []]));
  const { rows } = await sql<{ caseId: string; kind: string; payload: unknown }>`
    select e.* from unnest(${caseIds}::uuid[]) wanted
    cross join lateral (select case_id as "caseId", kind, payload from case_event
      where case_id = wanted and kind = any(${KINDS}::text[]) order by seq) e`.execute(trx);
  for (const { caseId, kind, payload } of rows) {
    const event = readCaseEvent(kind, payload);
    if (event !== null) logs.get(caseId)?.push(event);
  }
  return logs;
}

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

/** Cases read at a time: some thousands of events, about a megabyte. */
const PAGE = 200;

type Head = {
  readonly caseId: string;
  readonly number: string;
  readonly areaName: string;
  readonly income: number | null;
};

/** All cases of an area (null: of the county), in the order of their ids, page by page. */
export async function* pastCases(trx: Trx, area: AreaPath | null): AsyncGenerator<PastCase> {
  for (let after: string | null = null; ; ) {
    const page: readonly Head[] = await headsAfter(trx, area, after);
    const logs = await logsOf(
      trx,
      page.map(({ caseId }) => caseId),
    );
    for (const { caseId, ...head } of page) yield { ...head, events: logs.get(caseId) ?? [] };
    if (page.length < PAGE) return;
    after = page.at(-1)?.caseId ?? null;
  }
}

async function headsAfter(
  trx: Trx,
  area: AreaPath | null,
  after: string | null,
): Promise<readonly Head[]> {
  const { rows } = await sql<Head>`
    select c.id as "caseId", c.number, a.full_name as "areaName",
      (select s.reference_per_person from assessment s
        where s.household_id = c.household_id and s.case_id = c.id and s.complete and s.occasion = 'identification'
        order by s.made_on desc limit 1) as income
    from case_file c join area a on a.id = c.area_id
    where (${after}::uuid is null or c.id > ${after}::uuid) and ${inArea('c.area_path', area)}
    order by c.id limit ${PAGE}`.execute(trx);
  return rows;
}

/** The events of these cases in the order of the log; by their primary key (case and number in it). */
async function logsOf(
  trx: Trx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly CaseEvent[]>> {
  const logs = new Map<string, CaseEvent[]>(caseIds.map((caseId) => [caseId, []]));
  const { rows } = await sql<{ caseId: string; kind: string; payload: unknown }>`
    select case_id as "caseId", kind, payload from case_event
    where case_id = any(${caseIds}::uuid[]) and kind = any(${KINDS}::text[])
    order by case_id, seq`.execute(trx);
  for (const { caseId, kind, payload } of rows) {
    const event = readCaseEvent(kind, payload);
    if (event !== null) logs.get(caseId)?.push(event);
  }
  return logs;
}

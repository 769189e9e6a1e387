/** The logs of past cases, case by case, read through a cursor so that their number does not matter. */
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

/** Rows fetched at a time: a megabyte or two. */
const FETCHED = 5_000;

type Row = {
  readonly caseId: string;
  readonly number: string;
  readonly areaName: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly income: number | null;
};

/** All cases of an area (null: of the county) of one moment, inside the caller's transaction. */
export async function* pastCases(trx: Trx, area: AreaPath | null): AsyncGenerator<PastCase> {
  const kinds = sql.join(KINDS.map((kind) => sql.lit(kind)));
  await sql`declare past_cases no scroll cursor for
    select e.case_id as "caseId", c.number, a.full_name as "areaName", e.kind, e.payload,
      case when e.kind = 'clue-received' then (select s.reference_per_person from assessment s
        where s.case_id = c.id and s.complete and s.occasion = 'identification'
        order by s.made_on desc limit 1) end as income
    from case_event e join case_file c on c.id = e.case_id join area a on a.id = c.area_id
    where e.kind in (${kinds}) and ${inArea('c.area_path', area)}
    order by e.case_id, e.seq`.execute(trx);
  try {
    let open: Row[] = [];
    for (;;) {
      const { rows } = await sql<Row>`fetch forward ${sql.lit(FETCHED)} from past_cases`.execute(
        trx,
      );
      for (const row of rows) {
        if (open[0] !== undefined && open[0].caseId !== row.caseId) {
          yield pastCase(open);
          open = [];
        }
        open.push(row);
      }
      if (rows.length === 0) break;
    }
    if (open.length > 0) yield pastCase(open);
  } finally {
    await sql`close past_cases`.execute(trx);
  }
}

function pastCase(rows: readonly Row[]): PastCase {
  const [first] = rows;
  return {
    number: first?.number ?? '',
    areaName: first?.areaName ?? '',
    income: rows.find(({ income }) => income !== null)?.income ?? null,
    events: rows.flatMap(({ kind, payload }) => readCaseEvent(kind, payload) ?? []),
  };
}

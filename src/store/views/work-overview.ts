/** Where the work of an area stands, for the console. Read in the scope of a post: rows of other areas are not there. */
import { sql } from 'kysely';
import type { StateName } from '#src/domain/case/case.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from '../database.ts';

/** Open work of one area and all below it. */
export type AreaWork = {
  readonly name: string;
  readonly code: string;
  /** It has areas below it: its line can be opened further. */
  readonly hasParts: boolean;
  /** Open cases by state. */
  readonly clue: number;
  readonly accepted: number;
  readonly verified: number;
  /** Proposed to be closed, or asked to be withdrawn: a word of the town or a call is missing. */
  readonly asked: number;
  /** Open duties; of them due within 3 days, late and not yet red, red. */
  readonly duties: number;
  readonly soon: number;
  readonly orange: number;
  readonly red: number;
};

/** When a late duty turns red: at once for a hard limit, after so many calendar days for a soft one. */
export type RedRule = { readonly today: LocalDate; readonly softRedAfterDays: number };

/** One line per area directly below `areaId`, and one for what lies in the area itself, last. Areas without work included. */
export async function workByArea(
  trx: Trx,
  areaId: string,
  rule: RedRule,
): Promise<readonly AreaWork[]> {
  const { today, softRedAfterDays } = rule;
  // A path ends in '/', and '0' is the next character: [path, path without '/' + '0') is the area and all below it;
  // [path, path + chr(1)) is the area alone.
  const { rows } = await sql<AreaWork>`
    with part as (
      select a.id, a.name, a.code, a.path as low, left(a.path, -1) || '0' as high, 0 as place
        from area a where a.parent_id = ${areaId}::uuid and a.active
      union all
      select a.id, a.name, a.code, a.path, a.path || chr(1), 1 from area a where a.id = ${areaId}::uuid)
    select p.name, p.code,
      p.place = 0 and exists (select 1 from area below where below.parent_id = p.id and below.level <> 'group') as "hasParts",
      c.clue, c.accepted, c.verified, c.asked, d.duties, d.soon, d.orange, d.red
    from part p
      cross join lateral (select
          count(*) filter (where f.state = 'clue') as clue,
          count(*) filter (where f.state = 'accepted') as accepted,
          count(*) filter (where f.state in ('authorisation', 'village-review', 'publicity', 'town-review', 'county-decision')) as verified,
          count(*) filter (where f.state in ('close-proposed', 'withdrawal-requested')) as asked
        from case_file f where f.closed_at is null
          and f.area_path >= p.low collate "C" and f.area_path < p.high collate "C") c
      cross join lateral (select
          count(*) as duties,
          count(*) filter (where x.due_on between ${today}::date and ${today}::date + 3) as soon,
          count(*) filter (where x.due_on < ${today}::date and x.strength = 'soft'
            and ${today}::date - x.due_on < ${softRedAfterDays}::int) as orange,
          count(*) filter (where x.due_on < ${today}::date
            and (x.strength = 'hard' or ${today}::date - x.due_on >= ${softRedAfterDays}::int)) as red
        from duty x where x.state = 'open'
          and x.area_path >= p.low collate "C" and x.area_path < p.high collate "C") d
    order by p.place, p.low`.execute(trx);
  return rows;
}

/** An open case on a list. */
export type CaseLine = {
  readonly caseId: string;
  readonly number: string;
  readonly headName: string;
  readonly areaName: string;
  readonly state: StateName;
  readonly urgent: boolean;
  readonly clueAt: Instant;
  readonly dueOn: LocalDate;
};

export type CaseFilter = {
  readonly areaPath: string;
  /** Null: every state. */
  readonly states: readonly StateName[] | null;
  readonly limit: number;
  readonly offset: number;
};

/** Open cases of an area and all below it, those that wait longest first. */
export async function openCases(trx: Trx, filter: CaseFilter): Promise<readonly CaseLine[]> {
  let query = trx
    .selectFrom('case_file as f')
    .innerJoin('household as h', 'h.id', 'f.household_id')
    .innerJoin('area as a', 'a.id', 'f.area_id')
    .select([
      'f.id as caseId',
      'f.number',
      'h.head_name as headName',
      'a.full_name as areaName',
      sql<StateName>`f.state`.as('state'),
      'f.urgent',
      'f.clue_at as clueAt',
      'f.due_on as dueOn',
    ])
    .where('f.closed_at', 'is', null)
    .where('f.area_path', '>=', filter.areaPath)
    .where('f.area_path', '<', `${filter.areaPath.slice(0, -1)}0`);
  if (filter.states !== null) query = query.where('f.state', 'in', [...filter.states]);
  return await query
    .orderBy('f.clue_at')
    .orderBy('f.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
}

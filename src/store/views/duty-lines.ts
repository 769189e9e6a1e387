/** Open duties on the console's lists. Read in the scope of a post. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { Trx } from '../database.ts';
import { joinHolder } from '../post-holder.ts';
import type { RedRule } from './work-overview.ts';

export type OpenDutyLine = {
  readonly kind: DutyKind;
  readonly areaName: string;
  /** '' when it is about nobody in particular. */
  readonly headName: string;
  readonly ownerRole: Role;
  /** Who was told of it, else who holds the post; '' while nobody holds it. */
  readonly ownerName: string;
  readonly dueOn: LocalDate;
  readonly strength: 'hard' | 'soft';
  /** The clause it comes from, e.g. 《办法》第十条. */
  readonly clause: string;
};

/** Which duties: all, those due within 3 days, late but not yet red, or red. */
export type DutyPart = 'all' | 'soon' | 'orange' | 'red';

/** Open duties of an area and all below it, the latest first. */
export async function openDutyLines(
  trx: Trx,
  filter: {
    readonly areaPath: string;
    readonly part: DutyPart;
    readonly limit: number;
    readonly offset: number;
  },
  rule: RedRule,
): Promise<readonly OpenDutyLine[]> {
  const { today, softRedAfterDays } = rule;
  const parts = {
    all: sql<boolean>`true`,
    soon: sql<boolean>`d.due_on between ${today}::date and ${today}::date + 3`,
    orange: sql<boolean>`d.due_on < ${today}::date and d.strength = 'soft' and ${today}::date - d.due_on < ${softRedAfterDays}::int`,
    red: sql<boolean>`d.due_on < ${today}::date and (d.strength = 'hard' or ${today}::date - d.due_on >= ${softRedAfterDays}::int)`,
  };
  const { rows } = await sql<OpenDutyLine>`
    select d.kind, a.full_name as "areaName", coalesce(h.head_name, '') as "headName", d.owner_role as "ownerRole",
      coalesce(s.name, holder.name, '') as "ownerName", d.due_on as "dueOn", d.strength, d.clause
    from duty d
      join area a on a.id = d.area_id
      left join case_file f on f.id = d.case_id
      left join household h on h.id = coalesce(d.household_id, f.household_id)
      left join staff s on s.id = d.owner_staff_id
      ${joinHolder(today)}
    where d.state = 'open' and d.area_path >= ${filter.areaPath} collate "C"
      and d.area_path < ${`${filter.areaPath.slice(0, -1)}0`} collate "C" and ${parts[filter.part]}
    order by d.due_on, d.id limit ${filter.limit} offset ${filter.offset}`.execute(trx);
  return rows;
}

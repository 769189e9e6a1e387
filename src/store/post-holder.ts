/** Who holds the post an open duty lies with, as a part of a query. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';

/**
 * `left join` of the holder of the role of duty `d` nearest to its area today (held longest first), as `holder.name` and
 * `holder.id`. Only for open duties nobody was told of: a duty is given to a person when they can be reached, yet the person who
 * holds the post has it all the same. The day is written out, as the cursor of a ledger takes no parameters.
 */
export const joinHolder = (today: LocalDate) => sql`left join lateral (
    select hs.id, hs.name from post hp join staff hs on hs.id = hp.staff_id and hs.active
    where d.owner_staff_id is null and d.state = 'open' and hp.role = d.owner_role
      and starts_with(d.area_path, hp.area_path)
      and (hp.role <> 'department-officer' or hp.department = d.details ->> 'department')
      and hp.since <= ${sql.lit(today)}::date
      and (hp.until is null or hp.until >= ${sql.lit(today)}::date)
    order by length(hp.area_path) desc, hp.since, hp.id limit 1) holder on true`;

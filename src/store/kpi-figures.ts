/** What targets are counted from beside the monthly figures, for one county. */
import { type RawBuilder, sql } from 'kysely';
import type { KpiFigures } from '#src/domain/ledger/kpi-value.ts';
import type { Trx } from './database.ts';

/** Counts within an area range. `lowIncomeYuan`, `halfOfCityYuan`: a head and year; null where the county has no such figure. */
export async function kpiFigures(
  trx: Trx,
  range: { readonly from: string; readonly to: string },
  lines: { readonly lowIncomeYuan: number | null; readonly halfOfCityYuan: number | null },
): Promise<Omit<KpiFigures, 'month'>> {
  const within = (column: string): RawBuilder<boolean> =>
    sql`${sql.ref(column)} >= ${range.from} and ${sql.ref(column)} < ${range.to}`;
  const { rows: work } = await sql<{
    working: number;
    away: number;
    sixMonths: number;
  }>`select count(*) filter (where ${works})::integer as working,
      count(*) filter (where t.job = 'away')::integer as away,
      count(*) filter (where (m.details ->> 'workMonths')::integer >= 6)::integer as "sixMonths"
    from household h join member m on m.household_id = h.id left join member_status t on t.member_id = m.id
    where h.origin = 'registry' and h.kind = 'exited-poverty' and ${within('h.area_path')}`.execute(
    trx,
  );
  const { rows: water } = await sql<{ open: number; jobless: number }>`
    select (select count(*)::integer from issue_ticket i where i.topic = 'drinking-water' and i.closed_on is null
        and ${within('i.area_path')}) as open,
      (select count(*)::integer from referral r join household h on h.id = r.household_id
        where r.kind = 'no-job' and r.closed_on is null and 'relocated' = any(h.flags) and ${within('r.area_path')}) as jobless`.execute(
    trx,
  );
  const { rows: income } = await sql<{ mean: number | null; fell: number; below: number }>`
    with each as (
      select s.household_id, s.net_per_person as now, s.people,
        lead(s.net_per_person) over last as before, row_number() over last as nth
      from assessment s where s.complete and ${within('s.area_path')}
      window last as (partition by s.household_id order by s.made_on desc, s.changed_at desc))
    select (sum(now::bigint * people) filter (where now < ${lines.lowIncomeYuan}::integer or h.monitored is not null
          or h.flags && array['minimum-living', 'destitute'])
        / nullif(sum(people) filter (where now < ${lines.lowIncomeYuan}::integer or h.monitored is not null
          or h.flags && array['minimum-living', 'destitute']), 0))::integer as mean,
      coalesce(sum(people) filter (where now < before and h.kind = 'exited-poverty'), 0)::integer as fell,
      coalesce(sum(people) filter (where now < ${lines.halfOfCityYuan}::integer and h.kind = 'exited-poverty'), 0)::integer as below
    from each join household h on h.id = each.household_id where nth = 1`.execute(trx);
  return {
    openWaterIssues: water[0]?.open ?? 0,
    relocatedWithoutJob: water[0]?.jobless ?? 0,
    lowIncomeMeanYuan: income[0]?.mean ?? null,
    peopleIncomeFell: income[0]?.fell ?? 0,
    peopleBelowHalf: lines.halfOfCityYuan === null ? null : (income[0]?.below ?? 0),
    working: work[0]?.working ?? 0,
    workingAway: work[0]?.away ?? 0,
    workingSixMonths: work[0]?.sixMonths ?? 0,
  };
}

const works = sql`coalesce(t.job in ('away', 'nearby', 'working'), (m.details ->> 'workMonths')::integer > 0)`;

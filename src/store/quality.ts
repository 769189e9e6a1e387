/** What the data checks look at, and what they found (数据质量问题). */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FindingCode, QualityFinding } from '#src/domain/quality/finding.ts';
import type { Trx } from './database.ts';

/** A household with what was found about it. */
export type HouseholdFindings = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly findings: readonly QualityFinding[];
};

/**
 * Brings the stored findings of these households in line with what was found now: new ones are opened (index `quality_finding_once`
 * keeps two checks at once from opening two), those that are gone are closed.
 */
export async function alignFindings(
  trx: Trx,
  newId: () => string,
  found: readonly HouseholdFindings[],
  today: LocalDate,
): Promise<void> {
  if (found.length === 0) return;
  const lines = found.flatMap((household) =>
    household.findings.map((finding) => ({ ...household, ...finding })),
  );
  await sql`
    update quality_finding f set closed_on = ${today}
    where f.closed_on is null and f.household_id = any(${found.map((each) => each.householdId)}::uuid[])
      and not exists (select 1 from unnest(${lines.map((each) => each.householdId)}::uuid[],
          ${lines.map((each) => each.code)}::text[], ${lines.map((each) => each.subject)}::text[])
        as n(household_id, code, subject)
        where n.household_id = f.household_id and n.code = f.code and n.subject = f.subject)`.execute(
    trx,
  );
  if (lines.length === 0) return;
  await sql`
    insert into quality_finding (id, household_id, area_id, area_path, code, subject, found_on)
    select * from unnest(${lines.map(() => newId())}::uuid[],
      ${lines.map((each) => each.householdId)}::uuid[], ${lines.map((each) => each.areaId)}::uuid[],
      ${lines.map((each) => each.areaPath)}::text[], ${lines.map((each) => each.code)}::text[],
      ${lines.map((each) => each.subject)}::text[], ${lines.map(() => today)}::date[])
    on conflict (household_id, code, subject) where closed_on is null do nothing`.execute(trx);
}

/** One open finding on a list. */
export type FindingLine = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly code: FindingCode;
  /** Member or measure it is about, by name; '' for the household. */
  readonly about: string;
  readonly foundOn: LocalDate;
};

/** Open findings the scope may see, from the `skip`-th on, village by village and household by household. */
export async function pageFindings(
  trx: Trx,
  skip: number,
  limit: number,
): Promise<readonly FindingLine[]> {
  const { rows } = await sql<FindingLine>`
    select f.household_id as "householdId", h.head_name as "headName", a.full_name as "areaName",
      f.code, coalesce(m.name, e.title, '') as about, f.found_on as "foundOn"
    from quality_finding f join household h on h.id = f.household_id join area a on a.id = f.area_id
      left join member m on m.id = nullif(f.subject, '')::uuid
      left join measure e on e.id = nullif(f.subject, '')::uuid
    where f.closed_on is null
    order by f.area_path, h.head_name, f.household_id, f.code, f.subject
    limit ${limit} offset ${skip}`.execute(trx);
  return rows;
}

/** How many open findings the scope may see. */
export async function countFindings(trx: Trx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from quality_finding where closed_on is null`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** How many open findings these households have. */
export async function countFindingsOf(trx: Trx, householdIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from quality_finding
    where closed_on is null and household_id = any(${[...householdIds]}::uuid[])`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Villages with open findings and how many; areas outside any village stand for themselves. System scope. */
export async function villagesWithFindings(
  trx: Trx,
): Promise<
  readonly { readonly areaId: string; readonly areaPath: string; readonly open: number }[]
> {
  const { rows } = await sql<{ areaId: string; areaPath: string; open: number }>`
    select v.id as "areaId", v.path as "areaPath", sum(f.open)::int as open
    from (select area_id, area_path, count(*) as open from quality_finding
        where closed_on is null group by area_id, area_path) f
      join lateral (select a.id, a.path from area a
        where starts_with(f.area_path, a.path) and (a.level = 'village' or a.id = f.area_id)
        order by a.level = 'village' desc limit 1) v on true
    group by v.id, v.path order by v.path`.execute(trx);
  return rows;
}

/** Open duties to mend data, by their area. System scope. */
export const openMendDuties = (
  trx: Trx,
): Promise<readonly { readonly dutyId: string; readonly areaId: string }[]> =>
  trx
    .selectFrom('duty')
    .select(['id as dutyId', 'area_id as areaId'])
    .where('kind', '=', 'mend-data')
    .where('state', '=', 'open')
    .execute();

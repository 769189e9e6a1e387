/** Monthly reports: counting a month by village in one pass, and keeping what was made of it. */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import {
  endOfMonth,
  firstOfMonth,
  type LocalDate,
  plusDays,
  startOfDay,
  type YearMonth,
} from '#src/domain/calendar/local-date.ts';
import type { MonthFigure, MonthNumbers } from '#src/domain/ledger/month-report.ts';
import { routingTopics } from '#src/domain/policy/routing.ts';
import { isGuarantee } from '#src/domain/ticket/guarantees.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

type Counted = { readonly path: string } & Readonly<Partial<Record<MonthFigure, number>>>;

/** What a month is counted with. */
export type MonthQuestion = {
  readonly month: YearMonth;
  readonly today: LocalDate;
  /** Only what lies in this area and below. */
  readonly range: { readonly from: string; readonly to: string };
  /** Below this net income a head a household counts as low-income; null: not counted. */
  readonly lowIncomeYuan: number | null;
};

/** Counts by the area the rows stand in; the caller adds up. Each statement reads its table once, however many villages there are. */
export async function countMonth(trx: Trx, ask: MonthQuestion): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (const statement of statements(ask)) {
    counted.push(...(await statement.execute(trx)).rows);
  }
  return counted;
}

function statements(ask: MonthQuestion): readonly RawBuilder<Counted>[] {
  const { range, today } = ask;
  const first = firstOfMonth(ask.month);
  const last = endOfMonth(ask.month);
  const begin = timestamp(startOfDay(first));
  const end = timestamp(startOfDay(plusDays(last, 1)));
  const within = (column: string): RawBuilder<boolean> =>
    sql`${sql.ref(column)} >= ${range.from} and ${sql.ref(column)} < ${range.to}`;
  const during = (column: string): RawBuilder<boolean> =>
    sql`${sql.ref(column)} between ${first}::date and ${last}::date`;
  return [
    sql<Counted>`select h.area_path as path, count(*)::integer as monitored, coalesce(sum(h.size), 0)::integer as "monitoredPeople",
        count(*) filter (where h.monitored = 'unstable-exited')::integer as "unstableExited",
        count(*) filter (where h.monitored = 'marginal')::integer as marginal,
        count(*) filter (where h.monitored = 'sudden-hardship')::integer as "suddenHardship",
        count(*) filter (where exists (select 1 from visit v where v.household_id = h.id and v.kind <> 'phone'
          and ${during('v.visited_on')}))::integer as visited,
        count(*) filter (where not exists (select 1 from measure m where m.household_id = h.id
          and m.state in ('in-progress', 'done')))::integer as "withoutMeasure"
      from household h where h.monitored is not null and ${within('h.area_path')} group by h.area_path`,
    sql<Counted>`select area_path as path, count(*)::integer as clues,
        count(*) filter (where source = 'self_declare')::integer as "selfReported"
      from declaration where submitted_at >= ${begin} and submitted_at < ${end} and ${within('area_path')} group by area_path`,
    sql<Counted>`select area_path as path,
        count(*) filter (where ${enrolledOn} between ${first} and ${last})::integer as enrolled,
        count(*) filter (where state = 'closed' and data #>> '{state,ground}' = 'not-eligible'
          and data #>> '{state,on}' between ${first} and ${last})::integer as "notEligible",
        count(*) filter (where state = 'eliminated' and data #>> '{state,on}' between ${first} and ${last})::integer as eliminated,
        count(*) filter (where ${identifying})::integer as identifying,
        count(*) filter (where ${identifying} and due_on < ${today}::date)::integer as "identifyingLate",
        count(*) filter (where ${enrolledOn} is not null)::integer as "everEnrolled",
        count(*) filter (where state = 'eliminated')::integer as "everEliminated"
      from case_file where ${within('area_path')} group by area_path`,
    sql<Counted>`select area_path as path, count(*)::integer as "measuresStarted" from measure
      where ${during('started_on')} and ${within('area_path')} group by area_path`,
    sql<Counted>`select area_path as path, count(*) filter (where ${during('opened_on')})::integer as "issuesNew",
        count(*) filter (where ${during('closed_on')})::integer as "issuesSettled",
        count(*) filter (where closed_on is null)::integer as "issuesOpen"
      from issue_ticket where topic in (${guaranteeTopics}) and ${within('area_path')} group by area_path`,
    sql<Counted>`select area_path as path,
        count(*) filter (where received_at >= ${begin} and received_at < ${end})::integer as "alarmsNew",
        count(*) filter (where closed_on is null)::integer as "alarmsOpen"
      from alarm where ${within('area_path')} group by area_path`,
    sql<Counted>`select h.area_path as path, count(*)::integer as "followedForInsurance",
        count(*) filter (where t.insured in ('resident', 'employee'))::integer as insured,
        count(*) filter (where t.insured = 'none')::integer as uninsured
      from household h join member m on m.household_id = h.id left join member_status t on t.member_id = m.id
      where h.origin = 'registry' and (h.kind = 'exited-poverty' or h.monitored is not null
        or h.flags && array['minimum-living', 'destitute']) and ${within('h.area_path')} group by h.area_path`,
    sql<Counted>`select area_path as path, count(*)::integer as "zeroEmployment" from referral
      where kind = 'no-job' and closed_on is null and ${within('area_path')} group by area_path`,
    sql<Counted>`select area_path as path, count(*)::integer as "jobsDiffer" from member_status
      where register_employed <> (job in ('away', 'nearby', 'working')) and ${within('area_path')} group by area_path`,
    sql<Counted>`select area_path as path, count(*)::integer as "rectificationOpen",
        count(*) filter (where due_on < ${today}::date)::integer as "rectificationLate"
      from rectification where state <> 'closed' and ${within('area_path')} group by area_path`,
    ...(ask.lowIncomeYuan === null
      ? []
      : [
          sql<Counted>`select s.area_path as path, count(*)::integer as "lowIncome" from (
            select distinct on (household_id) area_path, net_per_person from assessment
            where complete and ${within('area_path')} order by household_id, made_on desc, changed_at desc) s
          where s.net_per_person < ${ask.lowIncomeYuan} group by s.area_path`,
        ]),
  ];
}

const enrolledOn = sql`data #>> '{assistance,enrolledOn}'`;

/** States before the county has decided. */
const identifying = sql`closed_at is null and state in ('clue', 'accepted', 'authorisation', 'village-review', 'publicity',
  'town-review', 'county-decision')`;

const guaranteeTopics = sql.join(routingTopics.filter(isGuarantee).map((topic) => sql.lit(topic)));

/** Whether the area's households were on record before a day: of a month nobody recorded there is nothing to report. */
export async function knownBefore(
  trx: Trx,
  range: { readonly from: string; readonly to: string },
  day: LocalDate,
): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select exists (select 1 from household
    where area_path >= ${range.from} and area_path < ${range.to}
      and created_at < ${timestamp(startOfDay(day))}) as known`.execute(trx);
  return rows[0]?.known === true;
}

export type ReportLevel = 'county' | 'town' | 'village';

/** Counties, towns and villages in one area that have no report of the month yet. */
export async function areasWithoutReport(
  trx: Trx,
  month: YearMonth,
  range: { readonly from: string; readonly to: string },
): Promise<
  readonly {
    readonly areaId: string;
    readonly areaPath: string;
    readonly name: string;
    readonly level: ReportLevel;
  }[]
> {
  const { rows } = await sql<{
    areaId: string;
    areaPath: string;
    name: string;
    level: ReportLevel;
  }>`select a.id as "areaId", a.path as "areaPath", a.name, a.level from area a
    where a.active and a.level in ('county', 'town', 'village') and a.path >= ${range.from} and a.path < ${range.to}
      and not exists (select 1 from month_report r where r.area_id = a.id and r.month = ${month})
    order by a.path`.execute(trx);
  return rows;
}

export type NewMonthReport = {
  readonly id: string;
  readonly month: YearMonth;
  readonly areaId: string;
  readonly areaPath: string;
  readonly level: ReportLevel;
  readonly numbers: MonthNumbers;
  readonly body: string;
};

/** Keeps a report; false when the area has one of that month already (unique month and area). */
export async function insertMonthReport(
  trx: Trx,
  report: NewMonthReport,
  now: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('month_report')
    .values({
      id: report.id,
      month: report.month,
      area_id: report.areaId,
      area_path: report.areaPath,
      level: report.level,
      numbers: JSON.stringify(report.numbers),
      body: report.body,
      made_at: timestamp(now),
    })
    .onConflict((conflict) => conflict.columns(['month', 'area_id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export type StoredMonthReport = {
  readonly reportId: string;
  readonly month: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly level: ReportLevel;
  readonly body: string;
  readonly sentAt: Instant | null;
};

const columns = sql`r.id as "reportId", r.month, r.area_id as "areaId", r.area_path as "areaPath", a.name as "areaName",
  r.level, r.body, r.sent_at as "sentAt"`;
const tables = sql`month_report r join area a on a.id = r.area_id`;

/** The newest report of an area; null while there is none. */
export async function newestReport(trx: Trx, areaPath: string): Promise<StoredMonthReport | null> {
  const { rows } = await sql<StoredMonthReport>`select ${columns} from ${tables}
    where r.area_path = ${areaPath} order by r.month desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

/** A monthly report within the scope of the transaction; null when there is none. */
export async function findReport(trx: Trx, reportId: string): Promise<StoredMonthReport | null> {
  const { rows } = await sql<StoredMonthReport>`select ${columns} from ${tables}
    where r.id = ${reportId}::uuid`.execute(trx);
  return rows[0] ?? null;
}

/** A page of the reports of the same month one level below; pages count from 1. */
export async function reportsBelow(
  trx: Trx,
  report: Pick<StoredMonthReport, 'areaId' | 'month'>,
  size: number,
  wanted: number,
): Promise<{
  readonly below: readonly { readonly reportId: string; readonly areaName: string }[];
  readonly page: number;
  readonly pages: number;
}> {
  const below = sql`from month_report r join area a on a.id = r.area_id
    where a.parent_id = ${report.areaId}::uuid and r.month = ${report.month}`;
  const { rows: counted } = await sql<{
    n: number;
  }>`select count(*)::integer as n ${below}`.execute(trx);
  const pages = Math.max(1, Math.ceil((counted[0]?.n ?? 0) / size));
  const page = Math.min(Math.max(1, wanted), pages);
  const { rows } = await sql<{ reportId: string; areaName: string }>`
    select r.id as "reportId", a.name as "areaName" ${below}
    order by a.path offset ${(page - 1) * size} limit ${size}`.execute(trx);
  return { below: rows, page, pages };
}

/** Notes that somebody looked at a report and sent it on; false when that was done before. */
export async function markReportSent(
  trx: Trx,
  reportId: string,
  staffId: string,
  now: Instant,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update month_report set sent_by = ${staffId}::uuid, sent_at = ${timestamp(now)}
    where id = ${reportId}::uuid and sent_at is null`.execute(trx);
  return numAffectedRows === 1n;
}

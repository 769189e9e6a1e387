/** Lists and sums of issue tickets and alarms. */
import { sql } from 'kysely';
import type { AlarmKind } from '#src/domain/alarm/alarm.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate, YearMonth } from '#src/domain/calendar/local-date.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { Trx } from './database.ts';
import type { AreaTable } from './schema/registry.ts';
import { timestamp } from './timestamp.ts';

export type OpenLine = {
  readonly subject: 'issue' | 'alarm';
  readonly id: string;
  readonly number: string;
  readonly topic: RoutingTopic | null;
  readonly alarm: AlarmKind | null;
  readonly areaName: string;
  readonly headName: string;
  readonly fixDueOn: LocalDate;
  readonly emergency: boolean;
};

/** Open tickets and alarms the scope may see, emergencies and the nearest day first. */
export async function openLines(
  trx: Trx,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly OpenLine[]> {
  const { rows } = await sql<OpenLine>`
    select o.subject, o.id, o.number, o.topic, o.alarm, a.full_name as "areaName",
      coalesce(h.head_name, '') as "headName", o.due as "fixDueOn", o.emergency
    from (
      select 'issue' as subject, id, number, topic, null as alarm, area_id, household_id,
        fix_due_on as due, emergency from issue_ticket where closed_on is null
      union all
      select 'alarm', id, number, null, kind, area_id, household_id, fix_due_on, false
      from alarm where closed_on is null) o
    join area a on a.id = o.area_id left join household h on h.id = o.household_id
    order by o.emergency desc, o.due, o.id offset ${page.offset} limit ${page.limit}`.execute(trx);
  return rows;
}

/** How many there are. */
export async function countOpenLines(trx: Trx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from issue_ticket where closed_on is null)
      + (select count(*) from alarm where closed_on is null) as n`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** Tickets an account told of, open ones first. */
export async function issuesOfAccounts(
  trx: Trx,
  accountIds: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from issue_ticket where account_id = any(${[...accountIds]}::uuid[])
    order by closed_on is not null, received_at desc, id limit ${limit}`.execute(trx);
  return rows.map((row) => row.id);
}

/** What happened to the tickets of one topic in one area during a month. */
export type MonthRow = {
  readonly topic: RoutingTopic;
  /** Told of in the month. */
  readonly opened: number;
  /** Closed or found not so in the month. */
  readonly ended: number;
  /** Still open when the month ended. */
  readonly open: number;
  /** Of those still open, past their day. */
  readonly late: number;
  /** Opened in the month as the same trouble come back. */
  readonly repeated: number;
};

/** Sums of a month for an area and all below it; `until`: its last day, or today while it runs. */
export async function monthOfIssues(
  trx: Trx,
  area: { readonly from: string; readonly to: string },
  month: { readonly start: LocalDate; readonly until: LocalDate },
): Promise<readonly MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select topic,
      count(*) filter (where opened_on >= ${month.start}::date) as opened,
      count(*) filter (where closed_on between ${month.start}::date and ${month.until}::date) as ended,
      count(*) filter (where closed_on is null or closed_on > ${month.until}::date) as open,
      count(*) filter (where (closed_on is null or closed_on > ${month.until}::date)
        and fix_due_on < ${month.until}::date) as late,
      count(*) filter (where opened_on >= ${month.start}::date and repeat_of is not null) as repeated
    from issue_ticket
    where area_path >= ${area.from} and area_path < ${area.to} and opened_on <= ${month.until}::date
      and (closed_on is null or closed_on >= ${month.start}::date)
    group by topic order by topic`.execute(trx);
  return rows;
}

/** Sums of alarms for an area and all below it during a month. */
export async function monthOfAlarms(
  trx: Trx,
  area: { readonly from: string; readonly to: string },
  month: { readonly start: LocalDate; readonly until: LocalDate },
): Promise<{ readonly received: number; readonly real: number; readonly open: number }> {
  const { rows } = await sql<{ received: number; real: number; open: number }>`
    select
      count(*) filter (where received_at >= (${month.start}::date)::timestamp at time zone 'Asia/Shanghai') as received,
      count(*) filter (where verified_on between ${month.start}::date and ${month.until}::date) as real,
      count(*) filter (where closed_on is null or closed_on > ${month.until}::date) as open
    from alarm where area_path >= ${area.from} and area_path < ${area.to}
      and (closed_on is null or closed_on >= ${month.start}::date)`.execute(trx);
  return rows[0] ?? { received: 0, real: 0, open: 0 };
}

/** Writes a monthly notice once for each area and month (unique); false when it exists. */
export async function insertMonthlyNotice(
  trx: Trx,
  notice: {
    readonly id: string;
    readonly month: YearMonth;
    readonly areaId: string;
    readonly areaPath: string;
    readonly title: string;
    readonly body: string;
    readonly numbers: unknown;
    readonly madeAt: Instant;
  },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into monthly_notice (id, month, area_id, area_path, title, body, numbers, made_at)
    values (${notice.id}::uuid, ${notice.month}, ${notice.areaId}::uuid, ${notice.areaPath},
      ${notice.title}, ${notice.body}, ${JSON.stringify(notice.numbers)}::jsonb, ${timestamp(notice.madeAt)})
    on conflict (month, area_id) do nothing returning id`.execute(trx);
  return rows.length > 0;
}

/** Texts of monthly notices, the newest month first. */
export async function monthlyNotices(
  trx: Trx,
  limit: number,
): Promise<
  readonly {
    readonly draftId: string;
    readonly title: string;
    readonly body: string;
    readonly area: Pick<AreaTable, 'level' | 'name'> & {
      readonly areaId: string;
      readonly areaPath: string;
      readonly fullName: string;
    };
  }[]
> {
  const rows = await trx
    .selectFrom('monthly_notice as n')
    .innerJoin('area as a', 'a.id', 'n.area_id')
    .select([
      'n.id as draftId',
      'n.title',
      'n.body',
      'a.id as areaId',
      'a.path as areaPath',
      'a.level',
      'a.name',
      'a.full_name as fullName',
    ])
    .orderBy('n.month', 'desc')
    .orderBy('a.path')
    .limit(limit)
    .execute();
  return rows.map(({ draftId, title, body, ...area }) => ({ draftId, title, body, area }));
}

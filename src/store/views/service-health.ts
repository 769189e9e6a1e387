/** What `doctor` reads from the database: work that is stuck, people who wait, posts nobody answers. */
import { sql } from 'kysely';
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { FieldEncryption, FieldPlace } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

export type ServiceHealth = {
  /** e.g. 180004 */
  readonly serverVersion: number;
  /** Milliseconds the database's clock is ahead of ours. */
  readonly databaseAheadMs: number;
  /** Updates stored but not worked off for a minute. */
  readonly stuckUpdates: number;
  /** Updates set aside after three failures. */
  readonly quarantined: number;
  /** Promised work not done: how many rows for a minute, and for an hour, by queue. */
  readonly openWork: readonly {
    readonly queue: string;
    readonly late: number;
    readonly veryLate: number;
  }[];
  /** Messages of the last seven days whose end is not good. */
  readonly uncertain: number;
  readonly failed: number;
  /** Duties open past their day, and how many of them for more than three days. */
  readonly overdue: number;
  readonly longOverdue: number;
  /** Reports not checked for a minute, and reports held for the town. */
  readonly unchecked: number;
  readonly held: number;
  /** Danger alerts nobody has taken. */
  readonly alerts: number;
  /** Processes that said they live within the last two minutes, by role. */
  readonly livingRoles: readonly string[];
  readonly areas: number;
  readonly households: boolean;
};

const MINUTE = 60_000;

const living = (now: Instant) => sql<readonly string[]>`
  coalesce((select array_agg(distinct role) from heartbeat, unnest(roles) role
    where at > ${timestamp(plusMs(now, -2 * MINUTE))}), '{}')`;

/** The roles whose heart beat in the last two minutes. */
export async function livingRoles(trx: Trx, now: Instant): Promise<readonly string[]> {
  const { rows } = await sql<{ roles: readonly string[] }>`select ${living(now)} as roles`.execute(
    trx,
  );
  return rows[0]?.roles ?? [];
}

/** Reads all of it in one statement; `now` is our clock's. */
export async function serviceHealth(
  trx: Trx,
  now: Instant,
  today: LocalDate,
): Promise<ServiceHealth> {
  const minuteAgo = timestamp(plusMs(now, -MINUTE));
  const { rows } = await sql<Omit<ServiceHealth, 'openWork'>>`select
    current_setting('server_version_num')::int as "serverVersion",
    (extract(epoch from clock_timestamp()) * 1000 - ${now}::float8)::float8 as "databaseAheadMs",
    (select count(*) from inbound where state = 'new' and received_at < ${minuteAgo}) as "stuckUpdates",
    (select count(*) from inbound where state = 'quarantined') as quarantined,
    (select count(*) from message where state = 'uncertain' and created_at > ${timestamp(plusMs(now, -7 * 24 * 60 * MINUTE))}) as uncertain,
    (select count(*) from message where state = 'failed' and created_at > ${timestamp(plusMs(now, -7 * 24 * 60 * MINUTE))}) as failed,
    (select count(*) from duty where state = 'open' and due_on < ${today}::date) as overdue,
    (select count(*) from duty where state = 'open' and due_on < ${today}::date - 3) as "longOverdue",
    (select count(*) from declaration where processed_at is null and submitted_at < ${minuteAgo}) as unchecked,
    (select count(*) from declaration where state = 'held') as held,
    (select count(*) from alert where taken_at is null and closed_at is null) as alerts,
    ${living(now)} as "livingRoles",
    (select count(*) from area) as areas,
    exists (select 1 from household) as households`.execute(trx);
  const [health] = rows;
  if (health === undefined) throw new Error('a select without a table gives one row');
  const { rows: openWork } = await sql<ServiceHealth['openWork'][number]>`
    select queue, count(*) as late,
      count(*) filter (where not_before < ${timestamp(plusMs(now, -60 * MINUTE))}) as "veryLate"
    from outbox where closed_at is null and not_before < ${minuteAgo} group by queue order by queue`.execute(
    trx,
  );
  return { ...health, openWork };
}

/** An area with fewer holders of a post than it needs, or with none who has an account. */
export type StaffingGap = {
  readonly role: Role;
  readonly areaName: string;
  readonly level: 'county' | 'town' | 'village';
  readonly held: number;
  readonly bound: number;
  readonly needed: number;
};

/**
 * Areas short of officers (BN-53: 区 2, 镇街 2, 村 1 by default), or without one of the posts the steps of a case and an alarm pass
 * through: one each of night duty, leaders and village secretary. Officers first, then the county before its towns and villages.
 */
export async function staffingGaps(
  trx: Trx,
  today: LocalDate,
  needed: Readonly<Record<'village' | 'town' | 'county', number>>,
): Promise<readonly StaffingGap[]> {
  const { rows } = await sql<StaffingGap>`
    select rule.role, a.full_name as "areaName", a.level, rule.needed,
      count(distinct s.id)::int as held,
      count(distinct s.id) filter (where exists (select 1 from account c where c.staff_id = s.id))::int as bound
    from area a
      join (values ('county', 'county-officer', ${needed.county}::int), ('town', 'town-officer', ${needed.town}::int),
        ('village', 'village-officer', ${needed.village}::int), ('county', 'on-call', 1), ('county', 'county-leader', 1),
        ('town', 'town-leader', 1), ('village', 'village-secretary', 1)) as rule(level, role, needed) on rule.level = a.level
      left join post p on p.area_id = a.id and p.role = rule.role and p.since <= ${today}::date
        and (p.until is null or p.until >= ${today}::date)
      left join staff s on s.id = p.staff_id and s.active
    where a.active
    group by a.id, rule.role, rule.needed
    having count(distinct s.id) < rule.needed
      or count(distinct s.id) filter (where exists (select 1 from account c where c.staff_id = s.id)) = 0
    order by rule.role not like '%-officer', a.path, rule.role`.execute(trx);
  return rows;
}

/** Whether a phone of the registry, or before there is one a message, opens with our keys; null when there is nothing yet. */
export async function keysFit(trx: Trx, fields: FieldEncryption): Promise<boolean | null> {
  const phone = await trx
    .selectFrom('household')
    .select(['id', 'phone_enc as sealed'])
    .where('phone_enc', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (phone?.sealed != null) return opens(fields, 'household.phone', phone.id, phone.sealed);
  const message = await trx
    .selectFrom('message')
    .select(['id', 'body_enc as sealed'])
    .where('body_enc', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (message?.sealed == null) return null;
  return opens(fields, 'message.body_enc', message.id, message.sealed);
}

function opens(fields: FieldEncryption, place: FieldPlace, id: string, sealed: string): boolean {
  try {
    fields.decrypt(place, id, sealed);
    return true;
  } catch {
    return false;
  }
}

/** Of these departments those no reachable officer holds a post of today. */
export async function departmentsUnreached(
  trx: Trx,
  today: LocalDate,
  departments: readonly DepartmentCode[],
): Promise<readonly DepartmentCode[]> {
  const { rows } = await sql<{ department: DepartmentCode }>`
    select distinct p.department from post p join staff s on s.id = p.staff_id
    where p.role = 'department-officer' and p.department is not null and s.active
      and p.since <= ${today}::date and (p.until is null or p.until >= ${today}::date)
      and exists (select 1 from account a where a.staff_id = p.staff_id and a.reachable)`.execute(
    trx,
  );
  const held = new Set(rows.map((row) => row.department));
  return [...new Set(departments)].filter((code) => !held.has(code));
}

/** What the reminder sweep reads and writes, page by page. The index on `next_at` holds only open duties with a level to come. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { ReachedLevel, Reminder } from '#src/domain/duty/ladder.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { Trx } from './database.ts';
import type { DutyDetails } from './duty.ts';
import { timestamp } from './timestamp.ts';

/** An open duty whose next level has come. */
export type DueDuty = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly areaId: string;
  readonly areaPath: string;
  readonly ownerRole: Role;
  readonly ownerStaffId: string | null;
  readonly caseId: string | null;
  readonly householdId: string | null;
  readonly details: DutyDetails;
  readonly strength: 'hard' | 'soft';
  readonly openedAt: Instant;
  readonly dueOn: LocalDate;
  readonly breachedAt: Instant | null;
};

/** Locks the next duties whose level has come, those another sweep holds left out. */
export async function takeDueDuties(
  trx: Trx,
  now: Instant,
  limit: number,
): Promise<readonly DueDuty[]> {
  const { rows } = await sql<DueDuty>`
    select id as "dutyId", kind, area_id as "areaId", area_path as "areaPath", owner_role as "ownerRole",
      owner_staff_id as "ownerStaffId", case_id as "caseId", household_id as "householdId", details,
      strength, created_at as "openedAt", due_on as "dueOn", breached_at as "breachedAt"
    from duty where state = 'open' and next_at is not null and next_at <= ${timestamp(now)}
    order by next_at limit ${limit} for update skip locked`.execute(trx);
  return rows;
}

/** A level reached, and what comes after it. */
export type Climbed = {
  readonly dutyId: string;
  readonly areaPath: string;
  readonly level: ReachedLevel;
  readonly toldStaffId: string | null;
  readonly breached: boolean;
  readonly next: Reminder | null;
};

/**
 * Records levels reached and moves the duties on. Returns the duties whose level was new: a pair of duty and level exists once
 * (primary key), whatever a crash or a second sweep repeats.
 */
export async function climbLadder(
  trx: Trx,
  climbed: readonly Climbed[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const ids = climbed.map((each) => each.dutyId);
  const { rows } = await sql<{ dutyId: string }>`
    insert into duty_reminder (duty_id, level, area_path, at, told_staff_id)
    select r.duty_id, r.level, r.area_path, ${timestamp(now)}, r.told
    from unnest(${ids}::uuid[], ${climbed.map((each) => each.level)}::text[],
      ${climbed.map((each) => each.areaPath)}::text[], ${climbed.map((each) => each.toldStaffId)}::uuid[])
      as r(duty_id, level, area_path, told)
    on conflict (duty_id, level) do nothing returning duty_id as "dutyId"`.execute(trx);
  await sql`
    update duty d set next_level = r.next_level, next_at = to_timestamp(r.next_at / 1000),
      breached_at = case when r.breached then coalesce(d.breached_at, ${timestamp(now)}) else d.breached_at end
    from unnest(${ids}::uuid[], ${climbed.map((each) => each.next?.level ?? null)}::text[],
      ${climbed.map((each) => each.next?.at ?? null)}::float8[],
      ${climbed.map((each) => each.breached)}::boolean[]) as r(id, next_level, next_at, breached)
    where d.id = r.id`.execute(trx);
  return new Set(rows.map((row) => row.dutyId));
}

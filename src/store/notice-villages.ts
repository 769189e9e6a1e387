/**
 * Who of a notice's recipients must be told at the door, by village: those no message reached (unreachable, failed, no known
 * end) and those who have not said that they read it. Row-level security applies: a post sees its own area.
 */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { endOfArea } from './scope.ts';
import { timestamp } from './timestamp.ts';

/** Why somebody is on the list. */
export type Unreached = 'unreachable' | 'uncertain' | 'failed' | 'silent';

/** A village and how many people there must be told, by reason. */
export type VillageToTell = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
} & Readonly<Record<Unreached, number>>;

const REASON = sql`case
    when r.state in ('unreachable', 'uncertain', 'failed') then r.state
    when r.state in ('sent', 'waiting') then 'silent' end`;
const NOT_TOLD = sql`r.read_at is null and r.told_at is null and r.state in ('unreachable', 'uncertain', 'failed', 'sent', 'waiting')`;

/** Villages with people to tell, in the order of the area tree. A household below a village (组) counts with its village. */
export async function villagesToTell(
  trx: Trx,
  noticeId: string,
): Promise<readonly VillageToTell[]> {
  const { rows } = await sql<VillageToTell>`
    with people as (
      select r.area_id, ${REASON} as reason, count(*) as n
      from notice_recipient r where r.notice_id = ${noticeId}::uuid and ${NOT_TOLD} group by 1, 2),
    placed as (
      select case when own.level = 'village' then own.id when up.level = 'village' then up.id
          when upper.level = 'village' then upper.id else own.id end as area_id, p.reason, p.n
      from people p join area own on own.id = p.area_id
      left join area up on up.id = own.parent_id left join area upper on upper.id = up.parent_id)
    select v.id as "areaId", v.path as "areaPath", v.full_name as "areaName",
      coalesce(sum(n) filter (where reason = 'unreachable'), 0)::bigint as unreachable,
      coalesce(sum(n) filter (where reason = 'uncertain'), 0)::bigint as uncertain,
      coalesce(sum(n) filter (where reason = 'failed'), 0)::bigint as failed,
      coalesce(sum(n) filter (where reason = 'silent'), 0)::bigint as silent
    from placed join area v on v.id = placed.area_id
    group by v.id order by v.path`.execute(trx);
  return rows;
}

/** A household to tell. */
export type HouseholdToTell = {
  readonly recipientId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly groupName: string;
  readonly reason: Unreached;
};

/** The households of an area still to tell, those nothing reached first; a page of them and how many there are. */
export async function householdsToTell(
  trx: Trx,
  noticeId: string,
  areaPath: string,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly total: number; readonly households: readonly HouseholdToTell[] }> {
  const { rows } = await sql<HouseholdToTell & { readonly total: number }>`
    select r.id as "recipientId", h.id as "householdId", h.head_name as "headName", h.group_name as "groupName",
      ${REASON} as reason, count(*) over () as total
    from notice_recipient r join household h on h.id = r.household_id
    where r.notice_id = ${noticeId}::uuid and ${NOT_TOLD}
      and r.area_path >= ${areaPath} and r.area_path < ${endOfArea(areaPath)}
    order by r.state in ('sent', 'waiting'), h.group_name, h.head_name, h.id
    offset ${page.offset} limit ${page.limit}`.execute(trx);
  return {
    total: rows[0]?.total ?? 0,
    households: rows.map((row) => ({
      recipientId: row.recipientId,
      householdId: row.householdId,
      headName: row.headName,
      groupName: row.groupName,
      reason: row.reason,
    })),
  };
}

/**
 * Writes down that households were told, by whom and when: one of them, or everybody on the village's list. Who was told before
 * stays as it was. Returns how many of the area are still to be told.
 */
export async function markTold(
  trx: Trx,
  told: {
    readonly noticeId: string;
    /** A village's; of an area above, only those who belong to no village. */
    readonly area: { readonly areaPath: string; readonly level: string };
    readonly recipientId: string | null;
    readonly staffId: string;
  },
  now: Instant,
): Promise<{ readonly told: number; readonly left: number }> {
  const { noticeId, area, recipientId } = told;
  const to = area.level === 'village' ? endOfArea(area.areaPath) : `${area.areaPath}\u0000`;
  const here = sql`r.notice_id = ${noticeId}::uuid and ${NOT_TOLD}
    and r.area_path >= ${area.areaPath} and r.area_path < ${to}`;
  const marked = await sql`
    update notice_recipient r set told_at = ${timestamp(now)}, told_by = ${told.staffId}::uuid
    where ${here} and (${recipientId}::uuid is null or r.id = ${recipientId}::uuid)`.execute(trx);
  const { rows } = await sql<{ left: number }>`
    select count(*) as left from notice_recipient r where ${here}`.execute(trx);
  return { told: Number(marked.numAffectedRows ?? 0n), left: rows[0]?.left ?? 0 };
}

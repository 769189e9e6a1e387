/**
 * Who an audience is: households of the registry by group, and for each the account its notice goes to. Preview and snapshot
 * read the same rows, so the counts shown are the counts sent.
 *
 * Account chosen: reachable and with consent; one that is believed (phone-matched or confirmed) before one that only said a
 * name, then one a channel can push to, then confirmed before phone-matched, then the newest. Both believed kinds speak for the
 * household, so being reached outweighs the difference between them.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import {
  type Audience,
  audienceCount,
  type AudienceCount,
  type AudienceGroup,
  type Exclusion,
  reveals,
} from '#src/domain/notice/audience.ts';
import type { Trx } from './database.ts';
import { endOfArea } from './scope.ts';
import { timestamp } from './timestamp.ts';

const member = (condition: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from member m where m.household_id = h.id and ${condition})`;

/** By coded values of the national form. A child not yet of school age is no student; months of work or a place of work make a worker. */
const IN_GROUP: Readonly<Record<AudienceGroup, RawBuilder<boolean>>> = {
  everyone: sql<boolean>`true`,
  monitored: sql<boolean>`h.monitored is not null`,
  'exited-poverty': sql<boolean>`h.kind = 'exited-poverty'`,
  'with-student': member(sql`m.schooling is not null and m.schooling <> 'preschool-age'`),
  'with-worker': member(
    sql`((m.details ->> 'workMonths') ~ '^[1-9]' or coalesce(m.details ->> 'workPlace', '') <> '')`,
  ),
  'with-disabled': member(
    sql`(m.health @> array['disabled'] or m.disability_card_enc is not null)`,
  ),
};

/** One row a household: `account_id` is null unless `fate` is queued or waiting. */
const audienceRows = (audience: Audience, pushChannels: readonly string[]) => {
  const onlyBelieved = reveals(audience.group);
  return sql`
    select h.id as household_id, h.area_id, h.area_path, coalesce(a.fate, 'no-account') as fate,
      case when a.fate in ('queued', 'waiting') then a.id end as account_id
    from household h
    left join lateral (
      select c.id, c.fate from (
        select id, trust, created_at, case
            when consent is distinct from 'given' then 'no-consent'
            when not reachable then 'channel-unreachable'
            when ${onlyBelieved}::boolean and trust = 'claimed' then 'claimed-only'
            when channel = any(${[...pushChannels]}::text[]) then 'queued'
            else 'waiting' end as fate
        from account where household_id = h.id) c
      order by case c.fate when 'queued' then 0 when 'waiting' then 0
          when 'claimed-only' then 1 when 'channel-unreachable' then 2 else 3 end,
        c.trust = 'claimed', c.fate = 'waiting', c.trust = 'phone-matched', c.created_at desc, c.id
      limit 1) a on true
    where h.area_path >= ${audience.area} and h.area_path < ${endOfArea(audience.area)}
      -- A household made from what somebody said counts while somebody speaks for it.
      and (h.origin = 'registry' or a.id is not null)
      and ${IN_GROUP[audience.group]}`;
};

/** How many households the audience holds now, and what would become of each. */
export async function countAudience(
  trx: Trx,
  audience: Audience,
  pushChannels: readonly string[],
): Promise<AudienceCount> {
  const { rows } = await sql<{ fate: Exclusion | 'queued' | 'waiting'; households: number }>`
    select fate, count(*) as households from (${audienceRows(audience, pushChannels)}) rows
    group by fate`.execute(trx);
  return audienceCount(Object.fromEntries(rows.map((row) => [row.fate, row.households])));
}

/**
 * Fixes the recipients of a notice, one statement for all of them: one row a household (unique). Those no message can go to are
 * `unreachable` from the start, with the reason; those of a web chat are `waiting`, with a message row whose words stand in the
 * notice (second statement). Everybody else is `queued` and needs no message row: this row holds all there is to know.
 */
export async function snapshotRecipients(
  trx: Trx,
  noticeId: string,
  audience: Audience,
  pushChannels: readonly string[],
  now: Instant,
): Promise<void> {
  const settled = timestamp(now);
  await sql`
    insert into notice_recipient (id, notice_id, household_id, account_id, area_id, area_path, message_id, state,
      settled_at, fault_code)
    select uuidv7(), ${noticeId}::uuid, household_id, account_id, area_id, area_path,
      case when fate = 'waiting' then uuidv7() end,
      case when fate in ('queued', 'waiting') then fate else 'unreachable' end,
      case when fate in ('queued', 'waiting') then null else ${settled} end,
      case when fate in ('queued', 'waiting') then null else fate end
    from (${audienceRows(audience, pushChannels)}) rows
    order by area_path, household_id
    on conflict (notice_id, household_id) do nothing`.execute(trx);
  await sql`
    insert into message (id, account_id, kind, broadcast, body_enc, notice_id, state, created_at, settled_at)
    select message_id, account_id, 'notice', true, null, notice_id, 'waiting', ${settled}, ${settled}
    from notice_recipient where notice_id = ${noticeId}::uuid and state = 'waiting'`.execute(trx);
}

/** The same counts of recipients just fixed, before anything is sent. */
export async function countSnapshot(trx: Trx, noticeId: string): Promise<AudienceCount> {
  const { rows } = await sql<{ fate: Exclusion | 'queued' | 'waiting'; households: number }>`
    select coalesce(fault_code, state) as fate, count(*) as households
    from notice_recipient where notice_id = ${noticeId}::uuid group by 1`.execute(trx);
  return audienceCount(Object.fromEntries(rows.map((row) => [row.fate, row.households])));
}

/** The channels accounts are on, found by jumping along the unique index of channel and chat, however many accounts there are. */
export async function channelsInUse(trx: Trx): Promise<readonly string[]> {
  const { rows } = await sql<{ channel: string }>`
    with recursive used as (
      (select channel from account order by channel limit 1)
      union all
      select (select a.channel from account a where a.channel > u.channel order by a.channel limit 1)
      from used u where u.channel is not null)
    select channel from used where channel is not null`.execute(trx);
  return rows.map((row) => row.channel);
}

/**
 * Steps of identification: authorisations (承诺授权), village meetings (村级研判), public notices (村内公示) and objections (异议).
 *
 * A public notice cannot come down before its days are over, whoever writes the row: the day it may come down follows from
 * the day it went up (check), neither changes afterwards (trigger), and its end lies behind it (check).
 */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;
const ownAccount = (column: string): string =>
  `(${setting('kind')} = 'person' and ${column} = ${setting('account')}::uuid)`;

const POLICIES: Readonly<Record<string, readonly string[]>> = {
  authorisation: [inArea('area_path'), ownAccount('account_id')],
  village_meeting: [inArea('area_path')],
  village_meeting_media: [inArea('area_path')],
  meeting_item: [inArea('area_path')],
  public_notice: [inArea('area_path')],
  objection: [inArea('area_path'), ownAccount('account_id')],
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- One row a household was asked: asked, then given or refused. Not the chat's consent, which is another act.
    create table authorisation (
      id uuid primary key,
      case_id uuid not null references case_file,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      form text not null check (form in ('signature', 'fingerprint', 'pressed')),
      given_by text not null check (given_by in ('household', 'relative')),
      -- Of a near relative who gives it for somebody who cannot: spouse, child, parent, sibling, other.
      relation text check (relation in ('spouse', 'child', 'parent', 'sibling', 'other')),
      read_aloud_by uuid references staff,
      media_id uuid references media on delete set null,
      -- The chat it is or was to be pressed in.
      account_id uuid references account on delete set null,
      recorded_by uuid not null references staff,
      text_version text not null,
      asked_at timestamptz not null,
      given_on date,
      refused_on date,
      check (given_on is null or refused_on is null),
      check ((given_by = 'relative') = (relation is not null))
    );
    create index authorisation_case on authorisation (case_id);
    create index authorisation_media on authorisation (media_id) where media_id is not null;
    create index authorisation_account on authorisation (account_id) where account_id is not null;

    create table village_meeting (
      id uuid primary key,
      -- One draft is recorded once: a second 提交 finds this row.
      draft_id text not null unique,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      kind text not null check (kind in ('regular', 'ad-hoc')),
      held_on date not null,
      staff_present uuid[] not null,
      -- Villagers and their representatives who were there.
      villagers_present integer not null check (villagers_present >= 0),
      minutes_enc text,
      recorded_by uuid not null references staff,
      recorded_at timestamptz not null
    );
    create index village_meeting_area on village_meeting (area_path, held_on);
    create table village_meeting_media (
      meeting_id uuid not null references village_meeting on delete cascade,
      media_id uuid not null references media on delete cascade,
      area_path text collate "C" not null,
      primary key (meeting_id, media_id)
    );
    create table meeting_item (
      meeting_id uuid not null references village_meeting on delete cascade,
      case_id uuid not null references case_file,
      area_path text collate "C" not null,
      category text check (category in ('unstable-exited', 'marginal', 'sudden-hardship')),
      reason text,
      primary key (meeting_id, case_id),
      -- Recommended with a category, or not with a reason.
      check ((category is null) <> (reason is null))
    );
    create index meeting_item_case on meeting_item (case_id);

    create table public_notice (
      id uuid primary key,
      case_id uuid not null references case_file,
      household_id uuid not null references household,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      kind text not null check (kind in ('enrol', 'eliminate')),
      -- Exactly what hung there. No other field can be stored, so none can be shown.
      fields jsonb not null check (jsonb_typeof(fields) = 'object' and
        fields - array['head-name', 'village-group', 'household-size', 'category'] = '{}'::jsonb),
      posted_on date not null,
      min_days integer not null check (min_days >= 1),
      may_close_at timestamptz not null,
      posted_by uuid not null references staff,
      closed_at timestamptz,
      closed_by uuid references staff,
      -- Taken down without having served: an objection was right, the case went back or ended.
      withdrawn_at timestamptz,
      -- The day of posting is not counted; the full days follow, in the time of Shanghai.
      constraint public_notice_full_days check (
        may_close_at >= (posted_on + min_days + 1)::timestamp at time zone 'Asia/Shanghai'),
      constraint public_notice_not_before_its_days check (closed_at is null or closed_at >= may_close_at),
      constraint public_notice_one_end check (closed_at is null or withdrawn_at is null)
    );
    create unique index public_notice_hangs_once on public_notice (case_id)
      where closed_at is null and withdrawn_at is null;
    create index public_notice_area on public_notice (area_path, posted_on);
    create index public_notice_case on public_notice (case_id);

    create function public_notice_stays() returns trigger language plpgsql as $$
    begin
      if row(new.id, new.case_id, new.kind, new.posted_on, new.min_days, new.may_close_at, new.posted_by)
        is distinct from
        row(old.id, old.case_id, old.kind, old.posted_on, old.min_days, old.may_close_at, old.posted_by) then
        raise exception 'a posted notice keeps its days';
      end if;
      if new.fields <> old.fields and new.fields <> '{}'::jsonb then
        raise exception 'a posted notice keeps its words';
      end if;
      if (old.closed_at is not null and new.closed_at is distinct from old.closed_at)
        or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at) then
        raise exception 'a notice comes down once';
      end if;
      return new;
    end $$;
    create trigger public_notice_stays before update on public_notice
      for each row execute function public_notice_stays();

    create table objection (
      id uuid primary key,
      notice_id uuid not null references public_notice,
      case_id uuid not null references case_file,
      area_path text collate "C" not null,
      source text not null check (source in ('chat', 'paper')),
      -- Who objected; shown to nobody, so that the answer can be told.
      account_id uuid references account on delete set null,
      filed_by_staff uuid references staff,
      words_enc text,
      filed_on date not null,
      checked_by uuid references staff,
      upheld boolean,
      checked_on date,
      check ((checked_by is null) = (upheld is null))
    );
    create index objection_case on objection (case_id);
    create index objection_account on objection (account_id) where account_id is not null;

    grant select, insert, update, delete on authorisation, village_meeting, village_meeting_media,
      meeting_item, public_notice, objection to fangpin_serving;
    -- What hung where and when stays.
    revoke delete on public_notice from fangpin_serving;
  `.execute(db);
  for (const [table, conditions] of Object.entries(POLICIES)) {
    const visible = [SYSTEM, ...conditions].map((c) => `(${c})`).join(' or ');
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});
            create policy ${table}_department on ${table} as restrictive
              using (${setting('department')} is null);`)
      .execute(db);
  }
}

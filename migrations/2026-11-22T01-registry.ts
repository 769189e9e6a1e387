/** Areas, households, members, staff and their posts. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table area (
      id uuid primary key,
      parent_id uuid references area,
      path text collate "C" not null unique,
      level text not null check (level in ('county', 'town', 'village', 'group', 'other')),
      name text not null,
      full_name text not null,
      code text not null unique,
      phone text not null default '',
      pack_id text,
      active boolean not null default true
    );
    create index area_parent on area (parent_id);

    create table household (
      id uuid primary key,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      code text unique,
      head_name text collate "C" not null,
      group_name text not null default '',
      address text not null default '',
      origin text not null check (origin in ('registry', 'claimed')),
      kind text not null default 'general' check (kind in ('general', 'exited-poverty')),
      monitored text check (monitored in ('unstable-exited', 'marginal', 'sudden-hardship')),
      size integer not null default 0,
      flags text[] not null default '{}',
      phone_enc text,
      phone_index text,
      details jsonb not null default '{}',
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index household_area_name on household (area_path, head_name);
    create index household_phone on household (phone_index) where phone_index is not null;

    create table member (
      id uuid primary key,
      household_id uuid not null references household on delete cascade,
      area_path text collate "C" not null,
      ordinal smallint not null,
      name text collate "C" not null,
      relation text not null,
      sex text check (sex in ('male', 'female')),
      born_on date,
      id_number_enc text,
      id_number_index text,
      id_number_flag text,
      disability_card_enc text,
      disability_card_index text,
      phone_enc text,
      phone_index text,
      health text[] not null default '{}',
      labour text,
      schooling text,
      education text,
      details jsonb not null default '{}',
      unique (household_id, ordinal)
    );
    create index member_id_number on member (id_number_index) where id_number_index is not null;
    create index member_disability on member (disability_card_index) where disability_card_index is not null;
    create index member_phone on member (phone_index) where phone_index is not null;

    -- Contains-search by bigrams and '=': row-level security keeps like and trigram from using their indexes.
    create table household_gram (
      gram text collate "C" not null,
      area_path text collate "C" not null,
      household_id uuid not null references household on delete cascade,
      primary key (gram, area_path, household_id)
    );
    create index household_gram_household on household_gram (household_id);

    create table staff (
      id uuid primary key,
      code text unique,
      name text not null,
      phone_enc text,
      phone_index text,
      household_id uuid,
      active boolean not null default true,
      created_at timestamptz not null
    );
    create index staff_phone on staff (phone_index) where phone_index is not null;
    create table post (
      id uuid primary key,
      staff_id uuid not null references staff,
      role text not null,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      since date not null,
      until date
    );
    create unique index post_held_once on post (staff_id, role, area_id) where until is null;
    create index post_area on post (area_path, role);
    -- Which household a helper looks after (包户).
    create table assignment (
      id uuid primary key,
      staff_id uuid not null references staff,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      since date not null,
      until date
    );
    create unique index assignment_once on assignment (staff_id, household_id) where until is null;
    create index assignment_household on assignment (household_id) where until is null;

    create table import_run (
      id uuid primary key,
      kind text not null,
      file_hash text not null,
      started_at timestamptz not null,
      finished_at timestamptz,
      rows_read integer not null default 0,
      rows_bad integer not null default 0
    );
  `.execute(db);
}

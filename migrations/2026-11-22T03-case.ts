/** Reports, cases, duties, visits, alerts, tickets, and the chained log of events. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create sequence receipt_number as bigint;
    create sequence ticket_number as bigint;
    create sequence case_number as bigint;

    create table case_file (
      id uuid primary key,
      number text not null unique,
      household_id uuid not null references household,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      state text not null,
      data jsonb not null,
      version integer not null,
      pack_id text not null,
      pack_version text not null,
      clue_at timestamptz not null,
      opened_on date not null,
      due_on date not null,
      urgent boolean not null default false,
      last_hash text not null,
      closed_at timestamptz
    );
    -- One open case per household: two reports arriving together cannot open two.
    create unique index case_open_once on case_file (household_id) where closed_at is null;
    create index case_area on case_file (area_path, due_on) where closed_at is null;
    create index case_household on case_file (household_id);

    create table declaration (
      id uuid primary key,
      receipt_number text not null unique,
      -- One draft is sent once: a second 提交 finds this row.
      draft_id text not null unique,
      account_id uuid references account on delete set null,
      filed_by_staff uuid references staff,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      household_id uuid references household,
      case_id uuid references case_file,
      reporter text not null,
      source text not null,
      risk_types text[] not null,
      guarantee_issues text[] not null,
      urgency text not null,
      amounts jsonb not null,
      latitude double precision,
      longitude double precision,
      state text not null check (state in ('received', 'held', 'open', 'withdrawing', 'closed')),
      checks jsonb,
      rules_version text,
      submitted_at timestamptz not null,
      processed_at timestamptz,
      answered_at timestamptz
    );
    create index declaration_unprocessed on declaration (submitted_at) where processed_at is null;
    create index declaration_account on declaration (account_id, submitted_at);
    create index declaration_household on declaration (household_id, submitted_at);
    create index declaration_case on declaration (case_id);
    create index declaration_area on declaration (area_path, submitted_at);

    -- Words, subject and members of a report, encrypted in one row so that erasing it erases them all.
    create table declaration_private (
      declaration_id uuid primary key references declaration on delete cascade,
      area_path text collate "C" not null,
      body_enc text not null
    );
    create table declaration_media (
      declaration_id uuid not null references declaration on delete cascade,
      media_id uuid not null references media on delete cascade,
      area_path text collate "C" not null,
      primary key (declaration_id, media_id)
    );

    create table case_event (
      id bigint generated always as identity,
      case_id uuid not null references case_file,
      seq integer not null,
      area_path text collate "C" not null,
      kind text not null,
      at timestamptz not null,
      actor_kind text not null,
      actor_id uuid,
      payload jsonb not null,
      prev_hash text not null,
      hash text not null,
      tx xid8 not null default pg_current_xact_id(),
      primary key (case_id, seq)
    );
    create index case_event_tx on case_event (tx, id);
    create table seal (
      id bigint primary key,
      up_to_tx xid8 not null,
      events integer not null,
      prev text not null,
      hmac text not null,
      at timestamptz not null
    );

    create table visit (
      id uuid primary key,
      draft_id text not null unique,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      case_id uuid references case_file,
      staff_id uuid not null references staff,
      second_staff_id uuid references staff,
      kind text not null check (kind in ('routine', 'home-verification', 'phone')),
      outcome text not null check (outcome in ('all-well', 'changed', 'hardship')),
      finding text check (finding in ('true', 'partly', 'untrue')),
      details jsonb not null default '{}',
      note_enc text,
      latitude double precision,
      longitude double precision,
      visited_on date not null,
      received_at timestamptz not null
    );
    create index visit_household on visit (household_id, visited_on);
    create index visit_staff on visit (staff_id, visited_on);
    create table visit_media (
      visit_id uuid not null references visit on delete cascade,
      media_id uuid not null references media on delete cascade,
      area_path text collate "C" not null,
      primary key (visit_id, media_id)
    );

    create table duty (
      id uuid primary key,
      -- What makes a duty the same duty: kind and subject (and period).
      key text not null unique,
      kind text not null,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      owner_role text not null,
      owner_staff_id uuid references staff,
      case_id uuid references case_file,
      declaration_id uuid references declaration,
      household_id uuid references household,
      notice_id uuid,
      ticket_id uuid,
      alert_id uuid,
      details jsonb not null default '{}',
      strength text not null check (strength in ('hard', 'soft')),
      clause text not null,
      created_at timestamptz not null,
      due_on date not null,
      estimated boolean not null default false,
      state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
      next_level text,
      next_at timestamptz,
      breached_at timestamptz,
      closed_at timestamptz,
      closed_by uuid,
      outcome text
    );
    create index duty_next on duty (next_at) where state = 'open' and next_at is not null;
    create index duty_area on duty (area_path, due_on) where state = 'open';
    create index duty_owner on duty (owner_staff_id, due_on) where state = 'open';
    create index duty_case on duty (case_id) where case_id is not null;
    create index duty_household on duty (household_id) where household_id is not null;
    create table duty_reminder (
      duty_id uuid not null references duty on delete cascade,
      level text not null,
      area_path text collate "C" not null,
      at timestamptz not null,
      told_staff_id uuid,
      primary key (duty_id, level)
    );
    -- What a person is to be told at the next digest hour.
    create table digest_item (
      staff_id uuid not null references staff,
      duty_id uuid not null references duty on delete cascade,
      level text not null,
      send_at timestamptz not null,
      sent_at timestamptz,
      primary key (staff_id, duty_id, level)
    );
    create index digest_item_open on digest_item (send_at) where sent_at is null;

    create table alert (
      id uuid primary key,
      account_id uuid references account on delete set null,
      area_id uuid references area,
      area_path text collate "C",
      household_id uuid references household,
      kind text not null,
      words_enc text not null,
      raised_at timestamptz not null,
      rung integer not null default 0,
      next_at timestamptz,
      taken_by uuid references staff,
      taken_at timestamptz,
      closed_at timestamptz
    );
    create index alert_next on alert (next_at) where taken_at is null;
    -- Who was rung when: one row a round and person, so that a sweep run twice rings once.
    create table alert_call (
      alert_id uuid not null references alert on delete cascade,
      rung integer not null,
      staff_id uuid not null references staff,
      at timestamptz not null,
      primary key (alert_id, rung, staff_id)
    );

    create table ticket (
      id uuid primary key,
      number text not null unique,
      kind text not null check (kind in ('question', 'complaint', 'help', 'data-request')),
      account_id uuid references account on delete set null,
      area_id uuid references area,
      area_path text collate "C",
      body_enc text not null,
      about_staff_id uuid references staff,
      owner_role text not null,
      owner_area_path text collate "C" not null,
      state text not null default 'open' check (state in ('open', 'answered')),
      created_at timestamptz not null,
      due_on date not null,
      answer_enc text,
      answered_at timestamptz,
      answered_by uuid references staff
    );
    create index ticket_owner on ticket (owner_area_path) where state = 'open';
  `.execute(db);
}

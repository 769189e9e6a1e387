/** Accounts, consents, what came in, what goes out, and the outbox between them and the queues. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account (
      id uuid primary key,
      channel text not null,
      chat text not null,
      created_at timestamptz not null,
      consent text check (consent in ('given', 'refused')),
      staff_id uuid references staff,
      area_id uuid references area,
      area_path text collate "C",
      household_id uuid references household,
      member_id uuid references member on delete set null,
      name text not null default '',
      group_name text not null default '',
      phone_enc text,
      phone_index text,
      id_number_enc text,
      id_number_index text,
      trust text not null default 'claimed' check (trust in ('claimed', 'phone-matched', 'confirmed')),
      reachable boolean not null default true,
      elder_mode boolean not null default false,
      unique (channel, chat)
    );
    create index account_household on account (household_id) where household_id is not null;
    create index account_staff on account (staff_id) where staff_id is not null;

    create table consent (
      id uuid primary key,
      account_id uuid not null references account on delete cascade,
      scope text not null check (scope in ('general', 'health-finance')),
      text_version text not null,
      given_at timestamptz not null,
      withdrawn_at timestamptz
    );
    create index consent_account on consent (account_id);

    create table conversation (
      account_id uuid primary key references account on delete cascade,
      state_enc text not null,
      updated_at timestamptz not null,
      -- The day a draft was last touched; null when there is none. A silent draft becomes a call by the officer.
      draft_touched_at timestamptz
    );
    create index conversation_draft on conversation (draft_touched_at) where draft_touched_at is not null;

    create table inbound (
      id bigint generated always as identity primary key,
      channel text not null,
      receiver text not null,
      update_id text not null,
      chat text not null,
      body_enc text not null,
      received_at timestamptz not null,
      attempts smallint not null default 0,
      state text not null default 'new' check (state in ('new', 'done', 'quarantined')),
      fault_code text,
      done_at timestamptz,
      unique (channel, receiver, update_id)
    );
    create index inbound_open on inbound (channel, chat, id) where state = 'new';
    create index inbound_quarantined on inbound (id) where state = 'quarantined';
    create index inbound_chat on inbound (channel, chat, id);

    create table outbox (
      id uuid primary key,
      queue text not null,
      payload jsonb not null,
      created_at timestamptz not null,
      not_before timestamptz not null,
      round integer not null default 0,
      enqueued_at timestamptz,
      closed_at timestamptz,
      fault_code text
    );
    create index outbox_open on outbox (not_before) where closed_at is null;

    create table message (
      id uuid primary key,
      seq bigint generated always as identity unique,
      account_id uuid not null references account on delete cascade,
      kind text not null,
      vital boolean not null default false,
      -- A broadcast waits for its turn; everything else is sent at once.
      broadcast boolean not null default false,
      body_enc text,
      notice_id uuid,
      token integer not null default 0,
      state text not null default 'queued' check (state in
        ('queued', 'sending', 'waiting', 'sent', 'failed', 'unreachable', 'uncertain', 'cancelled')),
      created_at timestamptz not null,
      not_before timestamptz,
      claimed_at timestamptz,
      attempts smallint not null default 0,
      settled_at timestamptz,
      shown_at timestamptz,
      external_id text,
      fault_code text,
      repeat_of uuid
    );
    create unique index message_repeated_once on message (repeat_of) where repeat_of is not null;
    create index message_open on message (created_at) where state in ('queued', 'sending') and not broadcast;
    create index message_account on message (account_id, seq);
    create index message_uncertain on message (settled_at) where state = 'uncertain';
    create index message_waiting on message (account_id) where state = 'waiting';

    create table media (
      id uuid primary key,
      account_id uuid references account on delete set null,
      area_path text collate "C",
      kind text not null check (kind in ('photo', 'voice', 'video', 'document')),
      channel text not null,
      reference_enc text,
      mime_type text not null,
      bytes integer,
      sha256 text,
      state text not null check (state in ('awaiting', 'stored', 'gone', 'refused')),
      transcript_enc text,
      created_at timestamptz not null
    );
    create index media_account on media (account_id);

    -- Turns of a bot's sending, shared by all processes: broadcasts take the next, replies push it on, 429 moves it away.
    create table pacer (
      receiver text primary key,
      next_at timestamptz not null,
      blocked_until timestamptz not null
    );

    create table invitation (
      id uuid primary key,
      code_hash text not null unique,
      role text not null,
      area_id uuid not null references area,
      staff_id uuid references staff,
      name text not null default '',
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      used_by uuid references account on delete set null
    );
    -- Single-use secrets: console links and codes that join another channel.
    create table one_time_code (
      id uuid primary key,
      kind text not null check (kind in ('console', 'join')),
      code_hash text not null unique,
      account_id uuid references account on delete cascade,
      staff_id uuid references staff,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );
    create table web_session (
      token_hash text primary key,
      kind text not null check (kind in ('chat', 'console')),
      account_id uuid references account on delete cascade,
      staff_id uuid references staff,
      shared_device boolean not null default false,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      ended_at timestamptz
    );
  `.execute(db);
}

/** Policy notices and their recipients, and what watches over the service itself. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notice (
      id uuid primary key,
      title text not null,
      body text not null,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      audience jsonb not null,
      -- The audience tells something about a household: only phone-matched and confirmed accounts get it.
      reveals boolean not null,
      content_hash text not null,
      draft_id text not null unique,
      state text not null check (state in
        ('awaiting-approval', 'rejected', 'sending', 'paused', 'done', 'cancelled')),
      created_by uuid not null references staff,
      created_at timestamptz not null,
      approved_by uuid references staff,
      approved_at timestamptz,
      finished_at timestamptz,
      read_by date not null,
      chased_at timestamptz,
      check (approved_by is distinct from created_by)
    );
    create index notice_area on notice (area_path, created_at);
    create table notice_recipient (
      id uuid primary key,
      seq bigint generated always as identity,
      notice_id uuid not null references notice,
      household_id uuid not null references household,
      account_id uuid references account on delete set null,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      message_id uuid,
      state text not null default 'queued' check (state in
        ('queued', 'sending', 'waiting', 'sent', 'failed', 'unreachable', 'uncertain', 'cancelled')),
      claimed_at timestamptz,
      settled_at timestamptz,
      shown_at timestamptz,
      read_at timestamptz,
      fault_code text,
      unique (notice_id, household_id)
    );
    create index notice_recipient_queued on notice_recipient (notice_id, seq) where state = 'queued';
    create index notice_recipient_sending on notice_recipient (claimed_at) where state = 'sending';
    create index notice_recipient_account on notice_recipient (account_id, seq) where account_id is not null;
    create index notice_recipient_state on notice_recipient (notice_id, state);
    create index notice_recipient_household on notice_recipient (household_id);

    -- The wording of a pack as it was when cases began under it.
    create table policy_pack (
      id text not null,
      version text not null,
      body jsonb not null,
      stored_at timestamptz not null,
      primary key (id, version)
    );
    create table prompt_run (
      id uuid primary key,
      prompt text not null,
      version text not null,
      content_hash text not null,
      model text not null,
      outcome text not null,
      input_tokens integer,
      output_tokens integer,
      milliseconds integer not null,
      at timestamptz not null
    );
    create table access_log (
      id bigint generated always as identity primary key,
      staff_id uuid not null,
      post_id uuid,
      household_id uuid,
      what text not null,
      at timestamptz not null
    );
    create index access_log_household on access_log (household_id, at);
    create table heartbeat (
      process text primary key,
      roles text[] not null,
      started_at timestamptz not null,
      at timestamptz not null
    );
  `.execute(db);
}

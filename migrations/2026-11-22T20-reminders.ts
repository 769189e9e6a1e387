/**
 * Notices that keep the night, and who allowed one to go out in it; who was told at the door, one household after the other;
 * days told to farmers and what became of them; and duties that were red and fell silent, which are said again.
 */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const IN_AREA = `(${setting('kind')} = 'staff' and area_path >= ${setting('area_from')} collate "C" and area_path < ${setting('area_to')} collate "C")`;
const OWN_ACCOUNT = `(${setting('kind')} = 'person' and account_id = ${setting('account')}::uuid)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Minutes of the day between which farmers are left in peace, as the pack said on the day of approval; 21:00 to 08:00 before.
    alter table notice add column quiet_from integer not null default 1260 check (quiet_from between 0 and 1439);
    alter table notice add column quiet_to integer not null default 480 check (quiet_to between 0 and 1439);
    -- A second person said that it is urgent enough for the night.
    alter table notice add column night_by uuid references staff;
    alter table notice add check (night_by is distinct from created_by);

    -- Told at the door or by phone: by whom and when, each household by itself.
    alter table notice_recipient add column told_at timestamptz;
    alter table notice_recipient add column told_by uuid references staff;
    alter table notice_recipient add check ((told_at is null) = (told_by is null));

    create table told_day (
      id uuid primary key,
      account_id uuid not null references account,
      area_path text collate "C" not null,
      kind text not null check (kind in ('home-visit', 'answer', 'issue-verify', 'issue-fix', 'duty')),
      -- The report somebody was to visit for; the ticket, the issue or the duty whose last day was told.
      subject uuid not null,
      day date not null,
      told_at timestamptz not null,
      -- Kept, or the person was told that it was not.
      settled_at timestamptz,
      broken boolean not null default false,
      -- One promise about one thing to one person: told again it is another day of the same promise.
      unique (account_id, kind, subject),
      check (not broken or settled_at is not null)
    );
    create index told_day_open on told_day (day, id) where settled_at is null;
    create index told_day_account on told_day (account_id);
    grant select, insert, update, delete on told_day to fangpin_serving;

    -- The ladder had a top: open duties that stood on it are looked at again at once.
    update duty set next_level = 'red-2', next_at = now() where state = 'open' and next_at is null;
  `.execute(db);
  const visible = [SYSTEM, IN_AREA, OWN_ACCOUNT].map((each) => `(${each})`).join(' or ');
  await sql
    .raw(`alter table told_day enable row level security;
          create policy told_day_scope on told_day using (${visible}) with check (${visible});`)
    .execute(db);
}

/** Relief given before the formalities (先行救助), and the monthly marking lists of eliminated risks (每月标注清单). */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;

const TABLES = ['relief', 'elimination_list', 'elimination_entry'] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table relief (
      id uuid primary key,
      case_id uuid not null references case_file,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      -- Code of the pack's tool box; its title as it stood on the day.
      code text not null,
      title text not null,
      -- Whole yuan; null where goods were given.
      yuan integer check (yuan >= 0),
      given_on date not null,
      by_staff uuid not null references staff
    );
    create index relief_case on relief (case_id);
    create index relief_area on relief (area_path, given_on);

    create table elimination_list (
      id uuid primary key,
      -- '2026-11'
      month text not null,
      area_path text collate "C" not null,
      marked_by uuid not null references staff,
      marked_at timestamptz not null,
      -- One list a month: a second marking in the month adds to it.
      unique (area_path, month)
    );
    create table elimination_entry (
      list_id uuid not null references elimination_list,
      case_id uuid not null references case_file,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      way text not null check (way in ('assisted', 'natural')),
      enrolled_on date not null,
      applied_on date not null,
      marked_on date not null,
      -- Marked twice in a month is marked once.
      primary key (list_id, case_id)
    );
    create index elimination_entry_area on elimination_entry (area_path, marked_on);

    grant select, insert, update, delete on relief, elimination_list, elimination_entry to fangpin_serving;
  `.execute(db);
  for (const table of TABLES) {
    const visible = `(${SYSTEM}) or ${inArea('area_path')}`;
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});
            create policy ${table}_department on ${table} as restrictive
              using (${setting('department')} is null);`)
      .execute(db);
  }
}

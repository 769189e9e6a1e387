/** Which pack an area follows since when, and the years of working days a county has entered itself. No personal data. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- One row a change; null: from that day on the nearest area above says. A case keeps the wording it began under.
    create table area_pack_assignment (
      area_id uuid not null references area,
      from_day date not null,
      pack_id text,
      assigned_at timestamptz not null,
      primary key (area_id, from_day)
    );
    -- What an area followed so far it has followed from the beginning.
    insert into area_pack_assignment (area_id, from_day, pack_id, assigned_at)
      select id, date '2000-01-01', pack_id, now() from area where pack_id is not null;
    alter table area drop column pack_id;

    -- Over the years that come with the program: the State Council's notice for next year appears in October to December.
    create table holiday_year (
      year integer primary key,
      source text not null,
      off_days text[] not null,
      work_days text[] not null,
      stored_at timestamptz not null
    );

    grant select, insert, update, delete on area_pack_assignment, holiday_year to fangpin_serving;
  `.execute(db);
}

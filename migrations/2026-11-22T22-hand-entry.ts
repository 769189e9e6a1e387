/**
 * Insurance and job entered by hand (参保、务工录入) beside what a department's list says, photos of tickets (工单照片), and yearly figures a
 * county hands in for targets nobody can count from the registry (考核指标数据).
 */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table member_status
      -- Which officer entered it; null where the person or a list said so.
      add column insured_by uuid references staff,
      add column job_by uuid references staff,
      -- A list says otherwise than whoever was asked last; somebody looks, and what they enter settles it.
      add column insured_doubted boolean not null default false,
      add column job_doubted boolean not null default false;
    create index member_status_doubted on member_status (household_id)
      where insured_doubted or job_doubted;

    create table issue_media (
      issue_id uuid not null references issue_ticket on delete cascade,
      media_id uuid not null references media on delete cascade,
      -- What it shows: the trouble as it was told, or that it was put right.
      shows text not null check (shows in ('trouble', 'repair')),
      -- Null: the person who told of it.
      by_staff uuid references staff,
      added_at timestamptz not null,
      primary key (issue_id, media_id)
    );
    create index issue_media_media on issue_media (media_id);

    create table kpi_figure (
      area_id uuid not null references area,
      area_path text collate "C" not null,
      -- A target's code in the policy pack.
      code text not null,
      year integer not null check (year between 2000 and 2200),
      value double precision not null,
      as_of date not null,
      entered_at timestamptz not null,
      -- A later list of the same year takes the place of an earlier one.
      primary key (area_id, code, year)
    );

    grant select, insert, update, delete on issue_media, kpi_figure to fangpin_serving;
  `.execute(db);
  // Whoever may see the ticket may see its photos: the ticket's own policy answers (area, department, or who told of it).
  const ticket = 'exists (select 1 from issue_ticket t where t.id = issue_id)';
  const figures = `(${SYSTEM}) or ${inArea('area_path')}`;
  for (const [table, visible] of [
    ['issue_media', ticket],
    ['kpi_figure', figures],
  ] as const) {
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});`)
      .execute(db);
  }
}

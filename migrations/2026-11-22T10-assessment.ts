/** Assessments of households (收支和三保障核查) and what the data checks found (数据质量问题). */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;
const noDepartment = `${setting('department')} is null`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table assessment (
      id uuid primary key,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      case_id uuid references case_file,
      visit_id uuid references visit,
      occasion text not null check (occasion in ('identification', 'elimination', 'review')),
      window_from date not null,
      window_to date not null check (window_to > window_from),
      people integer not null check (people >= 1),
      -- Whole yuan by line of the sheet; a line that is missing was not asked.
      sheet jsonb not null,
      bills jsonb,
      housing text,
      schooling text,
      uninsured uuid[],
      water text[],
      coping text,
      assets text[],
      wishes text[],
      risks text[] not null,
      disaster text,
      complete boolean not null,
      net_yuan integer,
      net_per_person integer,
      reference_per_person integer,
      -- What the facts suggest, never a decision; null: people weigh it.
      suggested text check (suggested in ('unstable-exited', 'marginal', 'sudden-hardship')),
      pack_id text not null,
      pack_version text not null,
      made_by uuid not null references staff,
      made_on date not null,
      changed_at timestamptz not null
    );
    -- One begun assessment a household: whoever goes on with it continues that one.
    create unique index assessment_begun_once on assessment (household_id) where not complete;
    create index assessment_household on assessment (household_id, made_on);

    create table quality_finding (
      id uuid primary key,
      household_id uuid not null references household,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      code text not null,
      -- The member or measure it is about; '' for the household.
      subject text not null,
      found_on date not null,
      closed_on date
    );
    -- A code and subject stands once: every save and every night find it again and change nothing.
    create unique index quality_finding_once on quality_finding (household_id, code, subject)
      where closed_on is null;
    create index quality_finding_area on quality_finding (area_path, code) where closed_on is null;

    grant select, insert, update, delete on assessment, quality_finding to fangpin_serving;
  `.execute(db);
  for (const table of ['assessment', 'quality_finding']) {
    const visible = `(${SYSTEM}) or ${inArea('area_path')}`;
    // Income and health of a family are no bureau's business before something is routed to it.
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});
            create policy ${table}_department on ${table} as restrictive using (${noDepartment});`)
      .execute(db);
  }
}

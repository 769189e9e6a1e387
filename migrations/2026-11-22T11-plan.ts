/** Plans of help (帮扶计划), their measures (帮扶措施), and the yearly income plan (增收计划). */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;
const ownHousehold = `(${setting('kind')} = 'person' and household_id = ${setting('household')}::uuid)`;
const ownDepartment = `(${setting('department')} is null or department = ${setting('department')})`;
const noDepartment = `${setting('department')} is null`;

const POLICIES: Readonly<Record<string, { readonly sees: string; readonly limit: string }>> = {
  plan: { sees: `${inArea('area_path')} or ${ownHousehold}`, limit: noDepartment },
  // A department sees the measures it leads, and nothing else of the family's plan.
  measure: { sees: `${inArea('area_path')} or ${ownHousehold}`, limit: ownDepartment },
  income_step: { sees: inArea('area_path'), limit: noDepartment },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan (
      id uuid primary key,
      -- One plan a household; a changed plan is the same row, asked about anew.
      household_id uuid not null unique references household,
      area_path text collate "C" not null,
      case_id uuid references case_file,
      responsible_staff_id uuid references staff,
      -- What the household asked for, in its words.
      request_enc text,
      request_asked boolean not null,
      -- Counts adoptions: a button of an older wording agrees to nothing.
      version integer not null,
      adopted_by uuid not null references staff,
      adopted_on date not null,
      confirmed_how text check (confirmed_how in ('chat', 'paper')),
      confirmed_on date,
      confirmed_by_account uuid references account on delete set null,
      confirmed_by_staff uuid references staff,
      paper_media_id uuid references media on delete set null,
      -- What the household would rather have, in its words; cleared by the next adoption.
      objection_enc text,
      check ((confirmed_how is null) = (confirmed_on is null))
    );

    create table measure (
      id uuid primary key,
      plan_id uuid not null references plan,
      household_id uuid not null references household,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      code text not null,
      title text not null,
      class text not null,
      department text not null,
      risks text[] not null,
      handout boolean not null,
      cap_yuan integer,
      yuan integer not null default 0 check (yuan >= 0),
      state text not null check (state in ('planned', 'in-progress', 'done', 'stopped')),
      planned_on date not null,
      started_on date,
      ended_on date,
      stop_reason text,
      effect text check (effect in ('good', 'some', 'none')),
      effect_by uuid references staff,
      effect_on date,
      check (state not in ('in-progress', 'done') or started_on is not null),
      check ((state in ('done', 'stopped')) = (ended_on is not null))
    );
    -- The same item twice at a time is one measure pressed twice.
    create unique index measure_live_once on measure (household_id, code)
      where state in ('planned', 'in-progress');
    create index measure_plan on measure (plan_id);
    create index measure_department on measure (department, area_path, planned_on);
    create index measure_area on measure (area_path, planned_on);

    create table income_step (
      household_id uuid not null references household,
      area_path text collate "C" not null,
      year integer not null,
      step text not null check (step in ('agree', 'implement', 'verify')),
      done_on date not null,
      per_person_yuan integer,
      by_staff uuid not null references staff,
      confirmed_on date,
      -- A step of a year is done once.
      primary key (household_id, year, step)
    );

    grant select, insert, update, delete on plan, measure, income_step to fangpin_serving;
  `.execute(db);
  for (const [table, { sees, limit }] of Object.entries(POLICIES)) {
    const visible = `(${SYSTEM}) or ${sees}`;
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});
            create policy ${table}_department on ${table} as restrictive using (${limit});`)
      .execute(db);
  }
}

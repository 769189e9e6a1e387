/**
 * What the ledgers and reports still need: each person's insurance and job (参保、务工台账), what is passed on to a department (转办),
 * joint decisions on large medical costs (一事一议), rectification (整改台账), monthly reports (月报), a town's own measures (镇街工具箱),
 * and exports in the access log.
 */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;
const ownHousehold = `(${setting('kind')} = 'person' and household_id = ${setting('household')}::uuid)`;
const noDepartment = `${setting('department')} is null`;
const ownDepartment = `(${setting('department')} is null or department = ${setting('department')})`;

const POLICIES: Readonly<Record<string, { readonly sees: string; readonly limit: string }>> = {
  member_status: { sees: `${inArea('area_path')} or ${ownHousehold}`, limit: noDepartment },
  job_change: { sees: `${inArea('area_path')} or ${ownHousehold}`, limit: noDepartment },
  referral: { sees: inArea('area_path'), limit: ownDepartment },
  // Four bureaus decide together: each sees what it is asked about.
  joint_review: {
    sees: inArea('area_path'),
    limit: `(${setting('department')} is null or ${setting('department')} = any(departments))`,
  },
  joint_opinion: { sees: inArea('area_path'), limit: ownDepartment },
  rectification: { sees: inArea('area_path'), limit: ownDepartment },
  month_report: { sees: inArea('area_path'), limit: noDepartment },
  town_measure: { sees: inArea('area_path'), limit: 'true' },
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Kept apart from the roster, which an import writes anew: this is what somebody looked at and when.
    create table member_status (
      member_id uuid primary key references member on delete cascade,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      insured text check (insured in ('resident', 'employee', 'none')),
      insured_year integer,
      insured_on date,
      insured_source text check (insured_source in ('person', 'staff', 'register')),
      job text check (job in ('away', 'nearby', 'working', 'home', 'looking', 'unable')),
      -- How far away, never the address of an employer: 行踪 is sensitive.
      job_place text check (job_place in ('county', 'city', 'province', 'other-province', 'abroad')),
      job_since date,
      job_on date,
      job_source text check (job_source in ('person', 'staff', 'register')),
      -- What the labour department's list said last, beside what people say: where they differ somebody asks.
      register_employed boolean,
      register_month text,
      check ((insured is null) = (insured_on is null)),
      check ((job is null) = (job_on is null))
    );
    create index member_status_household on member_status (household_id);

    create table job_change (
      id uuid primary key,
      member_id uuid not null references member on delete cascade,
      household_id uuid not null references household,
      area_path text collate "C" not null,
      from_job text,
      to_job text not null,
      to_place text,
      source text not null check (source in ('person', 'staff', 'register')),
      by_account uuid references account on delete set null,
      by_staff uuid references staff,
      changed_on date not null
    );
    create index job_change_area on job_change (area_path, changed_on);
    create index job_change_member on job_change (member_id, changed_on);

    create table referral (
      id uuid primary key,
      household_id uuid not null references household,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      kind text not null check (kind in ('loan', 'uninsured', 'no-job', 'social-aid', 'health')),
      department text not null,
      source text not null check (source in ('visit', 'rule', 'assessment')),
      -- How many of its members it concerns.
      people integer not null default 1 check (people >= 1),
      found_on date not null,
      visit_id uuid references visit on delete set null,
      told_on date,
      answer text check (answer in ('granted', 'not-needed', 'not-eligible', 'settled')),
      answered_by uuid references staff,
      closed_on date,
      check ((answer is null) = (closed_on is null))
    );
    -- One question about a household stands once; the rule finds it again every night and changes nothing.
    create unique index referral_open_once on referral (household_id, kind) where closed_on is null;
    create index referral_department on referral (department, area_path, found_on) where closed_on is null;
    create index referral_area on referral (area_path, found_on);

    create table joint_review (
      id uuid primary key,
      household_id uuid not null references household,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      self_paid_yuan integer not null check (self_paid_yuan >= 0),
      departments text[] not null check (cardinality(departments) >= 2),
      opened_by uuid references staff,
      opened_on date not null,
      due_on date not null,
      decision text check (decision in ('granted', 'not-granted')),
      means text[] not null default '{}',
      granted_yuan integer check (granted_yuan >= 0),
      decided_by uuid references staff,
      decided_on date,
      check ((decision is null) = (decided_on is null)),
      check (decision is distinct from 'granted' or cardinality(means) >= 1)
    );
    create unique index joint_review_open_once on joint_review (household_id) where decided_on is null;
    create index joint_review_area on joint_review (area_path, opened_on);
    create table joint_opinion (
      review_id uuid not null references joint_review,
      area_path text collate "C" not null,
      department text not null,
      supports boolean not null,
      by_staff uuid not null references staff,
      given_on date not null,
      -- A department says its word once.
      primary key (review_id, department)
    );

    create sequence rectification_number;
    create table rectification (
      id uuid primary key,
      number text not null unique,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      department text,
      source text not null check (source in
        ('inspection', 'hidden-visit', 'assessment', 'audit', 'patrol', 'media', 'self-check')),
      category text not null check (category in
        ('identification', 'help', 'guarantees', 'industry', 'employment', 'relocation', 'funds',
         'conduct', 'data', 'other')),
      -- Problem and measures may name people; kept as words.
      problem_enc text not null,
      measure_enc text not null,
      owner_staff_id uuid references staff,
      entered_by uuid references staff,
      found_on date not null,
      due_on date not null,
      state text not null check (state in ('open', 'reported', 'closed')),
      evidence_enc text,
      evidence_media_id uuid references media on delete set null,
      reported_by uuid references staff,
      reported_on date,
      returned integer not null default 0,
      closed_by uuid references staff,
      closed_on date,
      constraint rectification_needs_evidence check (state = 'open' or
        (evidence_enc is not null and reported_by is not null and reported_on is not null)),
      -- 虚假整改: nobody confirms what they reported.
      constraint rectification_second_person check (closed_by is null or closed_by <> reported_by),
      check ((state = 'closed') = (closed_on is not null and closed_by is not null))
    );
    create index rectification_area on rectification (area_path, due_on);
    create index rectification_open on rectification (due_on) where state <> 'closed';

    create table month_report (
      id uuid primary key,
      -- '2026-10'
      month text not null check (month ~ '^\\d{4}-\\d{2}$'),
      area_id uuid not null references area,
      area_path text collate "C" not null,
      level text not null check (level in ('county', 'town', 'village')),
      numbers jsonb not null,
      body text not null,
      made_at timestamptz not null,
      sent_by uuid references staff,
      sent_at timestamptz,
      -- A report of a month and an area is made once; later runs find it.
      unique (month, area_id)
    );
    create index month_report_area on month_report (area_path, month);

    create table town_measure (
      area_id uuid not null references area,
      area_path text collate "C" not null,
      code text not null,
      -- Null: the county's item of this code is not offered in this town.
      item jsonb,
      changed_on date not null,
      primary key (area_id, code)
    );

    create index measure_household on measure (household_id);

    -- What an export was: which ledger, of which area, in which form, how many rows. Ids, codes and numbers only.
    alter table access_log add column details jsonb;

    grant select, insert, update, delete on member_status, job_change, referral, joint_review,
      joint_opinion, rectification, month_report, town_measure to fangpin_serving;
    grant usage, select on sequence rectification_number to fangpin_serving;
  `.execute(db);
  for (const [table, { sees, limit }] of Object.entries(POLICIES)) {
    const visible = `(${SYSTEM}) or ${sees}`;
    // A household reads its own lines; what it says is written for it.
    const writes = `(${SYSTEM}) or ${inArea('area_path')}`;
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${writes});
            create policy ${table}_department on ${table} as restrictive using (${limit});`)
      .execute(db);
  }
}

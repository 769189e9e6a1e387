/**
 * Issue tickets (问题工单), department alarms, data comparisons and monthly notices; posts of a department.
 *
 * A department officer works county-wide but sees only what is routed to their department: transactions in such a post say so
 * (setting app.department), and every table here that has a department compares it. What a department has no business with at
 * all (words of reports, sheets of people, visits) is closed to such a post by a restrictive policy.
 */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const SYSTEM = `${setting('kind')} = 'system'`;
const STAFF = `${setting('kind')} = 'staff'`;
const inArea = (column: string): string =>
  `(${STAFF} and ${column} >= ${setting('area_from')} collate "C" and ${column} < ${setting('area_to')} collate "C")`;
const ownAccount = (column: string): string =>
  `(${setting('kind')} = 'person' and ${column} = ${setting('account')}::uuid)`;
const ownDepartment = `(${setting('department')} is null or department = ${setting('department')})`;

const POLICIES: Readonly<Record<string, readonly string[]>> = {
  issue_ticket: [`${inArea('area_path')} and ${ownDepartment}`, ownAccount('account_id')],
  alarm: [`${inArea('area_path')} and ${ownDepartment}`],
  issue_event: [`${inArea('area_path')} and ${ownDepartment}`],
  comparison_finding: [`${inArea('area_path')} and ${ownDepartment}`],
  monthly_notice: [inArea('area_path')],
};

/** Tables a department officer never reads. */
const CLOSED_TO_DEPARTMENTS = ['declaration_private', 'member', 'visit'];

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table post add column department text;
    alter table post add constraint post_department check (
      department is null or role = 'department-officer');
    drop index post_held_once;
    create unique index post_held_once on post (staff_id, role, area_id, coalesce(department, ''))
      where until is null;
    alter table invitation add column department text;

    create sequence issue_number as bigint;
    create sequence alarm_number as bigint;

    create table issue_ticket (
      id uuid primary key,
      number text not null unique,
      -- A topic of the pack's routing table.
      topic text not null,
      department text not null,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      household_id uuid references household,
      account_id uuid references account on delete set null,
      opened_by_staff uuid references staff,
      declaration_id uuid references declaration,
      state text not null,
      -- State and steps as the domain has them: codes, days and ids only.
      data jsonb not null,
      version integer not null,
      pack_id text not null,
      pack_version text not null,
      emergency boolean not null default false,
      product text,
      repeat_of uuid references issue_ticket,
      repeat_scope text,
      reports integer not null default 1,
      words_enc text,
      opened_on date not null,
      received_at timestamptz not null,
      verify_due_on date not null,
      fix_due_on date not null,
      verified_on date,
      fixed_on date,
      closed_on date
    );
    -- One open ticket for one trouble of one household (of the whole village where no household is named): two reports at once
    -- cannot open two; the second joins the first.
    create unique index issue_open_once on issue_ticket (household_id, topic)
      where closed_on is null and household_id is not null;
    create unique index issue_open_once_in_area on issue_ticket (area_id, topic)
      where closed_on is null and household_id is null;
    create index issue_area on issue_ticket (area_path, fix_due_on) where closed_on is null;
    create index issue_department on issue_ticket (department, fix_due_on) where closed_on is null;
    create index issue_past on issue_ticket (area_path, topic, opened_on);
    create index issue_account on issue_ticket (account_id) where account_id is not null;
    create index issue_household on issue_ticket (household_id) where household_id is not null;

    -- One data comparison (数据比对) of one department's list.
    create table comparison_run (
      id uuid primary key,
      department text not null,
      month text not null,
      file_hash text not null,
      started_at timestamptz not null,
      finished_at timestamptz,
      rows_read integer not null default 0,
      matched_by_number integer not null default 0,
      matched_by_name integer not null default 0,
      unmatched integer not null default 0,
      bad integer not null default 0,
      findings integer not null default 0,
      known integer not null default 0,
      new_risks integer not null default 0
    );
    -- The same file counts once; one broken off (no end) is taken up again.
    create unique index comparison_file on comparison_run (department, file_hash) where finished_at is not null;
    create index comparison_month on comparison_run (month, department);
    -- What a list said of whom: next month's list brings only what is new.
    create table comparison_finding (
      run_id uuid not null references comparison_run on delete cascade,
      household_id uuid not null references household,
      kind text not null,
      department text not null,
      month text not null,
      area_path text collate "C" not null,
      primary key (run_id, household_id, kind)
    );
    create index comparison_finding_known on comparison_finding (household_id, kind, month);

    create table alarm (
      id uuid primary key,
      number text not null unique,
      kind text not null,
      department text not null,
      source text not null check (source in ('dept_alert', 'data_match')),
      run_id uuid references comparison_run,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      household_id uuid references household,
      member_id uuid,
      state text not null,
      data jsonb not null,
      version integer not null,
      pack_id text not null,
      pack_version text not null,
      case_id uuid references case_file,
      declaration_id uuid references declaration,
      received_at timestamptz not null,
      verify_due_on date not null,
      fix_due_on date not null,
      verified_on date,
      fixed_on date,
      closed_on date
    );
    create unique index alarm_open_once on alarm (household_id, kind)
      where closed_on is null and household_id is not null;
    create unique index alarm_open_once_in_area on alarm (area_id, kind)
      where closed_on is null and household_id is null;
    create index alarm_area on alarm (area_path, fix_due_on) where closed_on is null;
    create index alarm_household on alarm (household_id) where household_id is not null;

    -- Who did what with a ticket or an alarm, when: ids, codes and days only; added to, never changed.
    create table issue_event (
      id bigint generated always as identity primary key,
      subject text not null check (subject in ('issue', 'alarm')),
      subject_id uuid not null,
      seq integer not null,
      department text not null,
      area_path text collate "C" not null,
      kind text not null,
      at timestamptz not null,
      actor_kind text not null,
      actor_id uuid,
      payload jsonb not null,
      unique (subject_id, seq)
    );

    create table monthly_notice (
      id uuid primary key,
      month text not null,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      title text not null,
      body text not null,
      numbers jsonb not null,
      made_at timestamptz not null,
      unique (month, area_id)
    );

    alter table duty add column issue_id uuid references issue_ticket;
    alter table duty add column alarm_id uuid references alarm;
    create index duty_issue on duty (issue_id) where issue_id is not null;
    create index duty_alarm on duty (alarm_id) where alarm_id is not null;

    grant select, insert, update, delete on issue_ticket, alarm, issue_event, comparison_run,
      comparison_finding, monthly_notice to fangpin_serving;
    grant usage, select on sequence issue_number, alarm_number to fangpin_serving;
    revoke update, delete on issue_event from fangpin_serving;
  `.execute(db);
  for (const [table, conditions] of Object.entries(POLICIES)) {
    const visible = [SYSTEM, ...conditions].map((c) => `(${c})`).join(' or ');
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});`)
      .execute(db);
  }
  for (const table of CLOSED_TO_DEPARTMENTS) {
    await sql
      .raw(`create policy ${table}_department on ${table} as restrictive
            using (${setting('department')} is null);`)
      .execute(db);
  }
}

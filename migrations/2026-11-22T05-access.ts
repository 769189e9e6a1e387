/**
 * Who may see which row. The serving role obeys row-level security; each transaction first says in whose name it acts
 * (settings app.kind, app.area_from, app.area_to, app.staff, app.account, app.household). No setting: no row.
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
const ownHousehold = (column: string): string =>
  `(${setting('kind')} = 'person' and ${column} = ${setting('household')}::uuid)`;

const POLICIES: Readonly<Record<string, readonly string[]>> = {
  household: [inArea('area_path'), ownHousehold('id')],
  member: [inArea('area_path'), ownHousehold('household_id')],
  household_gram: [inArea('area_path')],
  staff: [
    `(${STAFF} and exists (select 1 from post p where p.staff_id = staff.id))`,
    `(${STAFF} and id = ${setting('staff')}::uuid)`,
  ],
  post: [inArea('area_path'), `(${STAFF} and staff_id = ${setting('staff')}::uuid)`],
  assignment: [inArea('area_path')],
  account: [ownAccount('id'), inArea('area_path')],
  consent: [ownAccount('account_id')],
  conversation: [ownAccount('account_id')],
  inbound: [],
  message: [ownAccount('account_id')],
  media: [ownAccount('account_id'), inArea('area_path')],
  invitation: [],
  one_time_code: [],
  web_session: [],
  case_file: [inArea('area_path'), ownHousehold('household_id')],
  declaration: [inArea('area_path'), ownAccount('account_id')],
  declaration_private: [
    inArea('area_path'),
    `(${setting('kind')} = 'person' and exists (select 1 from declaration d where d.id = declaration_id))`,
  ],
  declaration_media: [
    inArea('area_path'),
    `(${setting('kind')} = 'person' and exists (select 1 from declaration d where d.id = declaration_id))`,
  ],
  case_event: [
    inArea('area_path'),
    `(${setting('kind')} = 'person' and exists (select 1 from case_file c where c.id = case_id))`,
  ],
  visit: [inArea('area_path')],
  visit_media: [inArea('area_path')],
  duty: [inArea('area_path')],
  duty_reminder: [inArea('area_path')],
  digest_item: [`(${STAFF} and staff_id = ${setting('staff')}::uuid)`],
  alert: [
    inArea('area_path'),
    `(${STAFF} and exists (select 1 from alert_call c where c.alert_id = id and c.staff_id = ${setting('staff')}::uuid))`,
    ownAccount('account_id'),
  ],
  alert_call: [`(${STAFF} and staff_id = ${setting('staff')}::uuid)`],
  // A complaint is routed past the person it is about: whatever their area, that person never sees the row.
  ticket: [
    `(${inArea('owner_area_path')} and about_staff_id is distinct from ${setting('staff')}::uuid)`,
    ownAccount('account_id'),
  ],
  notice_recipient: [inArea('area_path'), ownAccount('account_id')],
  access_log: [`(${STAFF} and staff_id = ${setting('staff')}::uuid)`],
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'fangpin_serving') then
        create role fangpin_serving nologin nosuperuser nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
    grant usage on schema public to fangpin_serving;
    grant select, insert, update, delete on all tables in schema public to fangpin_serving;
    grant usage, select on all sequences in schema public to fangpin_serving;
    -- The log is append-only for the serving role: neither rewriting nor removing is granted.
    revoke update, delete on case_event, seal, access_log from fangpin_serving;
  `)
    .execute(db);
  for (const [table, conditions] of Object.entries(POLICIES)) {
    const visible = [SYSTEM, ...conditions].map((c) => `(${c})`).join(' or ');
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${visible}) with check (${visible});`)
      .execute(db);
  }
}

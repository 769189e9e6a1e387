/** A row for every ledger of the procedure and of help, about the household H1 of the registry bench; ids are written here. */
import { sql } from 'kysely';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '#src/store/database.ts';

export const id = (n: number): string => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`;

/** What the case of H1 says once it is recognised. */
const ASSISTANCE = {
  state: { tag: 'assisting', since: '2026-08-12' },
  assistance: { enrolledOn: '2026-08-03', decidedBy: null, category: 'marginal' },
};

/** Expects household H1 with its head, one member of staff and a case of H2 in the village review. */
export async function writeHelpRows(trx: Trx, fields: FieldEncryption): Promise<void> {
  await sql`insert into member (id, household_id, area_path, ordinal, name, relation, born_on, labour, details)
    select ${id(20)}, id, area_path, 2, '王小兵', '之子', '1995-04-01', 'ordinary', '{"workMonths": 8, "workPlace": "广东"}'
    from household where code = 'H1'`.execute(trx);
  await sql`update household set monitored = 'marginal', flags = '{minimum-living}' where code = 'H1'`.execute(
    trx,
  );
  await sql`insert into case_file (id, number, household_id, area_id, area_path, state, data, version, pack_id, pack_version,
      clue_at, opened_on, due_on, last_hash, closed_at)
    select ${id(21)}, 'C-2', id, area_id, area_path, 'assisting', ${JSON.stringify(ASSISTANCE)}, 9, 'default', '1',
      '2026-07-20T02:00:00Z', '2026-07-20', '2026-08-04', '', '2026-10-20' from household where code = 'H1'`.execute(
    trx,
  );
  await sql`insert into case_file (id, number, household_id, area_id, area_path, state, data, version, pack_id, pack_version,
      clue_at, opened_on, due_on, last_hash)
    select ${id(22)}, 'C-3', id, area_id, area_path, 'village-review', '{"dossier": {"verification": {"on": "2026-10-28"}}}', 3,
      'default', '1', '2026-10-26T02:00:00Z', '2026-10-26', '2026-11-10', '' from household where code = 'H2'`.execute(
    trx,
  );
  await sql`insert into assessment (id, household_id, area_path, case_id, occasion, window_from, window_to, people, sheet,
      housing, schooling, uninsured, water, risks, complete, net_yuan, net_per_person, reference_per_person, suggested,
      pack_id, pack_version, made_by, made_on, changed_at)
    select ${id(23)}, h.id, h.area_path, ${id(21)}, 'identification', '2025-07-01', '2026-06-30', 2,
      '{"wage": 12000, "business": 0, "business-cost": 0, "property": 0, "transfer": 2400, "claims": 0, "illness": 9000}',
      'safe', 'no-child', '{}', '{}', '{因病}', true, 14400, 7200, 2700, 'marginal', 'default', '1', s.id, '2026-07-24', '2026-07-24'
    from household h, staff s where h.code = 'H1'`.execute(trx);
  await sql`insert into plan (id, household_id, area_path, case_id, responsible_staff_id, request_asked, version, adopted_by, adopted_on)
    select ${id(24)}, h.id, h.area_path, ${id(21)}, s.id, true, 1, s.id, '2026-08-12' from household h, staff s where h.code = 'H1'`.execute(
    trx,
  );
  await sql`insert into measure (id, plan_id, household_id, area_id, area_path, code, title, class, department, risks, handout, state,
      planned_on, started_on)
    select ${id(25)}, ${id(24)}, id, area_id, area_path, 'public-post', '乡村公益性岗位', 'public-post', 'labour', '{}', false,
      'in-progress', '2026-08-12', '2026-08-20' from household where code = 'H1'`.execute(trx);
  await sql`insert into quality_finding (id, household_id, area_id, area_path, code, subject, found_on)
    select ${id(69)}, id, area_id, area_path, 'development-not-started', ${id(25)}, '2026-11-01' from household where code = 'H1'`.execute(
    trx,
  );
  await sql`insert into member_status (member_id, household_id, area_path, insured, insured_year, insured_on, insured_source,
      insured_by, insured_doubted, job, job_place, job_since, job_on, job_source)
    select id, household_id, area_path, 'none', 2026, '2026-10-30', 'staff', (select min(id::text)::uuid from staff), true, 'away', 'other-province', '2026-03-01', '2026-10-30',
      'person' from member where id = ${id(20)}`.execute(trx);
  await sql`insert into job_change (id, member_id, household_id, area_path, from_job, to_job, to_place, source, changed_on)
    select ${id(26)}, id, household_id, area_path, 'home', 'away', 'other-province', 'person', '2026-10-30' from member
    where id = ${id(20)}`.execute(trx);
  await sql`insert into referral (id, household_id, area_id, area_path, kind, department, source, people, found_on)
    select ${id(27)}, id, area_id, area_path, 'uninsured', 'medical', 'rule', 1, '2026-11-01' from household where code = 'H1'`.execute(
    trx,
  );
  await sql`insert into joint_review (id, household_id, area_id, area_path, self_paid_yuan, departments, opened_on, due_on)
    select ${id(28)}, id, area_id, area_path, 42000, '{medical,health,civil,rural}', '2026-10-10', '2026-10-20'
    from household where code = 'H1'`.execute(trx);
  await sql`insert into joint_opinion (review_id, area_path, department, supports, by_staff, given_on)
    select j.id, j.area_path, 'civil', true, s.id, '2026-10-12' from joint_review j, staff s`.execute(
    trx,
  );
  const words = (place: 'problem_enc' | 'measure_enc', text: string): string =>
    fields.encrypt(`rectification.${place}`, id(29), text);
  await sql`insert into rectification (id, number, area_id, area_path, source, category, problem_enc, measure_enc, found_on, due_on, state)
    select ${id(29)}, 'Z-1', id, path, 'audit', 'funds', ${words('problem_enc', '公示栏没有更新')},
      ${words('measure_enc', '三天内更新')}, '2026-10-01', '2026-10-15', 'open' from area where code = '539901100200'`.execute(
    trx,
  );
  await sql`insert into month_report (id, month, area_id, area_path, level, numbers, body, made_at)
    select ${id(30)}, '2026-10', id, path, 'village', '{"monitored": 1}', '十月份', '2026-11-01T00:10:00Z' from area
    where code = '539901100200'`.execute(trx);
  await sql`insert into village_meeting (id, draft_id, area_id, area_path, kind, held_on, staff_present, villagers_present,
      minutes_enc, recorded_by, recorded_at)
    select ${id(31)}, 'm1', a.id, a.path, 'regular', '2026-07-27', array[s.id], 9,
      ${fields.encrypt('village_meeting.minutes_enc', id(31), '大家同意')}, s.id, '2026-07-27T08:00:00Z'
    from area a, staff s where a.code = '539901100200'`.execute(trx);
  await sql`insert into meeting_item (meeting_id, case_id, area_path, category)
    select id, ${id(21)}, area_path, 'marginal' from village_meeting`.execute(trx);
  await sql`insert into public_notice (id, case_id, household_id, area_id, area_path, kind, fields, posted_on, min_days, may_close_at, posted_by)
    select ${id(32)}, ${id(21)}, h.id, h.area_id, h.area_path, 'enrol', '{"head-name": "王某", "household-size": 2}', '2026-07-27', 5,
      '2026-08-01T16:00:00Z', s.id from household h, staff s where h.code = 'H1'`.execute(trx);
  await sql`insert into comparison_run (id, department, month, file_hash, started_at, finished_at, rows_read)
    values (${id(40)}, 'medical', '2026-10', 'f', '2026-10-20T02:00:00Z', '2026-10-20T02:01:00Z', 12)`.execute(
    trx,
  );
  await sql`insert into alarm (id, number, kind, department, source, run_id, area_id, area_path, household_id, state, data, version,
      pack_id, pack_version, received_at, verify_due_on, fix_due_on)
    select ${id(41)}, 'Y-1', 'big-medical-cost', 'medical', 'data_match', ${id(40)}, area_id, area_path, id, 'received',
      '{"state": {"tag": "received"}, "receivedOn": "2026-10-20", "figures": {"selfPaidYuan": 48600}}', 1, 'default', '1',
      '2026-10-20T02:01:00Z', '2026-10-23', '2026-10-30' from household where code = 'H1'`.execute(
    trx,
  );
  await sql`insert into elimination_list (id, month, area_path, marked_by, marked_at)
    select ${id(33)}, '2026-10', a.path, s.id, '2026-10-30T02:00:00Z' from area a, staff s where a.code = '539901000000'`.execute(
    trx,
  );
  await sql`insert into elimination_entry (list_id, case_id, household_id, area_path, way, enrolled_on, applied_on, marked_on)
    select ${id(33)}, ${id(21)}, id, area_path, 'assisted', '2026-03-03', '2026-09-10', '2026-10-30' from household
    where code = 'H1'`.execute(trx);
  await sql`insert into relief (id, case_id, household_id, area_path, code, title, yuan, given_on, by_staff)
    select ${id(34)}, ${id(21)}, h.id, h.area_path, 'temporary-relief', '临时救助', 500, '2026-03-01', s.id
    from household h, (select id from staff limit 1) s where h.code = 'H1'`.execute(trx);
}

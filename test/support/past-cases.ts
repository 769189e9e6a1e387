/** Cases that ran their whole way in 2025, many at once: for replays and their bench. */
import { sql } from 'kysely';
import type { PackVersion } from '#src/domain/policy/pack.ts';
import type { Trx } from '#src/store/database.ts';

const STAFF = '00000000-0000-7000-9000-0000000000aa';

/**
 * Inserts `count` closed cases of one household with 14 events each, under `pack`. Of every hundred, some were decided on day 16
 * or later (offsets 10 to 17), and every fiftieth case's publicity came down a day early.
 */
export async function insertPastCases(
  trx: Trx,
  past: {
    readonly count: number;
    readonly pack: PackVersion;
    readonly area: { readonly areaId: string; readonly areaPath: string };
    readonly householdId: string;
  },
): Promise<void> {
  const { count, pack, area, householdId } = past;
  await sql`
    create temporary table past_case on commit drop as
    select gen_random_uuid() as id, i, date '2025-01-06' + (i % 300) as clue,
      10 + i % 8 as decided, case when i % 50 = 0 then 5 else 6 end as posted_for
    from generate_series(1, ${count}::int) i`.execute(trx);
  await sql`
    insert into case_file (id, number, household_id, area_id, area_path, state, data, version, pack_id, pack_version,
      clue_at, opened_on, due_on, last_hash, closed_at)
    select id, 'P-' || lpad(i::text, 6, '0'), ${householdId}, ${area.areaId}, ${area.areaPath}, 'eliminated', '{}', 14,
      ${pack.id}, ${pack.version}, clue::timestamptz, clue, clue + 15, 'x', now()
    from past_case`.execute(trx);
  const staff = sql.lit(STAFF);
  const day = (expression: string) => sql`to_char(clue + (${sql.raw(expression)}), 'YYYY-MM-DD')`;
  const moment = (expression: string) =>
    sql`(extract(epoch from (clue + (${sql.raw(expression)}))::timestamp at time zone 'Asia/Shanghai') * 1000)::bigint`;
  const measure = sql`jsonb_build_array(jsonb_build_object('measureId', 'm', 'class', 'employment', 'state', 'in-progress'))`;
  await sql`
    insert into case_event (case_id, seq, area_path, kind, at, actor_kind, payload, prev_hash, hash)
    select id, seq, ${area.areaPath}, kind, clue::timestamptz, 'staff', payload, 'x', 'x'
    from past_case cross join lateral (values
      (1, 'clue-received', jsonb_build_object('declarationId', 'd', 'source', 'self_declare', 'urgent', false,
        'filedByStaffId', null, 'clueAt', ${moment('0')}, 'pack', jsonb_build_object('id', ${pack.id}::text,
        'version', ${pack.version}::text), 'steps', jsonb_build_array(), 'identifyDueOn', ${day('15')})),
      (2, 'taken', jsonb_build_object('byStaffId', ${staff}, 'on', ${day('0')})),
      (3, 'verified', jsonb_build_object('visitId', 'v', 'finding', 'true', 'reason', null, 'on', ${day('2')},
        'verifiers', jsonb_build_array('a', 'b'), 'secondMissing', false)),
      (4, 'authorised', jsonb_build_object('authorisation', jsonb_build_object('form', 'signature', 'by', 'household',
        'readAloudBy', null, 'mediaId', null, 'recordedBy', ${staff}, 'on', ${day('2')}))),
      (5, 'village-reviewed', jsonb_build_object('review', jsonb_build_object('meetingId', 'm', 'on', ${day('3')},
        'present', 9, 'category', 'marginal', 'reason', null, 'recordedBy', ${staff}))),
      (6, 'publicity-posted', jsonb_build_object('byStaffId', ${staff}, 'noticeId', 'n', 'on', ${day('3')},
        'mayCloseAt', ${moment('9')}, 'category', 'marginal')),
      (7, 'publicity-closed', jsonb_build_object('byStaffId', ${staff}, 'on', ${day('3 + posted_for')},
        'rules', jsonb_build_array())),
      (8, 'town-reviewed', jsonb_build_object('byStaffId', ${staff}, 'reason', null, 'on', ${day('9')})),
      (9, 'enrolled', jsonb_build_object('byStaffId', ${staff}, 'category', 'marginal', 'comparisonId', null,
        'on', ${day('decided')}, 'rules', jsonb_build_array())),
      (10, 'plan-adopted', jsonb_build_object('byStaffId', ${staff}, 'planId', 'p', 'measures', ${measure},
        'on', ${day('decided + 5')}, 'rules', jsonb_build_array())),
      (11, 'assistance-begun', jsonb_build_object('on', ${day('decided + 6')})),
      (12, 'elimination-applied', jsonb_build_object('byStaffId', ${staff}, 'way', 'assisted', 'stages',
        jsonb_build_array(), 'on', ${day('decided + 120')}, 'rules', jsonb_build_array())),
      (13, 'elimination-posted', jsonb_build_object('byStaffId', ${staff}, 'noticeId', 'n',
        'on', ${day('decided + 125')}, 'mayCloseAt', ${moment('decided + 131')})),
      (14, 'elimination-publicity-closed', jsonb_build_object('byStaffId', ${staff},
        'on', ${day('decided + 131')}, 'rules', jsonb_build_array()))
    ) as e(seq, kind, payload)`.execute(trx);
}

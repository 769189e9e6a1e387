import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { inScope } from '#src/store/database.ts';
import { type Scope, SYSTEM } from '#src/store/scope.ts';
import { AREAS, type County, makeCounty, STAFF } from '#test/operations/duty/county.ts';

let county: County;
const OPEN = 30_000;

beforeAll(async () => {
  county = await makeCounty();
  await county.system((trx) =>
    sql`insert into duty (id, key, kind, area_id, area_path, owner_role, owner_staff_id, details, strength,
        clause, created_at, due_on, next_level, next_at)
      select gen_random_uuid(), 'k' || n, 'verify-home', ${AREAS.a.areaId}::uuid,
        '500230/101/' || (n % 300) || '/', 'village-officer',
        case when n % 300 = 201 then ${STAFF.officerA.id}::uuid when n % 70 = 0 then null
          else ${STAFF.officerB.id}::uuid end,
        '{}', 'soft', 'c', now(), date '2026-11-05' + n % 30, 'd-1',
        timestamptz '2026-11-04 00:00+00' + n * interval '1 minute'
      from generate_series(1, ${OPEN}) n`.execute(trx),
  );
}, 120_000);
afterAll(async () => {
  await county.close();
});

const staff: Scope = {
  kind: 'staff',
  staffId: STAFF.officerA.id,
  areaPath: AREAS.a.areaPath,
};

async function plan(scope: Scope, text: string): Promise<string> {
  return await inScope(county.db, scope, async (trx) => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(text)}`.execute(trx);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

test('我的待办 walks the index of owners under row-level security, whatever the number of duties', async () => {
  const found = await plan(
    staff,
    `select count(*) from duty d where d.state = 'open' and (d.owner_staff_id = '${STAFF.officerA.id}'
      or (d.owner_staff_id is null and d.owner_role = 'village-officer'
        and d.area_path >= '500230/101/201/' and d.area_path < '500230/101/2010'))`,
  );
  expect(found).toContain('duty_owner');
  expect(found).not.toContain('Seq Scan on duty');
});

test('the reminder sweep walks the index of what is next and looks at nothing else', async () => {
  const found = await plan(
    SYSTEM,
    `select id from duty where state = 'open' and next_at is not null
      and next_at <= timestamptz '2026-11-04 00:10+00' order by next_at limit 1000 for update skip locked`,
  );
  expect(found).toContain('duty_next');
  expect(found).not.toContain('Seq Scan on duty');
});

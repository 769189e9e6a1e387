import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { readIdentityNumber } from '#src/domain/people/identity-number.ts';
import { roles } from '#src/domain/people/roles.ts';
import { policyBook } from '#src/main/policy-book.ts';
import { seedDemoCases } from '#src/operations/registry/demo-cases.ts';
import { demoTables, seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import type { SourceTable } from '#src/operations/registry/table-rows.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { openRegistry } from './registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(async () => registry.close());

const rowsOf = async (table: SourceTable): Promise<string[]> => {
  const rows: string[] = [];
  for await (const { cells } of table.rows) rows.push(cells.join('|'));
  return rows;
};
const counts = () =>
  registry.system(async (trx) => ({
    households: (await trx.selectFrom('household').select('id').execute()).length,
    members: (await trx.selectFrom('member').select('id').execute()).length,
    flagged: (
      await trx.selectFrom('member').select('id').where('id_number_flag', 'is not', null).execute()
    ).length,
    roles: new Set(
      (await trx.selectFrom('post').select('role').execute()).map((post) => post.role),
    ),
    assigned: (await trx.selectFrom('assignment').select('id').execute()).length,
  }));

test('the demo county fills an empty database with some 600 households and staff of every role', async () => {
  expect(await seedDemoCounty(registry.deps)).toBe(true);

  const found = await counts();
  expect(found.households).toBeGreaterThan(560);
  expect(found.households).toBeLessThan(660);
  expect(found.members).toBeGreaterThan(1500);
  expect(found.flagged).toBe(0);
  expect([...found.roles].sort()).toEqual([...roles].sort());
  expect(found.assigned).toBeGreaterThan(80);
});

test('it is not seeded twice, and never beside other areas', async () => {
  const before = await counts();
  expect(await seedDemoCounty(registry.deps)).toBe(false);
  expect(await counts()).toEqual(before);
});

test('it is the same county every time', async () => {
  expect(await rowsOf(demoTables().households)).toEqual(await rowsOf(demoTables().households));
});

test('its numbers are well formed and belong to nobody', async () => {
  const households = await rowsOf(demoTables().households);
  for (const row of households) {
    const [, , , idNumber = '', , , phone = ''] = row.split('|');
    expect(readIdentityNumber(idNumber, localDate('2026-12-31')).verdict).toBe('valid');
    expect(idNumber.startsWith('539901')).toBe(true);
    expect(phone === '' || phone.startsWith('19900')).toBe(true);
  }
});

test('its cases stand in several steps, made by real decisions, so that the chain of events can be checked', async () => {
  const policies = policyBook(await loadPolicies(), []);
  await seedDemoCases({ ...registry.deps, policies, channels: new Map() });
  const { files, visits, overdue } = await registry.system(async (trx) => ({
    files: await trx
      .selectFrom('case_file')
      .innerJoin('area', 'area.id', 'case_file.area_id')
      .select(['case_file.state', 'area.name'])
      .execute(),
    visits: await trx.selectFrom('visit').select('id').execute(),
    overdue: await trx
      .selectFrom('duty')
      .select('kind')
      .where('state', '=', 'open')
      .where('due_on', '<', localDate('2026-11-02'))
      .execute(),
  }));
  expect(files).toHaveLength(10);
  expect(new Set(files.map((each) => each.state)).size).toBeGreaterThanOrEqual(7);
  expect(visits).toHaveLength(6);
  expect(overdue).toEqual([{ kind: 'verify-home' }]);
  // 桃源村 is where the README's walk begins: nothing of ours lies on its officer's list.
  expect(files.map((each) => each.name)).not.toContain('桃源村');
});

import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaPath } from '#src/domain/people/areas.ts';
import { inScope } from '#src/store/database.ts';
import {
  findHousehold,
  pageHouseholds,
  searchHouseholds,
  type HouseholdCursor,
} from '#src/store/registry/households.ts';
import { gramsOf } from '#src/store/registry/name-search.ts';
import type { Scope } from '#src/store/scope.ts';
import { AREAS, openRegistry } from '#test/operations/registry/registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
const PEACH = areaPath('539901/100/200/');
const COUNTY = areaPath('539901/');
const NAMES = ['李国华', '李国强', '张国华', '王𬭎', '沙马·阿依', '欧阳建国', '李', '国华'];

beforeAll(async () => {
  registry = await openRegistry();
  await registry.areas(AREAS);
  const rows = NAMES.map(
    (name, at) => `H${at}|${name}|户主|${at % 2 === 0 ? '539901100200' : '539901101200'}`,
  );
  await registry.households(
    `户编号|姓名|与户主关系|村代码\n${rows.join('\n')}\nH0|杨小国|之子|539901100200`,
  );
});
afterAll(async () => registry.close());

const search = (words: string, path = COUNTY) =>
  registry.system(async (trx) =>
    (await searchHouseholds(trx, path, words, 20)).map((found) => found.headName),
  );

test.each([
  ['国华', ['国华', '张国华', '李国华']],
  ['李', ['李', '李国华', '李国强']],
  ['李国', ['李国华', '李国强']],
  ['𬭎', []],
  ['王𬭎', ['王𬭎']],
  ['马•阿', ['沙马·阿依']],
  ['阿 依', ['沙马·阿依']],
  ['小国', ['李国华']],
  ['强国', []],
  ['', []],
])('“%s” finds households by part of the head’s or a member’s name', async (words, names) => {
  expect(await search(words)).toEqual(names);
});

test('a search stays inside its area', async () => {
  expect(await search('国华', PEACH)).toEqual(['张国华', '李国华']);
});

test('any two neighbouring signs of a name find it, whatever the name', async () => {
  const name = fc
    .array(fc.constantFrom(...'李国华𬭎㛃·阿依'), { minLength: 2, maxLength: 8 })
    .map((signs) => signs.join(''));
  await fc.assert(
    fc.asyncProperty(name, fc.nat(), async (written, from) => {
      const signs = [...written];
      const at = from % (signs.length - 1);
      const part = `${signs[at] ?? ''}${signs[at + 1] ?? ''}`;
      expect(gramsOf(written)).toEqual(expect.arrayContaining([...gramsOf(part)]));
    }),
  );
});

test('a page brings who is due first, then the others by name, each once', async () => {
  await registry.system(async (trx) => {
    const due = { H3: '2026-11-05', H6: '2026-11-03' };
    for (const [code, day] of Object.entries(due)) {
      await sql`insert into duty (id, key, kind, area_id, area_path, owner_role, household_id, strength, clause, created_at, due_on)
        select gen_random_uuid(), ${code}, 'monthly-visit', area_id, area_path, 'village-officer', id, 'soft', '{}', '2026-11-01',
          ${day}::date from household where code = ${code}`.execute(trx);
    }
    const seen: (string | null)[] = [];
    let after: HouseholdCursor | null = null;
    do {
      const page = await pageHouseholds(trx, { areaPath: COUNTY, after, limit: 3 });
      seen.push(...page.households.map((household) => household.code));
      after = page.next;
    } while (after !== null);
    expect(seen.slice(0, 2)).toEqual(['H6', 'H3']);
    expect(seen).toHaveLength(NAMES.length);
    expect(new Set(seen).size).toBe(NAMES.length);
  });
});

test('G6 nobody of another village reads a household, its members or its name search', async () => {
  const own = await registry.system((trx) =>
    trx.selectFrom('household').select('id').where('code', '=', 'H0').executeTakeFirstOrThrow(),
  );
  const staff = (path: string): Scope => ({
    kind: 'staff',
    staffId: registry.deps.newId(),
    areaPath: path,
  });
  const seen = (scope: Scope) =>
    inScope(registry.deps.db, scope, async (trx) => ({
      household: await findHousehold(trx, own.id),
      members: await trx
        .selectFrom('member')
        .select('id')
        .where('household_id', '=', own.id)
        .execute(),
      found: await searchHouseholds(trx, COUNTY, '李国', 10),
    }));
  const inside = await seen(staff(PEACH));
  expect(inside.household?.headName).toBe('李国华');
  expect(inside.members).toHaveLength(2);
  expect(inside.found).toHaveLength(1);
  const outside = await seen(staff('539901/101/200/'));
  expect(outside).toMatchObject({
    household: undefined,
    members: [],
    found: [expect.objectContaining({ headName: '李国强' })],
  });
  const stranger = await seen({
    kind: 'person',
    accountId: registry.deps.newId(),
    householdId: null,
  });
  expect(stranger).toEqual({ household: undefined, members: [], found: [] });
});

/** Every node of a plan by its type and, where it has one, its index. */
async function planOf(query: RawBuilder<unknown>, scope: Scope): Promise<string> {
  return await inScope(registry.deps.db, scope, async (trx) => {
    // Small tables are read whole whatever the indexes; what is asked is whether the index can be used at all.
    await sql`set local enable_seqscan = off`.execute(trx);
    const { rows } = await sql<Record<string, string>>`explain ${query}`.execute(trx);
    return rows.map((row) => Object.values(row)[0]).join('\n');
  });
}

test.each([
  [
    'names',
    sql`select household_id from household_gram where gram = '国华' and area_path >= '539901/' and area_path < '5399010'`,
    /household_gram_pkey/,
  ],
  [
    'households of an area by name',
    sql`select id from household where area_path >= '539901/100/200/' and area_path < '539901/100/2000' order by head_name`,
    /household_area_name/,
  ],
  [
    'an ID number',
    sql`select id from member where id_number_index in ('a', 'b')`,
    /member_id_number/,
  ],
  ['a phone', sql`select id from member where phone_index in ('a', 'b')`, /member_phone/],
])('row-level security leaves the index on %s in use', async (_, query, index) => {
  const plan = await planOf(query, {
    kind: 'staff',
    staffId: registry.deps.newId(),
    areaPath: PEACH,
  });
  expect(plan).toMatch(index);
  expect(plan).not.toMatch(/Seq Scan on (?:household|member)/);
});

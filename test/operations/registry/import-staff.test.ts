import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { helpersOf } from '#src/store/registry/assignments.ts';
import { findHouseholdByCode, pageHouseholds } from '#src/store/registry/households.ts';
import { holdersCovering, holdersIn, postsOf, responsibleFor } from '#src/store/registry/posts.ts';
import { staffByCode, staffByPhone, staffContact } from '#src/store/registry/staff.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { AREAS, openRegistry } from './registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
const TODAY = localDate('2026-11-02');
const VILLAGE = '539901/100/200/';
const STAFF = `人员编号|姓名|联系电话|岗位|地区代码|乡镇|村|开始日期|结束日期|包户户编号|证件号码
S1|王秀英|19900800001|村信息员||云岭镇|桃源村|2025-03-01|||539901197003050011
S2|赵刚|19900800002|村支书|539901100200|||2025/3/1|||
S3|陈镇|199-0080-0003|镇街信息员||云岭镇||2025-03-01|||
S4|周县|19900800004|county-officer||||2025-03-01|||
S4|周县|19900800004|值班员||||2025-03-01|||
S5|何帮|19900800005|帮扶干部|539901100200|||2025-03-01||H1、H9|`;

beforeAll(async () => {
  registry = await openRegistry();
  await registry.areas(AREAS);
  await registry.households(`户编号|姓名|证件号码|与户主关系|村代码
H1|王秀英|539901197003050011|户主|539901100200
H2|李四||户主|539901100200`);
});
afterAll(async () => registry.close());

test('staff come with their posts, two of one person included, and a helper gets the households', async () => {
  const { summary, issues } = await registry.staff(STAFF);

  expect(summary).toMatchObject({
    rows: 6,
    bad: 0,
    staff: { added: 5 },
    posts: { opened: 6 },
    assigned: 1,
  });
  expect(issues).toMatchObject([{ row: 7, column: '包户户编号', imported: true }]);
  await registry.system(async (trx) => {
    const person = await staffByCode(trx, 'S4');
    const posts = await postsOf(trx, person?.staffId ?? '', TODAY);
    expect(posts.map((post) => [post.role, post.areaName])).toEqual([
      ['county-officer', '云岭县'],
      ['on-call', '云岭县'],
    ]);
    const household = await findHouseholdByCode(trx, 'H1');
    expect(await helpersOf(trx, household?.householdId ?? '', TODAY)).toHaveLength(1);
    // Nobody handles their own household: the ID number links the officer to it.
    expect(await staffByCode(trx, 'S1')).toMatchObject({ householdId: household?.householdId });
    const page = await pageHouseholds(trx, {
      areaPath: VILLAGE,
      after: null,
      limit: 10,
      helperId: (await staffByCode(trx, 'S5'))?.staffId ?? '',
    });
    expect(page.households.map((found) => found.code)).toEqual(['H1']);
  });
});

test('the same staff file twice changes nothing', async () => {
  const { summary } = await registry.staff(STAFF);
  expect(summary).toMatchObject({
    staff: { added: 0, changed: 0, unchanged: 5 },
    posts: { opened: 0, unchanged: 6 },
    assigned: 0,
  });
});

test('a phone is kept encrypted and finds its owner', async () => {
  await registry.system(async (trx) => {
    const [owner] = await staffByPhone(trx, registry.deps.fields, '19900800003');
    expect(owner?.name).toBe('陈镇');
    expect(await staffContact(trx, registry.deps.fields, owner?.staffId ?? '')).toMatchObject({
      phone: '19900800003',
    });
    const stored = await trx.selectFrom('staff').select('phone_enc').execute();
    expect(JSON.stringify(stored)).not.toContain('19900800003');
  });
});

test('the nearest post upwards answers for an area; an empty one passes to the next role up', async () => {
  await registry.system(async (trx) => {
    const other = '539901/101/200/';
    expect(
      (await holdersCovering(trx, 'village-officer', VILLAGE, TODAY)).map((held) => held.name),
    ).toEqual(['王秀英']);
    const passed = (path: string) =>
      responsibleFor(trx, 'village-officer', path, TODAY, { mustBeBound: false });
    expect(await passed(VILLAGE)).toMatchObject({
      role: 'village-officer',
      holders: [{ name: '王秀英' }],
    });
    expect(await passed(other)).toMatchObject({
      role: 'county-officer',
      holders: [{ name: '周县' }],
    });
  });
});

test('whoever is concerned is passed over, and an unbound post passes on when somebody must be told', async () => {
  await registry.system(async (trx) => {
    const officer = await staffByCode(trx, 'S1');
    const without = await responsibleFor(trx, 'village-officer', VILLAGE, TODAY, {
      mustBeBound: false,
      except: [officer?.staffId ?? ''],
    });
    expect(without).toMatchObject({ role: 'village-secretary' });
    const bound = () =>
      responsibleFor(trx, 'village-officer', VILLAGE, TODAY, { mustBeBound: true });
    expect(await bound()).toBeNull();
    const town = await staffByCode(trx, 'S3');
    await trx
      .insertInto('account')
      .values({
        id: registry.deps.newId(),
        channel: 'telegram',
        chat: '1',
        created_at: timestamp(registry.deps.clock.now()),
        consent: null,
        staff_id: town?.staffId ?? null,
        area_id: null,
        area_path: null,
        household_id: null,
        member_id: null,
        phone_enc: null,
        phone_index: null,
        id_number_enc: null,
        id_number_index: null,
      })
      .execute();
    expect(await bound()).toMatchObject({ role: 'town-officer', holders: [{ name: '陈镇' }] });
  });
});

test('a post ends with the day written, both days included', async () => {
  const { summary, issues } = await registry.staff(`姓名|联系电话|岗位|村|乡镇|结束日期
王秀英|19900800001|村信息员|桃源村|云岭镇|2026-11-02
新人|19900800099|村信息员|桃源村|云岭镇|2026-11-02`);

  expect(summary.posts.closed).toBe(1);
  expect(issues).toMatchObject([{ row: 3, column: '结束日期' }]);
  await registry.system(async (trx) => {
    const village = await trx
      .selectFrom('area')
      .select('id')
      .where('path', '=', VILLAGE)
      .executeTakeFirstOrThrow();
    expect(await holdersIn(trx, 'village-officer', village.id, TODAY)).toHaveLength(1);
    expect(await holdersIn(trx, 'village-officer', village.id, localDate('2026-11-03'))).toEqual(
      [],
    );
  });
});

test.each([
  ['|19900800050|村信息员|桃源村|云岭镇|', '姓名'],
  ['某人||村信息员|桃源村|云岭镇|', '联系电话'],
  ['某人|19900800050|村长|桃源村|云岭镇|', '岗位'],
  ['某人|19900800050|村信息员|大坪村||', '村'],
  ['某人|19900800050|村信息员|||', '村'],
  ['某人|19900800050|村信息员||云岭镇|', '村'],
  ['某人|19900800050|县信息员|桃源村|云岭镇|', '村'],
  ['某人|19900800050|村信息员|桃源村|云岭镇|明天', '结束日期'],
])('a row of staff that cannot be taken names its column: %s', async (row, column) => {
  const { summary, issues } = await registry.staff(`姓名|联系电话|岗位|村|乡镇|结束日期\n${row}`);
  expect(summary.bad).toBe(1);
  expect(issues).toMatchObject([{ row: 2, column, imported: false }]);
});

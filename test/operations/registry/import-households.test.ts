import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { identityCheckDigit } from '#src/domain/people/identity-number.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import {
  matchByDisabilityCard,
  matchByIdNumber,
  matchByPhone,
  memberNumbers,
  membersOf,
  standsForOneHousehold,
} from '#src/store/registry/members.ts';
import { findHouseholdByCode, searchHouseholds } from '#src/store/registry/households.ts';
import { AREAS, openRegistry } from './registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
beforeAll(async () => {
  registry = await openRegistry();
  await registry.areas(AREAS);
});
afterAll(async () => registry.close());

const PEACH = areaPath('539901/100/200/');
const HEADER =
  '户编号|户主姓名|姓名|证件号码|与户主关系|联系电话|乡镇|村|组|健康状况|户类型|监测对象类别';
const FAMILY = `${HEADER}
H1|李国华|李国华|539901197003050011|户主|19900100001|云岭镇|桃源村|二组|健康|脱贫户|脱贫不稳定户
H1|李国华|杨㛃|539901197201010029|配偶|19900100001|云岭镇|桃源村|二组|长期慢性病、残疾|脱贫户|脱贫不稳定户
H1|李国华|沙马·阿依|539901200106060049|之女|19900100009|云岭镇|桃源村|二组|健康|脱贫户|脱贫不稳定户`;

test('a roster of the national form becomes a household with its members', async () => {
  const { summary, issues } = await registry.households(FAMILY);

  expect(issues).toEqual([]);
  expect(summary).toMatchObject({
    rows: 3,
    bad: 0,
    households: { added: 1 },
    members: { added: 3 },
  });
  await registry.system(async (trx) => {
    const household = await findHouseholdByCode(trx, 'H1');
    expect(household).toMatchObject({
      headName: '李国华',
      areaName: '云岭镇 桃源村',
      groupName: '二组',
      kind: 'exited-poverty',
      monitored: 'unstable-exited',
      size: 3,
    });
    const members = await membersOf(trx, household?.householdId ?? '');
    expect(members.map(({ name, relation, health }) => ({ name, relation, health }))).toEqual([
      { name: '李国华', relation: '户主', health: ['healthy'] },
      { name: '杨㛃', relation: '配偶', health: ['chronic-illness', 'disabled'] },
      { name: '沙马·阿依', relation: '之女', health: ['healthy'] },
    ]);
    const numbers = await memberNumbers(trx, registry.deps.fields, household?.householdId ?? '');
    // The phone that stands in every row is the household's; only a number of one's own is a member's.
    expect(numbers.map((member) => member.phone)).toEqual(['19900100001', '', '19900100009']);
  });
});

test('the same file twice changes nothing, not even a stored byte', async () => {
  const stored = () =>
    registry.system((trx) => trx.selectFrom('member').selectAll().orderBy('id').execute());
  const before = await stored();
  const { summary } = await registry.households(FAMILY);

  expect(summary.households).toEqual({ added: 0, changed: 0, unchanged: 1 });
  expect(summary.members).toEqual({ added: 0, changed: 0, unchanged: 3 });
  expect(await stored()).toEqual(before);
});

test('a changed row updates that row only, a new member joins, and a member left out stays', async () => {
  const { summary } = await registry.households(`${HEADER}
H1|李国华|李国华|539901197003050011|户主|19900100002|云岭镇|桃源村|三组|患有大病|脱贫户|
H1|李国华|李小宝|539901202501010016|之孙子||云岭镇|桃源村|三组|健康|脱贫户|`);

  expect(summary.households).toEqual({ added: 0, changed: 1, unchanged: 0 });
  expect(summary.members).toEqual({ added: 1, changed: 1, unchanged: 0 });
  await registry.system(async (trx) => {
    const household = await findHouseholdByCode(trx, 'H1');
    expect(household).toMatchObject({ groupName: '三组', monitored: null, size: 4 });
    expect(await membersOf(trx, household?.householdId ?? '')).toHaveLength(4);
    expect(await matchByPhone(trx, registry.deps.fields, '19900100002')).toHaveLength(1);
    expect(await searchHouseholds(trx, PEACH, '小宝', 5)).toHaveLength(1);
  });
});

test('a column the file does not have leaves what is stored, and an empty cell never erases a number', async () => {
  await registry.households(`户编号|姓名|证件号码|与户主关系|村代码
H1|李国华||户主|539901100200`);

  await registry.system(async (trx) => {
    const household = await findHouseholdByCode(trx, 'H1');
    expect(household).toMatchObject({ groupName: '三组', kind: 'exited-poverty' });
    const [head] = await memberNumbers(trx, registry.deps.fields, household?.householdId ?? '');
    expect(head?.idNumber).toBe('539901197003050011');
  });
});

test('rows that cannot be taken are told with number, column and remedy, and the others are imported', async () => {
  const { summary, issues } = await registry.households(`${HEADER}
B1|周一|周一||户主||云岭镇|桃源村|||
B2|周二|周二||户主|||大坪村|||
B3|周三|周三||户主||云岭镇|没有的村|||
B4|周四|||户主||云岭镇|桃源村|||
B5|周五|138\uFFFD||户主||云岭镇|桃源村|||
|||539901197003050011|配偶||云岭镇|桃源村|||`);

  expect(summary).toMatchObject({ rows: 6, bad: 5, households: { added: 1 } });
  expect(issues.filter((issue) => !issue.imported).map(({ row, column }) => [row, column])).toEqual(
    [
      [3, '村'],
      [4, '村'],
      [5, '姓名'],
      [6, '姓名'],
      [7, '姓名'],
    ],
  );
  expect(issues[0]?.reason).toContain('分不清');
  expect(issues[0]?.mend).toContain('乡镇');
});

test.each([
  ['539901197003050014', 'check-digit'],
  ['539901197002300015', 'birth'],
  ['5399011970030', 'shape'],
  ['5.39901E+17', 'shape'],
])('a bad ID number %s is flagged %s and the person is imported', async (number, flag) => {
  const { summary, issues } = await registry.households(`${HEADER}
F-${number}|吴某|吴某|${number}|户主||云岭镇|桃源村|||`);

  expect(summary.bad).toBe(0);
  expect(issues).toMatchObject([{ row: 2, column: '证件号码', imported: true }]);
  await registry.system(async (trx) => {
    const household = await findHouseholdByCode(trx, `F-${number}`);
    const [head] = await membersOf(trx, household?.householdId ?? '');
    expect(head?.idNumberFlag).toBe(flag);
    const [numbers] = await memberNumbers(trx, registry.deps.fields, household?.householdId ?? '');
    expect(numbers?.idNumber).toBe(number);
  });
});

test('a person is found by the 15-digit form of a number, and a disability card by number and by holder', async () => {
  await registry.households(`${HEADER}
C1|郑海|郑海|539901700305001|户主||云岭镇|桃源村|||
C2|钱梅|钱梅|53990119800101002943|户主||云岭镇|桃源村|||`);

  await registry.system(async (trx) => {
    const { fields } = registry.deps;
    const old = await matchByIdNumber(trx, fields, '539901197003050011');
    expect(old.map((match) => match.name)).toContain('郑海');
    expect(await matchByDisabilityCard(trx, fields, '53990119800101002943')).toMatchObject([
      { name: '钱梅' },
    ]);
    expect(await matchByIdNumber(trx, fields, '539901198001010029')).toMatchObject([
      { name: '钱梅' },
    ]);
  });
});

test('a phone number of two households vouches for neither', async () => {
  await registry.households(`${HEADER}
P1|孙大|孙大||户主|19900100077|云岭镇|桃源村|||
P2|孙小|孙小||户主|19900100077|云岭镇|桃源村|||`);

  await registry.system(async (trx) => {
    const { fields } = registry.deps;
    const found = await matchByPhone(trx, fields, '19900100077');
    expect(found).toHaveLength(2);
    expect(standsForOneHousehold(found)).toBe(false);
    expect(standsForOneHousehold(await matchByPhone(trx, fields, '19900100009'))).toBe(true);
  });
});

test('without household codes, head and village make the household, and two heads of one name stay apart', async () => {
  const file = `户主姓名|姓名|证件号码|与户主关系|乡镇|村
王永福|王永福|539901196001010011|户主|清溪镇|大坪村
王永福|王翠花|539901196201010024|配偶|清溪镇|大坪村
王永福|王永福|539901198501010017|户主|清溪镇|大坪村`;
  const first = await registry.households(file);
  const second = await registry.households(file);

  expect(first.summary.households.added).toBe(2);
  expect(first.summary.members.added).toBe(3);
  expect(second.summary.households).toEqual({ added: 0, changed: 0, unchanged: 2 });
});

test('rows of one household that do not stand together are put together', async () => {
  const rows = [
    'G1|高山|高山||户主||云岭镇|桃源村|||',
    'G2|高河|高河||户主||云岭镇|桃源村|||',
    'G1|高山|高小山||之子||云岭镇|桃源村|||',
  ];
  const { summary } = await registry.households([HEADER, ...rows].join('\n'));

  expect(summary.households.added).toBe(2);
  await registry.system(async (trx) => {
    expect(await findHouseholdByCode(trx, 'G1')).toMatchObject({ size: 2 });
  });
});

test('a household that moved takes its members and its name search along', async () => {
  await registry.households(`${HEADER}
M1|洪远|洪远||户主||云岭镇|桃源村|||
M1|洪远|洪小远||之子||云岭镇|桃源村|||`);
  await registry.households(`${HEADER}
M1|洪远|洪远||户主||清溪镇|大坪村|||`);

  await registry.system(async (trx) => {
    expect(await searchHouseholds(trx, PEACH, '洪远', 5)).toEqual([]);
    expect(await searchHouseholds(trx, areaPath('539901/101/'), '洪小远', 5)).toHaveLength(1);
    const members = await trx
      .selectFrom('member')
      .select('area_path')
      .where('name', 'like', '洪%')
      .execute();
    expect(new Set(members.map((member) => member.area_path))).toEqual(
      new Set(['539901/101/200/']),
    );
  });
});

test('two imports of one file at the same time make each household once', async () => {
  const file = [
    HEADER,
    ...Array.from(
      { length: 50 },
      (_, at) =>
        `T${at}|汤${at % 2 ? '明' : '亮'}|汤${at % 2 ? '明' : '亮'}||户主||云岭镇|桃源村|||`,
    ),
  ].join('\n');
  const [one, two] = await Promise.all([registry.households(file), registry.households(file)]);

  expect(
    [one.summary.households.added, two.summary.households.added].toSorted((a, b) => a - b),
  ).toEqual([0, 50]);
});

test('intake goes on while an import holds its lock', async () => {
  await registry.system(async (lock) => {
    const { lockForImport } = await import('#src/store/registry/household-batch.ts');
    await lockForImport(lock);
    await registry.system(async (trx) => {
      const { insertClaimedHousehold } = await import('#src/store/registry/households.ts');
      const village = await trx
        .selectFrom('area')
        .selectAll()
        .where('code', '=', '539901100200')
        .executeTakeFirstOrThrow();
      await insertClaimedHousehold(trx, registry.deps.fields, {
        id: registry.deps.newId(),
        areaId: village.id,
        areaPath: village.path,
        headName: '来客',
        groupName: '',
        phone: '',
        at: registry.deps.clock.now(),
      });
    });
  });
});

test('XX-12 LX-29 who is on the roster is registered here unless the row says no, and a card tells its grade', async () => {
  const rows = (child: string) => `户编号|户主姓名|姓名|证件号码|与户主关系|乡镇|村|是否本地户籍
H9|何九|何九|539901197003050097|户主|云岭镇|桃源村|
H9|何九|何小九|53990120140606002${identityCheckDigit('53990120140606002')}42|之子|云岭镇|桃源村|${child}`;
  const known = async () =>
    await registry.system(async (trx) => {
      const household = await findHouseholdByCode(trx, 'H9');
      const ids = [household?.householdId ?? ''];
      const day = localDate('2026-11-02');
      const [found] = await snapshotsOf(trx, registry.deps.fields, ids, day);
      return found?.snapshot.members.map((each) => [each.registeredHere, each.disabilityGrade]);
    });
  await registry.households(rows('否'));
  expect(await known()).toEqual([
    [true, null],
    [false, 2],
  ]);
  await registry.households(rows('是'));
  expect(await known()).toEqual([
    [true, null],
    [true, 2],
  ]);
});

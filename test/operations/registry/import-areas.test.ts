import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import {
  areaAndAbove,
  childAreas,
  findAreaByCode,
  packIdFor,
  searchAreas,
} from '#src/store/registry/areas.ts';
import { townAreas } from '#src/store/registry/top-area.ts';
import { AREAS, openRegistry } from './registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(async () => registry.close());

test('areas come in any order, and 12-digit codes say level and parent by themselves', async () => {
  const { summary, issues } = await registry.areas(AREAS);

  expect(issues).toEqual([]);
  expect(summary.areas).toEqual({ added: 6, changed: 0, unchanged: 0 });
  await registry.system(async (trx) => {
    expect(await findAreaByCode(trx, '539901100200')).toMatchObject({
      areaPath: '539901/100/200/',
      level: 'village',
      fullName: '云岭镇 桃源村',
    });
    const chain = await areaAndAbove(trx, '539901/100/200/');
    expect(chain.map((area) => area.name)).toEqual(['桃源村', '云岭镇', '云岭县']);
    expect(await packIdFor(trx, '539901/100/200/', localDate('2026-11-22'))).toBe('default');
    const towns = await childAreas(trx, null, 40);
    expect(towns.map((area) => area.name)).toEqual(['云岭镇', '清溪镇']);
  });
  expect((await registry.areas(AREAS)).summary.areas).toEqual({
    added: 0,
    changed: 0,
    unchanged: 6,
  });
});

test.each([
  ['桃源村', ['云岭镇 桃源村']],
  ['桃源', ['云岭镇 桃源村']],
  ['桃 源', ['云岭镇 桃源村']],
  ['源', ['云岭镇 桃源村']],
  ['桃源村委会', ['云岭镇 桃源村']],
  ['我是桃源村的', ['云岭镇 桃源村']],
  ['大坪', ['云岭镇 大坪村', '清溪镇 大坪村']],
  ['清溪镇大坪村', ['清溪镇 大坪村', '云岭镇 大坪村', '清溪镇']],
  ['清溪', ['清溪镇 大坪村', '清溪镇']],
  ['', []],
  ['%', []],
])('“%s” finds the villages a person may mean, best first', async (words, names) => {
  const found = await registry.system((trx) => searchAreas(trx, words, 6));
  expect(found.map((area) => area.fullName)).toEqual(names);
});

test('a renamed town renames what people read of its villages', async () => {
  await registry.areas(`代码|名称\n539901100000|云峰镇`);

  const village = await registry.system((trx) => findAreaByCode(trx, '539901100200'));
  expect(village?.fullName).toBe('云峰镇 桃源村');
});

test('areas of a depth of their own need a level and a parent', async () => {
  const { issues, summary } = await registry.areas(`代码|名称|级别|上级代码
539901100200-3|三组|村民小组|539901100200
XC|空港新城|新城|539901000000
X/1|坏代码|村|XC
XC-1|没上级村|村|NO
XC-2|没级别村||XC
XC|又一个|村|
539901100200|桃源村|村|539901101000`);

  expect(summary.areas.added).toBe(2);
  expect(new Map(issues.map(({ row, column }) => [row, column]))).toEqual(
    new Map([
      [4, '代码'],
      [6, '级别'],
      [7, '代码'],
      [5, '上级代码'],
      [8, '上级代码'],
    ]),
  );
});

test('XX-36 a 新城 between the county and its 镇街 is no town of its own: town work is its 镇街’s', async () => {
  await registry.areas(`代码|名称|级别|上级代码
FD|沣东新城|新城|539901000000
FD-1|斗门街道|街道|FD
FD-1-1|南村|村|FD-1`);
  const names = (await registry.system(townAreas)).map((town) => town.name);
  expect(names).toContain('斗门街道');
  expect(names).not.toContain('沣东新城');
});

/** Targets of the documents at county level, and a town's own tool box. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { ToolboxItem } from '#src/domain/policy/toolbox.ts';
import { townToolbox } from '#src/domain/plan/town-toolbox.ts';
import { importToolbox } from '#src/operations/plan/import-toolbox.ts';
import { townPack } from '#src/operations/plan/town-pack.ts';
import { importFigures } from '#src/operations/report/import-figures.ts';
import { kpiBoards } from '#src/operations/report/kpi-board.ts';
import { AREAS, type County, makeCounty, STAFF, uuid } from '#test/operations/duty/county.ts';
import { table } from '#test/operations/registry/registry-bench.ts';

let county: County;

beforeAll(async () => {
  county = await makeCounty('2024-06-03T09:00:00+08:00');
  await county.household(500, 'a', '张大山', { monitored: 'marginal' });
  await county.household(501, 'c', '刘石桥');
  await county.household(502, 'b', '陈青石');
  await county.system(async (trx) => {
    await sql`update household set kind = 'exited-poverty', size = 2 where id <> ${uuid(502)}`.execute(
      trx,
    );
    for (const [household, yuan, on] of [
      [500, 7000, '2024-03-01'],
      [500, 9000, '2024-05-01'],
      [501, 12_000, '2024-05-02'],
      [502, 9_900, '2024-05-03'],
    ] as const) {
      await sql`insert into assessment (id, household_id, area_path, occasion, window_from, window_to, people, sheet, risks,
          complete, net_yuan, net_per_person, pack_id, pack_version, made_by, made_on, changed_at)
        select gen_random_uuid(), id, area_path, 'review', '2023-01-01', '2023-12-31', 2, '{}', '{}', true, ${yuan * 2}, ${yuan},
          'fengdu', '1', ${STAFF.officerA.id}, ${on}, ${on} from household where id = ${uuid(household)}`.execute(
        trx,
      );
    }
  });
});
afterAll(() => county.close());

/** The county under a pack, in a year its figures hold. */
const assign = (pack: string) => {
  const year = pack === 'tongnan' ? '2025' : '2024';
  county.clock.set(instant(Date.parse(`${year}-06-03T09:00:00+08:00`)));
  return county.system(async (trx) => {
    await sql`insert into area_pack_assignment (area_id, from_day, pack_id, assigned_at)
      values (${AREAS.county.areaId}, '2024-01-01', ${pack}, now())
      on conflict (area_id, from_day) do update set pack_id = excluded.pack_id`.execute(trx);
  });
};
const board = async () => (await kpiBoards(county.deps))[0];
const line = async (code: string) => (await board())?.lines.find(({ kpi }) => kpi.code === code);

test('FD-55 households below 10 000 yuan a head are counted from their last full assessment', async () => {
  await assign('fengdu');
  expect(await line('low-income-households')).toMatchObject({ value: 2, met: false });
});

test('TN-10 the mean of low-income households is held against 8 700, which is a target and no line', async () => {
  await assign('tongnan');
  expect(await line('income-floor')).toMatchObject({ value: 9000, met: true });
});

test('LX-31 TN-19 the share of the insured counts people known either way, and is unknown while nobody is', async () => {
  await assign('longxian');
  expect(await line('insured')).toMatchObject({ value: null, met: null });
  await county.system(async (trx) => {
    await sql`insert into member (id, household_id, area_path, ordinal, name, relation) values
      (${uuid(601)}, ${uuid(500)}, ${AREAS.a.areaPath}, 1, '张大山', '户主'),
      (${uuid(602)}, ${uuid(501)}, ${AREAS.c.areaPath}, 1, '刘石桥', '户主')`.execute(trx);
    await sql`insert into member_status (member_id, household_id, area_path, insured, insured_on)
      select id, household_id, area_path, case id when ${uuid(601)} then 'none' else 'resident' end, '2024-06-01' from member`.execute(
      trx,
    );
  });
  const all = { known: 2, of: 2 };
  expect(await line('insured')).toMatchObject({ value: 0.5, base: all, met: false });
  // Nobody has asked one more: half of two out of three is no verdict on a county.
  await county.system((trx) =>
    sql`insert into member (id, household_id, area_path, ordinal, name, relation)
      values (${uuid(603)}, ${uuid(500)}, ${AREAS.a.areaPath}, 2, '李秀兰', '配偶')`.execute(trx),
  );
  const some = { known: 2, of: 3 };
  expect(await line('insured')).toMatchObject({ value: 0.5, base: some, met: null });
  await assign('tongnan');
  expect((await line('insured'))?.kpi.value).toBe(0.99);
});

test('a target nobody counts says so instead of 0', async () => {
  await assign('fengdu');
  expect(await line('satisfaction')).toMatchObject({ value: null, met: null, missing: 'figures' });
  expect(await line('loans')).toMatchObject({ value: null, met: null, missing: 'figures' });
});

test('a figure handed in shows with its day, the year before tells whether it rose, and what is counted here stands', async () => {
  await assign('fengdu');
  const list = `指标|年度|数值|截至日期
群众认可度和满意度|2023|93.5%|2023-12-31
satisfaction|2024|95%|2024-05-31
小额信贷等发放|2024|2.3亿元|2024-05-31
小额信贷逾期率|2024|130%|
务工 6 个月及以上人数|2023|1|
low-income-households|2024|0|
没有的指标|2024|1|`;
  const run = () => importFigures(county.deps, table(list), () => undefined);
  expect(await run()).toMatchObject({ rows: 7, bad: 2, figures: { added: 5 } });
  expect(await run()).toMatchObject({ figures: { added: 0, changed: 0, unchanged: 5 } });
  expect(await line('satisfaction')).toMatchObject({
    ...{ value: 0.95, asOf: '2024-05-31', before: 0.935, met: true, missing: null },
  });
  expect(await line('loans')).toMatchObject({ value: 230_000_000, met: true });
  expect(await line('loan-overdue')).toMatchObject({ value: null, missing: 'figures' });
  expect(await line('six-month-workers')).toMatchObject({ value: 0, before: 1, met: false });
  // Two households lie below the line whatever a list says.
  expect(await line('low-income-households')).toMatchObject({ value: 2, asOf: null });
});

const item = (code: string, title: string): ToolboxItem => ({
  ...{ code, title, class: 'industry', risks: [], lead: 'rural', capYuanPerYear: null },
  ...{ condition: null, handout: false, source: { kind: 'own-default', reason: 'x' } },
});

test('TN-06 a town adds measures, words one anew and takes one out; the others stay as the county has them', () => {
  const box = [item('a', '甲'), item('b', '乙'), item('c', '丙')];
  const own = [
    { code: 'a', item: item('a', '本镇甲') },
    { code: 'b', item: null },
    { code: 'd', item: item('d', '丁') },
  ];
  expect(townToolbox(box, own).map((each) => each.title)).toEqual(['本镇甲', '丙', '丁']);
});

test('TN-06 the list of a town holds for its households only, and the same list twice changes nothing', async () => {
  const list = `代码|措施|类别|牵头部门|对应风险|上限|条件|停用
tea-garden|镇茶园采茶|产业帮扶|乡村振兴|因缺劳动力、因病|3000|能采茶的|
small-loan|||||||是
Bad Code|x|产业帮扶|乡村振兴||||`;
  const run = () => importToolbox(county.deps, AREAS.town.areaPath, table(list), () => undefined);
  expect(await run()).toMatchObject({
    ok: true,
    value: { rows: 3, bad: 1, measures: { added: 2 } },
  });
  expect(await run()).toMatchObject({ ok: true, value: { measures: { added: 0, unchanged: 2 } } });
  expect(await importToolbox(county.deps, AREAS.a.areaPath, table(list), () => undefined)).toEqual({
    ok: false,
    refusal: { code: 'not-a-town' },
  });
  const pack = county.deps.policies.packFor('tongnan', localDate('2025-03-01'));
  const codes = (area: string) =>
    county.system(async (trx) =>
      (await townPack(trx, pack, area)).settings.toolbox.value.map((each) => each.code),
    );
  expect(await codes(AREAS.a.areaPath)).toContain('tea-garden');
  expect(await codes(AREAS.a.areaPath)).not.toContain('small-loan');
  expect(await codes(AREAS.c.areaPath)).toContain('small-loan');
  expect(await codes(AREAS.c.areaPath)).not.toContain('tea-garden');
});

/** One household under each of the five packs, on the days of the packs' own years, through chats on the real database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPackCounty, type PackWalk } from './pack-walk.ts';

let walk: PackWalk;

beforeAll(async () => {
  walk = await openPackCounty();
});
afterAll(() => walk.close());

test('BN-52 BN-60 BN-61 BN-62 LX-13 巴南 2022: fifteen days softly meant, ten working days over National Day, eliminated over Spring Festival 2023', async () => {
  await walk.begin('banan', '2022-06-13', '2022-09-20');
  await walk.reports();
  expect(await walk.row()).toMatchObject({ packId: 'banan', dueOn: '2022-10-05' });
  expect(await walk.due('identify')).toMatchObject({
    dueOn: '2022-10-05',
    strength: 'soft',
    clause: '《巴南区坚决防止规模性返贫的具体措施》（2022-06-13）第18项',
  });
  expect(await walk.dues()).toEqual({ identify: '2022-10-05', 'accept-clue': '2022-09-21' });
  await walk.taken();
  expect((await walk.due('verify-home')).dueOn).toBe('2022-09-23');

  walk.on('2022-09-21');
  await walk.verified();
  expect((await walk.due('authorise')).dueOn).toBe('2022-09-21');
  expect(await walk.authorised()).toContain('接下来：村级评议');
  expect((await walk.due('village-review')).dueOn).toBe('2022-09-22');

  walk.on('2022-09-22');
  await walk.reviewed('王秀英 村信息员', '突发严重困难户');
  expect((await walk.due('post-publicity')).dueOn).toBe('2022-09-23');
  expect(await walk.posted()).toContain('9月28日');
  expect(await walk.due('close-publicity')).toMatchObject({
    dueOn: '2022-09-28',
    clause: expect.stringContaining('《巴南区'),
  });
  walk.lateOn('2022-09-27');
  expect(await walk.closed()).toContain('不能提前结束');
  walk.on('2022-09-28');
  expect(await walk.closed()).toContain('接下来：镇街审核');
  expect((await walk.due('town-review')).dueOn).toBe('2022-09-30');
  walk.on('2022-09-29');
  await walk.townPasses();
  expect((await walk.due('county-decision')).dueOn).toBe('2022-10-01');
  walk.on('2022-09-30');
  await walk.countyEnrols();
  expect((await walk.row()).state).toBe('enrolled');
  expect(await walk.told()).toContain('纳入帮扶');

  expect(await walk.due('make-plan')).toMatchObject({
    dueOn: '2022-10-19',
    estimated: false,
    strength: 'hard',
    clause: '《巴南区坚决防止规模性返贫的具体措施》（2022-06-13）第18项',
  });
  walk.on('2022-10-10');
  await walk.planned('乡村公益性岗位');
  expect((await walk.due('confirm-plan')).dueOn).toBe('2022-10-11');
  expect((await walk.due('start-measure')).dueOn).toBe('2022-10-30');
  walk.on('2022-10-11');
  await walk.agreed();
  expect(await walk.dues()).toEqual({ 'start-measure': '2022-10-30' });
  walk.on('2022-10-17');
  await walk.begun('乡村公益性岗位');

  walk.on('2022-12-29');
  const early = await walk.asksElimination();
  expect(early.text).toContain('12月30日');
  expect(early.labels).toEqual(['返回']);
  walk.on('2023-01-16');
  await walk.assessedOn('2023-01-15');
  await walk.applied();
  expect(await walk.dues()).toEqual({ 'elimination-village': '2023-01-17' });
  walk.on('2023-01-17');
  await walk.passes('secretaryA', 'elimination-village');
  expect(await walk.dues()).toEqual({ 'elimination-town': '2023-01-19' });
  walk.on('2023-01-18');
  await walk.passes('town', 'elimination-town');
  expect(await walk.dues()).toEqual({ 'elimination-county': '2023-01-20' });
  walk.on('2023-01-19');
  await walk.passes('county', 'elimination-county');
  expect(await walk.dues()).toEqual({ 'post-elimination': '2023-01-20' });
  walk.on('2023-01-20');
  await walk.postedElimination();
  expect(await walk.dues()).toEqual({ 'close-elimination': '2023-01-26' });
  walk.lateOn('2023-01-25');
  expect(await walk.closedElimination()).toContain('提前');
  walk.on('2023-01-28');
  await walk.closedElimination();
  expect(await walk.dues()).toEqual({ 'mark-elimination': '2023-01-31' });
  walk.on('2023-01-29');
  await walk.marked();
  expect((await walk.file()).state).toEqual({ tag: 'eliminated', on: '2023-01-29' });
  expect(await walk.rebuilds()).toBe(true);
});

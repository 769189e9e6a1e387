import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { sweepQuality } from '#src/operations/quality/sweep-quality.ts';
import { addFamily } from '#test/operations/assessment/family.ts';
import { accountOf, type County, makeCounty, STAFF } from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';

let county: County;
let zhao: string;
let member: readonly string[];

beforeAll(async () => {
  county = await makeCounty();
  zhao = await county.household(501, 'a', '赵监测', { monitored: 'marginal' });
  await county.household(502, 'a', '普通户');
  const far = await county.household(503, 'c', '石桥户', { monitored: 'marginal' });
  member = await addFamily(county, zhao, 'a', [
    { name: '赵监测', bornOn: '1950-03-02', labour: 'none', idNumberFlag: 'check-digit' },
    { name: '赵小明', bornOn: '1990-03-02', labour: 'weak' },
  ]);
  await addFamily(county, far, 'c', [{ name: '石桥户', bornOn: '1950-03-02', labour: 'none' }]);
});
afterAll(() => county.close());
beforeEach(async () => {
  county.clock.set(instant(Date.parse('2026-11-02T02:00:00+08:00')));
  await county.clear();
  await county.system((trx) => trx.deleteFrom('quality_finding').execute());
});

const findings = () =>
  county.system((trx) =>
    trx
      .selectFrom('quality_finding')
      .select(['household_id', 'code', 'subject', 'found_on', 'closed_on'])
      .orderBy('area_path')
      .orderBy('code')
      .execute(),
  );
const duties = () =>
  county.system((trx) =>
    trx
      .selectFrom('duty')
      .select(['kind', 'state', 'area_path', 'owner_staff_id', 'due_on'])
      .orderBy('area_path')
      .execute(),
  );
const officer = () => chatOf(county, accountOf('officerA'));

test('every night finds what is wrong once, and one duty a village, however many findings', async () => {
  expect(await sweepQuality(county.deps)).toBe(2);
  await sweepQuality(county.deps);
  expect(await findings()).toMatchObject([
    { household_id: zhao, code: 'able-marked-weak', subject: member[1] },
    { household_id: zhao, code: 'id-number', subject: member[0], closed_on: null },
    { code: 'no-labour-not-marked', subject: '' },
  ]);
  expect(await duties()).toEqual([
    {
      kind: 'mend-data',
      state: 'open',
      area_path: '500230/101/201/',
      owner_staff_id: STAFF.officerA.id,
      due_on: '2026-11-30',
    },
    {
      kind: 'mend-data',
      state: 'open',
      area_path: '500230/102/201/',
      owner_staff_id: STAFF.officerC.id,
      due_on: '2026-11-30',
    },
  ]);
});

test('a finding that is mended closes by itself, and the village’s duty with the last one', async () => {
  await sweepQuality(county.deps);
  await county.system(async (trx) => {
    await trx
      .updateTable('member')
      .set({ id_number_flag: null })
      .where('household_id', '=', zhao)
      .execute();
    await trx
      .updateTable('member')
      .set({ labour: 'ordinary' })
      .where('id', '=', member[1] ?? '')
      .execute();
  });
  await sweepQuality(county.deps);
  const here = (await findings()).filter((each) => each.household_id === zhao);
  expect(here.every((each) => each.closed_on === '2026-11-02')).toBe(true);
  const [village] = await duties();
  expect(village?.state).toBe('cancelled');
  await county.system((trx) =>
    trx
      .updateTable('member')
      .set({ labour: 'weak' })
      .where('id', '=', member[1] ?? '')
      .execute(),
  );
});

test('数据体检 shows an officer the own village in plain words, each with its remedy', async () => {
  await county.system((trx) =>
    trx
      .updateTable('member')
      .set({ id_number_flag: 'shape' })
      .where('id', '=', member[0] ?? '')
      .execute(),
  );
  await sweepQuality(county.deps);
  county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
  const chat = officer();
  const shown = textOf(await chat.say('数据体检'));
  expect(shown).toContain('有2处要看');
  expect(shown).toContain('赵监测家（赵监测）：身份证号不对或者没有。入户时看着证件核对');
  expect(shown).not.toContain('石桥户');
  expect(await chat.labels()).toContain('1. 赵监测');

  await chat.say('我的待办');
  await chat.press('数据体检 桃源村');
  expect(textOf(await chat.press('数据体检'))).toContain('有2处要看');
});

test('nothing to mend is said as well', async () => {
  expect(textOf(await officer().say('数据体检'))).toContain('没有发现问题');
});

/** TN-03 工作预警: what becomes of a duty nobody does, seen by letting days pass between two starts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  type Farmer,
  openDuty,
  type Officer,
  openVillage,
  report,
  type Village,
} from './village.ts';

describe('TN-03 duties as days pass', () => {
  let village: Village;
  let officer: Officer;
  let secretary: Officer;
  let town: Officer;
  let countyLeader: Officer;
  let first: Farmer;
  let second: Farmer;

  beforeAll(async () => {
    village = await openVillage({ name: 'reminders' });
    officer = await village.officer('village-officer');
    secretary = await village.officer('village-secretary');
    town = await village.officer('town-officer');
    countyLeader = await village.officer('county-leader');
    first = await village.farmer();
    second = await village.farmer();
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  const breaches = () =>
    inScope(village.service().core.installation.db, SYSTEM, (trx) =>
      trx.selectFrom('duty').select('kind').where('breached_at', 'is not', null).execute(),
    );

  test('a report that is not urgent waits for the next morning’s digest, one for all of them', async () => {
    await report(first.phone);
    await first.phone.sees('转到村里办理');
    await report(second.phone, '遭了灾');
    await second.phone.sees('转到村里办理');
    expect(officer.phone.heard()).not.toContain(first.who.name);
    await village.jumpTo('2026-11-24T08:05:00+08:00');
    const digest = await officer.phone.sees('待办提醒');
    expect(digest.text).toContain(first.who.name);
    expect(digest.text).toContain(second.who.name);
    expect(digest.text).toContain('今天到期');
    expect(officer.phone.times('待办提醒')).toBe(1);
  });

  test('an urgent one is told at once', async () => {
    const urgent = await village.farmer();
    urgent.phone.say('房子昨晚垮了一半，一家人没地方住，很急');
    await urgent.phone.tap(/提交|一键申报|继续申报/);
    await urgent.phone.sees('受理号');
    const told = await officer.phone.sees('有一件急事请您办');
    expect(told.text).toContain(urgent.who.name);
    await officer.phone.tap('打开看看', { anywhere: true });
    await officer.phone.sees('请留意');
  });

  test('three silent days become one digest, told to the next post up as well', async () => {
    await village.jumpTo('2026-11-27T08:05:00+08:00');
    const digest = await officer.phone.seesSince(officer.phone.person.lastAct, /已超\d天/);
    expect(digest.text).toContain('已超3天');
    const above = await secretary.phone.sees(first.who.name);
    expect(above.text).toContain(officer.name);
    expect(officer.phone.times(/11月27日 周五 待办提醒/)).toBeLessThanOrEqual(1);
  });

  test('FD-02 BN-60 past the hard 15 days the breach is recorded, the county leader told, a reason demanded of the town', async () => {
    await village.jumpTo('2026-12-09T08:05:00+08:00');
    const red = await countyLeader.phone.sees('红色');
    expect(red.text).toContain('识别认定');
    expect((await breaches()).map((each) => each.kind)).toContain('identify');
    await openDuty(town.phone, /说明超期原因/);
    await town.phone.tap('填写原因');
    await town.phone.tap('手上事情太多');
    await town.phone.sees('记下了');
  });

  test('done stops it: nothing more is said of a visit that was made, the next step takes its place', async () => {
    await openDuty(officer.phone, new RegExp(`受理申报 ${first.who.name}`));
    await officer.phone.tap('去走访');
    await officer.phone.tap('属实');
    await officer.phone.tap('提交');
    await officer.phone.sees('走访记好了');
    const visit = new RegExp(`(?:受理申报|入户核实)[^\\n]*${first.who.name}`);
    const before = officer.phone.times(visit);
    await village.jumpTo('2026-12-12T08:05:00+08:00');
    await town.phone.sees('12月12日 周六 待办提醒');
    // Digests leave side by side: the town's may be there before the officer's.
    const next = new RegExp(`承诺授权[^\\n]*${first.who.name}`);
    await expect.poll(() => officer.phone.times(next)).toBeGreaterThan(0);
    expect(officer.phone.times(visit)).toBe(before);
  });
});

describe('BN-63 LX-10 the monthly visit', () => {
  let village: Village;
  let officer: Officer;

  beforeAll(async () => {
    village = await openVillage({ name: 'monthly-visit' });
    officer = await village.officer('village-officer');
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  test('its duty is closed by a routine visit in at most six taps', async () => {
    officer.phone.say('我的待办');
    const list = await officer.phone.sees('待办共');
    const name = /每月走访 .* (\S+)（/.exec(list.text)?.[1] ?? '';
    expect(name).not.toBe('');
    officer.phone.taps = 0;
    officer.phone.command('/menu');
    await officer.phone.tap('走访记录');
    await officer.phone.tap(new RegExp(name));
    await officer.phone.tap('一切正常');
    await officer.phone.tap('提交');
    await officer.phone.sees('待办里的1件事一起办完了');
    expect(officer.phone.taps).toBeLessThanOrEqual(6);
    officer.phone.say('我的待办');
    const after = await officer.phone.sees('待办');
    expect(after.text).not.toContain(name);
  });
});

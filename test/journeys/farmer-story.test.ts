/** A farmer's report from first contact to its end, through Telegram, queue, rules and Postgres, on both queue backends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  backends,
  type Farmer,
  numberIn,
  openDuty,
  type Officer,
  openVillage,
  report,
  type Village,
} from './village.ts';

describe.each(backends())('a farmer’s report with queues on %s', (backend) => {
  let village: Village;
  let officer: Officer;
  let town: Officer;
  let farmer: Farmer;
  let receipt = '';

  beforeAll(async () => {
    village = await openVillage({ name: `farmer-story-${backend}`, backend });
    officer = await village.officer('village-officer');
    town = await village.officer('town-officer');
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  test('BN-52 TN-02 LX-03 first contact, then a report in three taps with a receipt that says who comes and when', async () => {
    farmer = await village.farmer();
    const before = farmer.phone.taps;
    receipt = await report(farmer.phone);
    expect(farmer.phone.taps - before).toBe(3);
    const said = farmer.phone.person.last()?.text ?? '';
    expect(farmer.phone.heard()).toContain('11月27日 周五前，村里会有人上门看看情况');
    expect(farmer.phone.heard()).toContain(officer.name);
    expect(farmer.phone.heard()).toMatch(/电话 199\d{8}/);
    expect(said).not.toBe('');
    await farmer.phone.sees('转到村里办理');
  });

  test('BN-53 TN-03 the officer opens it with what the rules noted, takes it, and the farmer hears who comes when', async () => {
    await openDuty(officer.phone, new RegExp(`受理申报 ${farmer.who.name}`));
    const sheet = await officer.phone.sees('请留意');
    expect(sheet.text).toContain(receipt);
    expect(sheet.text).toContain('上门时看票据');
    await officer.phone.tap('我来受理');
    await officer.phone.sees('您受理了');
    await officer.phone.sees('待办共');
    const told = await farmer.phone.sees('有人接手了');
    expect(told.text).toContain(receipt);
    expect(told.text).toContain(officer.name);
  });

  test('the home verification with its finding closes the duty, labelled 缺第二人, in at most six taps', async () => {
    officer.phone.taps = 0;
    await openDuty(officer.phone, new RegExp(`入户核实 ${farmer.who.name}`));
    await officer.phone.tap('去走访');
    await officer.phone.tap('属实');
    await officer.phone.tap('提交');
    await officer.phone.sees('缺第二人');
    expect(officer.phone.taps).toBeLessThanOrEqual(6);
    const told = await farmer.phone.sees('上门看过了');
    expect(told.text).not.toContain('属实');
  });

  test('我的进度 shows the steps done and to come', async () => {
    await farmer.phone.tap('我的进度', { anywhere: true });
    const progress = await farmer.phone.sees('接下来：');
    expect(progress.text).toContain('✅ 收到申报，11月23日 周一');
    expect(progress.text).toContain('✅ 上门看情况，11月23日 周一');
    expect(progress.text).toContain(receipt);
  });

  test('补充 reaches the officer', async () => {
    await farmer.phone.tap('补充');
    await farmer.phone.sees('补充什么');
    farmer.phone.say('医院说下个月还要去开刀');
    await farmer.phone.sees('补充好了');
    const told = await officer.phone.sees('补充了情况');
    expect(told.text).toContain(receipt);
  });

  test('G6 a report of the officer’s own household goes to somebody else, from the receipt on', async () => {
    if (officer.home === null) throw new Error('the officer lives elsewhere');
    const own = await village.farmer(officer.home);
    await report(own.phone);
    const receipt = own.phone.heard();
    expect(receipt).toContain('经办：');
    expect(receipt).not.toContain(`村信息员 ${officer.name}`);
    await own.phone.sees('转到村里办理');
    officer.phone.say('我的待办');
    await officer.phone.sees('待办');
    expect(officer.phone.person.last()?.text).not.toContain('受理申报');
    await openDuty(town.phone, new RegExp(`受理申报 ${own.who.name}`));
    await town.phone.tap('我来受理');
    await own.phone.sees('有人接手了');
  });

  test('FD-04 不属于困难 is only a proposal: the town confirms, then the farmer hears why and how to object', async () => {
    const other = await village.farmer();
    const number = await report(other.phone, '孩子上学难');
    await other.phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${other.who.name}`));
    await officer.phone.tap('不属于困难');
    await officer.phone.tap('困难已经过去');
    await officer.phone.sees('建议交到镇里了');
    await officer.phone.sees('待办共');
    expect(other.phone.heard()).not.toContain('先不往下办');
    await openDuty(town.phone, new RegExp(`审核建议 ${other.who.name}`));
    await town.phone.tap('同意');
    const told = await other.phone.sees('先不往下办');
    expect(told.text).toContain(number);
    expect(told.text).toContain('可以请镇里再看一次');
    await officer.phone.sees('同意了');
    await town.phone.sees('待办');
  });

  test('a proposal the town sends back goes on where it was', async () => {
    const other = await village.farmer();
    await report(other.phone, '遭了灾');
    await other.phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${other.who.name}`));
    await officer.phone.tap('重复上报');
    await officer.phone.tap('同一件事已在办');
    await officer.phone.sees('建议交到镇里了');
    await officer.phone.sees('待办共');
    await openDuty(town.phone, new RegExp(`审核建议 ${other.who.name}`));
    await town.phone.tap('退回');
    await officer.phone.sees('退回了，请接着办');
    await town.phone.sees('待办');
    await openDuty(officer.phone, new RegExp(`受理申报 ${other.who.name}`));
    await officer.phone.sees('还没有人受理');
  });

  test('转给别人 moves duty and news to a colleague', async () => {
    const secretary = await village.officer('village-secretary');
    const other = await village.farmer();
    await report(other.phone, '没活干、欠工钱');
    await other.phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${other.who.name}`));
    await officer.phone.tap('转给别人');
    await officer.phone.tap(new RegExp(secretary.name));
    await officer.phone.sees('待办共');
    const passed = await secretary.phone.sees(`${officer.name}把一件事转给您`);
    expect(passed.text).not.toContain('急事');
    const told = await other.phone.sees('换了经办人');
    expect(told.text).toContain(secretary.name);
    secretary.phone.say('我的待办');
    await secretary.phone.sees(other.who.name);
  });

  test('LX-06 a second report of the household joins the first and keeps a number of its own', async () => {
    const other = await village.farmer();
    const first = await report(other.phone, '生病花钱多');
    await other.phone.sees('转到村里办理');
    const second = await report(other.phone, '遭了灾');
    expect(second).not.toBe(first);
    const told = await other.phone.sees('放在一起，一并办理');
    expect(numberIn(told.text)).toBe(second);
  });

  test('撤回 is confirmed by phone before anything stops', async () => {
    const other = await village.farmer();
    const number = await report(other.phone, '房子不安全');
    await other.phone.sees('转到村里办理');
    await other.phone.tap('我的进度', { anywhere: true });
    await other.phone.tap('撤回');
    await other.phone.tap('难处已经解决');
    await other.phone.sees('打电话跟您确认');
    await openDuty(officer.phone, new RegExp(`给农户打电话 ${other.who.name}`));
    await officer.phone.sees('问清是不是本人的意思');
    await officer.phone.tap('打电话');
    expect((await officer.phone.sees('请打：')).text).toContain(other.who.phone);
    await officer.phone.tap('是本人意思，撤回');
    const told = await other.phone.sees('按您说的撤回了');
    expect(told.text).toContain(number);
  });
});

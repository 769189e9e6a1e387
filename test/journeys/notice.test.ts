/** FD-63 a bureau’s notice through the whole service: written, approved by another, received, read, and told at the door. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type Farmer, openDuty, type Officer, openVillage, type Village } from './village.ts';

describe('FD-63 发通知', () => {
  let village: Village;
  let town: Officer;
  let leader: Officer;
  let officer: Officer;
  let reader: Farmer;
  let silent: Farmer;

  beforeAll(async () => {
    village = await openVillage({ name: 'notice' });
    town = await village.officer('town-officer');
    leader = await village.officer('town-leader');
    officer = await village.officer('village-officer');
    reader = await village.farmer();
    silent = await village.farmer();
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  test('is written with its exact count, and sent only after a second person agreed', async () => {
    const { phone } = town;
    await phone.tap('发通知', { anywhere: true });
    await phone.sees('先写标题');
    phone.say('医保缴费到12月底');
    await phone.sees('再写正文');
    phone.say('带上户口本，到村委会交，每人400元。交不起的先说一声。');
    await phone.sees('发给哪里');
    phone.say('桃源村');
    await phone.sees('哪些人家');
    await phone.tap('全体农户');
    const preview = await phone.sees('农户看到的是这样');
    expect(preview.text).toMatch(/共\d+户，能发到2户/);
    expect(preview.text).toContain('还没用过这个系统');
    await phone.tap('提交审批');
    await phone.sees('交上去了');
    expect(reader.phone.heard()).not.toContain('医保缴费');
    const asked = await leader.phone.sees('请您审批一条通知');
    expect(asked.text).toContain('每人400元');
    await leader.phone.tap('同意发送', { anywhere: true });
    await phone.sees('同意了您的通知');
  });

  test('arrives with whom to ask, and 已知晓 is the read receipt', async () => {
    const notice = await reader.phone.sees('医保缴费到12月底');
    expect(notice.text).toContain('有不明白的，打电话问');
    await silent.phone.sees('医保缴费到12月底');
    await reader.phone.tap('已知晓', { anywhere: true });
    await reader.phone.sees('记下您看过了');
    await town.phone.tap('看进度', { anywhere: true });
    const progress = await town.phone.sees('点了“已知晓”：1户');
    expect(progress.text).toContain('还没点：1户');
  });

  test('who was not reached or stays silent becomes a door-to-door duty of the village officer, named', async () => {
    await village.jumpTo('2026-11-30T08:05:00+08:00');
    const { db } = village.service().core.installation;
    const doors = () =>
      inScope(db, SYSTEM, (trx) =>
        trx.selectFrom('duty').select('state').where('kind', '=', 'door-to-door').execute(),
      );
    await expect.poll(doors).toEqual([{ state: 'open' }]);
    await openDuty(officer.phone, /上门告知/);
    await officer.phone.tap('看名单');
    let listed = (await officer.phone.sees('户没说到')).text;
    await officer.phone.tap('下一页');
    listed += (await officer.phone.sees('第2页')).text;
    expect(listed).toContain(`${silent.who.name} 一组（没点“已知晓”）`);
    expect(listed).not.toContain(reader.who.name);
    await officer.phone.tap('都上门说过了');
    await officer.phone.sees('记下了');
  });

  test('政策通知 shows a farmer what was sent', async () => {
    await reader.phone.tap('政策通知', { anywhere: true });
    await reader.phone.tap(/医保缴费/);
    await reader.phone.sees('每人400元');
  });
});

/** One trouble told in a sentence, from the report to 解决了, by the people who meet it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuty, openVillage, type Village } from './village.ts';
import { inviteStaff } from '#src/operations/registry/invite-staff.ts';

let village: Village;
beforeAll(async () => {
  village = await openVillage({ name: 'ticket' });
}, 120_000);
afterAll(() => village.close());

/** A phone whose owner holds the post of a department. */
async function waterOffice() {
  const { core } = village.service();
  const invited = await inviteStaff(core.installation, {
    role: 'department-officer',
    department: 'water',
    areaCode: '539901000000',
    name: '高水利',
  });
  if (!invited.ok) throw new Error(invited.refusal.code);
  const phone = village.phone('水利');
  phone.command(`/start ${invited.value.code}`);
  await phone.tap('接受');
  await phone.sees('今天先办哪一样');
  return phone;
}

test('TN-21 FD-12 FD-13 LX-46 没水喝 in a report is a case and a ticket; the department mends it and the farmer has the last word', async () => {
  const town = await village.officer('town-officer');
  const water = await waterOffice();
  const { phone } = await village.farmer();

  phone.say('我们家停水五天了，天天到沟里挑水');
  await phone.tap('提交');
  await phone.sees('受理号');
  const told = await phone.seesSince(0, '另外记了一件');
  expect(told.text).toContain('前有人来核实');
  expect(told.text).toContain('水利');

  await openDuty(town.phone, /核实问题/);
  expect((await town.phone.sees('编号 G-')).text).toContain('停水五天');
  await town.phone.tap('属实');
  await town.phone.sees('记下了');
  await phone.seesSince(0, '情况核实了');

  await openDuty(water, /解决问题/);
  await water.tap('办好了');
  await water.tap('修好了');
  await phone.seesSince(0, '您看解决了吗？');
  await phone.tap('没解决', { anywhere: true });
  await phone.sees('重新办');

  await openDuty(town.phone, /核实问题/);
  await town.phone.tap('属实');
  await town.phone.sees('记下了');
  await openDuty(water, /解决问题/);
  await water.tap('办好了');
  await water.tap('修好了');
  await water.sees('接下来问农户解决了没有');
  await phone.tap('解决了', { anywhere: true });
  await phone.sees('办结了');
}, 120_000);

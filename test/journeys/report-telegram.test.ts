/** A farmer reports by Telegram, an officer takes it: the whole way, over HTTP, queues and Postgres. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import type { Person } from '#test/support/bot-api/person.ts';
import { inviteHolder, type Villager, villagersOf } from '#test/support/county.ts';
import { startService, type TestService } from '#test/support/service.ts';

let telegram: BotApiServer;
let service: TestService;
let villager: Villager;

beforeAll(async () => {
  telegram = await BotApiServer.start({ limits: 'none' });
  service = await startService({ telegram });
  const [first] = await villagersOf(service, '桃源村', 1);
  if (first === undefined) throw new Error('the demo village is empty');
  villager = first;
});
afterAll(async () => {
  await service.end();
  await telegram.close();
});

/** First contact by buttons, the village's name and the shared contact. */
async function firstContact(farmer: Person, who: Villager): Promise<void> {
  farmer.command('/start');
  await farmer.press('同意');
  await farmer.expect('您户口在哪个村');
  farmer.text('桃源村');
  await farmer.expect('您叫什么名字');
  farmer.text(who.name);
  await farmer.expect('您的手机号是多少');
  farmer.contact(who.phone, { own: true });
  await farmer.expect(/您想办什么|一键申报/);
}

describe('a farmer on Telegram', () => {
  test('BN-52 TN-02 first contact, then a report in three taps with a receipt', async () => {
    const officer = telegram.person({ id: 2001, firstName: '信息员' });
    const invitation = await inviteHolder(service, 'village-officer', '桃源村');
    officer.command(`/start ${invitation.code}`);
    await officer.press('接受');
    await officer.expect('今天先办哪一样');
    const farmer = telegram.person({ id: 1001, firstName: '大山' });
    await firstContact(farmer, villager);
    await farmer.press('一键申报');
    await farmer.expect('家里遇到了什么难处');
    await farmer.press('生病花钱多');
    await farmer.expect('我帮您记下了');
    await farmer.press('提交');
    await farmer.expect('受理号');
    await farmer.expect('转到村里办理');
    officer.text('我的待办');
    await officer.expect(/./);
    officer.text('1');
    await officer.expect(/./);
    await new Promise((r) => setTimeout(r, 800));
    await officer.press('我来受理');
    await new Promise((r) => setTimeout(r, 800));
    console.log(farmer.transcript().slice(-400));
    console.log(officer.transcript());
    expect(telegram.violations).toEqual([]);
  });
});

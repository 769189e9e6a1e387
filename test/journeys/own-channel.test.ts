/** A third channel needs nothing but its own file: the same conversation, word for word. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RawUpdate } from '#src/operations/ports.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import { type Villager, villagersOf } from '#test/support/county.ts';
import { createOwnChannel, type LinePerson } from '#test/support/own-channel.ts';
import { startService, type TestService } from '#test/support/service.ts';
import { Phone } from './phone.ts';
import { firstContact, report } from './village.ts';

let telegram: BotApiServer;
let service: TestService;
const lines = createOwnChannel();
let people: readonly Villager[];

beforeAll(async () => {
  telegram = await BotApiServer.start({ limits: 'none' });
  service = await startService({ telegram, extraChannels: [lines] });
  lines.onReceived = (batch: readonly RawUpdate[]) => service.core.take(batch);
  // An officer's own family has another officer: theirs would be another receipt.
  const { db } = service.core.installation;
  const homes = await inScope(db, SYSTEM, (trx) =>
    trx.selectFrom('staff').select('household_id').execute(),
  );
  const found = await villagersOf(service, '桃源村', 12);
  people = found.filter((each) => homes.every((home) => home.household_id !== each.householdId));
});
afterAll(async () => {
  await service.end();
  await telegram.close();
});

async function firstContactByLine(person: LinePerson, who: Villager): Promise<void> {
  await person.say('/start');
  await person.expect('同意');
  await person.press('同意');
  await person.expect('您户口在哪个村');
  await person.say('桃源村');
  await person.expect('您叫什么名字');
  await person.say(who.name);
  await person.expect('您的手机号是多少');
  await person.sendNumber();
  await person.expect('您想办什么');
}

async function reportByLine(person: LinePerson): Promise<void> {
  await person.press('一键申报');
  await person.expect('难处');
  await person.press('生病花钱多');
  await person.expect('我帮您记下了');
  await person.press('提交');
  await person.expect('受理号');
}

/** What differs from person to person: the name and the receipt number. */
const neutral = (text: string, who: Villager): string =>
  text.replaceAll(who.name, '甲').replaceAll(/受理号 [\d-]+/g, '受理号');

describe('a channel of the tests’ own', () => {
  test('first contact and a report in three taps say word for word what Telegram says', async () => {
    const [one, two] = people;
    if (one === undefined || two === undefined) throw new Error('the village is too small');
    const phone = new Phone(telegram.person({ id: 4001, firstName: '农户' }));
    await firstContact(phone, one);
    await report(phone);
    await phone.sees('转到村里办理');
    const person = lines.person(two.phone);
    await firstContactByLine(person, two);
    await reportByLine(person);
    await person.expect('转到村里办理');
    const onTelegram = phone.person.chat
      .fromBot()
      .map((message) => neutral(message.text, one))
      // Telegram's own word when its share button goes away.
      .filter((text) => text !== '好的。');
    expect(person.heard().map((text) => neutral(text, two))).toEqual(onTelegram);
  });

  test('an unsent report comes along when its person goes on in another channel, once', async () => {
    const [, , who] = people;
    if (who === undefined) throw new Error('the village is too small');
    const phone = new Phone(telegram.person({ id: 4002, firstName: '农户' }));
    await firstContact(phone, who);
    await phone.tap('一键申报', { anywhere: true });
    await phone.tap('生病花钱多');
    await phone.sees('我帮您记下了');
    phone.say('老伴住院花了四万多，还要再开一刀');
    await phone.sees('四万');
    phone.say('我的信息');
    await phone.tap('换个地方用');
    await phone.tap('给我一个码');
    const code = /码是 (\S+)/.exec((await phone.sees('码是')).text)?.[1] ?? '';
    const person = lines.person('13500001111');
    await person.say(`/start j_${code}`);
    await person.expect('接起来吗');
    await person.press('是我，接上');
    await person.expect('没交的申报也带过来了');
    await person.expect('您想办什么');
    await person.press('一键申报');
    expect(await person.expect('没交的申报')).toContain('四万');
    await person.press('继续申报');
    await person.expect('我帮您记下了');
    await person.press('提交');
    const receipt = /受理号 ([\d-]+)/.exec(await person.expect('受理号'))?.[1] ?? 'none';
    // The other chat has let go of the draft, and sees the report as its own.
    phone.say('我的进度');
    await phone.sees(receipt);
    await phone.tap('一键申报', { anywhere: true });
    expect((await phone.sees('难处')).text).not.toContain('四万');
  });
});

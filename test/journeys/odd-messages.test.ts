/** What people send besides reports, and at the wrong moment: each gets a fitting answer and nothing is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  type Farmer,
  numberIn,
  openDuty,
  type Officer,
  openVillage,
  report,
  type Village,
} from './village.ts';

describe('odd messages', () => {
  let village: Village;
  let officer: Officer;
  let leader: Officer;
  let farmer: Farmer;

  beforeAll(async () => {
    village = await openVillage({ name: 'odd-messages' });
    officer = await village.officer('village-officer');
    leader = await village.officer('town-leader');
    farmer = await village.farmer();
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  const reports = () =>
    inScope(village.service().core.installation.db, SYSTEM, (trx) =>
      trx.selectFrom('declaration').select('id').execute(),
    );

  test('in the middle of a draft: a sticker, a forwarded file, a 20 MB video, a command; the draft is still there', async () => {
    const { phone } = farmer;
    phone.say('老伴在医院，花了三万块，借遍了');
    await phone.sees('我帮您记下了');
    phone.person.sticker('👍');
    await phone.sees(/看不懂|没看明白/);
    phone.person.document(1_000, '村里的群.apk', 'application/vnd.android.package-archive');
    await phone.sees('这种文件我打不开');
    phone.person.video(21 * 1024 * 1024);
    await phone.sees('太大了');
    phone.command('/help');
    await phone.sees('可以直接打电话');
    phone.command('/menu');
    await phone.sees('没交的申报');
    await phone.tap('一键申报');
    await phone.tap('继续申报');
    const readBack = await phone.sees('我帮您记下了');
    expect(readBack.text).toContain('借遍了');
  });

  test('提交 pressed twice counts once, with one number', async () => {
    const { phone } = farmer;
    const question = await phone.sees('我帮您记下了');
    phone.person.pressOn(question.messageId, '提交');
    phone.person.pressOn(question.messageId, '提交');
    const receipt = await phone.sees('受理号');
    await phone.sees('转到村里办理');
    await phone.tap('我的进度', { anywhere: true });
    await phone.sees(`受理号 ${numberIn(receipt.text)}`);
    expect(await reports()).toHaveLength(1);
    expect(phone.times('收到了，已经登记')).toBe(1);
  });

  test('two messages at once are both kept, in order', async () => {
    const { phone } = await village.farmer();
    phone.say('我男人出车祸了');
    phone.say('赔偿还没拿到');
    const readBack = await phone.sees(/出车祸了[\s\S]*赔偿还没拿到/);
    expect(readBack.text).toContain('我帮您记下了');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
  });

  test('an edited message is heard like a new one', async () => {
    const { phone } = await village.farmer();
    const messageId = phone.say('家里的牛病死了两头');
    await phone.sees('我帮您记下了');
    phone.person.edit(messageId, '家里的牛病死了三头');
    await phone.sees('三头');
  });

  test('a draft outlives a restart, and the button of before still sends it', async () => {
    const { phone } = await village.farmer();
    phone.say('打工的厂子垮了，三个月工资没发');
    await phone.sees('我帮您记下了');
    await village.jumpTo('2026-11-23T12:00:00+08:00');
    await phone.tap('提交');
    await phone.sees('受理号');
    await phone.sees('转到村里办理');
  });

  test('a question, thanks, abuse and spam are answered as what they are, and open no report', async () => {
    const { phone } = await village.farmer();
    const before = (await reports()).length;
    phone.say('谢谢你们');
    await phone.sees('不用谢');
    phone.say('低保要什么条件？');
    await phone.sees('低保看全家人的收入和财产');
    phone.say('你们是干啥子吃的，狗东西');
    await phone.sees('听得出您心里有气');
    phone.say('加微信领红包，日赚三千 http://a.example');
    await phone.sees('广告和链接我们不看');
    phone.person.forward('转发：领取国家扶贫款，点链接 http://b.example');
    await phone.sees('广告和链接我们不看');
    expect(await reports()).toHaveLength(before);
  });

  test('FD-04 G6 a complaint about the village officer never reaches that officer', async () => {
    const { phone } = await village.farmer();
    phone.say('我要投诉');
    await phone.sees('请说说是什么事');
    phone.say('村里的信息员收了我五百块钱才肯上报');
    const opened = await phone.sees('您反映的记下了');
    expect(opened.text).toContain('不经过被投诉的人');
    await phone.tap(new RegExp(officer.name));
    await phone.sees('不会经过这个人');
    await openDuty(leader.phone, /回复来信/);
    await leader.phone.sees('五百块钱');
    await leader.phone.tap('回复');
    await leader.phone.sees('请打字回复');
    leader.phone.say('我们已经派人调查，三天内给您答复。');
    await phone.sees('三天内给您答复');
    officer.phone.say('我的待办');
    await officer.phone.sees('待办');
    expect(officer.phone.heard()).not.toContain('五百块');
    expect(officer.phone.heard()).not.toContain('回复来信');
  });

  test('a button pressed a month later is answered kindly, and the new way shown', async () => {
    const { phone } = await village.farmer();
    const number = await report(phone, '遭了灾');
    await phone.sees('转到村里办理');
    const old = phone.person.chat
      .fromBot()
      .find((each) => each.buttons.flat().some((label) => label.includes('提交')));
    await village.jumpTo('2026-12-23T10:00:00+08:00');
    const messageId = old?.messageId ?? 0;
    const press = phone.person.pressOn(messageId, '提交');
    await press.answered();
    // In that month nobody came: what is said of that carries the number as well.
    const answer = await phone.sees('不用再交');
    expect(answer.text).toContain(number);
    await phone.tap('我的进度', { anywhere: true });
    await phone.sees(`受理号 ${number}`);
  });
});

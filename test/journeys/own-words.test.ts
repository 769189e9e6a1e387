/** Reports told in people's own words: typed, spoken, for a neighbour, by an officer; with and without a model. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModelServer } from '#test/support/model-server.ts';
import { TINY_PNG } from '#test/web/visitor.ts';
import { openDuty, type Officer, openVillage, type Village, VILLAGE } from './village.ts';

/** The head of an Ogg file; what it would sound like is the model's business. */
const RECORDING = Uint8Array.from([
  ...new TextEncoder().encode('OggS'),
  ...Array<number>(200).fill(0),
]);

describe('reports in people’s own words', () => {
  let village: Village;
  let officer: Officer;

  beforeAll(async () => {
    village = await openVillage({ name: 'own-words' });
    officer = await village.officer('village-officer');
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  test('a sentence in dialect is read back, and counts only after 提交', async () => {
    const { phone, who } = await village.farmer();
    phone.say('我屋头老汉儿摔断了脚杆，住院用脱四万多，娃儿学费都拿不出来');
    const readBack = await phone.sees('我帮您记下了');
    expect(readBack.text).not.toContain('房子');
    expect(readBack.text).toContain('摔断了脚杆');
    expect(readBack.text).toContain('4万多元');
    await phone.tap('提交');
    await phone.sees('受理号');
    await phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${who.name}`));
    const sheet = await officer.phone.sees('请留意');
    expect(sheet.text).toContain('“我屋头老汉儿摔断了脚杆，住院用脱四万多，娃儿学费都拿不出来”');
  });

  test('typed name and number make a claimed account, told only what holds for everybody', async () => {
    const who = village.villager();
    const phone = village.phone('手打');
    phone.command('/start');
    await phone.tap('同意');
    await phone.sees('您户口在哪个村');
    phone.say(VILLAGE);
    await phone.sees('您叫什么名字');
    phone.say(who.name);
    await phone.sees('您的手机号是多少');
    phone.say(who.phone);
    await phone.sees('您想办什么');
    phone.say('家里遭了水灾，庄稼全淹了');
    await phone.tap('提交');
    await phone.sees('受理号');
    await phone.sees('转到村里办理');
    await phone.tap('我的进度', { anywhere: true });
    const progress = await phone.sees('结果会当面告诉您');
    expect(progress.text).not.toContain('村里接手，');
  });

  test('FD-04 somebody the registry does not know is taken in all the same, and the village is asked to look', async () => {
    const phone = village.phone('外来');
    phone.command('/start');
    await phone.tap('同意');
    phone.say(VILLAGE);
    await phone.sees('您叫什么名字');
    phone.say('查无此人');
    await phone.sees('您的手机号是多少');
    phone.say('13912345678');
    await phone.sees('您想办什么');
    await phone.tap('一键申报');
    await phone.tap('生病花钱多');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
    await openDuty(officer.phone, /核对农户身份/);
    await officer.phone.sees('名册里没有对上这个人');
  });

  test('a person of a village nobody knows is taken to the town', async () => {
    const phone = village.phone('远方');
    phone.command('/start');
    await phone.tap('同意');
    await phone.sees('您户口在哪个村');
    phone.say('火星村');
    await phone.sees('没找到“火星村”');
    await phone.tap('找不到我的村');
    await phone.tap('云岭镇');
    await phone.sees('您叫什么名字');
  });

  test('for a neighbour: recorded as such, the person asked at the visit', async () => {
    const { phone } = await village.farmer();
    phone.say('隔壁王大爷病了没钱医，他不会用手机，我帮他说一声');
    await phone.sees('那家人叫什么名字');
    phone.say('王德贵');
    await phone.sees('那家户口在哪个村');
    await phone.tap('和我同村');
    await phone.tap('不知道电话');
    const readBack = await phone.sees('替别人申报');
    expect(readBack.text).toContain('王德贵');
    await phone.tap('提交');
    const receipt = await phone.sees('受理号');
    expect(receipt.text).toContain('上门时会当面问问本人的意思');
    await phone.sees('转到村里办理');
    await openDuty(officer.phone, /受理申报 王德贵/);
    await officer.phone.sees('是别人代报的，上门时问问本人的意思');
  });

  test('BN-54 代农户申报: an officer files for a household and reads the number out', async () => {
    const who = village.villager();
    officer.phone.say('代农户申报');
    await officer.phone.sees('替哪一户申报');
    officer.phone.say(who.name);
    await officer.phone.tap(new RegExp(`^1\\. ${who.name}`));
    officer.phone.say('他打电话来说牛都病死了，亏了两万');
    await officer.phone.sees(`代${who.name}家申报`);
    await officer.phone.tap('提交');
    const receipt = await officer.phone.sees('请念给农户听');
    expect(receipt.text).toContain(who.name);
  });

  test('photo and place, sent before anything was asked, reach the officer', async () => {
    const { phone, who } = await village.farmer();
    phone.person.photo(TINY_PNG, { caption: '房子墙裂了，手都伸得进去' });
    expect((await phone.sees('我帮您记下了')).text).toContain('1张照片');
    phone.person.location(29.4, 106.5);
    await phone.sees('位置：收到了');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${who.name}`));
    const shown = await officer.phone.sees('墙裂了');
    expect(shown.text).toContain('位置：29.4, 106.5');
    expect(village.telegram.answered.get('sendPhoto') ?? 0).toBeGreaterThan(0);
  });

  test('a voice message without a model stays a voice message, for the officer to hear', async () => {
    const { phone, who } = await village.farmer();
    phone.person.voice(RECORDING, 7);
    expect((await phone.sees('我帮您记下了')).text).toContain('1条语音');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${who.name}`));
    await officer.phone.sees('附有照片、语音等1件');
    expect(village.telegram.answered.get('sendVoice') ?? 0).toBeGreaterThan(0);
  });
});

describe('a voice message with a model', () => {
  let village: Village;
  let model: ModelServer;

  beforeAll(async () => {
    model = await ModelServer.start();
    model.hears('老伴住院花了三万多，实在拿不出来了');
    village = await openVillage({
      name: 'voice-with-model',
      env: {
        OPENAI_BASE_URL: model.baseUrl,
        OPENAI_MODEL: 'test-model',
        OPENAI_TRANSCRIBE_MODEL: 'ears',
        OPENAI_API_KEY: 'test',
      },
    });
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
    await model.stop();
  });

  test('is written down and read back, and counts after 提交', async () => {
    const { phone, who } = await village.farmer();
    phone.person.voice(RECORDING, 7);
    const readBack = await phone.sees('老伴住院花了三万多');
    expect(readBack.text).toContain('3万多元');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
    for (const request of model.requests) {
      expect(request.body).not.toContain(who.name);
      expect(request.body).not.toContain(who.phone);
    }
  });

  test('and when the model fails, nothing is lost', async () => {
    model.always({ kind: 'status', status: 500 });
    const { phone } = await village.farmer();
    phone.person.voice(RECORDING, 7);
    await phone.sees('1条语音');
    await phone.tap('再选一种');
    await phone.tap('遭了灾');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
  });
});

/** The farmer’s and the officer’s story in the web chat, in a real browser, word for word as on Telegram. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launchBrowser } from '#test/support/browser.ts';
import { openVillage, type Village, VILLAGE } from './village.ts';

/** What a person does, on whatever channel. */
type Hand = {
  say(words: string): Promise<void>;
  tap(label: string | RegExp): Promise<void>;
  sees(words: string): Promise<void>;
  /** Everything we said, without white space: how lines are broken is the channel’s. */
  heard(): Promise<readonly string[]>;
};

const bare = (text: string): string => text.replaceAll(/\s+/g, '');

/** Telegram alone: taking a keyboard away needs a message. */
const OF_TELEGRAM = new Set(['好的。']);

function telegramHand(village: Village): Hand {
  const phone = village.phone('手机');
  return {
    async say(words) {
      if (words.startsWith('/')) phone.command(words);
      else phone.say(words);
    },
    async tap(label) {
      await phone.tap(label, { anywhere: true });
    },
    async sees(words) {
      await phone.person.expect(words, { after: 0 });
    },
    heard: async () =>
      phone.person.chat
        .fromBot()
        .map((message) => message.text)
        .filter((text) => !OF_TELEGRAM.has(text))
        .map(bare),
  };
}

function webHand(page: Page): Hand {
  return {
    async say(words) {
      await page.getByLabel('在这里打字').fill(words);
      await page.keyboard.press('Enter');
    },
    async tap(label) {
      const exact = typeof label === 'string';
      await page.locator('.choices').getByRole('button', { name: label, exact }).last().click();
    },
    async sees(words) {
      await page.locator('.us .bubble', { hasText: words }).last().waitFor({ timeout: 15_000 });
    },
    heard: async () =>
      (await page.locator('.us .bubble').allTextContents()).map((text) =>
        bare(text).replace(/^我们说：/, ''),
      ),
  };
}

/** First contact with a typed number, a report in three taps, progress. */
async function farmerStory(hand: Hand, name: string, phone: string): Promise<void> {
  await hand.tap('同意');
  await hand.sees('您户口在哪个村');
  await hand.say(VILLAGE);
  await hand.sees('您叫什么名字');
  await hand.say(name);
  await hand.sees('您的手机号是多少');
  await hand.say(phone);
  await hand.sees('您想办什么');
  await hand.tap('一键申报');
  await hand.sees('家里遇到了什么难处');
  await hand.tap('生病花钱多');
  await hand.sees('我帮您记下了');
  await hand.tap('提交');
  await hand.sees('转到村里办理');
}

/** Opens the report, takes it, visits. */
async function officerStory(hand: Hand, name: string): Promise<void> {
  await hand.say('我的待办');
  await hand.sees(`受理申报 云岭镇 桃源村 ${name}`);
  await hand.tap(new RegExp(`受理申报 ${name}`));
  await hand.sees('还没有人受理');
  await hand.tap('我来受理');
  await hand.sees(`入户核实 云岭镇 桃源村 ${name}`);
  await hand.tap(new RegExp(`入户核实 ${name}`));
  await hand.sees('已受理，等入户核实');
  await hand.tap('去走访');
  await hand.sees('情况属实吗');
  await hand.tap('属实');
  await hand.sees('核实结果：属实');
  await hand.tap('提交');
  await hand.sees('走访记好了');
}

describe.skipIf(!hasBrowser())('the story in the web chat', () => {
  let onWeb: Village;
  let onTelegram: Village;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    // Two counties made from the same seed: the same people, each reporting once on each channel.
    onWeb = await openVillage({ name: 'web-story' });
    onTelegram = await openVillage({ name: 'web-story-telegram' });
  });
  afterAll(async () => {
    await browser.close();
    await onWeb.close();
    await onTelegram.close();
  });

  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(`${onWeb.service().url ?? ''}${path}`);
    return page;
  };

  test('BN-52 TN-02 farmer and officer hear the same words as on Telegram', async () => {
    const who = onWeb.villager();
    expect(onTelegram.villager()).toMatchObject({ name: who.name, phone: who.phone });

    const page = await open('/chat');
    await page.getByRole('button', { name: '是我自己的' }).click();
    await page.locator('html[data-ready]').waitFor();
    const farmerOnWeb = webHand(page);
    const invitation = await onWeb.invite('village-officer');
    const desk = await open(`/i/${invitation.code}`);
    await desk.getByRole('button', { name: /这是我自己的手机/ }).click();
    await desk.locator('html[data-ready]').waitFor();
    const officerOnWeb = webHand(desk);
    await officerOnWeb.tap('接受');
    await officerOnWeb.sees('今天先办哪一样');
    await farmerStory(farmerOnWeb, who.name, who.phone);
    await officerStory(officerOnWeb, who.name);
    await farmerOnWeb.sees('上门看过了');

    const other = await onTelegram.invite('village-officer');
    const officerOnTelegram = telegramHand(onTelegram);
    await officerOnTelegram.say(`/start ${other.code}`);
    await officerOnTelegram.tap('接受');
    await officerOnTelegram.sees('今天先办哪一样');
    const farmerOnTelegram = telegramHand(onTelegram);
    await farmerOnTelegram.say('/start');
    await farmerStory(farmerOnTelegram, who.name, who.phone);
    await officerStory(officerOnTelegram, who.name);
    await farmerOnTelegram.sees('上门看过了');

    const phoneQuestion = (text: string): boolean => text.startsWith('您的手机号是多少');
    const [web, telegram] = [await farmerOnWeb.heard(), await farmerOnTelegram.heard()];
    expect(web.filter((text) => !phoneQuestion(text))).toEqual(
      telegram.filter((text) => !phoneQuestion(text)),
    );
    expect(await officerOnWeb.heard()).toEqual(await officerOnTelegram.heard());
  });
});

/** Pictures of the chat page for people to look at, in `test/.artifacts`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launchBrowser } from '#test/support/browser.ts';
import { type ChatServer, startChatServer } from '#test/web/chat-server.ts';

const ARTIFACTS = join(import.meta.dirname, '../.artifacts');

describe.skipIf(!hasBrowser())('pictures of the chat page', () => {
  let server: ChatServer;
  let browser: Browser;
  beforeAll(async () => {
    await mkdir(ARTIFACTS, { recursive: true });
    server = await startChatServer({ demo: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  for (const [device, options] of [
    ['phone', { viewport: { width: 390, height: 844 } }],
    ['phone-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
    ['phone-small', { viewport: { width: 320, height: 568 } }],
    ['phone-landscape', { viewport: { width: 740, height: 340 } }],
    ['desktop', { viewport: { width: 1280, height: 800 } }],
  ] as const) {
    test(`on ${device}`, async () => {
      const page = await browser.newPage(options);
      const shot = (name: string) =>
        page.screenshot({ path: join(ARTIFACTS, `${device}-${name}.png`) });
      const settled = () => expect.poll(() => page.locator('.pending').count()).toBe(0);
      const press = async (name: string) => {
        await page.locator('.choices').getByRole('button', { name, exact: true }).click();
        await settled();
        await page.locator('.choices').last().waitFor();
      };
      await page.goto(`${server.url}/chat`);
      await shot('begin');
      await page.getByRole('button', { name: '是我自己的' }).click();
      await page.locator('html[data-ready]').waitFor();
      await shot('consent');
      await press('同意');
      await page.getByLabel('在这里打字').fill('我男人住院花了五万多，家里没钱了，不知道怎么办');
      await shot('writing');
      await page.keyboard.press('Enter');
      await settled();
      await shot('answered');
      await page.getByRole('button', { name: '长辈模式' }).click();
      await shot('answered-elder');
      await page.context().setOffline(true);
      await page.getByLabel('在这里打字').fill('桃源村');
      await page.keyboard.press('Enter');
      await page.locator('.again').waitFor();
      await page.getByRole('button', { name: '长辈模式' }).click();
      await shot('offline');
      expect(await page.title()).toContain('云岭县');
      await page.close();
    });
  }
});

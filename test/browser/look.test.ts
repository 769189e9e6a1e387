/** Pictures of the chat page for people to look at, in `test/.artifacts`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser } from 'playwright-core';
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

  for (const [device, viewport] of [
    ['phone', { width: 390, height: 844 }],
    ['desktop', { width: 1280, height: 800 }],
  ] as const) {
    test(`${device}`, async () => {
      const page = await browser.newPage({ viewport });
      const shot = (name: string) =>
        page.screenshot({ path: join(ARTIFACTS, `${device}-${name}.png`) });
      const press = async (name: string | RegExp) => {
        await page.locator('.choices').getByRole('button', { name, exact: true }).last().click();
        await page.locator('.choices').last().waitFor({ timeout: 4000 });
        await expect.poll(() => page.locator('.pending').count()).toBe(0);
      };
      page.on('response', (r) => {
        if (r.status() >= 400)
          console.log(
            r.status(),
            r.url(),
            server
              .logged()
              .split('\n')
              .filter((l) => l.includes('rror'))
              .slice(-2)
              .join('\n'),
          );
      });
      page.on('pageerror', (e) => console.log(e.message));
      await page.goto(`${server.url}/chat`);
      await shot('begin');
      await page.getByRole('button', { name: '是我自己的' }).click();
      await page.locator('html[data-ready]').waitFor({ timeout: 4000 });
      await shot('chat');
      await page.getByRole('button', { name: '长辈模式' }).click();
      await shot('chat-elder');
      await page.getByRole('button', { name: '长辈模式' }).click();
      await press('同意');
      await shot('village');
      await page.getByLabel('在这里打字').fill('我男人住院花了五万多，家里没钱了，不知道怎么办');
      await shot('typing');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('.pending').count()).toBe(0);
      await shot('said');
      await page.getByRole('button', { name: '长辈模式' }).click();
      await shot('said-elder');
      expect(await page.title()).toContain('云岭县');
      await page.close();
    });
  }
});

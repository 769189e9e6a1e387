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
      const page = await browser.newPage({ viewport, deviceScaleFactor: 1 });
      page.on('console', (m) => console.log(m.type(), m.text()));
      page.on('pageerror', (e) => console.log(e.message));
      await page.goto(`${server.url}/chat`);
      await page.screenshot({ path: join(ARTIFACTS, `${device}-begin.png`) });
      await page.getByRole('button', { name: '是我自己的' }).click();
      await page.locator('html[data-ready]').waitFor();
      await page.locator('.us').first().waitFor();
      await page.screenshot({ path: join(ARTIFACTS, `${device}-chat.png`) });
      await page.getByRole('button', { name: '长辈模式' }).click();
      await page.screenshot({ path: join(ARTIFACTS, `${device}-chat-elder.png`) });
      expect(await page.title()).toContain('云岭县');
      await page.close();
    });
  }
});

/** 《移动互联网应用（APP）适老化通用设计规范》 and WCAG 2.2 AA, measured on the real page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launchBrowser } from '#test/support/browser.ts';
import { type ChatServer, startChatServer } from '#test/web/chat-server.ts';

const SCREENS = {
  'a small phone': { width: 320, height: 640 },
  'a phone on its side': { width: 640, height: 320 },
  'a desktop': { width: 1280, height: 800 },
  // 1280 × 800 at 200 %.
  'a desktop at double size': { width: 640, height: 400 },
} as const;

describe.skipIf(!hasBrowser())('the chat page for old eyes and hands', () => {
  let server: ChatServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startChatServer({ demo: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** Pages a person sees on the way, with the mode switched on or off. */
  async function walk(
    viewport: { readonly width: number; readonly height: number },
    elder: boolean,
    look: (page: Page, where: string) => Promise<void>,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<void> {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    await page.goto(`${server.url}/chat`);
    if (elder) await page.getByRole('button', { name: '长辈模式' }).click();
    await look(page, 'begin');
    await page.getByRole('button', { name: '和别人共用' }).click();
    await page.locator('html[data-ready]').waitFor();
    await page.getByLabel('在这里打字').fill('我男人住院了，家里没钱了');
    await look(page, 'writing');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.pending').count()).toBe(0);
    await look(page, 'answered');
    await page.getByRole('button', { name: '换人使用' }).click();
    await page.getByText('确定换人使用吗？').waitFor();
    await look(page, 'leaving');
    await context.close();
  }

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const elder of [false, true]) {
      const mode = elder ? '长辈模式' : 'normal size';
      test(`on ${screen} in ${mode} axe finds nothing and nothing is cut off sideways`, async () => {
        await walk(viewport, elder, async (page, where) => {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          const found = violations.map((each) => [
            each.id,
            each.nodes.map((node) => `${node.html} ${node.failureSummary}`),
          ]);
          expect(found, where).toEqual([]);
          const sideways = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(sideways, where).toBeLessThanOrEqual(0);
        });
      });
    }
  }

  test('contrast holds in the dark as well', async () => {
    await walk(
      SCREENS['a small phone'],
      true,
      async (page, where) => {
        const { violations } = await new AxeBuilder({ page })
          .withRules(['color-contrast'])
          .analyze();
        expect(violations, where).toEqual([]);
      },
      'dark',
    );
  });

  for (const [elder, least, text] of [
    [false, 44, 16],
    [true, 60, 18],
  ] as const) {
    test(`targets are at least ${least} dots and text at least ${text} dots in ${elder ? '长辈模式' : 'normal size'}`, async () => {
      await walk(SCREENS['a small phone'], elder, async (page, where) => {
        const small =
          await page.evaluate(`[...document.querySelectorAll('button, textarea, .choice, .act, .extra, .call')]
          .filter((each) => each.checkVisibility())
          .map((each) => [each.textContent.trim(), Math.round(each.getBoundingClientRect().height), Math.round(each.getBoundingClientRect().width)])
          .filter(([, height, width]) => height < ${least} || width < 44)`);
        expect(small, where).toEqual([]);
        const tiny =
          await page.evaluate(`[...document.querySelectorAll('.bubble p, .choice, textarea, .act')]
          .filter((each) => each.checkVisibility())
          .map((each) => parseFloat(getComputedStyle(each).fontSize))
          .filter((size) => size < ${text})`);
        expect(tiny, where).toEqual([]);
      });
    });
  }

  test('text can grow to 30 dots and nothing is lost', async () => {
    await walk(SCREENS['a small phone'], true, async (page, where) => {
      await page
        .addStyleTag({ content: 'html { font-size: 30px !important }' })
        .catch(() => undefined);
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(sideways, where).toBeLessThanOrEqual(0);
    });
  });
});

/** The chat page in a real browser: what a person on a cheap phone with a bad signal relies on. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { queueMessages } from '#src/store/message.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { hasBrowser, launchBrowser } from '#test/support/browser.ts';
import { clockAt } from '#test/support/clock.ts';
import { type ChatServer, startChatServer } from '#test/web/chat-server.ts';
import { TINY_PNG } from '#test/web/visitor.ts';

const PHONE = { width: 360, height: 740 };

describe.skipIf(!hasBrowser())('the chat page', () => {
  let server: ChatServer;
  let browser: Browser;
  const open: BrowserContext[] = [];
  beforeAll(async () => {
    server = await startChatServer({ demo: true });
    browser = await launchBrowser([
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ]);
  });
  afterEach(async () => {
    for (const context of open.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const phone = async (
    options: Parameters<Browser['newContext']>[0] = {},
    at = server,
  ): Promise<Page> => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true, ...options });
    open.push(context);
    const page = await context.newPage();
    await page.goto(`${at.url}/chat`);
    return page;
  };
  const begin = async (page: Page, device = '是我自己的'): Promise<void> => {
    await page.getByRole('button', { name: device }).click();
    await page.locator('html[data-ready]').waitFor();
  };
  const type = async (page: Page, words: string): Promise<void> => {
    await page.getByLabel('在这里打字').fill(words);
    await page.keyboard.press('Enter');
  };
  const press = (page: Page, label: string) =>
    page.locator('.choices').getByRole('button', { name: label, exact: true }).click();
  const ours = (page: Page) => page.locator('.us');
  const settled = (page: Page) => expect.poll(() => page.locator('.pending').count()).toBe(0);
  const stored = async (): Promise<number> => {
    const row = await inScope(server.db, SYSTEM, (trx) =>
      trx
        .selectFrom('inbound')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    return Number(row.n);
  };
  /** The account whose conversation was begun last. */
  const newestAccount = async (): Promise<string> => {
    const row = await inScope(server.db, SYSTEM, (trx) =>
      trx
        .selectFrom('account')
        .select('id')
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow(),
    );
    return row.id;
  };
  const tell = async (accountId: string, text: string): Promise<void> => {
    const message = {
      id: server.newId(),
      accountId,
      kind: 'progress',
      token: 0,
      message: { text },
    } as const;
    await inScope(server.db, SYSTEM, (trx) =>
      queueMessages(trx, server.fields, [message], server.clock.now()),
    );
    await server.deliver(accountId);
  };

  test('what was said without signal is kept, even over a closed page, and sent once when the signal is back', async () => {
    const page = await phone();
    await begin(page);
    const before = await stored();
    await page.context().setOffline(true);
    await type(page, '我男人住院了');
    await expect
      .poll(() => page.locator('.pending .again').textContent())
      .toBe('没发出去，点这里再发');
    expect(await page.locator('#line').textContent()).toContain('没有信号');
    // The phone closes the page and opens it again while the pages of the server can be reached but nothing can be sent.
    await page.route('**/chat/send*', (route) => route.abort());
    await page.context().setOffline(false);
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    expect(await page.locator('.pending').textContent()).toContain('我男人住院了');
    await page.unroute('**/chat/send*');
    await page.locator('.again').click();
    await settled(page);
    expect(await page.locator('.you', { hasText: '我男人住院了' }).count()).toBe(1);
    expect(await stored()).toBe(before + 1);
    await page.reload();
    expect(await page.locator('.you', { hasText: '我男人住院了' }).count()).toBe(1);
  });

  test('an answer that got lost on its way back does not make the message count twice', async () => {
    const page = await phone();
    await begin(page);
    const before = await stored();
    let lost = 0;
    await page.route('**/chat/send*', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await type(page, '家里没米了');
    await settled(page);
    expect(lost).toBe(1);
    expect(await stored()).toBe(before + 1);
    expect(await page.locator('.you', { hasText: '家里没米了' }).count()).toBe(1);
  });

  test('a shaky double tap on a button is one press', async () => {
    const page = await phone();
    await begin(page);
    const before = await stored();
    const button = page.locator('.choices').getByRole('button', { name: '同意', exact: true });
    await button.dblclick();
    await settled(page);
    await page.locator('.choices').waitFor();
    expect(await stored()).toBe(before + 1);
    expect(await page.locator('.you').count()).toBe(1);
  });

  test('what somebody else has to tell appears by itself, and after a lost connection nothing is missing', async () => {
    const page = await phone();
    await begin(page);
    const accountId = await newestAccount();
    await tell(accountId, '村里的人明天来');
    await ours(page).filter({ hasText: '村里的人明天来' }).waitFor();
    await page.context().setOffline(true);
    await tell(accountId, '改到后天来');
    await page.context().setOffline(false);
    await ours(page).filter({ hasText: '改到后天来' }).waitFor();
    expect(await ours(page).filter({ hasText: '村里的人明天来' }).count()).toBe(1);
  });

  test('G2 what stands before the person’s eyes is known to have been shown', async () => {
    const page = await phone();
    await begin(page);
    const accountId = await newestAccount();
    await tell(accountId, '请看一下');
    await ours(page).filter({ hasText: '请看一下' }).waitFor();
    const states = () =>
      inScope(server.db, SYSTEM, (trx) =>
        trx
          .selectFrom('message')
          .select('state')
          .distinct()
          .where('account_id', '=', accountId)
          .execute(),
      );
    await expect.poll(states).toEqual([{ state: 'sent' }]);
  });

  test('a photo is made small on the phone, sent, and shown to its sender', async () => {
    const page = await phone();
    await begin(page);
    await page
      .getByLabel('照片')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: TINY_PNG });
    await settled(page);
    await page.reload();
    const image = page.locator('.you img');
    await expect
      .poll(() => image.evaluate((img: { naturalWidth: number }) => img.naturalWidth))
      .toBe(1);
  });

  test('a photo being made smaller is neither lost with a closed page nor overtaken', async () => {
    const page = await phone();
    await begin(page);
    const before = await stored();
    await page.evaluate(() => {
      Object.assign(globalThis, { createImageBitmap: () => new Promise(() => undefined) });
    });
    await page
      .getByLabel('照片')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: TINY_PNG });
    await type(page, '这是我的药费单子');
    await page.locator('.pending', { hasText: '药费' }).waitFor();
    expect(await stored()).toBe(before);
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    await settled(page);
    expect(await stored()).toBe(before + 2);
    const said = page.locator('.you');
    expect(await said.nth(-2).locator('img').count()).toBe(1);
    expect(await said.last().textContent()).toContain('这是我的药费单子');
  });

  test('a voice message is recorded with one press and sent with another', async () => {
    const page = await phone({ permissions: ['microphone'] });
    await begin(page);
    await page.getByRole('button', { name: '说话' }).click();
    await page.getByRole('status').filter({ hasText: '正在录音' }).waitFor();
    await expect.poll(() => page.locator('#seconds').textContent()).not.toBe('0:00');
    await page.getByRole('button', { name: '说完了，发送' }).click();
    await page.locator('.you audio').waitFor();
    await settled(page);
    await page.reload();
    const url = await page.locator('.you audio').getAttribute('src');
    expect((await page.request.get(`${server.url}${url}`)).headers()['content-type']).toBe(
      'audio/webm',
    );
  });

  test('where recording is not allowed a file can be chosen', async () => {
    const page = await phone();
    await begin(page);
    await page.evaluate(
      'navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("no"))',
    );
    await page.getByRole('button', { name: '说话' }).click();
    await page.locator('#voice-label').waitFor();
    expect(await page.locator('#line').textContent()).toContain('不让录音');
    const sound = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0, 0]);
    await page
      .locator('#voice')
      .setInputFiles({ name: 'a.webm', mimeType: 'audio/webm', buffer: sound });
    await settled(page);
    await page.locator('.you audio').waitFor();
  });

  test('the place is sent with one press', async () => {
    const page = await phone({
      permissions: ['geolocation'],
      geolocation: { latitude: 29.5, longitude: 107.3 },
    });
    await begin(page);
    await page.getByRole('button', { name: '位置' }).click();
    await page.locator('.you', { hasText: '我的位置' }).waitFor();
    await settled(page);
  });

  test('a shared phone warns, then lets go of the person and what they had not sent', async () => {
    const clock = clockAt('2026-11-02T09:00:00+08:00');
    const other = await startChatServer({ clock });
    try {
      const page = await phone({}, other);
      await page.clock.install();
      await begin(page, '和别人共用');
      await page.getByLabel('在这里打字').fill('没写完的话');
      await page.clock.fastForward('09:30');
      await page.getByRole('alert').filter({ hasText: '马上会退出' }).waitFor();
      clock.advance(11 * 60_000);
      await page.clock.fastForward('01:00');
      await page.getByText('这是您自己的手机吗？').waitFor();
      expect(await page.locator('body').textContent()).toContain('已经自动退出');
      expect(await page.evaluate('Object.keys(localStorage).length')).toBe(0);
    } finally {
      await other.close();
    }
  });

  test('换人使用 says what is still unsent before it lets go', async () => {
    const page = await phone();
    await begin(page, '和别人共用');
    await page.route('**/chat/send*', (route) => route.abort());
    await type(page, '还没发出去的话');
    await page.locator('.again').waitFor();
    await page.getByRole('button', { name: '换人使用' }).click();
    await page.getByText('还有没发出去的话').waitFor();
    await page.locator('#leave').getByRole('button', { name: '换人使用' }).click();
    await page.getByText('这是您自己的手机吗？').waitFor();
    await begin(page);
    expect(await page.locator('.pending').count()).toBe(0);
  });

  test('without the script everything works with plain forms', async () => {
    const page = await phone({ javaScriptEnabled: false });
    await page.getByRole('button', { name: '是我自己的' }).click();
    await press(page, '同意');
    await page.locator('.you', { hasText: '同意' }).waitFor();
    await page.getByLabel('在这里打字').fill('桃源村');
    await page.getByRole('button', { name: '发送' }).click();
    await page.locator('.you', { hasText: '桃源村' }).waitFor();
    expect(await page.locator('.choices').count()).toBe(1);
  });

  test('everything can be reached and done with the keyboard alone', async () => {
    const page = await phone({ hasTouch: false });
    await page.keyboard.press('Tab');
    const reach = async (label: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        const focused = await page.evaluate('document.activeElement?.textContent ?? ""');
        if (String(focused).trim().startsWith(label)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${label} cannot be reached`);
    };
    await reach('是我自己的');
    await page.keyboard.press('Enter');
    await page.locator('html[data-ready]').waitFor();
    await reach('同意');
    await page.keyboard.press('Enter');
    await settled(page);
    await page.locator('.choices').waitFor();
    await page.keyboard.press('Tab');
    const place = await page.evaluate('document.activeElement?.closest(".choices") !== null');
    expect(place).toBe(true);
  });

  test('words begun but not sent are there again after a reload', async () => {
    const page = await phone();
    await begin(page);
    await page.getByLabel('在这里打字').fill('我想说');
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    expect(await page.getByLabel('在这里打字').inputValue()).toBe('我想说');
  });
});

import { describe, expect, test } from 'vitest';
import { hasBrowser, launchBrowser } from '#test/support/browser.ts';
import { hasRedis, startRedis } from '#test/support/redis.ts';
import { Redis } from 'ioredis';

describe.skipIf(!hasRedis())('the private redis of a test', () => {
  test('keeps what it was told over a restart', async () => {
    const server = await startRedis();
    const redis = new Redis(server.url);
    await redis.set('a', 'b');
    await redis.quit();
    await server.restart();
    const again = new Redis(server.url);
    expect(await again.get('a')).toBe('b');
    await again.quit();
    await server.stop();
  });
});

describe.skipIf(!hasBrowser())('the browser of a test', () => {
  test('shows Chinese text', async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.setContent('<p>一键申报</p>');
    expect(await page.locator('p').textContent()).toBe('一键申报');
    await browser.close();
  });
});

/** The console in a real browser: pictures for people to look at, axe, and numbers that move while a notice goes out. */
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { inScope } from '#src/store/database.ts';
import { insertCode } from '#src/store/one-time-code.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { hasBrowser, launchBrowser } from '#test/support/browser.ts';
import { type ChatServer, startChatServer } from '#test/web/chat-server.ts';
import { makeWork } from '#test/web/some-work.ts';

const ARTIFACTS = join(import.meta.dirname, '../.artifacts');

describe.skipIf(!hasBrowser())('the console', () => {
  let server: ChatServer;
  let browser: Browser;
  let codes = 0;
  beforeAll(async () => {
    await mkdir(ARTIFACTS, { recursive: true });
    server = await startChatServer({ demo: true });
    await makeWork(server, fromInstant(server.clock.now()), 40);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function enter(options: Parameters<Browser['newPage']>[0]): Promise<Page> {
    codes += 1;
    const code = `ABCDEFGH${codes + 20}`;
    await inScope(server.db, SYSTEM, async (trx) => {
      const { staff_id: staffId } = await trx
        .selectFrom('post')
        .select('staff_id')
        .where('role', '=', 'county-officer')
        .executeTakeFirstOrThrow();
      const now = server.clock.now();
      const who = { kind: 'console', staffId } as const;
      await insertCode(trx, { id: server.newId(), code, for: who, now, validMs: 600_000 });
    });
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${server.url}/console/enter/${code}`);
    await page.getByRole('button', { name: '进入工作台' }).click();
    await page.getByRole('heading', { name: '工作进度' }).waitFor();
    return page;
  }

  for (const [name, options] of [
    ['desktop', { viewport: { width: 1280, height: 800 } }],
    ['dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
    ['phone', { viewport: { width: 360, height: 780 } }],
  ] as const) {
    test(`axe finds nothing on ${name}`, async () => {
      const page = await enter(options);
      for (const [path, file] of [
        ['/console', 'overview'],
        ['/console/duties?part=red', 'duties'],
        ['/console/cases', 'cases'],
      ] as const) {
        await page.goto(`${server.url}${path}`);
        await page.screenshot({ path: join(ARTIFACTS, `console-${name}-${file}.png`) });
        // No word broken into a column of characters, and nothing beside the screen on lists.
        const heads = await page
          .locator('.list tbody th')
          .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
        expect(Math.max(0, ...heads)).toBeLessThan(60);
        const wider = () =>
          page.locator('#content').evaluate((each) => each.scrollWidth > each.clientWidth);
        if (file !== 'overview') expect(await wider()).toBe(false);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((each) => [each.id, each.nodes.map((node) => node.html)])).toEqual(
          [],
        );
      }
      await page.context().close();
    });
  }

  test('the numbers of a notice move while it goes out', async () => {
    const notice = server.newId();
    await inScope(server.db, SYSTEM, async (trx) => {
      await sql`insert into notice (id, title, body, area_id, area_path, audience, reveals, content_hash, draft_id, state,
          created_by, created_at, read_by)
        select ${notice}::uuid, '冬季取暖补贴', '请到村里登记', a.id, a.path,
          '{"group":"all","sender":"县农业农村局","phone":""}', false, '', 'x', 'sending', s.id, now(), current_date + 3
        from area a, staff s where a.parent_id is null limit 1`.execute(trx);
      await sql`insert into notice_recipient (id, notice_id, household_id, area_id, area_path)
        select gen_random_uuid(), ${notice}::uuid, id, area_id, area_path from household limit 100`.execute(
        trx,
      );
    });
    const page = await enter({ viewport: { width: 1280, height: 800 } });
    await page.getByRole('link', { name: '通知' }).click();
    const cells = () => page.locator('tbody td.n').allTextContents();
    expect((await cells())[0]).toBe('100');
    await inScope(server.db, SYSTEM, (trx) =>
      sql`update notice_recipient set state = 'sent', settled_at = now() where id in (
        select id from notice_recipient where notice_id = ${notice}::uuid limit 60)`.execute(trx),
    );
    await expect.poll(cells).toEqual(['40', '60', '0', '0', '0', '100']);
    await page.screenshot({ path: join(ARTIFACTS, 'console-desktop-notices.png') });
    await page.context().close();
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { inScope } from '#src/store/database.ts';
import { insertCode } from '#src/store/one-time-code.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { clockAt } from '#test/support/clock.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';
import { makeWork } from './some-work.ts';
import { visit, type Visitor } from './visitor.ts';

const clock = clockAt('2026-11-02T09:00:00+08:00');
const TODAY = localDate('2026-11-02');
const hours = (n: number): number => n * 3_600_000;
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer({ clock, demo: true });
  await makeWork(server, TODAY, 60);
});
afterAll(() => server.close());

const CODES = [
  'ABCDEFGH32',
  'ABCDEFGH23',
  'ABCDEFGH24',
  'ABCDEFGH25',
  'ABCDEFGH26',
  'ABCDEFGH27',
  'ABCDEFGH28',
  'ABCDEFGH29',
  'ABCDEFGH2A',
  'ABCDEFGH2B',
];
/** A link for whoever has held a post with this role longest. */
async function linkFor(
  role: 'county-officer' | 'town-officer' | 'village-officer' | 'administrator' | 'auditor',
) {
  const code = CODES.pop() ?? '';
  const post = await inScope(server.db, SYSTEM, async (trx) => {
    const found = await trx
      .selectFrom('post')
      .innerJoin('area', 'area.id', 'post.area_id')
      .select(['post.staff_id', 'area.code', 'area.name', 'area.path'])
      .where('post.role', '=', role)
      .orderBy('area.path')
      .executeTakeFirstOrThrow();
    const who = { kind: 'console', staffId: found.staff_id } as const;
    const given = { id: server.newId(), code, for: who, validMs: 600_000 };
    await insertCode(trx, { ...given, now: clock.now() });
    return found;
  });
  return { code, post };
}
async function enter(
  role: Parameters<typeof linkFor>[0],
): Promise<{ at: Visitor; area: string; name: string; path: string }> {
  const { code, post } = await linkFor(role);
  const at = visit(server.url);
  await at.get(`/console/enter/${code}`);
  const answer = await at.form(`/console/enter/${code}`, {});
  expect(answer.status).toBe(303);
  return { at, area: post.code, name: post.name, path: post.path };
}
const text = async (answer: Promise<Response>): Promise<string> => (await answer).text();

describe('the public notice to be printed', () => {
  test('is for staff at the console only, and no case is told from another', async () => {
    const path = '/console/publicity/00000000-0000-7000-8000-000000000001';
    expect((await visit(server.url).get(path)).status).toBe(401);
    const { at } = await enter('village-officer');
    expect((await at.get(path)).status).toBe(404);
    expect((await at.get('/console/publicity/x')).status).toBe(404);
  });
});

describe('the sheet opened from the chat', () => {
  test('G7 its address shows a button and nobody, the button asks for permission, and a changed or old link says so', async () => {
    const { post } = await linkFor('village-officer');
    const of = { staffId: post.staff_id, caseId: '00000000-0000-7000-8000-000000000001' };
    const path = new URL(server.sheets.issue(of, clock.now())).pathname;
    const at = visit(server.url);
    const page = await at.get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await page.text()).toContain('打开公示单');
    // No such case, or not theirs: the two cannot be told apart.
    expect((await at.form(path, {})).status).toBe(410);
    expect((await visit(server.url).form(path, {})).status).toBe(403);

    expect((await at.get(`${path.slice(0, -8)}AAAAAAAA`)).status).toBe(410);
    expect((await at.get('/sheet/x')).status).toBe(404);
  });
});

describe('getting in', () => {
  test('a link is not used up by looking at it, works once by its button, and then never again', async () => {
    const { code } = await linkFor('county-officer');
    const [preview, person, thief] = [visit(server.url), visit(server.url), visit(server.url)];
    expect((await preview.get(`/console/enter/${code}`)).headers.get('referrer-policy')).toBe(
      'no-referrer',
    );
    await person.get(`/console/enter/${code}`);
    await thief.get(`/console/enter/${code}`);
    expect((await person.form(`/console/enter/${code}`, {})).status).toBe(303);
    expect((await thief.form(`/console/enter/${code}`, {})).status).toBe(410);
    expect((await thief.get('/console')).status).toBe(401);
    expect((await person.get('/console')).status).toBe(200);
  });

  test('an idle hour ends the session', async () => {
    const { at } = await enter('county-officer');
    clock.advance(hours(0.9));
    expect((await at.get('/console')).status).toBe(200);
    clock.advance(hours(1));
    expect((await at.get('/console')).status).toBe(401);
    clock.advance(-hours(1.9));
  });
});

describe('where the work stands', () => {
  test('one sentence says it, and every number is the length of the list behind it', async () => {
    const { at } = await enter('county-officer');
    const page = await text(at.get('/console'));
    expect(page).toMatch(
      /现有60件在办个案，有57项待办超期，其中55项严重超期，等得最久的一户等了59天。/,
    );
    const total = /<tfoot>.*?<\/tfoot>/s.exec(page)?.[0] ?? '';
    const links = [...total.matchAll(/href="([^"]+)">(\d+)</g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, href = '', n] of links) {
      let rows = 0;
      for (let next: string | undefined = href.replaceAll('&amp;', '&'); next !== undefined; ) {
        const list: string = await text(at.get(next));
        rows += list.match(/<tr><t[hd] (?:scope="row"|class="id"|class="whole")/g)?.length ?? 0;
        next = /<a href="([^"]+)">下一页/.exec(list)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(rows, href).toBe(Number(n));
    }
  });

  test('G6 a town sees its own villages only, whatever area it asks for', async () => {
    const { at, name } = await enter('town-officer');
    const page = await text(at.get('/console'));
    expect(page).toContain(`<h1>工作进度</h1>`);
    expect(page).toContain(name);
    const elsewhere = await inScope(server.db, SYSTEM, (trx) =>
      trx
        .selectFrom('area')
        .select('code')
        .where('level', '=', 'town')
        .where('name', '!=', name)
        .execute(),
    );
    for (const { code } of elsewhere) {
      expect((await at.get(`/console/cases?area=${code}`)).status).toBe(404);
    }
    const all = await text(at.get('/console/cases'));
    const areas = [...all.matchAll(/<\/th><td class="whole" data-label="地方">([^<]+)<\/td>/g)].map(
      (match) => match[1] ?? '',
    );
    expect(areas.length).toBeGreaterThan(0);
    for (const area of areas) expect(area.startsWith(name), area).toBe(true);
    expect((await at.get('/console/quarantine')).status).toBe(404);
  });

  test('G3 a duty nobody was told of shows who holds its post; an alarm stands on top for those who may take one, without words', async () => {
    const county = await enter('county-officer');
    const list = await text(county.at.get('/console/duties'));
    expect(list).toContain('村信息员');
    expect(list).not.toContain('还没有人');

    const where = await inScope(server.db, SYSTEM, async (trx) => {
      const { rows } = await sql<{ name: string; path: string }>`
        with here as (select area_id, area_path from household order by code limit 1), made as (
          insert into alert (id, area_id, area_path, kind, words_enc, raised_at, next_at)
          select gen_random_uuid(), area_id, area_path, 'violence', 'closed words', ${TODAY}::date, null from here)
        select a.full_name as name, a.path from here join area a on a.id = area_id`.execute(trx);
      return rows[0];
    });
    const page = await text(county.at.get('/console'));
    expect(page.indexOf('还没结束的危险报警')).toBeLessThan(page.indexOf('<tfoot>'));
    expect(page).toContain(`<th scope="row">${where?.name}</th>`);
    expect(page).toContain('还没有人接');
    expect(page).not.toContain('closed words');
    const towns = await inScope(server.db, SYSTEM, (trx) =>
      trx.selectFrom('area').select(['code', 'path']).where('level', '=', 'town').execute(),
    );
    for (const { code, path } of towns.slice(0, 3)) {
      expect((await text(county.at.get(`/console?area=${code}`))).includes('危险报警'), code).toBe(
        where?.path.startsWith(path),
      );
    }

    // Once it is recognised a household waits for nothing here, and no day of identification can be late.
    const oldest = await inScope(server.db, SYSTEM, (trx) =>
      trx
        .updateTable('case_file')
        .set({ state: 'enrolled' })
        .where('number', '=', 'T59')
        .returning('number')
        .executeTakeFirstOrThrow(),
    );
    expect(await text(county.at.get('/console'))).not.toContain(`${oldest.number}<`);
    expect(await text(county.at.get('/console/cases'))).toMatch(
      new RegExp(`${oldest.number}<.*?识别认定已完成`),
    );
    const auditor = await enter('auditor');
    expect(await text(auditor.at.get('/console'))).not.toContain('危险报警');
  });

  test('a village officer has no overview, an administrator sees faults but no households', async () => {
    const village = await enter('village-officer');
    expect((await village.at.get('/console')).status).toBe(403);
    const administrator = await enter('administrator');
    expect((await administrator.at.get('/console')).headers.get('location')).toBe(
      '/console/quarantine',
    );
    expect(await text(administrator.at.get('/console/quarantine'))).toContain('没有处理不了的消息');
  });
});

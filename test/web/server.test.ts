import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wantedRange } from '#src/web/chat/media-route.ts';
import { spokenText } from '#src/web/chat/spoken-text.ts';
import { html, trusted } from '#src/web/html.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';
import { inConversation, visit } from './visitor.ts';

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

describe('what machines ask', () => {
  test('healthz and readyz answer', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${server.url}/readyz`);
    expect(await ready.json()).toEqual({ ok: true, checks: { database: true } });
  });

  test('metrics are for a direct connection from this machine or the bearer of the token', async () => {
    const ask = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.url}/metrics`, { headers })).status;
    expect(await ask({})).toBe(200);
    expect(await ask({ 'x-forwarded-for': '203.0.113.9' })).toBe(404);
    expect(await ask({ 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer wrong' })).toBe(
      404,
    );
    expect(
      await ask({ 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer metrics-token' }),
    ).toBe(200);
  });

  test('there is no webhook while the bot polls', async () => {
    const answer = await fetch(`${server.url}/telegram/webhook`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(404);
  });
});

describe('what people see', () => {
  test('the root leads to the chat', async () => {
    const answer = await visit(server.url).get('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/chat']);
  });

  test('before any area was imported the chat answers all the same', async () => {
    const visitor = await inConversation(server.url);
    expect(await (await visitor.get('/chat')).text()).toMatch(/class="choices"/);
  });

  test('an error is a page in plain Chinese with a way back', async () => {
    const answer = await visit(server.url).get('/nowhere');
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('没有这个页面');
    expect(page).toContain('href="/chat"');
  });

  test('whoever tries too often is asked in plain words to wait', async () => {
    const visitor = visit(server.url);
    let last = await visitor.form('/i/ABCDEFGHJK', {});
    for (let tries = 1; tries < 25 && last.status !== 429; tries += 1) {
      last = await visitor.form('/i/ABCDEFGHJK', {});
    }
    expect(last.status).toBe(429);
    expect(await last.text()).toContain('请等一分钟再试');
  });

  test('no page runs a script that is not a file of ours', async () => {
    const answer = await visit(server.url).get('/chat');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(await answer.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|style="/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('script and style are named by their content and kept for a year', async () => {
    const page = await (await visit(server.url).get('/chat')).text();
    const style = /href="(\/static\/[^"]+chat\.css)"/.exec(page)?.[1] ?? '';
    const answer = await visit(server.url).get(style);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('vary')).toBe('accept-encoding');
  });

  test('the log holds neither queries nor bodies nor cookies', async () => {
    const visitor = visit(server.url);
    await visitor.get('/chat?v=secretquery');
    await visitor.form('/chat/begin', { device: 'own', v: 'secretbody' });
    await visitor.get('/i/SECRETCODE');
    const log = server.logged();
    expect(log).toContain('/chat/begin');
    for (const secret of [
      'secretquery',
      'secretbody',
      'SECRETCODE',
      visitor.cookies.get('fangpin_chat'),
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('markup', () => {
  test('every value is escaped, lists are joined, nothing stands for nothing', () => {
    const made = html`<p title="${'"><script>'}">${['<b>', 1, null]}${false}${trusted('<i></i>')}</p>`;
    expect(made.markup).toBe('<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;1<i></i></p>');
  });

  test('numbers to phone can be tapped, other numbers cannot', () => {
    const markup = spokenText(
      '快打 120 或 13800008000，也可打 0570-6123456。花了 12000 元，住院 120 天，受理号 1380000800012。',
      true,
    )
      .map((each) => each.markup)
      .join('');
    expect([...markup.matchAll(/href="tel:(\d+)"/g)].map((m) => m[1])).toEqual([
      '120',
      '13800008000',
      '05706123456',
    ]);
    // The mark that closes a number stays on its line, and is said once.
    expect(markup).toContain('0570-6123456</a>。</span>花了');
    expect(markup).toContain('13800008000</a>，</span>也可打');
  });

  test('the number of a report or ticket is not broken across lines', () => {
    const markup = spokenText('受理号 000-0013\n编号 Q-00002。\n村里 0570-6123456', true)
      .map((each) => each.markup)
      .join('');
    expect(markup).toContain('<span class="kept">000-0013</span>');
    expect(markup).toContain('<span class="kept">Q-00002。</span>');
    expect([...markup.matchAll(/class="kept"/g)]).toHaveLength(2);
  });

  test('sound can be fetched in parts', () => {
    expect(wantedRange('bytes=0-1', 10)).toEqual({ from: 0, to: 1 });
    expect(wantedRange('bytes=4-', 10)).toEqual({ from: 4, to: 9 });
    expect(wantedRange('bytes=-3', 10)).toEqual({ from: 7, to: 9 });
    expect(wantedRange('bytes=20-30', 10)).toBeNull();
    expect(wantedRange(undefined, 10)).toBeNull();
  });
});

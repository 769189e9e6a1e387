import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { tokenDigest } from '#src/platform/ids.ts';
import { inScope } from '#src/store/database.ts';
import { queueMessages } from '#src/store/message.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { clockAt } from '#test/support/clock.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';
import { inConversation, visit, type Visitor } from './visitor.ts';

const clock = clockAt('2026-11-02T09:00:00+08:00');
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer({ clock, demo: true });
});
afterAll(() => server.close());

const count = async (table: 'account' | 'inbound' | 'web_session'): Promise<number> => {
  const row = await inScope(server.db, SYSTEM, (trx) =>
    trx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  );
  return Number(row.n);
};
const inboundOf = (id: string) =>
  inScope(server.db, SYSTEM, (trx) =>
    trx.selectFrom('inbound').selectAll().where('update_id', 'like', `%.${id}`).execute(),
  );
/** What the last message to this person was, as the table has it. */
const lastMessage = (visitor: Visitor) =>
  inScope(server.db, SYSTEM, async (trx) => {
    const accountId = await accountOf(visitor);
    return await trx
      .selectFrom('message')
      .select(['id', 'state', 'shown_at'])
      .where('account_id', '=', accountId)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
  });
const accountOf = async (visitor: Visitor): Promise<string> => {
  const cookie = decodeURIComponent(visitor.cookies.get('fangpin_chat') ?? '');
  const tokenHash = tokenDigest(cookie.slice(1).split('.')[0] ?? '');
  const row = await inScope(server.db, SYSTEM, (trx) =>
    trx
      .selectFrom('web_session')
      .select('account_id')
      .where('token_hash', '=', tokenHash)
      .executeTakeFirstOrThrow(),
  );
  return row.account_id ?? '';
};
const minutes = (n: number): number => n * 60_000;

describe('beginning', () => {
  test('looking at the page, as link previews do, stores nothing', async () => {
    const before = [await count('account'), await count('web_session'), await count('inbound')];
    const answer = await visit(server.url).get('/chat?v=520101');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('这是您自己的手机吗？');
    expect([await count('account'), await count('web_session'), await count('inbound')]).toEqual(
      before,
    );
  });

  test('the session cookie is signed, out of reach of scripts and other sites, and only its digest is stored', async () => {
    const visitor = visit(server.url);
    await visitor.get('/chat');
    const answer = await visitor.form('/chat/begin', { device: 'own' });
    expect(answer.status).toBe(303);
    const line = visitor.setCookies().find((each) => each.startsWith('fangpin_chat='));
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    const token =
      decodeURIComponent(visitor.cookies.get('fangpin_chat') ?? '')
        .slice(1)
        .split('.')[0] ?? '';
    const { rows } = await sql<{ hit: boolean }>`select exists (
      select 1 from web_session where token_hash = ${token}) or exists (
      select 1 from account where chat = ${token}) as hit`.execute(server.db);
    expect(rows).toEqual([{ hit: false }]);
    const forged = visit(server.url);
    const changed =
      line?.replace(/=(.)(.)/, (_all, device, first) => `=${device}${first === 'A' ? 'B' : 'A'}`) ??
      '';
    const page = await forged.get('/chat', {
      accept: 'text/html',
      cookie: changed.split(';')[0] ?? '',
    });
    expect(await page.text()).toContain('这是您自己的手机吗？');
  });

  test('a scanned village code opens the conversation with that village', async () => {
    const visitor = visit(server.url);
    await visitor.get('/chat?v=520101001');
    await visitor.form('/chat/begin', { device: 'own', v: '520101001' });
    const rows = await inScope(server.db, SYSTEM, (trx) =>
      trx.selectFrom('inbound').selectAll().orderBy('id', 'desc').limit(1).execute(),
    );
    const [row] = rows;
    const key = `webchat/site/${row?.update_id ?? ''}`;
    expect(JSON.parse(server.fields.decrypt('inbound.body_enc', key, row?.body_enc ?? ''))).toEqual(
      {
        kind: 'command',
        name: 'start',
        payload: 'v_520101001',
      },
    );
  });

  test('an invitation link is not used up by looking at it, only by pressing its button', async () => {
    const visitor = visit(server.url);
    const before = await count('inbound');
    const page = await visitor.get('/i/ABCDEFGHJK');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await page.text()).toContain('接受邀请');
    expect(await count('inbound')).toBe(before);
    const answer = await visitor.form('/i/ABCDEFGHJK', { device: 'own' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/chat']);
    expect(await count('inbound')).toBe(before + 1);
  });
});

describe('saying something', () => {
  test('the reply is in the same answer', async () => {
    const visitor = await inConversation(server.url);
    const answer = await visitor.say('first-message-1', { kind: 'text', text: '你好' });
    const { lines } = (await answer.json()) as { lines: { key: string; html: string }[] };
    const own = lines.findIndex((line) => line.key === 'p-first-message-1');
    expect(lines[own]?.html).toContain('你好');
    expect(lines.some((line) => line.key.startsWith('m-'))).toBe(true);
  });

  test('G1 a message sent again under its name counts once', async () => {
    const visitor = await inConversation(server.url);
    const said = { kind: 'text', text: '家里没钱了' };
    await visitor.say('same-name-again', said);
    const after = await lastMessage(visitor);
    const answer = await visitor.say('same-name-again', said);
    expect(answer.status).toBe(200);
    expect(await inboundOf('same-name-again')).toHaveLength(1);
    expect((await lastMessage(visitor)).id).toBe(after.id);
  });

  test('two people may use the same name for their messages', async () => {
    const [one, other] = [await inConversation(server.url), await inConversation(server.url)];
    await one.say('a-common-name', { kind: 'text', text: '一' });
    await other.say('a-common-name', { kind: 'text', text: '二' });
    expect(await inboundOf('a-common-name')).toHaveLength(2);
  });

  test('a form works without the script: words, buttons, and the page shows them', async () => {
    const visitor = await inConversation(server.url);
    const form = new FormData();
    form.set('form-token', visitor.token());
    form.set('id', 'form-without-script');
    form.set('text', '屋里进水了<b>');
    form.set('photo', new Blob([]), '');
    const answer = await visitor.post('/chat/send', form, { accept: 'text/html' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/chat#text']);
    const page = await (await visitor.get('/chat')).text();
    expect(page).toContain('屋里进水了&lt;b&gt;');
    expect(page).toMatch(/<button[^>]*form="say"[^>]*name="choice"/);
  });

  test('only the last question carries its buttons', async () => {
    const visitor = await inConversation(server.url);
    await visitor.say('another-question', { kind: 'text', text: '啊啊啊' });
    const page = await (await visitor.get('/chat')).text();
    expect(page.match(/class="choices"/g)).toHaveLength(1);
  });

  test('what is too much or makes no sense is refused in plain words', async () => {
    const visitor = await inConversation(server.url);
    const answer = await visitor.say('bad id!', { kind: 'text', text: '' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      ok: false,
      message: '这一步没有成功。请返回上一页再试一次。您说过的话都还在。',
    });
  });

  test('what a person took back by 不同意 is not on their page any more', async () => {
    const visitor = await inConversation(server.url);
    await visitor.say('erased-message-1', { kind: 'text', text: '我的秘密' });
    await inScope(server.db, SYSTEM, (trx) =>
      trx
        .updateTable('inbound')
        .set({ body_enc: '' })
        .where('update_id', 'like', '%.erased-message-1')
        .execute(),
    );
    expect(await (await visitor.get('/chat')).text()).not.toContain('我的秘密');
  });
});

describe('forgery', () => {
  const said = { kind: 'text', text: '转账' };
  const json = { 'content-type': 'application/json' };

  test('a request from another site, or without the token of our own page, does nothing', async () => {
    const visitor = await inConversation(server.url);
    const body = JSON.stringify({ id: 'forged-message', said });
    const answers = [
      await visitor.post('/chat/send', body, { ...json, 'x-form-token': '' }),
      await visitor.post('/chat/send', body, { ...json, 'x-form-token': 'x'.repeat(43) }),
      await visitor.post('/chat/send', body, { ...json, origin: 'https://evil.example' }),
      await visitor.post('/chat/send', body, { ...json, 'sec-fetch-site': 'cross-site' }),
      await visitor.post('/chat/leave', 'form-token=no', {
        'content-type': 'application/x-www-form-urlencoded',
        'x-form-token': '',
      }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
    expect(await inboundOf('forged-message')).toHaveLength(0);
    expect((await visitor.say('genuine-message', said)).status).toBe(200);
  });

  test('the token of one browser is worthless in another', async () => {
    const [one, other] = [await inConversation(server.url), await inConversation(server.url)];
    const answer = await one.post('/chat/send', JSON.stringify({ id: 'borrowed-token', said }), {
      ...json,
      'x-form-token': other.token(),
    });
    expect(answer.status).toBe(403);
  });
});

describe('whose phone it is', () => {
  test('a shared phone lets go of the person after 10 idle minutes, however long its page listens', async () => {
    const visitor = await inConversation(server.url, 'shared');
    clock.advance(minutes(6));
    expect((await visitor.say('still-in-use-1', { kind: 'text', text: '在' })).status).toBe(200);
    clock.advance(minutes(6));
    expect((await visitor.get('/chat/lines', {})).status).toBe(200);
    clock.advance(minutes(4));
    expect((await visitor.get('/chat/lines', {})).status).toBe(401);
    expect((await visitor.say('much-too-late', { kind: 'text', text: '在' })).status).toBe(401);
    const page = await (await visitor.get('/chat')).text();
    expect(page).toContain('已经自动退出');
    expect(page).not.toContain('still-in-use-1');
  });

  test('a phone of one’s own is still known after months', async () => {
    const visitor = await inConversation(server.url, 'own');
    clock.advance(minutes(60 * 24 * 90));
    expect(await (await visitor.get('/chat')).text()).toContain('id="say"');
  });

  test('换人使用 ends the session, empties the cache, and the next person sees nothing', async () => {
    const visitor = await inConversation(server.url, 'shared');
    await visitor.say('before-leaving-1', { kind: 'text', text: '我家的事' });
    const old = new Map(visitor.cookies);
    expect(await (await visitor.get('/chat/leave')).text()).toContain('确定换人使用吗？');
    const answer = await visitor.form('/chat/leave', {});
    expect(answer.headers.get('clear-site-data')).toContain('"cache"');
    expect(await (await visitor.get('/chat')).text()).not.toContain('我家的事');
    const cookie = [...old].map(([name, value]) => `${name}=${value}`).join('; ');
    const thief = await visit(server.url).get('/chat', { accept: 'text/html', cookie });
    expect(await thief.text()).not.toContain('我家的事');
  });

  test('换人使用 said in words lets go as well', async () => {
    const visitor = await inConversation(server.url, 'shared');
    const answer = await visitor.say('somebody-else-now', { kind: 'text', text: '换人使用' });
    expect(await answer.json()).toMatchObject({ ended: true });
    expect(await (await visitor.get('/chat')).text()).toContain('这是您自己的手机吗？');
  });

  test('长辈模式 stays on for the person', async () => {
    const visitor = await inConversation(server.url);
    await visitor.form('/chat/elder', { on: '1' });
    expect(await (await visitor.get('/chat')).text()).toContain(
      '<html lang="zh-Hans" class="elder">',
    );
  });
});

describe('the proof that a message was shown', () => {
  const seen = (visitor: Visitor, ids: readonly string[]) =>
    visitor.post('/chat/seen', JSON.stringify({ ids }), { 'content-type': 'application/json' });

  test('G2 a message waits until a page in front of the person acknowledges it', async () => {
    const visitor = await inConversation(server.url);
    const message = await lastMessage(visitor);
    expect(message).toMatchObject({ state: 'waiting', shown_at: null });
    await visitor.get('/chat');
    expect(await lastMessage(visitor)).toMatchObject({ state: 'waiting', shown_at: null });
    await seen(visitor, [message.id]);
    const first = clock.now();
    expect(await lastMessage(visitor)).toMatchObject({ state: 'sent', shown_at: first });
    clock.advance(minutes(1));
    await seen(visitor, [message.id]);
    expect(await lastMessage(visitor)).toMatchObject({ state: 'sent', shown_at: first });
  });

  test('nobody can acknowledge a message to somebody else', async () => {
    const [one, other] = [await inConversation(server.url), await inConversation(server.url)];
    const message = await lastMessage(one);
    expect((await seen(other, [message.id])).status).toBe(200);
    expect(await lastMessage(one)).toMatchObject({ state: 'waiting' });
  });
});

test('a message that was stamped before one already shown is not missed', async () => {
  const visitor = await inConversation(server.url);
  const accountId = await accountOf(visitor);
  clock.advance(minutes(5));
  const answer = await visitor.say('something-newer-1', { kind: 'text', text: '在吗' });
  const { cursor } = (await answer.json()) as { cursor: string };
  const late = server.newId();
  await inScope(server.db, SYSTEM, async (trx) => {
    const message = { id: late, accountId, kind: 'progress', token: 0 } as const;
    const at = instant(clock.now() - minutes(2));
    await queueMessages(trx, server.fields, [{ ...message, message: { text: '迟到的话' } }], at);
    await trx
      .updateTable('message')
      .set({ state: 'waiting', settled_at: sql`to_timestamp(${at}::float8 / 1000)` })
      .where('id', '=', late)
      .execute();
  });
  const lines = await (await visitor.get(`/chat/lines?after=${cursor}`)).text();
  expect(lines).toContain('迟到的话');
});

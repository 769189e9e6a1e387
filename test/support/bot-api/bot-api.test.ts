/** The local Bot API server is itself a promise: what it lets through, Telegram lets through. */
import { afterEach, describe, expect, it } from 'vitest';
import { Telegraf } from 'telegraf';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import type { ServerOptions } from '#test/support/bot-api/server.ts';

const servers: BotApiServer[] = [];
async function start(options: ServerOptions = {}): Promise<BotApiServer> {
  const server = await BotApiServer.start(options);
  servers.push(server);
  return server;
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

type Answer = { ok: boolean; result?: unknown; error_code?: number; description?: string };
async function call(server: BotApiServer, method: string, params: object): Promise<Answer> {
  const response = await fetch(`${server.url}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return JSON.parse(await response.text());
}

const inline = (...rows: { text: string; callback_data: string }[][]) => ({
  inline_keyboard: rows,
});

describe('validation', () => {
  it.each([
    ['unknown method', 'sendMesage', { chat_id: 1, text: 'x' }, 404, /Not Found/],
    [
      'unknown parameter',
      'sendMessage',
      { chat_id: 1, text: 'x', txt: 1 },
      400,
      /unknown parameter "txt"/,
    ],
    ['wrong type', 'sendMessage', { chat_id: 1, text: 5 }, 400, /text must be String/],
    ['missing text', 'sendMessage', { chat_id: 1 }, 400, /message text is empty/],
    ['blank text', 'sendMessage', { chat_id: 1, text: ' \n' }, 400, /message text is empty/],
    ['long text', 'sendMessage', { chat_id: 1, text: '长'.repeat(4097) }, 400, /too long/],
    [
      'unknown parse mode',
      'sendMessage',
      { chat_id: 1, text: 'x', parse_mode: 'Nope' },
      400,
      /parse_mode/,
    ],
    [
      'unknown tag',
      'sendMessage',
      { chat_id: 1, text: 'a<3', parse_mode: 'HTML' },
      400,
      /can't parse entities/,
    ],
    [
      'unclosed tag',
      'sendMessage',
      { chat_id: 1, text: '<b>a', parse_mode: 'HTML' },
      400,
      /can't parse entities/,
    ],
    [
      'crossed tags',
      'sendMessage',
      { chat_id: 1, text: '<b><i>a</b></i>', parse_mode: 'HTML' },
      400,
      /Unmatched end tag/,
    ],
    [
      'raw Markdown',
      'sendMessage',
      { chat_id: 1, text: 'a.', parse_mode: 'MarkdownV2' },
      400,
      /reserved/,
    ],
    [
      'nested unknown field',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 'a', callback_dat: 'b' }]] },
      },
      400,
      /callback_dat/,
    ],
    [
      'button without action',
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      400,
      /unallowed/,
    ],
    [
      'callback data of 65 bytes',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: inline([{ text: 'a', callback_data: '长'.repeat(21) + 'ab' }]),
      },
      400,
      /BUTTON_DATA_INVALID/,
    ],
    [
      'a button to localhost',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: { inline_keyboard: [[{ text: 'a', url: 'http://localhost:8080/x' }]] },
      },
      400,
      /Wrong HTTP URL/,
    ],
    [
      '101 buttons',
      'sendMessage',
      {
        chat_id: 1,
        text: 'x',
        reply_markup: inline(
          ...Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'b' }]),
        ),
      },
      400,
      /too long/,
    ],
    [
      'bad command',
      'setMyCommands',
      { commands: [{ command: 'Start', description: 'x' }] },
      400,
      /BOT_COMMAND_INVALID/,
    ],
    [
      'bad menu button',
      'setChatMenuButton',
      { menu_button: { type: 'nope' } },
      400,
      /unsupported type/,
    ],
  ])('refuses and remembers: %s', async (_, method, params, status, description) => {
    const server = await start();
    server.openChats(1, 1);
    const answer = await call(server, method, params);
    expect(answer).toMatchObject({ ok: false, error_code: status });
    expect(answer.description).toMatch(description);
    expect(server.violations).toHaveLength(1);
  });

  it('takes text of 4096 characters counted after parsing, and shows it parsed', async () => {
    const server = await start();
    server.openChats(1, 1);
    const text = `<b>${'长'.repeat(4095)}</b>&lt;`;
    expect(
      await call(server, 'sendMessage', { chat_id: 1, text, parse_mode: 'HTML' }),
    ).toMatchObject({ ok: true });
    expect(server.sentTo(1)[0]?.text).toBe(`${'长'.repeat(4095)}<`);
    expect(server.violations).toEqual([]);
  });

  it('takes the same call as JSON, urlencoded and query string', async () => {
    const server = await start();
    server.openChats(1, 1);
    const fields = {
      chat_id: '1',
      text: '你好',
      reply_markup: JSON.stringify(inline([{ text: 'a', callback_data: 'b' }])),
    };
    const root = `${server.url}/bot${server.token}/sendMessage`;
    expect((await fetch(root, { method: 'POST', body: new URLSearchParams(fields) })).status).toBe(
      200,
    );
    expect((await fetch(`${root}?${new URLSearchParams(fields)}`)).status).toBe(200);
    expect((await call(server, 'sendMessage', fields)).error_code).toBe(400);
    expect(server.sentTo(1)).toHaveLength(2);
  });

  it('refuses a wrong token', async () => {
    const server = await start();
    const response = await fetch(`${server.url}/bot1:x/getMe`);
    expect(response.status).toBe(401);
  });
});

describe('messages', () => {
  it('refuses unknown chats, people who never wrote, and people who blocked the bot', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    expect((await call(server, 'sendMessage', { chat_id: 9, text: 'x' })).description).toMatch(
      /chat not found/,
    );
    expect((await call(server, 'sendMessage', { chat_id: 5, text: 'x' })).error_code).toBe(403);
    person.text('你好');
    expect((await call(server, 'sendMessage', { chat_id: 5, text: 'x' })).ok).toBe(true);
    person.block();
    expect((await call(server, 'sendMessage', { chat_id: 5, text: 'x' })).description).toBe(
      'Forbidden: bot was blocked by the user',
    );
    expect(server.violations).toEqual([]);
  });

  it('refuses edits of the same content, of unknown messages and of the person’s own', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    const { messageId } = person.text('你好');
    await call(server, 'sendMessage', {
      chat_id: 5,
      text: '好',
      reply_markup: inline([{ text: 'a', callback_data: 'b' }]),
    });
    const sent = person.last()?.messageId;
    const same = {
      chat_id: 5,
      message_id: sent,
      text: '好',
      reply_markup: inline([{ text: 'a', callback_data: 'b' }]),
    };
    expect((await call(server, 'editMessageText', same)).description).toMatch(
      /message is not modified/,
    );
    expect(
      (await call(server, 'editMessageText', { chat_id: 5, message_id: 99, text: 'x' }))
        .description,
    ).toMatch(/message to edit not found/);
    expect(
      (await call(server, 'editMessageText', { chat_id: 5, message_id: messageId, text: 'x' }))
        .description,
    ).toMatch(/can't be edited/);
    expect(
      (await call(server, 'editMessageText', { chat_id: 5, message_id: sent, text: '好' })).ok,
    ).toBe(true);
    expect(person.last()).toMatchObject({ text: '好', buttons: [], edited: true });
    await call(server, 'deleteMessage', { chat_id: 5, message_id: sent });
    expect(server.sentTo(5)).toEqual([]);
    expect(server.refusals).toHaveLength(3);
  });

  it('answers a press once, and refuses it when unknown, answered or too old', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    await call(server, 'sendMessage', {
      chat_id: 5,
      text: '好',
      reply_markup: inline([{ text: '✅ 提交', callback_data: 'b' }]),
    });
    const press = await person.press('提交');
    const query = [...server.world.queries.keys()][0];
    const answered = press.answered();
    expect(
      (await call(server, 'answerCallbackQuery', { callback_query_id: query, text: '收到' })).ok,
    ).toBe(true);
    expect(await answered).toMatchObject({ text: '收到', alert: false });
    expect(
      (await call(server, 'answerCallbackQuery', { callback_query_id: query })).description,
    ).toMatch(/query is too old/);
    expect((await call(server, 'answerCallbackQuery', { callback_query_id: 'x' })).error_code).toBe(
      400,
    );
  });

  it('fails a press of a missing label with what is on screen', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    await call(server, 'sendMessage', {
      chat_id: 5,
      text: '选吧',
      reply_markup: inline([{ text: '大病', callback_data: 'b' }]),
    });
    await expect(person.press('提交', { withinMs: 20 })).rejects.toThrow(
      /no button 提交[\s\S]*选吧[\s\S]*\[大病\]/,
    );
  });

  it('shares the person’s own contact from a reply keyboard, once', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    const keyboard = {
      keyboard: [[{ text: '发送我的号码', request_contact: true }]],
      one_time_keyboard: true,
    };
    await call(server, 'sendMessage', { chat_id: 5, text: '电话？', reply_markup: keyboard });
    const { update } = await person.press('发送我的号码');
    expect(update?.['message']).toMatchObject({ contact: { user_id: 5 } });
    await expect(person.press('发送我的号码', { withinMs: 20 })).rejects.toThrow(/no button/);
  });

  it('waits for what comes after the person’s last act', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('一');
    await call(server, 'sendMessage', { chat_id: 5, text: '好的' });
    await person.expect('好的');
    person.text('二');
    await expect(person.expect('好的', { withinMs: 20 })).rejects.toThrow(
      /did not say 好的[\s\S]*person: 二/,
    );
    const second = person.expect(/^好的/);
    await call(server, 'sendMessage', { chat_id: 5, text: '好的，二' });
    expect((await second).text).toBe('好的，二');
  });
});

describe('updates', () => {
  type Got = { update_id: number }[];
  const poll = async (server: BotApiServer, params: object): Promise<Got> => {
    const answer = await call(server, 'getUpdates', params);
    if (!answer.ok) throw new Error(answer.description);
    const got: Got = JSON.parse(JSON.stringify(answer.result));
    return got;
  };
  const ids = (updates: Got) => updates.map((u) => u.update_id);

  it('redelivers until acknowledged by offset, within the limit', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    for (const word of ['一', '二', '三']) person.text(word);
    expect(ids(await poll(server, { limit: 2 }))).toEqual([1001, 1002]);
    expect(ids(await poll(server, {}))).toEqual([1001, 1002, 1003]);
    expect(ids(await poll(server, { offset: 1003 }))).toEqual([1003]);
    expect(ids(await poll(server, { offset: 1004 }))).toEqual([]);
  });

  it('holds a long poll open until something happens', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    const waiting = poll(server, { timeout: 30 });
    await server.until(() => server.world.updates.isPolled, 'the poller waits');
    person.text('一');
    expect(ids(await waiting)).toEqual([1001]);
  });

  it('ends the older of two pollers with 409', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    const older = poll(server, { timeout: 30 });
    const outcome = expect(older).rejects.toThrow(/terminated by other getUpdates/);
    // The second request goes out only when the first one is known to wait.
    await server.until(() => server.world.updates.isPolled, 'first poller waits');
    const newer = poll(server, { timeout: 30 });
    await outcome;
    person.text('一');
    expect(ids(await newer)).toEqual([1001]);
    expect(server.world.updates.conflicts).toBe(1);
  });

  it('delivers acknowledged updates again when told to be unfaithful', async () => {
    const server = await start();
    server.world.updates.delivery = { twice: 1, shuffle: false, random: () => 0 };
    server.person({ id: 5, firstName: '张三' }).text('一');
    expect(ids(await poll(server, {}))).toEqual([1001]);
    expect(ids(await poll(server, { offset: 1002 }))).toEqual([1001]);
    expect(ids(await poll(server, { offset: 1002 }))).toEqual([]);
  });

  it('sends only the kinds that were asked for', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    await poll(server, { allowed_updates: ['callback_query'] });
    expect(person.text('一').update).toBeNull();
  });

  it('pushes to a webhook with the secret until a 2xx', async () => {
    const server = await start({ webhookRetryMs: 5 });
    const seen: unknown[] = [];
    const statuses = [500, 200];
    const done = Promise.withResolvers<void>();
    const hook = createServer((request, response) => {
      seen.push(request.headers['x-telegram-bot-api-secret-token']);
      request.resume();
      response.writeHead(statuses.shift() ?? 200).end();
      if (seen.length === 2) done.resolve();
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    const { port } = hook.address() as AddressInfo;
    try {
      expect(
        (
          await call(server, 'setWebhook', {
            url: `http://127.0.0.1:${port}/x`,
            secret_token: 's_1',
          })
        ).ok,
      ).toBe(true);
      server.person({ id: 5, firstName: '张三' }).text('一');
      await done.promise;
      expect(seen).toEqual(['s_1', 's_1']);
      expect((await call(server, 'getUpdates', {})).error_code).toBe(409);
      await call(server, 'deleteWebhook', {});
    } finally {
      hook.closeAllConnections();
      hook.close();
    }
  });
});

describe('limits and faults', () => {
  it('refuses the 31st message of a second with 429 and a time to wait', async () => {
    const server = await start();
    server.openChats(1, 40);
    const answers = await Promise.all(
      Array.from({ length: 35 }, (_, i) =>
        call(server, 'sendMessage', { chat_id: i + 1, text: 'x' }),
      ),
    );
    expect(answers.filter((a) => a.ok)).toHaveLength(30);
    expect(answers.find((a) => !a.ok)).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 1 },
    });
    expect(server.floods).toBe(5);
  });

  it('refuses a burst to one chat', async () => {
    const server = await start({ limits: { perChatBurst: 3 } });
    server.openChats(1, 1);
    const send = () => call(server, 'sendMessage', { chat_id: 1, text: 'x' });
    for (let i = 0; i < 3; i += 1) expect((await send()).ok).toBe(true);
    expect((await send()).error_code).toBe(429);
  });

  it('loses the answer before or after the call took effect', async () => {
    const server = await start();
    server.openChats(1, 1);
    const send = () => call(server, 'sendMessage', { chat_id: 1, text: 'x' });
    server.faults.next('sendMessage', { kind: 'reset', when: 'before' });
    await expect(send()).rejects.toThrow();
    expect(server.sentTo(1)).toHaveLength(0);
    server.faults.next('sendMessage', { kind: 'reset', when: 'after' });
    await expect(send()).rejects.toThrow();
    expect(server.sentTo(1)).toHaveLength(1);
    server.faults.next('sendMessage', { kind: 'refuse', status: 502 });
    expect((await send()).error_code).toBe(502);
    server.faults.next('*', { kind: 'refuse', status: 429, retryAfter: 7 }, { chatId: 1 });
    expect(await send()).toMatchObject({ parameters: { retry_after: 7 } });
    expect((await send()).ok).toBe(true);
  });

  it('hangs until the client gives up', async () => {
    const server = await start();
    server.faults.next('getMe', { kind: 'hang' });
    const response = fetch(`${server.url}/bot${server.token}/getMe`, {
      signal: AbortSignal.timeout(30),
    });
    await expect(response).rejects.toThrow(/timeout|aborted/);
  });
});

describe('files', () => {
  it('serves what people sent, up to 20 MB', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    person.photo(new Uint8Array([1, 2, 3]));
    const [{ fileId }] = [server.world.files.put(new Uint8Array([7, 8]), 'photos', 'jpg')];
    const { result } = await call(server, 'getFile', { file_id: fileId });
    const path = String(Object(result)['file_path']);
    const bytes = await (await fetch(`${server.url}/file/bot${server.token}/${path}`)).bytes();
    expect([...bytes]).toEqual([7, 8]);
    const big = server.world.files.put(21 * 1024 * 1024, 'videos', 'mp4');
    expect((await call(server, 'getFile', { file_id: big.fileId })).description).toBe(
      'Bad Request: file is too big',
    );
  });
});

describe('with telegraf', () => {
  it('takes what telegraf sends, multipart included', async () => {
    const server = await start();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    const { telegram } = new Telegraf(server.token, { telegram: { apiRoot: server.url } });
    expect((await telegram.getMe()).username).toBe('fangpin_local_bot');
    await telegram.sendMessage(5, '<b>好</b>', { parse_mode: 'HTML' });
    await telegram.sendPhoto(
      5,
      { source: Buffer.from([1, 2, 3]), filename: 'a.jpg' },
      {
        caption: '图',
        reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'b' }]] },
      },
    );
    await telegram.setMyCommands([{ command: 'start', description: '开始' }]);
    expect(await telegram.getMyCommands()).toHaveLength(1);
    expect(server.violations).toEqual([]);
    expect(server.sentTo(5).map((m) => m.text)).toEqual(['好', '图']);
    expect(server.sentTo(5)[1]?.buttons).toEqual([['a']]);
  });
});

describe('speed', () => {
  it('loses nothing when 3000 messages come over twenty connections at once', async () => {
    const server = await start({ limits: 'none' });
    server.openChats(1, 3000);
    let next = 1;
    const worker = async () => {
      while (next <= 3000) {
        const id = next;
        next += 1;
        await call(server, 'sendMessage', { chat_id: id, text: '通知' });
      }
    };
    await Promise.all(Array.from({ length: 20 }, worker));
    expect(server.answered.get('sendMessage')).toBe(3000);
    for (let id = 1; id <= 3000; id += 1) expect(server.sentTo(id)).toHaveLength(1);
  });
});

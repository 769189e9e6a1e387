import { describe, expect, it } from 'vitest';
import { createTelegramClient } from '#src/channels/telegram/client.ts';
import { createSender } from '#src/channels/telegram/sender.ts';
import type { Send } from '#src/channels/telegram/sender.ts';
import type { Choice } from '#src/flows/flow.ts';
import type { OutgoingMessage } from '#src/operations/ports.ts';
import type { BotApiServer } from '#test/support/bot-api/server.ts';
import type { Person } from '#test/support/bot-api/person.ts';
import type { ServerOptions } from '#test/support/bot-api/server.ts';
import { startBot } from './bot.ts';

async function startSender(
  options: ServerOptions = {},
): Promise<{ server: BotApiServer; person: Person; send: Send }> {
  const { server, client } = await startBot(options);
  const files = new Map([['photo-1', { bytes: new Uint8Array([1, 2, 3]), fileName: 'a.jpg' }]]);
  const send = createSender({ client, readMedia: async (id) => files.get(id) ?? null });
  const person = server.person({ id: 5, firstName: '张三' });
  person.text('你好');
  return { server, person, send };
}

const message = (text: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: 'm-1',
  token: 3,
  text,
  ...more,
});
const choices: Choice[][] = [
  [{ label: '提交', id: 'submit' }],
  [
    { label: '返回', id: 'back' },
    { label: '取消', id: 'cancel' },
  ],
];

describe('what is sent', () => {
  it('arrives as typed, whatever it looks like', async () => {
    const { server, person, send } = await startSender();
    const text = '<b>张</b> & *李* _王_ [x](http://y) `z` &lt; </i>';
    expect(await send('5', message(text))).toMatchObject({ kind: 'sent' });
    expect(person.last()?.text).toBe(text);
    expect(server.violations).toEqual([]);
  });

  it('shows its buttons, and a press carries the token of the question', async () => {
    const { person, send } = await startSender();
    const result = await send('5', message('对吗？', { choices }));
    expect(person.last()).toMatchObject({ buttons: [['提交'], ['返回', '取消']] });
    expect(result).toEqual({ kind: 'sent', externalId: String(person.last()?.messageId) });
    const { update } = await person.press('取消');
    expect(update?.['callback_query']).toMatchObject({ data: 's.3.cancel' });
  });

  it('splits a text over 4096, with the buttons below the last part', async () => {
    const { server, person, send } = await startSender();
    await send('5', message(`${'困'.repeat(4000)}\n\n${'难'.repeat(4000)}`, { choices }));
    expect(server.sentTo(5).map((m) => [m.text.length, m.buttons.length])).toEqual([
      [4000, 0],
      [4000, 2],
    ]);
    expect(person.last()?.text.startsWith('难')).toBe(true);
    expect(server.violations).toEqual([]);
  });

  it('asks for the contact with a button of its own and takes it away afterwards', async () => {
    const { server, person, send } = await startSender();
    await send(
      '5',
      message('您的电话是多少？', { ask: 'contact', choices: [[{ label: '跳过', id: 'skip' }]] }),
    );
    expect(person.chat.replyKeyboard.map((row) => row.map((b) => b.text))).toEqual([
      ['📱 发送我的手机号'],
      ['跳过'],
    ]);
    const { update } = await person.press('发送我的手机号');
    expect(update?.['message']).toMatchObject({ contact: { user_id: 5 } });
    await send('5', message('对吗？', { choices }));
    expect(person.chat.replyKeyboard).toEqual([]);
    expect(server.sentTo(5).map((m) => m.text)).toEqual(['您的电话是多少？', '好的。', '对吗？']);
    await send('5', message('完'));
    expect(server.sentTo(5)).toHaveLength(4);
    expect(server.violations).toEqual([]);
  });

  it('links public pages by a button and others in the text', async () => {
    const { server, person, send } = await startSender();
    const page = (url: string): Choice[][] => [[{ label: '打开', url }]];
    await send('5', message('看这里', { choices: page('https://fangpin.example.cn/x') }));
    expect(person.last()).toMatchObject({ text: '看这里', buttons: [['打开']] });
    await send('5', message('看这里', { choices: page('http://127.0.0.1:8080/x') }));
    expect(person.last()).toMatchObject({
      text: '看这里\n\n打开：http://127.0.0.1:8080/x',
      buttons: [],
    });
    expect(server.violations).toEqual([]);
  });

  it('shows files before the text, and leaves out one that is gone', async () => {
    const { server, send } = await startSender();
    const attachments = [
      { kind: 'photo', mediaId: 'photo-1' },
      { kind: 'photo', mediaId: 'photo-2' },
    ] as const;
    expect(await send('5', message('走访照片', { attachments }))).toMatchObject({ kind: 'sent' });
    expect(server.sentTo(5).map((m) => m.kind)).toEqual(['photo', 'text']);
    expect(server.violations).toEqual([]);
  });
});

describe('how a send ends', () => {
  it('unreachable: blocked, deactivated, never wrote, unknown', async () => {
    const { server, person, send } = await startSender();
    server.person({ id: 6, firstName: '李四' });
    person.block();
    expect(await send('5', message('x'))).toEqual({ kind: 'unreachable', code: 'blocked' });
    person.deleteAccount();
    expect(await send('5', message('x'))).toEqual({ kind: 'unreachable', code: 'deactivated' });
    expect(await send('6', message('x'))).toEqual({ kind: 'unreachable', code: 'never-wrote' });
    expect(await send('7', message('x'))).toEqual({ kind: 'unreachable', code: 'no-such-chat' });
  });

  it.each([
    ['429', { kind: 'refuse', status: 429, retryAfter: 7 }, { kind: 'retry-after', ms: 7000 }],
    ['500', { kind: 'refuse', status: 500 }, { kind: 'retry-after', ms: 3000 }],
    ['502', { kind: 'refuse', status: 502 }, { kind: 'retry-after', ms: 3000 }],
    ['504', { kind: 'refuse', status: 504 }, { kind: 'uncertain', code: 'gateway-timeout' }],
    ['401', { kind: 'refuse', status: 401 }, { kind: 'retry-after', ms: 60_000 }],
    [
      '400',
      { kind: 'refuse', status: 400, description: 'Bad Request: MESSAGE_ODD' },
      { kind: 'rejected', code: 'status-400' },
    ],
    [
      'a connection cut after it took effect',
      { kind: 'reset', when: 'after' },
      { kind: 'uncertain' },
    ],
  ] as const)('%s', async (_, fault, expected) => {
    const { server, send } = await startSender();
    server.faults.next('sendMessage', fault);
    expect(await send('5', message('x'))).toMatchObject(expected);
  });

  it('uncertain when no answer comes in time', async () => {
    const { server, client } = await startBot();
    server.openChats(5, 1);
    server.faults.next('sendMessage', { kind: 'hang', when: 'after' });
    const payload = { chat_id: 5, text: 'x' };
    expect(await client.call('sendMessage', payload, { timeoutMs: 50 })).toEqual({
      kind: 'unknown',
      code: 'timeout',
    });
    expect(server.sentTo(5)).toHaveLength(1);
  });

  it('to be tried again when nothing listens', async () => {
    const { server, send } = await startSender();
    await server.close();
    expect(await send('5', message('x'))).toEqual({ kind: 'retry-after', ms: 3000 });
  });

  it('uncertain when the second half of a message could not be sent', async () => {
    const { server, send } = await startSender();
    server.faults.next('sendMessage', { kind: 'refuse', status: 429, retryAfter: 60 }, { skip: 1 });
    expect(await send('5', message(`${'困'.repeat(4000)}\n\n${'难'.repeat(200)}`))).toEqual({
      kind: 'uncertain',
      code: 'partly-sent',
    });
  });

  it('never shows the token', async () => {
    const { server } = await startBot();
    const client = createTelegramClient({ token: server.token, apiRoot: server.url });
    const secret = server.token.split(':')[1] ?? '';
    server.faults.next('getMe', { kind: 'reset' });
    const results = [await client.call('getMe', {})];
    server.faults.next('getMe', { kind: 'refuse', status: 401 });
    results.push(await client.call('getMe', {}));
    await server.close();
    // A fresh client: an idle connection that is just being closed would end as unknown, and rightly so.
    const late = createTelegramClient({ token: server.token, apiRoot: server.url });
    results.push(await late.call('getMe', {}));
    expect(results.map((r) => r.kind)).toEqual(['unknown', 'refused', 'not-sent']);
    expect(JSON.stringify(results)).not.toContain(secret);
  });
});

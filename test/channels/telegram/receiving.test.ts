import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIntake } from '#src/channels/telegram/intake.ts';
import type { Intake, Receive } from '#src/channels/telegram/intake.ts';
import { pollUpdates } from '#src/channels/telegram/polling.ts';
import type { TelegramClient } from '#src/channels/telegram/client.ts';
import { acceptDelivery, secretHeader } from '#src/channels/telegram/webhook.ts';
import type { RawUpdate } from '#src/operations/ports.ts';
import { startBot } from './bot.ts';

/** A store as ours is: a number arrives once. `fail` decides which batches it refuses. */
function createStore(fail: (batch: readonly RawUpdate[]) => boolean = () => false) {
  const stored = new Map<string, RawUpdate>();
  const batches: (readonly RawUpdate[])[] = [];
  const receive: Receive = async (batch) => {
    batches.push(batch);
    if (fail(batch)) throw new Error('database gone');
    for (const update of batch) stored.set(update.updateId, update);
  };
  return { stored, batches, receive };
}

function startPolling(client: TelegramClient, intake: Intake) {
  const stop = new AbortController();
  const troubles: string[] = [];
  const onTrouble = (code: string) => void troubles.push(code);
  const ended = pollUpdates({ client, intake, onTrouble, holdSeconds: 5 }, stop.signal);
  const kill = () => {
    stop.abort();
    return ended;
  };
  onTestFinished(kill);
  return { troubles, kill };
}

describe('polling', () => {
  it('stores every update before it acknowledges it, once', async () => {
    const { server, client } = await startBot();
    const store = createStore();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('一');
    startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.isPolled, 'polling goes on');
    person.text('二');
    await server.until(() => server.world.updates.pending.length === 0, 'both acknowledged');
    expect([...store.stored.keys()]).toEqual(['1001', '1002']);
    expect(store.batches).toHaveLength(2);
    expect(server.violations).toEqual([]);
  });

  it('gets a batch again that could not be stored', async () => {
    const { server, client } = await startBot();
    let failures = 1;
    const store = createStore(() => failures-- > 0);
    server.person({ id: 5, firstName: '张三' }).text('一');
    const { troubles } = startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.pending.length === 0, 'stored after all');
    expect(troubles).toEqual(['not-stored']);
    expect([...store.stored.keys()]).toEqual(['1001']);
  });

  it('sends no offset at start, so what a killed poller had fetched comes again', async () => {
    const { server, client } = await startBot();
    server.person({ id: 5, firstName: '张三' }).text('一');
    await client.call('getUpdates', { timeout: 0 });
    const store = createStore();
    startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.pending.length === 0, 'acknowledged');
    expect([...store.stored.keys()]).toEqual(['1001']);
  });

  it('does not trust the order of ids: they may start anew, lower', async () => {
    const { server, client } = await startBot();
    const store = createStore();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('一');
    const { kill } = startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.isPolled, 'waiting');
    await kill();
    server.world.updates.restartIds(7);
    person.text('二');
    startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.pending.length === 0, 'acknowledged');
    expect([...store.stored.keys()]).toEqual(['1001', '7']);
  });

  it('goes on after 409, 502, a cut connection and nonsense', async () => {
    const { server, client } = await startBot();
    server.faults.next('getUpdates', { kind: 'refuse', status: 502 });
    server.faults.next('getUpdates', { kind: 'reset', when: 'after' });
    const store = createStore();
    server.person({ id: 5, firstName: '张三' }).text('一');
    const { troubles } = startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.pending.length === 0, 'acknowledged');
    expect(troubles[0]).toBe('status-502');
    expect(troubles).toHaveLength(2);
    expect(store.stored.size).toBe(1);
  });

  it('goes on beside a second poller that should not be there, and loses nothing', async () => {
    const { server, client } = await startBot();
    const store = createStore();
    const first = startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.isPolled, 'the first waits');
    startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.conflicts > 0, 'they met');
    await server.until(() => first.troubles.length > 0, 'the first was told');
    server.person({ id: 5, firstName: '张三' }).text('一');
    await server.until(() => store.stored.size === 1, 'stored');
    expect(first.troubles).toEqual(['another-poller-or-webhook']);
  });

  it('stops at once when it is no longer the leader', async () => {
    const { server, client } = await startBot();
    const { kill } = startPolling(client, createIntake(client, createStore().receive));
    await server.until(() => server.world.updates.isPolled, 'waiting');
    const before = performance.now();
    await kill();
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('survives delivery twice and out of order', async () => {
    const { server, client } = await startBot();
    let seed = 7;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    server.world.updates.delivery = { twice: 0.5, shuffle: true, random };
    const store = createStore();
    const person = server.person({ id: 5, firstName: '张三' });
    for (let i = 0; i < 300; i += 1) person.text(`第 ${i}`);
    startPolling(client, createIntake(client, store.receive));
    await server.until(() => server.world.updates.pending.length === 0, 'all acknowledged');
    expect(store.stored.size).toBe(300);
    expect(store.batches.flat().length).toBeGreaterThan(300);
  });
});

describe('presses', () => {
  const keyboard = (data: string) => ({
    inline_keyboard: [
      [
        { text: '提交', callback_data: data },
        { text: '取消', callback_data: 's.1.x' },
      ],
    ],
  });

  it('are answered within a second though storing takes for ever', async () => {
    const { server, client } = await startBot();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    await client.call('sendMessage', {
      chat_id: 5,
      text: '对吗？',
      reply_markup: keyboard('s.1.ok'),
    });
    const stuck = Promise.withResolvers<void>();
    const intake = createIntake(client, () => stuck.promise);
    const press = await person.press('提交');
    const taken = intake.take([press.update]);
    expect((await press.answered(1000)).afterMs).toBeLessThan(1000);
    stuck.resolve();
    await taken;
    await intake.settled();
  });

  it('leave only the chosen button, ticked, below a finished question', async () => {
    const { server, client } = await startBot();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    await client.call('sendMessage', {
      chat_id: 5,
      text: '对吗？',
      reply_markup: keyboard('s.1.ok'),
    });
    const messageId = person.last()?.messageId ?? 0;
    const intake = createIntake(client, createStore().receive);
    await intake.take([(await person.press('提交')).update]);
    await intake.settled();
    expect(person.last()?.buttons).toEqual([['✅ 提交']]);
    await intake.take([person.pressOn(messageId, '提交').update]);
    await intake.settled();
    expect(server.refusals).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  it('leave lasting buttons as they are', async () => {
    const { server, client } = await startBot();
    const person = server.person({ id: 5, firstName: '张三' });
    person.text('你好');
    await client.call('sendMessage', {
      chat_id: 5,
      text: '通知',
      reply_markup: keyboard('a.notice-read.n1'),
    });
    const intake = createIntake(client, createStore().receive);
    await intake.take([(await person.press('提交')).update]);
    await intake.settled();
    expect(person.last()?.buttons).toEqual([['提交', '取消']]);
    expect(server.violations).toEqual([]);
  });
});

describe('webhook', () => {
  const update = {
    update_id: 9,
    message: { message_id: 1, chat: { id: 5, type: 'private' }, text: '一' },
  };

  it('stores before it says 200, and says 503 when it could not', async () => {
    const { client } = await startBot();
    const good = createStore();
    const deps = { secret: 's3cret', intake: createIntake(client, good.receive) };
    expect(await acceptDelivery(deps, 's3cret', update)).toBe(200);
    expect([...good.stored.keys()]).toEqual(['9']);
    const bad = { secret: 's3cret', intake: createIntake(client, createStore(() => true).receive) };
    expect(await acceptDelivery(bad, 's3cret', update)).toBe(503);
  });

  it.each([[undefined], [''], ['s3cre'], ['s3cret '], [['s3cret']]])(
    'refuses the secret %j',
    async (secret) => {
      const { client } = await startBot();
      const store = createStore();
      const deps = { secret: 's3cret', intake: createIntake(client, store.receive) };
      expect(await acceptDelivery(deps, secret, update)).toBe(401);
      expect(store.batches).toEqual([]);
    },
  );

  it('gets again what it could not store, pushed by the server itself', async () => {
    const { server, client } = await startBot({ webhookRetryMs: 5 });
    let failures = 2;
    const store = createStore(() => failures-- > 0);
    const deps = { secret: 's3cret', intake: createIntake(client, store.receive) };
    const site = createServer((request, response) => {
      void (async () => {
        const body: unknown = JSON.parse(await text(request));
        const status = await acceptDelivery(deps, request.headers[secretHeader], body);
        response.writeHead(status).end();
      })();
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      site.closeAllConnections();
      site.close();
    });
    const address = site.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `http://127.0.0.1:${port}/telegram/webhook`;
    await client.call('setWebhook', { url, secret_token: 's3cret' });
    const person = server.person({ id: 5, firstName: '张三' });
    for (const word of ['一', '二', '三']) person.text(word);
    await server.until(() => server.world.updates.pending.length === 0, 'all accepted');
    expect([...store.stored.keys()].toSorted()).toEqual(['1001', '1002', '1003']);
    expect(server.world.webhook?.failures).toBe(2);
  });

  it('says 200 to what is not for us, 400 to what is no update', async () => {
    const { client } = await startBot();
    const store = createStore();
    const deps = { secret: 's3cret', intake: createIntake(client, store.receive) };
    expect(await acceptDelivery(deps, 's3cret', { update_id: 1, poll: {} })).toBe(200);
    expect(await acceptDelivery(deps, 's3cret', 'x')).toBe(400);
    expect(store.batches).toEqual([]);
  });
});

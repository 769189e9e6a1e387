import { describe, expect, it } from 'vitest';
import { fetchMedia } from '#src/channels/telegram/media.ts';
import { setUpBot } from '#src/channels/telegram/setup.ts';
import { startBot } from './bot.ts';

describe('setting the bot up', () => {
  it('sets commands, menu and descriptions once', async () => {
    const { server, client } = await startBot();
    expect(await setUpBot(client, { mode: 'polling' })).toEqual({
      username: 'fangpin_local_bot',
      trouble: [],
    });
    await setUpBot(client, { mode: 'polling' });
    const changes = server.calls.map((c) => c.method).filter((m) => m.startsWith('set'));
    expect(changes).toEqual([
      'setMyCommands',
      'setChatMenuButton',
      'setMyDescription',
      'setMyShortDescription',
    ]);
    expect(server.violations).toEqual([]);
  });

  it('registers a webhook with its secret and keeps what waits', async () => {
    const { server, client } = await startBot({ webhookRetryMs: 60_000 });
    server.person({ id: 5, firstName: '张三' }).text('一');
    const delivery = {
      mode: 'webhook',
      url: 'http://127.0.0.1:9/telegram/webhook',
      secret: 's_1',
    } as const;
    expect(await setUpBot(client, delivery)).toMatchObject({ trouble: [] });
    expect(server.world.webhook?.settings).toMatchObject({ secret: 's_1' });
    expect(server.world.updates.pending).toHaveLength(1);
    await setUpBot(client, { mode: 'polling' });
    expect(server.world.webhook).toBeUndefined();
    expect(server.world.updates.pending).toHaveLength(1);
  });

  it('tells a refused token from a server that is not there, and goes on after small trouble', async () => {
    const { server, client } = await startBot();
    server.faults.next('getMe', { kind: 'refuse', status: 401 });
    expect(await setUpBot(client, { mode: 'polling' })).toEqual({ failure: 'token-refused' });
    server.faults.next('setMyCommands', { kind: 'refuse', status: 429, retryAfter: 900 });
    expect(await setUpBot(client, { mode: 'polling' })).toMatchObject({
      trouble: ['commands: status-429'],
    });
    await server.close();
    expect(await setUpBot(client, { mode: 'polling' })).toEqual({ failure: 'unreachable' });
  });
});

describe('files people sent', () => {
  it('are fetched whole, within the limit', async () => {
    const { server, client } = await startBot();
    const bytes = new Uint8Array(300_000).fill(7);
    const { fileId } = server.world.files.put(bytes, 'photos', 'jpg');
    expect(await fetchMedia(client, fileId, 300_000)).toEqual({ kind: 'fetched', bytes });
    expect(await fetchMedia(client, fileId, 299_999)).toEqual({ kind: 'too-big' });
  });

  it('are too big, gone, or to be fetched later', async () => {
    const { server, client } = await startBot();
    const big = server.world.files.put(21 * 1024 * 1024, 'videos', 'mp4');
    expect(await fetchMedia(client, big.fileId, 1e9)).toEqual({ kind: 'too-big' });
    expect(await fetchMedia(client, 'nope', 1e9)).toEqual({ kind: 'gone', code: 'no-such-file' });
    const vanished = server.world.files.put(5, 'videos', 'mp4');
    expect(await fetchMedia(client, vanished.fileId, 1e9)).toEqual({
      kind: 'gone',
      code: 'no-such-file',
    });
    server.faults.next('getFile', { kind: 'refuse', status: 500 });
    expect(await fetchMedia(client, vanished.fileId, 1e9)).toEqual({
      kind: 'try-later',
      code: 'status-500',
    });
    await server.close();
    expect(await fetchMedia(client, vanished.fileId, 1e9)).toMatchObject({ kind: 'try-later' });
  });
});

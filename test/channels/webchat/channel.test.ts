import { describe, expect, test } from 'vitest';
import { createWebchatChannel, readWebchatUpdate } from '#src/channels/webchat/channel.ts';

describe('the web chat as a channel', () => {
  test('it cannot push and proves no number; whatever is sent waits until a page fetches it', async () => {
    const waiting: string[] = [];
    const channel = createWebchatChannel((chat) => void waiting.push(chat));
    expect(channel.capabilities).toEqual({
      push: false,
      provesContact: false,
      broadcastPerSecond: null,
    });
    const message = { messageId: 'm', token: 1, text: '您好' };
    expect(await channel.send('a-chat', message)).toEqual({ kind: 'waiting' });
    expect(waiting).toEqual(['a-chat']);
    expect(await channel.fetchMedia('x', 1)).toMatchObject({ kind: 'gone' });
  });

  test.each([
    [
      { kind: 'text', text: '没钱了' },
      { kind: 'text', text: '没钱了', edited: false },
    ],
    [
      { kind: 'text', text: '/menu' },
      { kind: 'command', name: 'menu', payload: '' },
    ],
    [
      { kind: 'text', text: '/start v_1' },
      { kind: 'command', name: 'start', payload: 'v_1' },
    ],
    [
      { kind: 'press', token: 3, choice: 'submit', label: '提交' },
      { kind: 'press', token: 3, choice: 'submit' },
    ],
    [
      { kind: 'action', action: 'notice-read', ref: 'r', label: '已知晓' },
      { kind: 'action', action: 'notice-read', ref: 'r' },
    ],
    [
      { kind: 'location', latitude: 29.5, longitude: 107.3 },
      { kind: 'location', latitude: 29.5, longitude: 107.3 },
    ],
    [
      { kind: 'refused-media', reason: 'too-big' },
      { kind: 'refused-media', reason: 'too-big' },
    ],
  ])('%j is read as %j', (body, input) => {
    expect(readWebchatUpdate(body)).toEqual({ kind: 'input', input });
  });

  test('what this version does not know is unreadable, never a failure', () => {
    const unreadable = { kind: 'input', input: { kind: 'unreadable', what: 'webchat' } };
    for (const body of [null, 7, 'x', {}, { kind: 'dance' }, { kind: 'press', token: -1 }]) {
      expect(readWebchatUpdate(body)).toEqual(unreadable);
    }
  });

  test('nobody can claim a phone number as proven by the web chat', () => {
    const claim = { kind: 'contact', phone: '13800008000', own: true };
    expect(readWebchatUpdate(claim)).toMatchObject({ input: { kind: 'unreadable' } });
  });
});

import { describe, expect, it } from 'vitest';
import { callbackData, readCallbackData } from '#src/channels/telegram/callback-data.ts';
import { fileUpdate, readUpdate } from '#src/channels/telegram/inbound.ts';
import type { Act, Person } from '#test/support/bot-api/person.ts';
import { startBot } from './bot.ts';

const bytes = new Uint8Array([1, 2, 3, 4]);
const megabyte = 1024 * 1024;

describe('what people send becomes inputs', () => {
  it.each<[string, (p: Person) => Act, object]>([
    [
      'text',
      (p) => p.text('家里遭了灾'),
      { kind: 'input', input: { kind: 'text', text: '家里遭了灾', edited: false } },
    ],
    [
      'text with NUL',
      (p) => p.text('a\0b'),
      { kind: 'input', input: { kind: 'text', text: 'ab', edited: false } },
    ],
    [
      '/start with payload',
      (p) => p.command('/start v_510101'),
      { kind: 'input', input: { kind: 'command', name: 'start', payload: 'v_510101' } },
    ],
    [
      '/MENU@bot',
      (p) => p.command('/MENU@fangpin_local_bot'),
      { kind: 'input', input: { kind: 'command', name: 'menu', payload: '' } },
    ],
    [
      'a slash in a sentence',
      (p) => p.text('1/2 亩地'),
      { kind: 'input', input: { kind: 'text', text: '1/2 亩地' } },
    ],
    [
      'own contact',
      (p) => p.contact('+8613900000001', { own: true }),
      { kind: 'input', input: { kind: 'contact', phone: '+8613900000001', own: true } },
    ],
    [
      'someone else’s contact',
      (p) => p.contact('13900000002', { own: false }),
      { kind: 'input', input: { kind: 'contact', phone: '13900000002', own: false } },
    ],
    [
      'photo, the largest size',
      (p) => p.photo(bytes, { caption: '房子' }),
      {
        kind: 'media',
        media: { media: 'photo', bytes: 4, mimeType: 'image/jpeg' },
        caption: '房子',
        seconds: 0,
      },
    ],
    [
      'voice',
      (p) => p.voice(bytes, 17),
      { kind: 'media', media: { media: 'voice', mimeType: 'audio/ogg' }, seconds: 17 },
    ],
    [
      'small video',
      (p) => p.video(megabyte),
      { kind: 'media', media: { media: 'video', bytes: megabyte } },
    ],
    [
      'a video over 20 MB',
      (p) => p.video(21 * megabyte),
      { kind: 'input', input: { kind: 'refused-media', reason: 'too-big' } },
    ],
    [
      'PDF',
      (p) => p.document(bytes, '诊断.pdf', 'application/pdf'),
      { kind: 'media', media: { media: 'document', mimeType: 'application/pdf' } },
    ],
    [
      'a picture sent as a file',
      (p) => p.document(bytes, 'a.png', 'image/png'),
      { kind: 'media', media: { media: 'photo', mimeType: 'image/png' } },
    ],
    [
      'a program',
      (p) => p.document(bytes, 'a.apk', 'application/vnd.android.package-archive'),
      { kind: 'input', input: { kind: 'refused-media', reason: 'wrong-type' } },
    ],
    [
      'sticker',
      (p) => p.sticker(),
      { kind: 'input', input: { kind: 'unreadable', what: 'sticker' } },
    ],
    [
      'poll',
      (p) => p.raw('poll', { poll: { id: '1' } }),
      { kind: 'input', input: { kind: 'unreadable', what: 'poll' } },
    ],
    [
      'place',
      (p) => p.location(29.4, 106.5),
      { kind: 'input', input: { kind: 'location', latitude: 29.4, longitude: 106.5 } },
    ],
    [
      'forwarded words',
      (p) => p.forward('转一下'),
      { kind: 'input', input: { kind: 'text', text: '转一下' } },
    ],
    [
      'a pinned-message notice',
      (p) => p.raw('service', { pinned_message: {} }),
      { kind: 'ignored' },
    ],
    [
      'a broken photo',
      (p) => p.raw('photo', { photo: 'nope' }),
      { kind: 'input', input: { kind: 'unreadable', what: 'malformed' } },
    ],
  ])('%s', async (_, act, expected) => {
    const { server } = await startBot();
    const { update } = act(server.person({ id: 5, firstName: '张三' }));
    expect(readUpdate(update)).toMatchObject(expected);
    expect(fileUpdate(update, '77')).toMatchObject({
      channel: 'telegram',
      receiver: '77',
      chat: '5',
      updateId: '1001',
    });
  });

  it('tells an edit from a new text, and a forwarded card from an own one', async () => {
    const { server } = await startBot();
    const person = server.person({ id: 5, firstName: '张三' });
    const { messageId } = person.text('三亩');
    expect(readUpdate(person.edit(messageId, '五亩').update)).toMatchObject({
      input: { kind: 'text', text: '五亩', edited: true },
    });
    const card = person.raw('contact', {
      contact: { phone_number: '139', first_name: 'x', user_id: 5 },
      forward_origin: { type: 'hidden_user', sender_user_name: 'y', date: 1 },
    });
    expect(readUpdate(card.update)).toMatchObject({ input: { kind: 'contact', own: false } });
  });

  it('says that a person who blocked the bot has left', async () => {
    const { server } = await startBot();
    server.person({ id: 5, firstName: '张三' }).block();
    expect(readUpdate(server.world.updates.history[0])).toEqual({ kind: 'left' });
  });

  it('neither reads nor files what is said in groups', async () => {
    const { server } = await startBot();
    const { update } = server
      .person({ id: 5, firstName: '张三' })
      .textInGroup(server.group(-100, '村里'), '有人吗');
    expect(readUpdate(update)).toEqual({ kind: 'ignored' });
    expect(fileUpdate(update, '77')).toBeNull();
  });

  it.each([
    [null],
    [undefined],
    [7],
    ['x'],
    [[]],
    [{}],
    [{ update_id: 'x' }],
    [{ update_id: 1, message: null }],
    [{ update_id: 1, inline_query: {} }],
  ])('never throws: %j is ignored', (body) => {
    expect(readUpdate(body)).toEqual({ kind: 'ignored' });
    expect(fileUpdate(body, '77')).toBeNull();
  });
});

describe('buttons', () => {
  it('carry a step’s token and choice, or a lasting action, there and back', () => {
    const step = callbackData({ label: '大病', id: 'illness.serious' }, 12);
    expect(readCallbackData(step)).toEqual({ kind: 'press', token: 12, choice: 'illness.serious' });
    const ref = '0198c9a0-7d3e-7b1a-9c55-0123456789ab';
    const lasting = callbackData({ label: '撤回', action: 'receipt-withdraw', ref }, 12);
    expect(Buffer.byteLength(lasting)).toBeLessThanOrEqual(64);
    expect(readCallbackData(lasting)).toEqual({ kind: 'action', action: 'receipt-withdraw', ref });
  });

  it('refuse an id that does not fit 64 bytes', () => {
    expect(() => callbackData({ label: 'x', id: '长'.repeat(30) }, 1)).toThrow(RangeError);
  });

  it.each([
    '',
    'x',
    's.',
    's.x.y',
    'a.constructor.x',
    'a.nope.x',
    's.99999999999999999999.a',
    'a.__proto__.x',
  ])('read a forged press %j as one of no question', (data) => {
    expect(readCallbackData(data)).toEqual({ kind: 'press', token: -1, choice: '' });
  });
});

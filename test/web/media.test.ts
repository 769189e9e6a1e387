import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { recogniseMedia } from '#src/operations/media/recognise.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';
import { inConversation, TINY_PNG, type Visitor } from './visitor.ts';

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer({ demo: true });
});
afterAll(() => server.close());

async function upload(visitor: Visitor, id: string, name: string, bytes: Uint8Array<ArrayBuffer>) {
  const form = new FormData();
  form.set('id', id);
  form.set('seconds', '3');
  form.set(name, new Blob([bytes]), 'file');
  const answer = await visitor.post('/chat/send', form);
  expect(answer.status).toBe(200);
  const { lines } = (await answer.json()) as { lines: { key: string; html: string }[] };
  const own = lines.find((line) => line.key === `p-${id}`)?.html ?? '';
  return { own, url: /src="([^"]+)"/.exec(own)?.[1] ?? '', lines };
}

const png = new Uint8Array(TINY_PNG);

describe('photos and voice messages', () => {
  test('a photo is kept encrypted, shown to its sender and to nobody else', async () => {
    const visitor = await inConversation(server.url);
    const { url } = await upload(visitor, 'photo-of-mine-1', 'photo', png);
    expect(url).toMatch(/^\/chat\/media\/[0-9a-f-]{36}$/);
    const answer = await visitor.get(url);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await answer.arrayBuffer()).equals(TINY_PNG)).toBe(true);
    const stranger = await inConversation(server.url);
    expect((await stranger.get(url)).status).toBe(404);
    expect((await stranger.get(`${url}/${server.newId()}`)).status).toBe(404);
    expect((await fetch(`${server.url}${url}`)).status).toBe(404);
    const folder = inject('runFolder');
    const files = (await readdir(folder, { recursive: true })).filter((name) =>
      name.endsWith(`${url.slice(-36)}.bin`),
    );
    expect(files).toHaveLength(1);
    const stored = await readFile(join(folder, files[0] ?? ''));
    expect(stored.includes(TINY_PNG.subarray(0, 8))).toBe(false);
  });

  test('the same upload sent again is the same photo', async () => {
    const visitor = await inConversation(server.url);
    const first = await upload(visitor, 'photo-sent-twice', 'photo', png);
    const again = await upload(visitor, 'photo-sent-twice', 'photo', png);
    expect(again.url).toBe(first.url);
  });

  test('content decides what a file is: a program named as a photo is refused in the words of the conversation', async () => {
    const visitor = await inConversation(server.url);
    const program = new TextEncoder().encode('#!/bin/sh\necho');
    const { own, lines } = await upload(visitor, 'a-program-as-photo', 'photo', program);
    expect(own).toContain('收不下的文件');
    expect(lines.some((line) => line.html.includes('打不开'))).toBe(true);
  });

  test('a voice message can be played in parts', async () => {
    const visitor = await inConversation(server.url);
    const sound = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3, 4, 5, 6]);
    const { url } = await upload(visitor, 'voice-message-1', 'voice', sound);
    const answer = await visitor.get(url, { range: 'bytes=4-6' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([206, 'audio/webm']);
    expect(answer.headers.get('content-range')).toBe('bytes 4-6/10');
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3]);
  });
});

test('first bytes tell what a file is', () => {
  const head = (text: string): Uint8Array => new TextEncoder().encode(text);
  expect(recogniseMedia(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'photo')).toBe('image/jpeg');
  expect(recogniseMedia(head('OggS....'), 'voice')).toBe('audio/ogg');
  expect(recogniseMedia(head('#!AMR\n'), 'voice')).toBe('audio/amr');
  expect(recogniseMedia(head('....ftypM4A '), 'voice')).toBe('audio/mp4');
  expect(recogniseMedia(head('....ftypisom'), 'video')).toBe('video/mp4');
  expect(recogniseMedia(head('....ftypheic'), 'photo')).toBe('image/heic');
  expect(recogniseMedia(head('RIFF....WAVE'), 'voice')).toBe('audio/wav');
  expect(recogniseMedia(head('%PDF-1.7'), 'document')).toBe('application/pdf');
  expect(recogniseMedia(head('%PDF-1.7'), 'photo')).toBeNull();
  expect(recogniseMedia(head('OggS....'), 'photo')).toBeNull();
  expect(recogniseMedia(head('<html>'), 'document')).toBeNull();
  expect(recogniseMedia(head('<svg xmlns'), 'photo')).toBeNull();
});

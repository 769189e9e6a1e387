/** Voice messages over real HTTP. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openAssistant } from '#src/assistant/open-assistant.ts';
import type { Transcriber } from '#src/operations/assistant/model.ts';
import { clockAt } from '#test/support/clock.ts';
import { ModelServer } from '#test/support/model-server.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.stop());
beforeEach(() => server.reset());

const clock = clockAt('2026-11-22T09:00:00+08:00');
function ears(transcribeMs = 5000): Transcriber {
  const settings = {
    apiKey: null,
    baseUrl: server.baseUrl,
    model: 'test-model',
    transcribeModel: 'test-ears',
  };
  const { transcriber } = openAssistant(settings, { clock }, { transcribeMs });
  if (transcriber === null) throw new Error('a transcriber was configured');
  return transcriber;
}
const sound = new TextEncoder().encode('OggS pretended Opus');

it('sends an OGG voice message as a file in Chinese and returns the words', async () => {
  server.hears(' 我屋头遭火烧了 ');
  const { result, calls } = await ears().transcribe(sound, 'audio/ogg');
  expect(result).toEqual({ ok: true, value: '我屋头遭火烧了' });
  expect(server.requests[0]?.path).toBe('/v1/audio/transcriptions');
  expect(server.requests[0]?.body).toContain('filename="voice.ogg"');
  expect(server.requests[0]?.body).toContain('test-ears');
  expect(server.requests[0]?.body).toMatch(/name="language"\r\n\r\nzh/);
  expect(calls).toMatchObject([{ prompt: 'transcribe', model: 'test-ears', outcome: 'answered' }]);
});

it('takes what servers take, and no more than ten megabytes', () => {
  const transcriber = ears();
  expect(transcriber.takes('audio/ogg', 1000)).toBe(true);
  expect(transcriber.takes('audio/amr', 1000)).toBe(false);
  expect(transcriber.takes('audio/ogg', 10 * 1024 * 1024 + 1)).toBe(false);
  expect(transcriber.takes('audio/ogg', 0)).toBe(false);
});

it('ends as a value when the server hangs, refuses or answers nonsense', async () => {
  server.always({ kind: 'hang' });
  expect((await ears(200).transcribe(sound, 'audio/ogg')).result).toEqual({
    ok: false,
    refusal: { code: 'timeout' },
  });
  server.always({ kind: 'status', status: 404 });
  expect((await ears().transcribe(sound, 'audio/ogg')).result).toEqual({
    ok: false,
    refusal: { code: 'not-allowed' },
  });
  server.always({ kind: 'declined' });
  expect((await ears().transcribe(sound, 'audio/ogg')).result).toEqual({
    ok: false,
    refusal: { code: 'bad-answer' },
  });
});

it('is absent when no model for it is set', () => {
  const settings = { apiKey: null, baseUrl: server.baseUrl, model: 'm', transcribeModel: null };
  expect(openAssistant(settings, { clock }).transcriber).toBeNull();
});

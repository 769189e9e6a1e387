/** Voice messages written down by a model: kept encrypted, told to the conversation once, never in the way. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  transcribeVoice,
  type TranscribeVoiceDeps,
} from '#src/operations/assistant/transcribe-voice.ts';
import { storeMedia } from '#src/operations/media/store-media.ts';
import { type MediaFiles, openMediaFiles } from '#src/store/media-files.ts';
import { transcriptOf } from '#src/store/transcript.ts';
import { uuid } from '#test/operations/duty/county.ts';
import { ModelServer } from '#test/support/model-server.ts';
import { type FarmerChat, openFarmerChat } from './farmer-chat.ts';

let server: ModelServer;
let chat: FarmerChat;
let folder: string;
let files: MediaFiles;
let deps: TranscribeVoiceDeps;
beforeAll(async () => {
  server = await ModelServer.start();
  chat = await openFarmerChat(server, { transcribeMs: 500 });
  folder = await mkdtemp(join(tmpdir(), 'fangpin-voice-'));
  files = openMediaFiles(folder, chat.deps.fields);
  deps = { ...chat.deps, files, transcriber: chat.transcriber };
});
afterAll(async () => {
  await chat.close();
  await server.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  server.reset();
  await chat.restart();
});

const VOICE = uuid(701);
const opus = new TextEncoder().encode('OggS pretended Opus');

async function sendVoice(bytes: Uint8Array = opus): Promise<void> {
  await storeMedia(
    { db: deps.db, clock: deps.clock, files },
    {
      mediaId: VOICE,
      accountId: chat.accountId,
      areaPath: null,
      channel: 'telegram',
      kind: 'voice',
      bytes,
    },
  );
  await chat.says({ kind: 'media', media: 'voice', mediaId: VOICE, caption: '', seconds: 12 });
}
const transcript = () => chat.county.system((trx) => transcriptOf(trx, chat.deps.fields, VOICE));

describe('a voice message', () => {
  it('is written down, read like typed words, and read back', async () => {
    server.hears('我老汉得了尿毒症，在医院透析');
    await sendVoice();
    expect(await transcribeVoice(deps, VOICE)).toEqual({
      outcome: 'heard',
      accounts: [chat.accountId],
    });
    const { draft } = await chat.conversation();
    expect(draft?.heard).toEqual([VOICE]);
    expect(draft?.riskTypes).toEqual(['因病']);
    expect((await chat.told()).at(-1)?.text).toContain('我老汉得了尿毒症');
    expect(await chat.promptRuns()).toEqual(['answered']);
  });

  it('keeps its words encrypted', async () => {
    server.hears('我屋头遭火烧了');
    await sendVoice();
    await transcribeVoice(deps, VOICE);
    expect(await transcript()).toBe('我屋头遭火烧了');
    const stored = await chat.county.system((trx) =>
      trx.selectFrom('media').select('transcript_enc').where('id', '=', VOICE).executeTakeFirst(),
    );
    expect(stored?.transcript_enc).toMatch(/^v1\./);
  });

  it('is heard once, however often and however many run the job', async () => {
    server.hears('我屋头遭火烧了');
    await sendVoice();
    const both = await Promise.all([transcribeVoice(deps, VOICE), transcribeVoice(deps, VOICE)]);
    expect(both.map((each) => each.outcome).toSorted()).toEqual(['heard', 'not-needed']);
    const said = (await chat.told()).length;
    expect((await transcribeVoice(deps, VOICE)).outcome).toBe('not-needed');
    expect(await chat.told()).toHaveLength(said);
    expect((await chat.conversation()).draft?.words).toEqual(['我屋头遭火烧了']);
  });

  it('that came after 提交 is kept for the officer and opens nothing', async () => {
    server.hears('我屋头遭火烧了');
    await sendVoice();
    server.meanwhile(() => chat.presses('提交'));
    expect((await transcribeVoice(deps, VOICE)).outcome).toBe('heard');
    expect((await chat.conversation()).draft).toBeNull();
    expect(await transcript()).toBe('我屋头遭火烧了');
  });
});

describe('an officer listens when', () => {
  const nothingKept = async (): Promise<void> => {
    expect(await transcript()).toBeNull();
    expect((await chat.conversation()).draft?.words).toEqual([]);
  };

  it('no model is set', async () => {
    await sendVoice();
    const { outcome } = await transcribeVoice({ ...deps, transcriber: null }, VOICE);
    expect(outcome).toBe('model-off');
    await nothingKept();
  });

  it.each([
    [{ kind: 'hang' }, 'model-timeout'],
    [{ kind: 'status', status: 404 }, 'model-not-allowed'],
  ] as const)('the server answers %j', async (behaviour, outcome) => {
    server.always(behaviour);
    await sendVoice();
    expect((await transcribeVoice(deps, VOICE)).outcome).toBe(outcome);
    await nothingKept();
  });

  it('nothing is heard', async () => {
    server.hears('  ');
    await sendVoice();
    expect((await transcribeVoice(deps, VOICE)).outcome).toBe('silent');
    await nothingKept();
  });

  it('the recording is of a kind no server takes', async () => {
    await sendVoice(new TextEncoder().encode('#!AMR\n pretended'));
    expect((await transcribeVoice(deps, VOICE)).outcome).toBe('not-taken');
    expect(server.requests).toHaveLength(0);
  });

  it('the file is a photo, or unknown', async () => {
    expect((await transcribeVoice(deps, uuid(702))).outcome).toBe('not-needed');
  });
});

/** Has a model write down a voice message. */
import { accepted, refused } from '#src/domain/result.ts';
import type { Transcriber } from '#src/operations/assistant/model.ts';
import type { ModelServer } from './client.ts';
import { exchange, type ExchangeSettings, type Judged } from './exchange.ts';

export type TranscribeDeps = Omit<ExchangeSettings, 'asked'> & {
  readonly server: ModelServer;
  readonly model: string;
};

/** File endings by which servers know the sound; Telegram's voice messages are OGG with Opus. AMR and bare AAC are taken by none. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['audio/ogg', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/wav', 'wav'],
  ['audio/webm', 'webm'],
  ['audio/mp4', 'm4a'],
]);

/** Ten megabytes are an hour of a voice message; longer recordings are for an officer to hear. */
const LARGEST = 10 * 1024 * 1024;

/** A model that writes down speech. The recording itself is personal data; whoever sets a model for it decides where it goes. */
export function speechTranscriber(deps: TranscribeDeps): Transcriber {
  const { server, model, clock, breaker, timeoutMs } = deps;
  const asked = { prompt: 'transcribe', version: '', contentHash: '', model };
  return {
    takes: (mimeType, bytes) => ENDINGS.has(mimeType) && bytes > 0 && bytes <= LARGEST,
    transcribe: (bytes, mimeType) =>
      exchange<string>({ clock, breaker, timeoutMs, asked }, async (requests) => {
        const sound = { bytes, mimeType, fileName: `voice.${ENDINGS.get(mimeType) ?? 'ogg'}` };
        const judged = await requests.patiently(async (signal): Promise<Judged<string>> => {
          const reply = await server.speech(model, sound, signal);
          return reply.kind === 'failed'
            ? { kind: 'failed', reply }
            : { kind: 'taken', value: reply.text.trim(), reply };
        });
        if (judged.kind === 'taken') return accepted(judged.value);
        return refused({ code: judged.kind === 'failed' ? judged.reply.code : judged.code });
      }),
  };
}

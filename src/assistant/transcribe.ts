/** Has a model write down a voice message. */
import { accepted, refused } from '#src/domain/result.ts';
import type { ModelCall, Transcriber } from '#src/operations/assistant/model.ts';
import type { Clock } from '#src/operations/ports.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { mayRetry, type ModelServer, type Reply, waitBeforeRetry } from './client.ts';

export type TranscribeDeps = {
  readonly server: ModelServer;
  readonly clock: Clock;
  readonly breaker: CircuitBreaker;
  readonly model: string;
  readonly timeoutMs: number;
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
  return {
    takes: (mimeType, bytes) => ENDINGS.has(mimeType) && bytes > 0 && bytes <= LARGEST,
    async transcribe(bytes, mimeType) {
      if (!deps.breaker.admits()) return { calls: [], result: refused({ code: 'breaker-open' }) };
      const calls: ModelCall[] = [];
      let well = false;
      try {
        const signal = AbortSignal.timeout(deps.timeoutMs);
        let reply = await ask(bytes, mimeType, signal, calls);
        if (mayRetry(reply)) {
          await waitBeforeRetry(reply, signal);
          if (!signal.aborted) reply = await ask(bytes, mimeType, signal, calls);
        }
        well = reply.kind === 'answered';
        return {
          calls,
          result:
            reply.kind === 'answered' ? accepted(reply.text.trim()) : refused({ code: reply.code }),
        };
      } finally {
        deps.breaker.ended(well);
      }
    },
  };

  async function ask(
    bytes: Uint8Array,
    mimeType: string,
    signal: AbortSignal,
    calls: ModelCall[],
  ): Promise<Reply> {
    const at = deps.clock.now();
    const sound = { bytes, mimeType, fileName: `voice.${ENDINGS.get(mimeType) ?? 'ogg'}` };
    const reply = await deps.server.speech(deps.model, sound, signal);
    calls.push({
      prompt: 'transcribe',
      version: '',
      contentHash: '',
      model: deps.model,
      outcome: reply.kind === 'answered' ? 'answered' : reply.code,
      inputTokens: null,
      outputTokens: null,
      milliseconds: deps.clock.now() - at,
      at,
    });
    return reply;
  }
}

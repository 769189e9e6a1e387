/** Makes the assistant out of its settings. */
import type { Model, Transcriber } from '#src/operations/assistant/model.ts';
import type { Clock } from '#src/operations/ports.ts';
import { BREAKER, type BreakerSettings, CircuitBreaker } from './circuit-breaker.ts';
import { openModelServer, type ServerSettings } from './client.ts';
import { CURRENT } from './prompts.ts';
import { speechTranscriber } from './transcribe.ts';
import { understandingModel } from './understand.ts';

export type AssistantSettings = ServerSettings & {
  readonly model: string;
  /** Null: voice is not turned into text. */
  readonly transcribeModel: string | null;
};

export type Assistant = { readonly model: Model; readonly transcriber: Transcriber | null };

/** A person waits at the read-back and soon goes on; an answer later than this is of no use. In milliseconds. */
const UNDERSTAND_LIMIT = 15_000;
/** Nobody waits for a transcript, and minutes of speech take longer than a sentence. In milliseconds. */
const TRANSCRIBE_LIMIT = 60_000;

/** Both models share a server, but not a breaker: many servers read and do not hear. Limits are given by tests only. */
export function openAssistant(
  settings: AssistantSettings,
  deps: { readonly clock: Clock },
  limits: {
    readonly understandMs?: number;
    readonly transcribeMs?: number;
    readonly breaker?: BreakerSettings;
  } = {},
): Assistant {
  const server = openModelServer(settings);
  const { clock } = deps;
  const breaker = (): CircuitBreaker => new CircuitBreaker(clock, limits.breaker ?? BREAKER);
  return {
    model: understandingModel({
      server,
      clock,
      breaker: breaker(),
      model: settings.model,
      ...CURRENT.understand,
      timeoutMs: limits.understandMs ?? UNDERSTAND_LIMIT,
    }),
    transcriber:
      settings.transcribeModel === null
        ? null
        : speechTranscriber({
            server,
            clock,
            breaker: breaker(),
            model: settings.transcribeModel,
            timeoutMs: limits.transcribeMs ?? TRANSCRIBE_LIMIT,
          }),
  };
}

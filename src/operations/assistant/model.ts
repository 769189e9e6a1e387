/** Asking a model: what goes in, what comes out, and how it can fail. Implemented by `src/assistant`. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import type { Result } from '#src/domain/result.ts';
import type { MaskedWords } from './mask-personal-data.ts';

/** What a model read. Never acted upon as it is: see `merge-reading.ts`. `names` are as they stand in the masked words. */
export type ModelReading = Omit<Reading, 'pii'> & { readonly names: readonly string[] };

/**
 * Why there is no answer. `breaker-open`: it failed too often of late and is left alone for a while. `not-allowed`: key or
 * model name are wrong. `bad-answer`: even after a repair the answer did not have the shape asked for.
 */
export type ModelFailure =
  | 'breaker-open'
  | 'timeout'
  | 'unreachable'
  | 'rate-limited'
  | 'server-error'
  | 'not-allowed'
  | 'bad-request'
  | 'declined'
  | 'truncated'
  | 'bad-answer';

/** One request as it ended, for `prompt_run`; nothing of what was said. */
export type ModelCall = {
  readonly prompt: string;
  readonly version: string;
  readonly contentHash: string;
  readonly model: string;
  readonly outcome: 'answered' | ModelFailure;
  /** Null where the server did not say. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly milliseconds: number;
  readonly at: Instant;
};

/** An answer or a failure, with every request it took. */
export type ModelAnswer<T> = {
  readonly calls: readonly ModelCall[];
  readonly result: Result<T, { readonly code: ModelFailure }>;
};

/** A language model. Never throws; answers within its own limit of time. */
export interface Model {
  /** Reads words from which personal data were taken out; the type makes sure that they were. */
  understand(words: MaskedWords): Promise<ModelAnswer<ModelReading>>;
}

/** A model that writes down speech. Never throws; answers within its own limit of time. */
export interface Transcriber {
  /** Whether this kind of sound, and so much of it, can be sent at all. */
  takes(mimeType: string, bytes: number): boolean;
  /** The words of a recording in Chinese, '' when there are none. */
  transcribe(bytes: Uint8Array, mimeType: string): Promise<ModelAnswer<string>>;
}

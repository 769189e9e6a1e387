/** The requests it takes to get one answer: all within one limit of time, each leaving its record. */
import type { ModelAnswer, ModelCall, ModelFailure } from '#src/operations/assistant/model.ts';
import { type Result, refused } from '#src/domain/result.ts';
import type { Clock } from '#src/operations/ports.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { type Answered, type Failed, mayRetry, waitBeforeRetry } from './client.ts';

/** A reply after it was looked at. `wrong`: an answer that cannot be taken; `where` names fields, never values. */
export type Judged<T> =
  | { readonly kind: 'taken'; readonly value: T; readonly reply: Answered }
  | {
      readonly kind: 'wrong';
      readonly code: 'truncated' | 'bad-answer';
      readonly where: readonly string[];
      readonly reply: Answered;
    }
  | { readonly kind: 'failed'; readonly reply: Failed };

/** What every exchange with the model server keeps to. */
export type ExchangeSettings = {
  readonly clock: Clock;
  readonly breaker: CircuitBreaker;
  readonly timeoutMs: number;
  /** What every record says of where the words came from and went. */
  readonly asked: Pick<ModelCall, 'prompt' | 'version' | 'contentHash' | 'model'>;
};

type Send<T> = (signal: AbortSignal) => Promise<Judged<T>>;

/** Requests to the model server as its budget of patience allows. */
export interface Exchange<T> {
  /** One request. */
  once(send: Send<T>): Promise<Judged<T>>;
  /** One request, and another when the server is busy or out of order for a moment. */
  patiently(send: Send<T>): Promise<Judged<T>>;
}

/** Holds an exchange unless the breaker is open, and tells the breaker how it ended. */
export async function exchange<T>(
  settings: ExchangeSettings,
  hold: (exchange: Exchange<T>) => Promise<Result<T, { readonly code: ModelFailure }>>,
): Promise<ModelAnswer<T>> {
  const { clock, breaker, timeoutMs, asked } = settings;
  if (!breaker.admits()) return { calls: [], result: refused({ code: 'breaker-open' }) };
  const calls: ModelCall[] = [];
  const signal = AbortSignal.timeout(timeoutMs);

  const once = async (send: Send<T>): Promise<Judged<T>> => {
    const at = clock.now();
    const judged = await send(signal);
    const { inputTokens, outputTokens } = judged.kind === 'failed' ? unknown : judged.reply;
    const milliseconds = clock.now() - at;
    calls.push({
      ...asked,
      outcome: outcomeOf(judged),
      inputTokens,
      outputTokens,
      milliseconds,
      at,
    });
    return judged;
  };
  const patiently = async (send: Send<T>): Promise<Judged<T>> => {
    const judged = await once(send);
    if (judged.kind !== 'failed' || !mayRetry(judged.reply)) return judged;
    await waitBeforeRetry(judged.reply, signal);
    return signal.aborted ? timedOut : await once(send);
  };

  let well = false;
  try {
    const result = await hold({ once, patiently });
    well = result.ok;
    return { calls, result };
  } finally {
    breaker.ended(well);
  }
}

const unknown = { inputTokens: null, outputTokens: null };

const timedOut = {
  kind: 'failed',
  reply: { kind: 'failed', code: 'timeout', retryAfterMs: null },
} as const;

function outcomeOf(judged: Judged<unknown>): ModelCall['outcome'] {
  switch (judged.kind) {
    case 'taken':
      return 'answered';
    case 'wrong':
      return judged.code;
    case 'failed':
      return judged.reply.code;
  }
}

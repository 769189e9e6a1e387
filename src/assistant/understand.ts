/** Has a model read a farmer's words: the shape is demanded as strictly as the server can, checked, repaired once, or given up. */
import { z } from 'zod';
import { fillPrompt, type Prompt } from '#prompts/read-prompt.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { MaskedWords } from '#src/operations/assistant/mask-personal-data.ts';
import { isCoherent } from '#src/operations/assistant/merge-reading.ts';
import type {
  Model,
  ModelCall,
  ModelFailure,
  ModelReading,
} from '#src/operations/assistant/model.ts';
import type { Clock } from '#src/operations/ports.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import {
  type AnswerFormat,
  type ChatMessage,
  mayRetry,
  type ModelServer,
  type Reply,
  waitBeforeRetry,
} from './client.ts';
import { extractJson } from './extract-json.ts';

export type UnderstandDeps = {
  readonly server: ModelServer;
  readonly clock: Clock;
  readonly breaker: CircuitBreaker;
  readonly model: string;
  readonly prompt: Prompt;
  readonly output: z.ZodType<ModelReading>;
  /** For everything together: formats, retries and the repair. */
  readonly timeoutMs: number;
};

type Outcome = Result<ModelReading, { readonly code: ModelFailure }>;

/** A model that reads. Which format the server took is remembered, so that a refusal costs one request and not one each time. */
export function understandingModel(deps: UnderstandDeps): Model {
  const schema = z.toJSONSchema(deps.output, { target: 'draft-7' });
  const formats: readonly AnswerFormat[] = [
    { kind: 'json-schema', name: deps.prompt.id, schema },
    { kind: 'json-object' },
    { kind: 'prose' },
  ];
  let firstRung = 0;

  return {
    async understand(words) {
      if (!deps.breaker.admits()) return { calls: [], result: refused({ code: 'breaker-open' }) };
      const calls: ModelCall[] = [];
      let result: Outcome = refused({ code: 'bad-answer' });
      try {
        result = await read(words, AbortSignal.timeout(deps.timeoutMs), calls);
      } finally {
        deps.breaker.ended(result.ok);
      }
      return { calls, result };
    },
  };

  async function read(
    words: MaskedWords,
    signal: AbortSignal,
    calls: ModelCall[],
  ): Promise<Outcome> {
    for (let rung = firstRung; ; rung += 1) {
      const format = formats[rung];
      if (format === undefined) return refused({ code: 'bad-request' });
      const messages = opening(format, words);
      const reply = await patiently(messages, format, signal, calls);
      if (reply.kind === 'failed') {
        // Servers refuse a format they do not know as a bad request; the next one asks for less.
        if (reply.code === 'bad-request' && rung < formats.length - 1) continue;
        return refused({ code: reply.code });
      }
      firstRung = rung;
      const taken = take(reply);
      if (taken.ok) return accepted(taken.value);
      return await repair(messages, reply.text, taken.refusal, format, signal, calls);
    }
  }

  /** One more chance, with what was wrong. */
  async function repair(
    messages: readonly ChatMessage[],
    said: string,
    wrong: Wrong,
    format: AnswerFormat,
    signal: AbortSignal,
    calls: ModelCall[],
  ): Promise<Outcome> {
    const again: readonly ChatMessage[] = [
      ...messages,
      { role: 'assistant', content: said.slice(0, LONGEST_QUOTE) },
      { role: 'user', content: repairRequest(wrong, schema) },
    ];
    const reply = await ask(again, format, signal, calls);
    if (reply.kind === 'failed') return refused({ code: reply.code });
    const taken = take(reply);
    return taken.ok ? accepted(taken.value) : refused({ code: taken.refusal.code });
  }

  /** Asks, and once more when the server is busy or out of order for a moment. */
  async function patiently(
    messages: readonly ChatMessage[],
    format: AnswerFormat,
    signal: AbortSignal,
    calls: ModelCall[],
  ): Promise<Reply> {
    const reply = await ask(messages, format, signal, calls);
    if (!mayRetry(reply)) return reply;
    await waitBeforeRetry(reply, signal);
    return signal.aborted ? timedOut : await ask(messages, format, signal, calls);
  }

  async function ask(
    messages: readonly ChatMessage[],
    format: AnswerFormat,
    signal: AbortSignal,
    calls: ModelCall[],
  ): Promise<Reply> {
    const at = deps.clock.now();
    const reply = await deps.server.chat(deps.model, messages, format, signal);
    calls.push({
      prompt: deps.prompt.id,
      version: deps.prompt.version,
      contentHash: deps.prompt.contentHash,
      model: deps.model,
      outcome: outcomeOf(reply),
      inputTokens: reply.kind === 'answered' ? reply.inputTokens : null,
      outputTokens: reply.kind === 'answered' ? reply.outputTokens : null,
      milliseconds: deps.clock.now() - at,
      at,
    });
    return reply;
  }

  function opening(format: AnswerFormat, words: MaskedWords): readonly ChatMessage[] {
    const shape = format.kind === 'json-schema' ? '' : `\n\n${schemaInWords(schema)}`;
    return [
      { role: 'system', content: `${deps.prompt.system}${shape}` },
      { role: 'user', content: fillPrompt(deps.prompt, { words }) },
    ];
  }

  function outcomeOf(reply: Reply): ModelCall['outcome'] {
    if (reply.kind === 'failed') return reply.code;
    const taken = take(reply);
    return taken.ok ? 'answered' : taken.refusal.code;
  }

  function take(reply: Extract<Reply, { kind: 'answered' }>): Result<ModelReading, Wrong> {
    const code = reply.cut ? 'truncated' : 'bad-answer';
    const value = extractJson(reply.text);
    if (value === undefined) return refused({ code, where: [] });
    const parsed = deps.output.safeParse(value);
    if (!parsed.success) {
      const where = parsed.error.issues.map((issue) => issue.path.join('.'));
      return refused({ code, where: [...new Set(where)] });
    }
    return isCoherent(parsed.data)
      ? accepted(parsed.data)
      : refused({ code, where: ['intent', 'subIntent'] });
  }
}

/** What is wrong with an answer: names of fields, never their values. */
type Wrong = { readonly code: 'truncated' | 'bad-answer'; readonly where: readonly string[] };

const timedOut: Reply = { kind: 'failed', code: 'timeout', retryAfterMs: null };

/** A model that rambles must not be sent its whole ramble again. In characters. */
const LONGEST_QUOTE = 4000;

const schemaInWords = (schema: object): string =>
  `输出必须符合这个 JSON Schema：\n${JSON.stringify(schema)}`;

function repairRequest(wrong: Wrong, schema: object): string {
  const fields = wrong.where.filter((each) => each !== '').slice(0, 20);
  const problem =
    wrong.code === 'truncated'
      ? '上面的输出没有写完，请写得更简短。'
      : fields.length > 0
        ? `上面的输出不合格式，这些地方不对：${fields.join('、')}。`
        : '上面的输出不是一个合格的 JSON 对象。';
  return `${problem}请重新输出，只输出一个 JSON 对象。${schemaInWords(schema)}`;
}

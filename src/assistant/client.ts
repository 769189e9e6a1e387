/** Requests to an OpenAI-compatible server, each ending as a value. The only place that knows the client library. */
import { setTimeout as pause } from 'node:timers/promises';
import OpenAI, { APIConnectionError, APIError, toFile } from 'openai';
import { z } from 'zod';
import type { ModelFailure } from '#src/operations/assistant/model.ts';

/** Where the model server is and how it knows us. */
export type ServerSettings = {
  /** Null for a server that wants none. */
  readonly apiKey: string | null;
  readonly baseUrl: string;
};

/** An answer with what it cost in tokens. */
export type Answered = {
  readonly kind: 'answered';
  readonly text: string;
  /** The answer was cut off at the server's limit of length. */
  readonly cut: boolean;
  /** Null where the server did not say. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
};

/** No answer, and why. */
export type Failed = {
  readonly kind: 'failed';
  readonly code: ModelFailure;
  /** The server's wish, null when it had none. */
  readonly retryAfterMs: number | null;
};

/** How one request ended. */
export type Reply = Answered | Failed;

/** One message of a prompt. */
export type ChatMessage = {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
};

/** How the answer's shape is demanded; `prose`: only by words. */
export type AnswerFormat =
  | {
      readonly kind: 'json-schema';
      readonly name: string;
      readonly schema: Record<string, unknown>;
    }
  | { readonly kind: 'json-object' }
  | { readonly kind: 'prose' };

/** A server with a language model and, maybe, one that writes down speech. Failures are values; nothing is thrown for them. */
export interface ModelServer {
  chat(
    model: string,
    messages: readonly ChatMessage[],
    format: AnswerFormat,
    signal: AbortSignal,
  ): Promise<Reply>;
  speech(
    model: string,
    sound: { readonly bytes: Uint8Array; readonly fileName: string; readonly mimeType: string },
    signal: AbortSignal,
  ): Promise<Reply>;
}

/** Longest wait for a server that asks for patience; a longer one would use up the whole limit of time. In milliseconds. */
const LONGEST_WAIT = 3000;
const USUAL_WAIT = 300;

// What the library types as an answer is sent by anybody's server, or by a log-in page in front of it.
const choice = z.object({
  finish_reason: z.string().nullish(),
  message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
});
const tokens = z.number().int().nullish();
const completion = z.object({
  choices: z.tuple([choice], choice),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});
const transcription = z.object({ text: z.string() });

/** Opens a client. Nothing is sent before it is asked. */
export function openModelServer(settings: ServerSettings): ModelServer {
  const client = new OpenAI({
    // The library refuses to be made without a key, which servers in one's own house do not want.
    apiKey: settings.apiKey ?? 'none',
    baseURL: settings.baseUrl,
    organization: null,
    project: null,
    // We retry ourselves: its own waiting does not end with the signal, and each request must leave its row.
    maxRetries: 0,
    // Its debug log prints whole requests.
    logLevel: 'off',
  });
  return {
    chat: (model, messages, format, signal) =>
      attempt(signal, async () => {
        const sent: unknown = await client.chat.completions.create(
          { model, messages: [...messages], ...responseFormat(format) },
          { signal },
        );
        const parsed = completion.safeParse(sent);
        if (!parsed.success) return failed('bad-answer');
        const { choices, usage } = parsed.data;
        const [{ finish_reason: finish, message }] = choices;
        if (finish === 'content_filter' || Boolean(message.refusal)) return failed('declined');
        return {
          kind: 'answered',
          text: message.content ?? '',
          cut: finish === 'length',
          inputTokens: usage?.prompt_tokens ?? null,
          outputTokens: usage?.completion_tokens ?? null,
        };
      }),
    speech: (model, sound, signal) =>
      attempt(signal, async () => {
        const file = await toFile(sound.bytes, sound.fileName, { type: sound.mimeType });
        const sent: unknown = await client.audio.transcriptions.create(
          { file, model, language: 'zh' },
          { signal },
        );
        const parsed = transcription.safeParse(sent);
        if (!parsed.success) return failed('bad-answer');
        return {
          kind: 'answered',
          text: parsed.data.text,
          cut: false,
          inputTokens: null,
          outputTokens: null,
        };
      }),
  };
}

/** Whether the same request may succeed a moment later. */
export const mayRetry = ({ code, retryAfterMs }: Failed): boolean =>
  (code === 'rate-limited' || code === 'server-error' || code === 'unreachable') &&
  (retryAfterMs ?? 0) <= LONGEST_WAIT;

/** Waits before a retry; ends early, without an error, when the time is up. */
export async function waitBeforeRetry(reply: Failed, signal: AbortSignal): Promise<void> {
  await pause(reply.retryAfterMs ?? USUAL_WAIT, undefined, { signal }).catch(() => undefined);
}

function responseFormat(format: AnswerFormat) {
  switch (format.kind) {
    case 'json-schema':
      return {
        response_format: {
          type: 'json_schema' as const,
          json_schema: { name: format.name, strict: true, schema: format.schema },
        },
      };
    case 'json-object':
      return { response_format: { type: 'json_object' as const } };
    case 'prose':
      return {};
  }
}

const failed = (code: ModelFailure, retryAfterMs: number | null = null): Failed => ({
  kind: 'failed',
  code,
  retryAfterMs,
});

/** Whatever the library throws becomes a value; an error's text quotes the request and is left behind. */
async function attempt(signal: AbortSignal, send: () => Promise<Reply>): Promise<Reply> {
  try {
    return await send();
  } catch (thrown) {
    if (signal.aborted) return failed('timeout');
    if (thrown instanceof APIConnectionError) return failed('unreachable');
    if (thrown instanceof APIError && thrown.status !== undefined) {
      return failed(codeOf(thrown.status), retryAfter(thrown.headers));
    }
    // A body that is no JSON, or a connection lost in the middle of one.
    return failed(thrown instanceof SyntaxError ? 'bad-answer' : 'unreachable');
  }
}

function codeOf(status: number): ModelFailure {
  if (status === 429) return 'rate-limited';
  if (status === 401 || status === 403 || status === 404) return 'not-allowed';
  return status >= 500 ? 'server-error' : 'bad-request';
}

function retryAfter(headers: Headers | undefined): number | null {
  const seconds = Number(headers?.get('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

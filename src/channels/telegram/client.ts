/**
 * Calls of the Bot API with a deadline and a typed end. telegraf is the typed client here and nothing more: its own
 * deadline is 500 s, and its errors carry the message they were about, so neither gets past this file.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegram, TelegramError } from 'telegraf';
import type { Telegram as ApiMethods, Opts } from 'telegraf/types';

/** `apiRoot` null: Telegram's own server. */
export type TelegramSettings = { readonly token: string; readonly apiRoot: string | null };

/**
 * How a call ended. `refused`: the Bot API answered no. `not-sent`: no connection came about, so nothing happened.
 * `unknown`: it may or may not have taken effect. Codes never hold a token, an address or what people wrote.
 */
export type CallResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** Telegram's words; may quote the message, so they are for matching, never for a log. */
      readonly description: string;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'not-sent'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

export type CallOptions = {
  /** Whole call, answer included. */
  readonly timeoutMs?: number;
  /** The caller gives up earlier; the call then ends as `unknown`, code `aborted`. */
  readonly signal?: AbortSignal;
};

export type TelegramClient = {
  /** The digits before the colon of the token: they name the bot and are no secret. */
  readonly botId: string;
  call<M extends keyof ApiMethods>(
    method: M,
    payload: Opts<M>,
    options?: CallOptions,
  ): Promise<CallResult<ReturnType<ApiMethods[M]>>>;
  /** Where a file is downloaded. Holds the token: never to be logged or handed out. */
  fileAddress(path: string): URL;
};

/** A slow mobile uplink at Telegram's side answers well within this; longer waiting only blocks a chat's turn. */
const defaultTimeoutMs = 15_000;

/**
 * Idle connections are dropped before servers and middleboxes drop them: a request on a connection that is just being
 * closed ends as `unknown`, and an unknown notice is not sent again.
 */
const idleMs = 10_000;

/** No connection came about, so the call cannot have had an effect. */
const neverConnected = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/**
 * A client of the Bot API, or of a server of one's own that speaks it. How a call ended is a value; only what is
 * neither Telegram's nor the network's error is thrown.
 */
export function createTelegramClient(settings: TelegramSettings): TelegramClient {
  const root = withSlash(settings.apiRoot ?? 'https://api.telegram.org');
  const agentOptions = { keepAlive: true, timeout: idleMs };
  const agent = root.startsWith('https:')
    ? new HttpsAgent(agentOptions)
    : new HttpAgent(agentOptions);
  const telegram = new Telegram(settings.token, { apiRoot: root, agent, webhookReply: false });
  // telegraf drops the agent for plain http, and with it keep-alive to a Bot API server of one's own.
  Object.assign(telegram.options, { agent });
  return {
    botId: settings.token.split(':')[0] ?? '',
    async call(method, payload, options = {}) {
      const deadline = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
      const signal =
        options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
      try {
        // node-fetch takes Node's own signal; only the typings ask for a shim's.
        const value = await telegram.callApi(method, payload, { signal: signal as never });
        return { kind: 'ok', value };
      } catch (error) {
        if (signal.aborted) {
          return { kind: 'unknown', code: deadline.aborted ? 'timeout' : 'aborted' };
        }
        return failure(error);
      }
    },
    fileAddress: (path) => new URL(`./file/bot${settings.token}/${path}`, root),
  };
}

/** Without a slash at its end the last part of a root's path would be dropped. */
const withSlash = (root: string): string => (root.endsWith('/') ? root : `${root}/`);

function failure(error: unknown): Exclude<CallResult<never>, { kind: 'ok' }> {
  if (error instanceof TelegramError) {
    const retryAfter = error.parameters?.retry_after;
    return {
      kind: 'refused',
      status: error.code,
      description: error.description,
      retryAfterMs: retryAfter === undefined ? null : retryAfter * 1000,
    };
  }
  const code = systemCode(error);
  if (code === null) throw error;
  return neverConnected.has(code) ? { kind: 'not-sent', code } : { kind: 'unknown', code };
}

/** The code of a network error; null for anything else, which is a bug of ours and may be thrown on. */
function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // node-fetch's own: `invalid-json`, `body-timeout`, `max-size`, `system` …
  return 'type' in error && typeof error.type === 'string' ? error.type : null;
}

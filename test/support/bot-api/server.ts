/**
 * A strict local Bot API server for tests, over real HTTP. All state lives in one object, so a bot that was killed
 * finds everything as it left it. Anything the Bot API would refuse is refused here and, when the call itself was
 * wrong, remembered in `violations`.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from './api-error.ts';
import type { Chat, SeenMessage } from './chat.ts';
import { Faults, refusalOf } from './faults.ts';
import { methods } from './methods.ts';
import { Person } from './person.ts';
import type { PersonProfile } from './person.ts';
import { noLimits, telegramLimits } from './rate-limits.ts';
import type { LimitSettings } from './rate-limits.ts';
import { readCallBody } from './request-body.ts';
import { checkCall } from './validation.ts';
import type { Params } from './validation.ts';
import { World } from './world.ts';

export type ServerOptions = {
  /** Shape `digits:secret`. */
  readonly token?: string;
  readonly limits?: Partial<LimitSettings> | 'none';
  readonly firstUpdateId?: number;
  readonly webhookRetryMs?: number;
  /** Keep each call in `calls`; switch off for very long runs. */
  readonly keepCalls?: boolean;
};

/** One call as it ended. Status 0: no answer was given (a hang or a reset). */
export type RecordedCall = {
  readonly method: string;
  readonly params: ReadonlyMap<string, unknown>;
  readonly status: number;
  readonly description: string;
  /** Monotonic milliseconds at which the call came in. */
  readonly at: number;
};

const noParams: ReadonlyMap<string, unknown> = new Map();

export class BotApiServer {
  readonly world: World;
  readonly faults = new Faults();
  readonly calls: RecordedCall[] = [];
  /** Calls no bot may ever make: unknown method or parameter, wrong type, broken limit or formatting. */
  readonly violations: string[] = [];
  /** Well-formed calls refused for the state of things: message gone, query too old, person unknown. */
  readonly refusals: string[] = [];
  /** Calls answered so far, by method. */
  readonly answered = new Map<string, number>();
  readonly #http: Server;
  readonly #keepCalls: boolean;
  readonly #people = new Map<number, Person>();
  readonly #conditions = new Set<() => void>();
  #port = 0;

  private constructor(options: ServerOptions) {
    const limits = options.limits ?? {};
    this.world = new World({
      token: options.token ?? '7000000001:AAF-local-bot-api-server-test-token',
      limits: limits === 'none' ? noLimits : { ...telegramLimits, ...limits },
      firstUpdateId: options.firstUpdateId ?? 1001,
      webhookRetryMs: options.webhookRetryMs ?? 50,
    });
    this.world.updates.onChange = () => this.#checkConditions();
    this.#keepCalls = options.keepCalls ?? true;
    this.#http = createServer((request, response) => void this.#handle(request, response));
    this.#http.keepAliveTimeout = 60_000;
  }

  /** Starts on a free port of 127.0.0.1. */
  static async start(options: ServerOptions = {}): Promise<BotApiServer> {
    const server = new BotApiServer(options);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    const address = server.#http.address();
    if (typeof address === 'object' && address !== null) server.#port = address.port;
    return server;
  }

  /** The API root a bot is given. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get token(): string {
    return this.world.token;
  }

  /** 429s given for real flooding (not those ordered as faults). */
  get floods(): number {
    return this.world.limits.floods;
  }

  /** The person with this id; the same object every time. */
  person(profile: PersonProfile): Person {
    const known = this.#people.get(profile.id);
    if (known !== undefined) return known;
    const person = new Person(this.world, profile);
    this.#people.set(profile.id, person);
    return person;
  }

  /** Opens `count` chats of people who have written before, from id `firstId` on; cheap, for broadcasts. */
  openChats(firstId: number, count: number): void {
    for (let id = firstId; id < firstId + count; id += 1) {
      this.world.openChat({ id, type: 'private', first_name: `P${id}` }).started = true;
    }
  }

  /** A group the bot is in; people write there with `textInGroup`. */
  group(id: number, title: string): Chat {
    const chat = this.world.openChat({ id, type: 'group', title });
    chat.started = true;
    return chat;
  }

  /** What the bot has said in a chat and not deleted, oldest first. */
  sentTo(chatId: number): readonly SeenMessage[] {
    return this.world.chats.get(chatId)?.fromBot() ?? [];
  }

  transcript(chatId: number): string {
    return this.world.chats.get(chatId)?.transcript() ?? '(no such chat)';
  }

  /** Resolves as soon as `condition` holds, looked at after every call, when a long poll begins, and when a push was accepted. Throws after `withinMs` naming `what`. */
  async until(condition: () => boolean, what: string, withinMs = 10_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#conditions.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#conditions.delete(check);
        reject(new Error(`not within ${withinMs} ms: ${what}`));
      }, withinMs);
      this.#conditions.add(check);
    });
  }

  /** Stops answering; open connections are cut. */
  async close(): Promise<void> {
    this.world.webhook?.stop();
    this.world.updates.endPolling(new ApiError(502, 'Bad Gateway'));
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#http.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const [, root = '', method = '', ...rest] = url.pathname.split('/');
    if (root === 'file') return this.#download(method, rest.join('/'), response);
    const at = performance.now();
    let params = noParams;
    let status = 200;
    let description = '';
    try {
      if (root !== `bot${this.token}`) throw new ApiError(401, 'Unauthorized');
      const call = checkCall(method, await readCallBody(request, url.search));
      if (call.kind === 'unknown-method') throw new ApiError(404, 'Not Found', undefined, true);
      if (call.kind === 'malformed') {
        const why = `Bad Request: ${call.problems.join('; ')}`;
        throw new ApiError(400, why, undefined, true);
      }
      params = call.params.values;
      const result = await this.#perform(method, call.params, response);
      if (result.kind === 'silent') status = 0;
      else answer(response, 200, { ok: true, result: result.value });
    } catch (error) {
      const refusal =
        error instanceof ApiError ? error : new ApiError(500, `test server: ${String(error)}`);
      status = refusal.status;
      description = refusal.message;
      if (refusal.violation || status === 500) this.violations.push(`${method}: ${description}`);
      else if (status === 400) this.refusals.push(`${method}: ${description}`);
      answer(response, status, {
        ok: false,
        error_code: status,
        description,
        ...(refusal.retryAfter === undefined
          ? {}
          : { parameters: { retry_after: refusal.retryAfter } }),
      });
    }
    this.#record({ method, params, status, description, at });
  }

  async #perform(
    method: string,
    params: Params,
    response: ServerResponse,
  ): Promise<{ kind: 'value'; value: unknown } | { kind: 'silent' }> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const delay = this.faults.delayOf(method);
    if (delay > 0) await pause(delay);
    const fault = await this.faults.strike({ method, chatId: params.integer('chat_id'), params });
    const effect = () => methods[method]?.({ world: this.world, params, gone: gone.signal });
    if (fault === undefined) return { kind: 'value', value: await effect() };
    if (fault.when === 'after') await effect();
    if (fault.kind === 'refuse') throw refusalOf(fault);
    if (fault.kind === 'reset') response.socket?.resetAndDestroy();
    return { kind: 'silent' };
  }

  #download(bot: string, path: string, response: ServerResponse): void {
    const file = bot === `bot${this.token}` ? this.world.files.byPath(path) : undefined;
    if (file === undefined || file.bytes === null) {
      answer(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes.length,
    });
    response.end(file.bytes);
  }

  #record(call: RecordedCall): void {
    if (this.#keepCalls && call.method !== 'getUpdates') this.calls.push(call);
    this.answered.set(call.method, (this.answered.get(call.method) ?? 0) + 1);
    this.#checkConditions();
  }

  #checkConditions(): void {
    for (const condition of this.#conditions) condition();
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

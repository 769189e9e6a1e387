/** A local OpenAI-compatible server for tests, over real HTTP: answers what it is told, or fails in the ways real ones do. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ModelReading } from '#src/operations/assistant/model.ts';

/** What a request gets. `json`: an answer in the shape asked for; `text`: whatever the model says. */
export type Behaviour =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fenced'; readonly value: unknown }
  /** Cut off in the middle, as at a limit of tokens. */
  | { readonly kind: 'truncated'; readonly value: unknown }
  | { readonly kind: 'declined' }
  /** 200 with something else than an answer: a log-in page, an empty object. */
  | { readonly kind: 'page'; readonly body: string; readonly type: string }
  /** Never answers; `body`: sends the headers and half of the body first. */
  | { readonly kind: 'hang'; readonly after?: 'request' | 'body' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'reset' }
  /** Takes some formats only, as older servers do; says `value` when asked in one of them. */
  | {
      readonly kind: 'takes-only';
      readonly formats: readonly string[];
      readonly value: unknown;
    };

/** A request as it came in. */
export type SeenRequest = {
  readonly path: string;
  readonly authorization: string;
  /** The whole body as text; of an upload, whatever of it is text. */
  readonly body: string;
  /** The format asked for: `json_schema`, `json_object` or `none`. */
  readonly format: string;
};

/** A reading in which nothing was found. */
export const emptyReading: ModelReading = {
  intent: 'declaration',
  subIntent: 'declare',
  secondaryIntents: [],
  riskTypes: [],
  guaranteeIssues: [],
  urgency: 'normal',
  reporter: 'self',
  householdSize: null,
  membersAffected: [],
  amounts: [],
  names: [],
};

export class ModelServer {
  readonly requests: SeenRequest[] = [];
  readonly #http: Server;
  readonly #once: Behaviour[] = [];
  #usual: Behaviour = { kind: 'json', value: emptyReading };
  #heard = '';
  /** Runs when a request has come in and before it is answered: what happens while the model thinks. */
  #meanwhile: () => Promise<void> = async () => {};

  private constructor() {
    this.#http = createServer((request, response) => void this.#handle(request, response));
  }

  /** Starts on a free port of 127.0.0.1. */
  static async start(): Promise<ModelServer> {
    const server = new ModelServer();
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get baseUrl(): string {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}/v1`;
  }

  /** What every request gets from now on; forgets what was queued. */
  always(behaviour: Behaviour): void {
    this.#once.length = 0;
    this.#usual = behaviour;
  }

  /** What the next requests get, one each, before it is as always again. */
  next(...behaviours: readonly Behaviour[]): void {
    this.#once.push(...behaviours);
  }

  /** What recordings say. */
  hears(words: string): void {
    this.#heard = words;
  }

  meanwhile(act: () => Promise<void>): void {
    this.#meanwhile = act;
  }

  /** Forgets requests and behaviours. */
  reset(): void {
    this.requests.length = 0;
    this.always({ kind: 'json', value: emptyReading });
    this.hears('');
    this.meanwhile(async () => {});
  }

  /** Stops at once, whatever hangs. */
  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString('utf8');
    const path = request.url ?? '';
    const format = /"response_format":\{"type":"(\w+)"/.exec(body)?.[1] ?? 'none';
    const authorization = request.headers.authorization ?? '';
    this.requests.push({ path, authorization, body, format });
    await this.#meanwhile();
    const behaviour = this.#once.shift() ?? this.#usual;
    const speech = path.endsWith('/audio/transcriptions');
    if (speech && (behaviour.kind === 'json' || behaviour.kind === 'text')) {
      return reply(response, 200, { text: this.#heard });
    }
    this.#behave(behaviour, format, response);
  }

  #behave(behaviour: Behaviour, format: string, response: ServerResponse): void {
    switch (behaviour.kind) {
      case 'json':
        return reply(response, 200, completion(JSON.stringify(behaviour.value)));
      case 'text':
        return reply(response, 200, completion(behaviour.text));
      case 'fenced': {
        const fenced = `好的，结果如下：\n\`\`\`json\n${JSON.stringify(behaviour.value, null, 2)}\n\`\`\``;
        return reply(response, 200, completion(fenced));
      }
      case 'truncated':
        return reply(
          response,
          200,
          completion(JSON.stringify(behaviour.value).slice(0, -9), 'length'),
        );
      case 'declined':
        return reply(response, 200, completion('', 'content_filter'));
      case 'page':
        response.writeHead(200, { 'content-type': behaviour.type });
        response.end(behaviour.body);
        return;
      case 'status':
        if (behaviour.retryAfterSeconds !== undefined) {
          response.setHeader('retry-after', String(behaviour.retryAfterSeconds));
        }
        return reply(response, behaviour.status, { error: { message: 'no', type: 'test' } });
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'hang':
        if (behaviour.after === 'body') {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.write('{"id":"half","choices":[');
        }
        return;
      case 'takes-only':
        return behaviour.formats.includes(format)
          ? reply(response, 200, completion(JSON.stringify(behaviour.value)))
          : reply(response, 400, { error: { message: 'response_format is not supported' } });
    }
  }
}

const completion = (content: string, finish = 'stop') => ({
  id: 'chatcmpl-test',
  object: 'chat.completion',
  created: 0,
  model: 'test-model',
  choices: [
    { index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: null } },
  ],
  usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
});

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

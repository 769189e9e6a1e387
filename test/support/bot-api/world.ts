/** Everything the server remembers about one bot: chats, updates, files, queries, profile. No transport here. */
import { ApiError, badRequest } from './api-error.ts';
import { Chat } from './chat.ts';
import type { ChatInfo, ChatMessage } from './chat.ts';
import { FileStore } from './file-store.ts';
import type { Markup } from './prose-limits.ts';
import { RateLimits } from './rate-limits.ts';
import type { LimitSettings } from './rate-limits.ts';
import { UpdateQueue } from './update-queue.ts';
import { WebhookPush } from './webhook-push.ts';

/** A press of a button, waiting for its answer. Times are monotonic milliseconds. */
export type CallbackQuery = {
  readonly id: string;
  readonly askedAt: number;
  expired: boolean;
  answer: QueryAnswer | undefined;
  onAnswer: ((answer: QueryAnswer) => void) | undefined;
};
export type QueryAnswer = {
  readonly text: string;
  readonly alert: boolean;
  readonly afterMs: number;
};

export type WorldSettings = {
  readonly token: string;
  readonly limits: LimitSettings;
  readonly firstUpdateId: number;
  /** Pause before a refused push is tried again. */
  readonly webhookRetryMs: number;
};

/** Telegram forgets a press after a while; its answer is then refused. */
const queryLifetimeMs = 15_000;

export class World {
  readonly token: string;
  readonly bot: Readonly<Record<string, unknown>> & {
    readonly id: number;
    readonly username: string;
  };
  readonly chats = new Map<number, Chat>();
  readonly files = new FileStore();
  readonly updates: UpdateQueue;
  readonly limits: RateLimits;
  readonly queries = new Map<string, CallbackQuery>();
  /** Commands, menu button, descriptions, by method, scope and language. */
  readonly profile = new Map<string, unknown>();
  webhook: WebhookPush | undefined;
  #clock = 0;
  #messageIds = 0;
  #queryIds = 0;
  readonly #webhookRetryMs: number;

  constructor(settings: WorldSettings) {
    this.token = settings.token;
    this.#webhookRetryMs = settings.webhookRetryMs;
    this.bot = {
      id: Number(settings.token.split(':')[0]),
      is_bot: true,
      first_name: '防贫',
      username: 'fangpin_local_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    };
    this.updates = new UpdateQueue(settings.firstUpdateId);
    this.limits = new RateLimits(settings.limits, () => performance.now());
  }

  /** A point in the order of everything that happens. */
  tick(): number {
    this.#clock += 1;
    return this.#clock;
  }

  get lastTick(): number {
    return this.#clock;
  }

  openChat(info: ChatInfo): Chat {
    const known = this.chats.get(info.id);
    if (known !== undefined) return known;
    const chat = new Chat(info);
    this.chats.set(info.id, chat);
    return chat;
  }

  /** The chat a bot may write to. Throws as Telegram does when it may not. */
  chatForSending(chatId: number | undefined): Chat {
    const chat = this.knownChat(chatId);
    if (chat.barred !== undefined) throw new ApiError(403, chat.barred);
    if (!chat.started) {
      throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
    }
    return chat;
  }

  knownChat(chatId: number | undefined): Chat {
    const chat = chatId === undefined ? undefined : this.chats.get(chatId);
    if (chat === undefined) throw badRequest('chat not found');
    return chat;
  }

  /** Puts a message into a chat and returns it as the Bot API shows it. */
  post(
    chat: Chat,
    what: {
      readonly side: 'bot' | 'person';
      readonly kind: string;
      readonly text: string;
      readonly markup: Markup;
      readonly from: unknown;
      readonly extra: Readonly<Record<string, unknown>>;
    },
  ): ChatMessage {
    this.#messageIds += 1;
    const rows = what.markup.kind === 'inline' ? what.markup.rows : [];
    const message: ChatMessage = {
      id: this.#messageIds,
      side: what.side,
      text: what.text,
      kind: what.kind,
      changedAt: this.tick(),
      rows,
      pastRows: [],
      plainKeyboard: what.markup.kind === 'reply' || what.markup.kind === 'force-reply',
      edited: false,
      deleted: false,
      raw: {
        message_id: this.#messageIds,
        from: what.from,
        chat: chat.info,
        date: Math.floor(Date.now() / 1000),
        ...what.extra,
        ...markupField(rows),
      },
    };
    chat.add(message, what.markup);
    return message;
  }

  newQuery(): CallbackQuery {
    this.#queryIds += 1;
    const query: CallbackQuery = {
      id: `43000000000000${this.#queryIds}`,
      askedAt: performance.now(),
      expired: false,
      answer: undefined,
      onAnswer: undefined,
    };
    this.queries.set(query.id, query);
    return query;
  }

  /** Answers a press. Throws 400 for one that is unknown, too old or answered before. */
  answerQuery(id: string, text: string, alert: boolean): void {
    const query = this.queries.get(id);
    const afterMs = query === undefined ? 0 : performance.now() - query.askedAt;
    if (
      query === undefined ||
      query.expired ||
      query.answer !== undefined ||
      afterMs > queryLifetimeMs
    ) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    query.answer = { text, alert, afterMs };
    query.onAnswer?.(query.answer);
  }

  setWebhook(url: string, secret: string | undefined, maxConnections: number): void {
    this.webhook?.stop();
    this.webhook = undefined;
    if (url === '') return;
    this.updates.endPolling(webhookConflict());
    const settings = { url, secret, maxConnections };
    this.webhook = new WebhookPush(settings, this.updates, this.#webhookRetryMs);
  }
}

/** The inline keyboard as a message carries it. */
export const markupField = (rows: ChatMessage['rows']): { readonly reply_markup?: unknown } =>
  rows.length === 0
    ? {}
    : {
        reply_markup: {
          inline_keyboard: rows.map((row) =>
            row.map(({ text, data, url }) => ({
              text,
              ...(data === undefined ? {} : { callback_data: data }),
              ...(url === undefined ? {} : { url }),
            })),
          ),
        },
      };

export const webhookConflict = (): ApiError =>
  new ApiError(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );

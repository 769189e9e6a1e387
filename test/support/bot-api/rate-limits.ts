/**
 * Telegram's sending limits: about 30 messages in any second over all chats, about one a second in one chat with a
 * small burst. A bot that floods is refused until the time it was told to wait is over.
 */
import { standardError } from './api-error.ts';

export type LimitSettings = {
  /** Messages in any second over all chats. */
  readonly perSecond: number;
  /** Messages a second in one chat, once the burst is used up. */
  readonly perChatPerSecond: number;
  /** Messages one chat takes at once after a quiet time. */
  readonly perChatBurst: number;
};

export const telegramLimits: LimitSettings = {
  perSecond: 30,
  perChatPerSecond: 1,
  perChatBurst: 20,
};

/** For tests that are about something else. */
export const noLimits: LimitSettings = {
  perSecond: Infinity,
  perChatPerSecond: Infinity,
  perChatBurst: Infinity,
};

type Bucket = { tokens: number; at: number };

export class RateLimits {
  settings: LimitSettings;
  /** Refusals given so far. */
  floods = 0;
  #recent: number[] = [];
  #oldest = 0;
  #blockedUntil = 0;
  readonly #buckets = new Map<number, Bucket>();
  readonly #now: () => number;

  /** `now` in milliseconds, monotonic. */
  constructor(settings: LimitSettings, now: () => number) {
    this.settings = settings;
    this.#now = now;
  }

  /** Takes one message's worth for `chatId`; throws 429 when the limit is reached. */
  take(chatId: number): void {
    const now = this.#now();
    if (now < this.#blockedUntil) this.#refuse(this.#blockedUntil - now);
    if (Number.isFinite(this.settings.perSecond)) this.#takeOverall(now);
    if (Number.isFinite(this.settings.perChatPerSecond)) this.#takeForChat(chatId, now);
  }

  #takeOverall(now: number): void {
    while (now - (this.#recent[this.#oldest] ?? now) >= 1000) this.#oldest += 1;
    if (this.#oldest > 4096) {
      this.#recent = this.#recent.slice(this.#oldest);
      this.#oldest = 0;
    }
    if (this.#recent.length - this.#oldest >= this.settings.perSecond) {
      this.#blockedUntil = now + 1000;
      this.#refuse(1000);
    }
    this.#recent.push(now);
  }

  #takeForChat(chatId: number, now: number): void {
    const { perChatBurst, perChatPerSecond } = this.settings;
    const bucket = this.#buckets.get(chatId) ?? { tokens: perChatBurst, at: now };
    const refilled = bucket.tokens + ((now - bucket.at) / 1000) * perChatPerSecond;
    const tokens = Math.min(perChatBurst, refilled);
    this.#buckets.set(chatId, { tokens: Math.max(0, tokens - 1), at: now });
    if (tokens < 1) {
      this.#buckets.set(chatId, { tokens, at: now });
      this.#refuse(((1 - tokens) / perChatPerSecond) * 1000);
    }
  }

  #refuse(waitMs: number): never {
    this.floods += 1;
    throw standardError(429, Math.max(1, Math.ceil(waitMs / 1000)));
  }
}

/** Pushes updates to a webhook with the secret header, several at a time, each again and again until a 2xx. */
import type { Update, UpdateQueue } from './update-queue.ts';

export type WebhookSettings = {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
};

export class WebhookPush {
  readonly settings: WebhookSettings;
  /** Why the last push failed; null after a good one. */
  lastError: string | null = null;
  /** Pushes that were not answered with a 2xx. */
  failures = 0;
  readonly #queue: UpdateQueue;
  readonly #retryMs: number;
  readonly #busy = new Set<number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stopped = new AbortController();
  readonly #unwatch: () => void;

  constructor(settings: WebhookSettings, queue: UpdateQueue, retryMs: number) {
    this.settings = settings;
    this.#queue = queue;
    this.#retryMs = retryMs;
    this.#unwatch = queue.watch(() => this.#pump());
    this.#pump();
  }

  stop(): void {
    this.#unwatch();
    this.#stopped.abort();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #pump(): void {
    if (this.#stopped.signal.aborted) return;
    const room = this.settings.maxConnections - this.#busy.size;
    if (room <= 0) return;
    for (const update of this.#queue.peek(room, this.#busy)) {
      if (this.#busy.has(update.update_id)) continue;
      this.#busy.add(update.update_id);
      void this.#push(update);
    }
  }

  async #push(update: Update): Promise<void> {
    const error = await this.#post(update);
    if (this.#stopped.signal.aborted) return;
    this.lastError = error;
    if (error === null) {
      this.#queue.accept(update.update_id);
      this.#busy.delete(update.update_id);
      this.#pump();
      return;
    }
    this.failures += 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#busy.delete(update.update_id);
      this.#pump();
    }, this.#retryMs);
    this.#timers.add(timer);
  }

  async #post(update: Update): Promise<string | null> {
    const { url, secret } = this.settings;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        signal: this.#stopped.signal,
      });
      await answer.arrayBuffer();
      return answer.ok
        ? null
        : `Wrong response from the webhook: ${answer.status} ${answer.statusText}`;
    } catch {
      return 'Connection failed';
    }
  }
}

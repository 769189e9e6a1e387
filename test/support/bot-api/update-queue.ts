/**
 * Updates waiting for the bot: long poll with offset, limit and allowed kinds; what is not acknowledged comes again.
 * For tests it can also deliver twice and out of order, which Telegram promises not to rule out.
 */
import { ApiError, standardError } from './api-error.ts';

export type Update = { readonly update_id: number; readonly [kind: string]: unknown };

/** How faithful delivery is. */
export type Delivery = {
  /** Chance 0–1 that an update comes once more after it was acknowledged. */
  readonly twice: number;
  /** Batches come in a random order. */
  readonly shuffle: boolean;
  /** A number in [0, 1); give a seeded one for a repeatable run. */
  readonly random: () => number;
};

export const faithful: Delivery = { twice: 0, shuffle: false, random: () => 0 };

export type PollRequest = {
  readonly offset: number | undefined;
  readonly limit: number;
  readonly timeoutMs: number;
};

/** Kinds Telegram sends only when asked for by name. */
const optIn = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

type Poller = { readonly settle: (updates: readonly Update[] | ApiError) => void };

export class UpdateQueue {
  delivery: Delivery = faithful;
  /** Kinds the bot asked for; null: the default ones. Applies to updates that happen from then on. */
  allowed: readonly string[] | null = null;
  /** Every update that ever happened. */
  readonly history: Update[] = [];
  /** 409s given to pollers so far. */
  conflicts = 0;
  /** Called when a long poll begins to wait and when updates have been acknowledged. */
  onChange: () => void = () => {};
  #pending: Update[] = [];
  #again: Update[] = [];
  readonly #repeated = new Set<number>();
  #poller: Poller | undefined;
  #nextId: number;
  readonly #watchers = new Set<() => void>();

  constructor(firstId: number) {
    this.#nextId = firstId;
  }

  /** Updates not yet acknowledged. */
  get pending(): readonly Update[] {
    return this.#pending;
  }

  /** Something happened; null when the bot did not ask for such updates. */
  add(kind: string, payload: unknown): Update | null {
    const wanted =
      this.allowed === null || this.allowed.length === 0
        ? !optIn.has(kind)
        : this.allowed.includes(kind);
    if (!wanted) return null;
    return this.addRaw({ [kind]: payload });
  }

  /** A long poll is open at this moment. */
  get isPolled(): boolean {
    return this.#poller !== undefined;
  }

  /** An update of any shape, for poison and future ones. */
  addRaw(body: Readonly<Record<string, unknown>>): Update {
    const update: Update = { ...body, update_id: this.#nextId };
    this.#nextId += 1;
    this.history.push(update);
    this.#pending.push(update);
    this.#wake();
    return update;
  }

  /** Sends past updates once more, as Telegram may after trouble of its own. */
  redeliver(ids: readonly number[] | 'all'): void {
    const wanted = ids === 'all' ? null : new Set(ids);
    this.#again.push(...this.history.filter((u) => wanted === null || wanted.has(u.update_id)));
    this.#wake();
  }

  /** Ids start anew, as Telegram's do after an idle week. */
  restartIds(at: number): void {
    this.#nextId = at;
  }

  /** Calls `watcher` whenever there may be something to deliver; the result stops it. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** One `getUpdates`. A newer poller ends an older one with 409; `gone` says that the client hung up. */
  poll(request: PollRequest, gone: AbortSignal): Promise<readonly Update[]> {
    this.#acknowledge(request.offset);
    if (this.#poller !== undefined) {
      this.conflicts += 1;
      this.#poller.settle(standardError(409));
    }
    const ready = this.#batch(request.limit);
    if (ready.length > 0 || request.timeoutMs === 0) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const settle = (outcome: readonly Update[] | ApiError) => {
        clearTimeout(timer);
        gone.removeEventListener('abort', hangUp);
        unwatch();
        if (this.#poller === poller) this.#poller = undefined;
        if (outcome instanceof ApiError) reject(outcome);
        else resolve(outcome);
      };
      const hangUp = () => settle([]);
      const poller: Poller = { settle };
      const timer = setTimeout(() => settle([]), request.timeoutMs);
      // Gathers what arrives in the same turn of the event loop into one batch.
      let gathering = false;
      const unwatch = this.watch(() => {
        if (gathering) return;
        gathering = true;
        setImmediate(() => {
          gathering = false;
          if (this.#poller !== poller) return;
          const batch = this.#batch(request.limit);
          if (batch.length > 0) settle(batch);
        });
      });
      this.#poller = poller;
      this.onChange();
      gone.addEventListener('abort', hangUp);
    });
  }

  /** Ends a waiting poller, as a webhook being set or the server closing does. */
  endPolling(error: ApiError): void {
    this.#poller?.settle(error);
  }

  /** Drops everything waiting. */
  drop(): void {
    this.#pending = [];
    this.#again = [];
  }

  /** For the webhook: up to `limit` updates whose id is not in `busy`. */
  peek(limit: number, busy: ReadonlySet<number>): readonly Update[] {
    const free = [...this.#again, ...this.#pending].filter((u) => !busy.has(u.update_id));
    return this.#mixed(free.slice(0, limit));
  }

  /** For the webhook: one update was accepted with a 2xx. */
  accept(id: number): void {
    const repeat = this.#again.findIndex((u) => u.update_id === id);
    if (repeat >= 0) {
      this.#again.splice(repeat, 1);
      return;
    }
    const done = this.#pending.filter((u) => u.update_id === id);
    this.#pending = this.#pending.filter((u) => u.update_id !== id);
    this.#maybeRepeat(done);
    this.onChange();
  }

  #acknowledge(offset: number | undefined): void {
    if (offset === undefined || this.#pending.length === 0) return;
    if (offset < 0) {
      this.#pending = this.#pending.slice(offset);
      return;
    }
    const done = this.#pending.filter((u) => u.update_id < offset);
    if (done.length === 0) return;
    this.#pending = this.#pending.filter((u) => u.update_id >= offset);
    this.#maybeRepeat(done);
  }

  #maybeRepeat(done: readonly Update[]): void {
    if (this.delivery.twice <= 0) return;
    for (const update of done) {
      if (this.#repeated.has(update.update_id)) continue;
      if (this.delivery.random() >= this.delivery.twice) continue;
      this.#repeated.add(update.update_id);
      this.#again.push(update);
    }
  }

  #batch(limit: number): readonly Update[] {
    const again = this.#again.splice(0, limit);
    return this.#mixed([...again, ...this.#pending.slice(0, limit - again.length)]);
  }

  #mixed(batch: readonly Update[]): readonly Update[] {
    if (!this.delivery.shuffle) return batch;
    const mixed = [...batch];
    for (let i = mixed.length - 1; i > 0; i -= 1) {
      const j = Math.floor(this.delivery.random() * (i + 1));
      const [a, b] = [mixed[i], mixed[j]];
      if (a !== undefined && b !== undefined) [mixed[i], mixed[j]] = [b, a];
    }
    return mixed;
  }

  #wake(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

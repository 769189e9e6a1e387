/** Open chat pages of this process, and when to look whether something is there for them. */
import type { Log } from '#src/platform/log.ts';

/** One open page that listens. */
export type Listener = {
  readonly chat: string;
  readonly accountId: string;
  readonly tokenHash: string;
  /** Whether the page has not been given all of these messages. */
  readonly lacks: (messageIds: readonly string[]) => boolean;
  /** Fetches and writes what is new. Must not throw. */
  readonly refresh: () => Promise<void>;
  /** Ends the connection. */
  readonly end: () => void;
};

export type LiveChats = {
  /** Adds a page; the result takes it away again. */
  readonly add: (listener: Listener) => () => void;
  /** Something is new in a chat: its pages here look at once. */
  readonly poke: (chat: string) => void;
  /** Ends all connections and stops looking. */
  readonly close: () => void;
};

/**
 * Messages from other processes are found by one query a second for all pages together. A poke comes just before its message's row
 * is settled, so pages look shortly after; what they miss the next second's query finds.
 */
const LOOK_EVERY_MS = 1_000;
const AFTER_POKE_MS = 40;
/** A person has a page or two open; more is a browser gone wild, whose oldest connection makes room. */
const PER_SESSION = 4;

/** `whatWaits` names the messages that wait to be shown, by account. Timers run only while pages are open. */
export function createLiveChats(deps: {
  readonly whatWaits: (
    accountIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
  readonly log: Log;
}): LiveChats {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  const look = async (): Promise<void> => {
    if (looking || listeners.size === 0) return;
    looking = true;
    try {
      const waits = await deps.whatWaits([...new Set([...listeners].map((l) => l.accountId))]);
      for (const listener of listeners) {
        if (listener.lacks(waits.get(listener.accountId) ?? [])) void listener.refresh();
      }
    } catch (thrown) {
      deps.log.warn(
        { error: thrown instanceof Error ? thrown : null },
        'looking for messages failed',
      );
    } finally {
      looking = false;
    }
  };

  return {
    add(listener) {
      const same = [...listeners].filter((each) => each.tokenHash === listener.tokenHash);
      if (same.length >= PER_SESSION) same[0]?.end();
      listeners.add(listener);
      timer ??= setInterval(() => void look(), LOOK_EVERY_MS).unref();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    poke(chat) {
      const pages = [...listeners].filter((each) => each.chat === chat);
      if (pages.length === 0) return;
      setTimeout(() => {
        for (const page of pages) if (listeners.has(page)) void page.refresh();
      }, AFTER_POKE_MS).unref();
    },
    close() {
      for (const listener of listeners) listener.end();
      listeners.clear();
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** Works chats off in this process: one at a time per chat, all chats side by side, replies sent as soon as they are committed. */
import { asFault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';

export type ChatWorker = {
  /** Works off what waits in a chat and sends what came of it. Resolves when that is done; never throws. */
  work(channel: string, chat: string): Promise<void>;
  /** Resolves when nothing is being worked on any more. */
  settled(): Promise<void>;
};

/**
 * The queue per chat only saves database connections; order and once-only come from the conversation's row lock. A chat that is
 * asked for while it is being worked on is looked at once more afterwards, so nothing stored meanwhile is left for the sweeper.
 */
export function createChatWorker(deps: {
  readonly advance: (channel: string, chat: string) => Promise<readonly string[]>;
  readonly deliver: (accountId: string) => Promise<void>;
  /** Told after each chat, so that promised work is handed to the queues at once. */
  readonly onCommitted: () => void;
  readonly log: Log;
}): ChatWorker {
  const busy = new Map<string, { running: Promise<void>; next: Promise<void> | null }>();

  const once = async (channel: string, chat: string): Promise<void> => {
    try {
      const accounts = await deps.advance(channel, chat);
      deps.onCommitted();
      await Promise.all(accounts.map((id) => deps.deliver(id)));
    } catch (thrown) {
      // Everything is in the database; the worker's sweeper carries on.
      deps.log.warn({ error: asFault(thrown), channel }, 'a chat was left to the sweeper');
    }
  };
  const start = (key: string, channel: string, chat: string): Promise<void> => {
    const entry = { running: Promise.resolve(), next: null as Promise<void> | null };
    entry.running = once(channel, chat).finally(() => {
      if (entry.next === null) busy.delete(key);
    });
    busy.set(key, entry);
    return entry.running;
  };
  return {
    work(channel, chat) {
      const key = `${channel} ${chat}`;
      const entry = busy.get(key);
      if (entry === undefined) return start(key, channel, chat);
      entry.next ??= entry.running.then(() => start(key, channel, chat));
      return entry.next;
    },
    async settled() {
      while (busy.size > 0) {
        await Promise.all([...busy.values()].map((each) => each.next ?? each.running));
      }
    },
  };
}

/** Wires the operations of this installation with its channels: what every role of `serve` shares. */
import { advanceChat, type AdvanceDeps } from '#src/operations/conversation/advance.ts';
import { type ChatWorker, createChatWorker } from '#src/operations/conversation/chat-worker.ts';
import { receive } from '#src/operations/conversation/receive.ts';
import type { BackgroundDeps } from '#src/operations/duty/work-context.ts';
import type { Channel, RawUpdate } from '#src/operations/ports.ts';
import { type DeliverDeps, deliverAccount } from '#src/operations/sending/deliver.ts';
import { asFault } from '#src/platform/faults.ts';
import { sheetLinks } from '#src/platform/sheet-link.ts';
import { blockUntil, yieldTurn } from '#src/store/pacer.ts';
import type { Installation } from './installation.ts';

export type Core = {
  readonly installation: Installation;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly background: BackgroundDeps;
  readonly delivery: DeliverDeps;
  readonly chats: ChatWorker;
  /** What feeding an input into a conversation from a worker needs. */
  readonly advance: AdvanceDeps;
  /** Stores a batch; works it off beside it. Resolves when it may be acknowledged. */
  readonly take: (batch: readonly RawUpdate[]) => Promise<void>;
  /** Sends to everybody named, side by side. */
  readonly deliverAll: (accountIds: readonly string[]) => Promise<void>;
  /** Told when work was promised; the worker role hands it to the queues at once. */
  onPromised: () => void;
};

/** Puts the operations together with what they need; nothing runs yet. */
export function wireCore(installation: Installation, channels: ReadonlyMap<string, Channel>): Core {
  const { db, clock, newId, newCode, fields, book: policies, log, keys, config } = installation;
  const background: BackgroundDeps = { db, clock, newId, fields, policies, channels };
  const delivery: DeliverDeps = {
    db,
    clock,
    newId,
    fields,
    channels,
    log,
    onSent: (name) => {
      const perSecond = channels.get(name)?.capabilities.broadcastPerSecond ?? null;
      if (perSecond !== null) {
        yieldTurn(db, name, 1_000 / perSecond, clock.now()).catch(lost('yielding a turn'));
      }
    },
    onThrottled: (name, until) => {
      blockUntil(db, name, until).catch(lost('blocking the bot'));
    },
  };
  const lost = (what: string) => (thrown: unknown) =>
    log.warn({ error: asFault(thrown), what }, 'a note to the pacer was lost');
  const deliver = (accountId: string): Promise<void> => deliverAccount(delivery, accountId);
  const sheetLink = sheetLinks(keys, config.publicUrl).issue;
  const advance: AdvanceDeps = { ...background, newCode, log, channels, sheetLink };
  const chats = createChatWorker({
    advance: (channel, chat) => advanceChat(advance, channel, chat),
    deliver,
    onCommitted: () => core.onPromised(),
    log,
  });
  const core: Core = {
    installation,
    channels,
    background,
    delivery,
    advance,
    chats,
    async take(batch) {
      for (const { channel, chat } of await receive({ db, clock, fields }, batch)) {
        void chats.work(channel, chat);
      }
    },
    async deliverAll(accountIds) {
      await Promise.all(accountIds.map(deliver));
    },
    onPromised: () => undefined,
  };
  return core;
}

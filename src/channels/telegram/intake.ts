/** The one way in for raw updates, by polling and by webhook: stored first, presses answered beside it. */
import type { RawUpdate } from '#src/operations/ports.ts';
import type { TelegramClient } from './client.ts';
import { fileUpdate } from './inbound.ts';
import { answerPresses } from './presses.ts';

/** Stores a batch. Once it resolves the batch may be acknowledged; a throw means that Telegram must deliver it again. */
export type Receive = (batch: readonly RawUpdate[]) => Promise<unknown>;

export type Intake = {
  /** Takes updates as Telegram sent them. Resolves when they are stored; throws what `receive` throws. */
  take(updates: readonly unknown[]): Promise<void>;
  /** Resolves when no press is being answered any more; for shutting down. */
  settled(): Promise<void>;
};

/**
 * Takes in batches of updates, by polling or webhook alike: stores them and answers presses, which Telegram shows as
 * waiting until then.
 */
export function createIntake(client: TelegramClient, receive: Receive): Intake {
  const answering = new Set<Promise<void>>();
  return {
    async take(updates) {
      const filed = updates.flatMap((update) => fileUpdate(update, client.botId) ?? []);
      const answers = answerPresses(
        client,
        filed.map(({ body }) => body),
      ).finally(() => answering.delete(answers));
      answering.add(answers);
      if (filed.length > 0) await receive(filed);
    },
    async settled() {
      await Promise.all(answering);
    },
  };
}

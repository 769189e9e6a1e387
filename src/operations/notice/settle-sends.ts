/** Writes down how sends ended while others are under way: whatever has come in since the last writing goes in one statement. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { type RecipientEnd, settleRecipients } from '#src/store/notice-recipients.ts';
import { SYSTEM } from '#src/store/scope.ts';

export type Settler = {
  /** Takes an end; it is written soon. */
  add(end: RecipientEnd): void;
  /** How many recipients were queued again on another account since this was asked last. */
  takeRequeued(): number;
  /** Ends taken and not written yet. */
  unwritten(): number;
  /** Resolves when everything taken so far is written, or given up. */
  written(): Promise<void>;
};

/** A database that is away for longer than this takes the known ends with it: those recipients become uncertain. */
const TRIES = 20;
const PAUSE_MS = 500;

/** `wait` in milliseconds; `onLost` hears how many ends could not be written and what stood in the way. */
export function createSettler(deps: {
  readonly db: Db;
  readonly now: () => Instant;
  readonly wait: (ms: number) => Promise<void>;
  readonly onLost: (ends: number, cause: unknown) => void;
}): Settler {
  const ends: RecipientEnd[] = [];
  let writing: Promise<void> | null = null;
  let inWriting = 0;
  let requeued = 0;

  const writeAll = async (): Promise<void> => {
    while (ends.length > 0) {
      inWriting = ends.length;
      await write(ends.splice(0));
      inWriting = 0;
    }
  };
  const write = async (batch: readonly RecipientEnd[]): Promise<void> => {
    for (let tried = 1; ; tried += 1) {
      try {
        requeued += await inScope(deps.db, SYSTEM, (trx) =>
          settleRecipients(trx, batch, deps.now()),
        );
        return;
      } catch (thrown) {
        if (tried >= TRIES) {
          deps.onLost(batch.length, thrown);
          return;
        }
        await deps.wait(PAUSE_MS);
      }
    }
  };
  const start = (): Promise<void> =>
    (writing ??= writeAll().finally(() => {
      writing = null;
    }));

  const busy = (): boolean => ends.length > 0 || writing !== null;

  return {
    add(end) {
      ends.push(end);
      void start();
    },
    takeRequeued() {
      const count = requeued;
      requeued = 0;
      return count;
    },
    unwritten: () => ends.length + inWriting,
    async written() {
      while (busy()) await start();
    },
  };
}

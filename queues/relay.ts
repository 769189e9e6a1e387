/** Hands open outbox rows to the queues. Rows are closed by the workers' own transactions, never here. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import type { Log } from '#src/platform/log.ts';
import type { Clock } from '#src/operations/ports.ts';
import { type Db, inScope } from '#src/store/database.ts';
import {
  giveUpOutbox,
  type OutboxEntry,
  type QueueName,
  returnToRelay,
  takeOutboxForRelay,
} from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Producer } from './connection.ts';
import { jobOptions } from './definitions/definition.ts';
import { definitions, queueNames } from './registry.ts';

export type RelayDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly producers: { readonly [K in QueueName]: Producer };
  /** Makes the queues' schema again; called when a queue refuses everything. */
  readonly repair: () => Promise<void>;
};

const BATCH = 200;
/** A row not closed after this long lost its job (Redis flushed, worker killed) or is slow; a second job does no harm. */
const AGAIN_MS = 30_000;
/** A queue that refused is asked again after this long. */
const REFUSED_MS = 1_000;
/** Rounds after which a row is set aside for people to look at: with doubling up to 16 minutes more than a day. */
const ROUNDS = 100;

/**
 * One pass: takes due rows (`for update skip locked`, so two relays never take the same round) and adds a job
 * `<outboxId>-<round>` for each. A queue that refuses puts its rows back. Returns how many rows it handed over.
 */
export async function relayOnce(deps: RelayDeps): Promise<number> {
  const now = deps.clock.now();
  const entries = await inScope(deps.db, SYSTEM, (trx) =>
    takeOutboxForRelay(trx, now, AGAIN_MS, BATCH),
  );
  let handed = 0;
  for (const [queue, mine] of byQueue(entries)) {
    if (!queueNames.includes(queue)) {
      // Written by a newer version that is being rolled out beside this one; its own relay knows the queue.
      deps.log.warn({ queue, rows: mine.length }, 'an outbox row names an unknown queue');
      continue;
    }
    const [spent, alive] = split(mine, (entry) => entry.round > ROUNDS);
    for (const entry of spent) await setAside(deps, entry);
    if (alive.length === 0) continue;
    try {
      await deps.producers[queue].addBulk(alive.map((entry) => jobOf(queue, entry)));
      handed += alive.length;
    } catch {
      // The thrown value may repeat payloads; the queue's name is enough.
      deps.log.warn({ queue, rows: alive.length }, 'a queue did not take its jobs');
      const ids = alive.map((entry) => entry.id);
      const at = plusMs(deps.clock.now(), REFUSED_MS);
      await inScope(deps.db, SYSTEM, (trx) => returnToRelay(trx, ids, at));
      await deps.repair();
    }
  }
  return handed;
}

const jobOf = (queue: QueueName, entry: OutboxEntry) => ({
  name: queue,
  data: { ...(entry.payload as object), outboxId: entry.id },
  opts: { ...jobOptions(definitions[queue]), jobId: `${entry.id}-${entry.round}` },
});

async function setAside(deps: RelayDeps, entry: OutboxEntry): Promise<void> {
  deps.log.error({ queue: entry.queue, outboxId: entry.id }, 'an outbox row was given up');
  await inScope(deps.db, SYSTEM, (trx) =>
    giveUpOutbox(trx, entry.id, 'too-many-rounds', deps.clock.now()),
  );
}

function byQueue(entries: readonly OutboxEntry[]): ReadonlyMap<QueueName, OutboxEntry[]> {
  const map = new Map<QueueName, OutboxEntry[]>();
  for (const entry of entries) map.set(entry.queue, [...(map.get(entry.queue) ?? []), entry]);
  return map;
}

const split = <T>(all: readonly T[], test: (each: T) => boolean): readonly [T[], T[]] => [
  all.filter(test),
  all.filter((each) => !test(each)),
];

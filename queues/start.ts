/** Starts the relay and the workers of all queues on one backend. */
import { Fault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import type { Clock } from '#src/operations/ports.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { giveUpOutbox, type QueueName } from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type Consumer, type Producer, type QueueBackend } from './connection.ts';
import { definitions, type Operations, queueNames } from './registry.ts';
import { relayOnce } from './relay.ts';
import type { Timer } from './timers.ts';
import { work } from './workers/work.ts';

export type QueueDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly backend: QueueBackend;
  readonly operations: Operations;
};

export type RunningQueues = {
  /** To be run with the other timers. */
  readonly relay: Timer;
  /** Lets jobs in hand end and closes connections. */
  close(): Promise<void>;
};

/** How often the relay looks by itself; a commit in the same process wakes it at once. */
const RELAY_MS = 200;

/** Throws the fault `queue-without-worker` rather than let a backlog grow unseen. */
export async function startQueues(deps: QueueDeps): Promise<RunningQueues> {
  const { backend, log } = deps;
  const idle = queueNames.filter((name) => typeof deps.operations[name] !== 'function');
  if (idle.length > 0) {
    throw new Fault('queue-without-worker', {
      retry: false,
      message: `No worker for ${idle.join(', ')}: give startQueues an operation for each queue of queues/registry.ts.`,
    });
  }
  await backend.prepare();
  const onError = (queue: string) => (cause: Error) =>
    log.warn({ error: cause, queue }, 'a queue lost its store');
  const producers = Object.fromEntries(
    queueNames.map((name) => [name, backend.producer(name)]),
  ) as Record<QueueName, Producer>;
  const giveUp = (outboxId: string, code: string): Promise<void> =>
    inScope(deps.db, SYSTEM, (trx) => giveUpOutbox(trx, outboxId, code, deps.clock.now()));
  const consumers: Consumer[] = queueNames.map((name) => startWorker(name));

  function startWorker<K extends QueueName>(name: K): Consumer {
    const definition = definitions[name];
    const job = work(definition, deps.operations[name], giveUp, log);
    return backend.consumer(name, definition.concurrency, job, onError(name));
  }

  return {
    relay: {
      name: 'relay',
      everyMs: RELAY_MS,
      // Rows are claimed with skip locked, so relays of several processes share the work.
      alone: false,
      run: async () =>
        (await relayOnce({ ...deps, producers, repair: () => backend.prepare() })) > 0,
    },
    async close() {
      await Promise.all(consumers.map((each) => each.close()));
      await Promise.all(Object.values(producers).map((each) => each.close()));
      await backend.close();
    },
  };
}

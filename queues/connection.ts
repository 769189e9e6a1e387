/**
 * Opening queues and workers on either backend with one code path: BullMQ's Postgres backend in our own database, or Redis
 * through ioredis.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createPostgresBackend,
  type Job,
  type PostgresConnectionOptions,
  Queue as RedisQueue,
  runMigrations,
  Worker as RedisWorker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

export type QueueStore =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'redis'; readonly url: string };

/** Adding jobs. */
export type Producer = {
  addBulk(
    jobs: { name: string; data: object; opts: { jobId: string } & Record<string, unknown> }[],
  ): Promise<unknown>;
  close(): Promise<void>;
};

/** Working on jobs. */
export type Consumer = { close(): Promise<void> };

/** The queues of one process on Postgres or Redis. */
export type QueueBackend = {
  /** Makes the schema of the Postgres backend, or makes it again after it was lost; nothing to do on Redis. */
  prepare(): Promise<void>;
  producer(name: string): Producer;
  consumer(
    name: string,
    concurrency: number,
    work: (job: Job) => Promise<void>,
    onError: (cause: Error) => void,
  ): Consumer;
  /** Answers when the store can be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** A job whose worker died is given to another after this long. Every job may run twice, so short is safe. */
const LOCK_MS = 15_000;
/** How long a start waits for Redis before it goes on without. */
const ARRIVAL_MS = 2_000;
/** At most this long between two attempts to reach Redis again; ioredis alone would wait 5 s. */
const RECONNECT_MS = 1_000;
/** Redis owing an answer for this long is taken for gone, and reached anew: a half-open connection never ends by itself. */
const SILENCE_MS = 3_000;
/** A worker without jobs asks again after this long although nothing called it. Shorter than `SILENCE_MS`: it is owed an answer. */
const IDLE_S = 2;

/** Opens the queues on Postgres or Redis. `onError` hears of trouble with the store. */
export function openQueueBackend(store: QueueStore, onError: (cause: Error) => void): QueueBackend {
  return store.kind === 'postgres'
    ? postgresBackend(store.url, onError)
    : redisBackend(store.url, onError);
}

/**
 * Connections of one process to the Postgres backend. A worker keeps one for itself to listen on (BullMQ checks it out of the
 * pool), the rest is shared: statements of the queue are short.
 */
const POSTGRES_POOL = 12;

function postgresBackend(url: string, onError: (cause: Error) => void): QueueBackend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // One pool for all; its search path must hold the schema, which a pool handed in does not get from BullMQ.
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_POOL,
    options: '-c search_path=bullmq,public',
    application_name: 'fangpin-queue',
    keepAlive: true,
  });
  // Every queue and worker adds a listener of its own.
  pool.setMaxListeners(0);
  pool.on('error', onError);
  // Also of connections that are checked out, which would otherwise end the process when the server restarts.
  pool.on('connect', (client) => client.on('error', onError));
  // BullMQ takes any pg.Pool; its structural type is narrower than the overloads of @types/pg.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    async prepare() {
      const client = await pool.connect();
      try {
        await runMigrations(client);
      } finally {
        client.release();
      }
    },
    producer(name) {
      const queue = new Queue(name, { connection, skipMetasUpdate: true });
      queue.on('error', onError);
      return queue;
    },
    consumer(name, concurrency, work, onWorkerError) {
      const worker = new Worker(name, work, {
        connection,
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: LOCK_MS / 2,
      });
      worker.on('error', onWorkerError);
      return worker;
    },
    async ping() {
      await pool.query('select 1');
    },
    async close() {
      await pool.end();
    },
  };
}

function redisBackend(url: string, onError: (cause: Error) => void): QueueBackend {
  const terms = {
    socketTimeout: SILENCE_MS,
    retryStrategy: (times: number): number => Math.min(times * 100, RECONNECT_MS),
  };
  // Producers fail fast, with the connection at the latest: the outbox keeps the promise while Redis is away.
  const producing = new Redis(url, {
    ...terms,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  producing.on('error', onError);
  // Workers wait for Redis to come back.
  const working = new Redis(url, { ...terms, maxRetriesPerRequest: null });
  working.on('error', onError);
  const ready = (): boolean => producing.status === 'ready';
  return {
    async prepare() {
      // A server that answers is there within milliseconds; one that is away must not keep us from starting.
      const deadline = AbortSignal.timeout(ARRIVAL_MS);
      if (!ready()) await once(producing, 'ready', { signal: deadline }).catch(() => undefined);
    },
    producer(name) {
      const queue = new RedisQueue(name, {
        connection: producing,
        skipMetasUpdate: true,
        // BullMQ asks for the version once and refuses every job for ever if the connection breaks before the answer.
        skipVersionCheck: true,
      });
      queue.on('error', onError);
      return {
        // BullMQ itself would wait for Redis for as long as it is away, and the relay with it.
        addBulk: async (jobs) => {
          if (!ready()) throw new Error('redis-away');
          return await queue.addBulk(jobs);
        },
        close: () => queue.close(),
      };
    },
    consumer(name, concurrency, work, onWorkerError) {
      const inHand = new Set<Promise<void>>();
      const tracked = (job: Job): Promise<void> => {
        const done = work(job).finally(() => inHand.delete(done));
        inHand.add(done);
        return done;
      };
      const worker = new RedisWorker(name, tracked, {
        connection: working,
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: LOCK_MS / 2,
        drainDelay: IDLE_S,
      });
      worker.on('error', onWorkerError);
      return {
        async close() {
          const farewell = worker.close().catch(onWorkerError);
          // A job may still begin: BullMQ was fetching it as it was told to end.
          do {
            await Promise.allSettled(inHand);
            // BullMQ waits without end for a Redis that is away or hangs to say goodbye; only our own work is worth that.
            const patience = working.status === 'ready' ? SILENCE_MS : 0;
            await Promise.race([farewell, pause(patience, undefined, { ref: false })]);
          } while (inHand.size > 0);
        },
      };
    },
    async ping() {
      await producing.ping();
    },
    close() {
      producing.disconnect();
      working.disconnect();
      return Promise.resolve();
    },
  };
}

/**
 * Opening queues and workers on either backend with one code path: BullMQ's Postgres backend in our own database, or Redis
 * through ioredis.
 */
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
export type Consumer = { close(force?: boolean): Promise<void> };

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

export function openQueueBackend(
  store: QueueStore,
  onError: (cause: Error) => void,
): QueueBackend {
  return store.kind === 'postgres'
    ? postgresBackend(store.url, onError)
    : redisBackend(store.url, onError);
}

function postgresBackend(url: string, onError: (cause: Error) => void): QueueBackend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // Producers share one pool; its search path must hold the schema (a bare pool does not get it from BullMQ).
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    options: '-c search_path=bullmq,public',
    application_name: 'fangpin-queue',
  });
  pool.on('error', onError);
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
      // BullMQ takes any pg.Pool; its structural type is narrower than the overloads of @types/pg.
      const connection = pool as unknown as PostgresConnectionOptions;
      const queue = new Queue(name, { connection, skipMetasUpdate: true });
      queue.on('error', onError);
      return queue;
    },
    consumer(name, concurrency, work, onWorkerError) {
      const worker = new Worker(name, work, {
        connection: { connectionString: url, max: 3, application_name: 'fangpin-worker' },
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
  // Producers fail fast: the outbox keeps the promise while Redis is away.
  const producing = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  producing.on('error', onError);
  // Workers wait for Redis to come back.
  const working = new Redis(url, { maxRetriesPerRequest: null });
  working.on('error', onError);
  return {
    prepare: () => Promise.resolve(),
    producer(name) {
      const queue = new RedisQueue(name, { connection: producing, skipMetasUpdate: true });
      queue.on('error', onError);
      return queue;
    },
    consumer(name, concurrency, work, onWorkerError) {
      const worker = new RedisWorker(name, work, {
        connection: working,
        concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: LOCK_MS / 2,
      });
      worker.on('error', onWorkerError);
      return worker;
    },
    async ping() {
      await producing.ping();
    },
    async close() {
      producing.disconnect();
      working.disconnect();
    },
  };
}

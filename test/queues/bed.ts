/** What tests of the queues stand on: a database, one of the two backends, and a clock that moves when a test says so. */
import { Redis } from 'ioredis';
import { Queue as RedisQueue, createPostgresBackend, withBackend } from 'bullmq';
import { Client } from 'pg';
import { openQueueBackend, type QueueStore } from '#queues/connection.ts';
import type { Operations } from '#queues/registry.ts';
import { type RunningQueues, startQueues } from '#queues/start.ts';
import { uuidV7 } from '#src/platform/ids.ts';
import { createLog, type Log } from '#src/platform/log.ts';
import { type Db, inScope, openDatabase, type Trx } from '#src/store/database.ts';
import { closeOutbox, type OutboxWork, promiseWork } from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { clockAt, type SettableClock } from '#test/support/clock.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { startRedis, type TestRedis } from '#test/support/redis.ts';

export type BackendName = 'postgres' | 'redis';

export type Bed = {
  readonly db: Db;
  readonly clock: SettableClock;
  readonly redis: TestRedis | null;
  readonly logged: readonly string[];
  readonly log: Log;
  /** Promises work in a committed transaction; returns the outbox row's id. */
  promise(work: OutboxWork): Promise<string>;
  /** Starts relay and workers as one process would; operations left out do nothing. `redisUrl` is another way to the server. */
  start(operations: Partial<Operations>, redisUrl?: string): Promise<RunningQueues>;
  /** The effect of a job in these tests: one row under the name, in the same transaction as the closed outbox row. */
  takeEffect(outboxId: string, name: string): Promise<void>;
  /** How often each name took effect. */
  effects(): Promise<Readonly<Record<string, number>>>;
  outbox(id: string): Promise<{
    readonly closed: boolean;
    readonly faultCode: string | null;
    readonly round: number;
  }>;
  /** What the queue keeps of a failed job. */
  failedJobs(queue: string): Promise<readonly { readonly reason: string; readonly all: string }[]>;
  /** Everything the queues hold is gone, as after FLUSHALL or a dropped schema. */
  loseQueues(): Promise<void>;
  system<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export async function makeBed(backend: BackendName): Promise<Bed> {
  const database = await createTestDatabase();
  const redis = backend === 'redis' ? await startRedis() : null;
  const opened = openDatabase(database.appUrl, { max: 20 });
  const { db } = opened;
  const clock = clockAt('2026-11-02T09:00:00+08:00');
  const newId = uuidV7(clock);
  const logged: string[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line: string) => void logged.push(line) },
  });
  const store: QueueStore =
    redis === null ? { kind: 'postgres', url: database.appUrl } : { kind: 'redis', url: redis.url };
  const started: RunningQueues[] = [];
  const system = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(db, SYSTEM, work);
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    db,
    clock,
    redis,
    logged,
    log,
    system,
    async promise(work) {
      const id = newId();
      await system((trx) => promiseWork(trx, id, work, clock.now()));
      return id;
    },
    async start(operations, redisUrl) {
      const queues = await startQueues({
        db,
        clock,
        log,
        backend: openQueueBackend(
          redisUrl === undefined ? store : { kind: 'redis', url: redisUrl },
          () => undefined,
        ),
        operations: {
          submissions: nothing,
          deliveries: nothing,
          broadcasts: nothing,
          understanding: nothing,
          media: nothing,
          ...operations,
        },
      });
      started.push(queues);
      return queues;
    },
    takeEffect: (outboxId, name) =>
      system(async (trx) => {
        if (!(await closeOutbox(trx, outboxId, clock.now()))) return;
        await trx
          .insertInto('prompt_run')
          .values({
            id: newId(),
            prompt: name,
            version: '',
            content_hash: '',
            model: '',
            outcome: '',
            input_tokens: null,
            output_tokens: null,
            milliseconds: 0,
            at: timestamp(clock.now()),
          })
          .execute();
      }),
    effects: () =>
      system(async (trx) => {
        const rows = await trx
          .selectFrom('prompt_run')
          .select((eb) => ['prompt', eb.fn.countAll<number>().as('times')])
          .groupBy('prompt')
          .execute();
        return Object.fromEntries(rows.map((row) => [row.prompt, row.times]));
      }),
    outbox: (id) =>
      system(async (trx) => {
        const row = await trx
          .selectFrom('outbox')
          .select(['closed_at', 'fault_code', 'round'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return { closed: row.closed_at !== null, faultCode: row.fault_code, round: row.round };
      }),
    async failedJobs(name) {
      const queue =
        redis === null
          ? new (withBackend(createPostgresBackend).Queue)(name, {
              connection: { connectionString: database.appUrl, max: 1 },
            })
          : new RedisQueue(name, { connection: { url: redis.url } });
      try {
        const jobs = await queue.getFailed();
        return jobs.map((job) => ({
          reason: job.failedReason ?? '',
          all: JSON.stringify([job.data, job.failedReason, job.stacktrace, job.returnvalue]),
        }));
      } finally {
        await queue.close();
      }
    },
    async loseQueues() {
      if (redis !== null) {
        const client = new Redis(redis.url);
        await client.flushall();
        client.disconnect();
        return;
      }
      const client = new Client({ connectionString: database.appUrl });
      await client.connect();
      // Out of sight at once; dropping it would wait for statements of the queues, and they for it.
      await client.query('alter schema bullmq rename to lost_bullmq');
      await client.end();
    },
    async close() {
      await Promise.allSettled(started.map((each) => each.close()));
      await opened.close();
      await database.drop();
      await redis?.stop();
    },
  };
}

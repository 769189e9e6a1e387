/** Whether the queues' store answers; for readiness, also in a process that has no worker role. */
import { Redis } from 'ioredis';
import pg from 'pg';
import type { QueueStore } from './connection.ts';

/** Asks once over a connection of its own. Throws what the store throws. */
export async function queueAnswers(store: QueueStore): Promise<boolean> {
  if (store.kind === 'postgres') {
    const client = new pg.Client({ connectionString: store.url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<{ present: boolean }>(
        `select to_regclass('bullmq.job') is not null as present`,
      );
      return rows[0]?.present === true;
    } finally {
      await client.end();
    }
  }
  const redis = new Redis(store.url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    retryStrategy: null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } finally {
    redis.disconnect();
  }
}

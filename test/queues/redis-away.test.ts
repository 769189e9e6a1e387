/** Redis goes and comes back, in every way it can: nothing is lost, and within seconds of its return work goes on by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis } from '#test/support/redis.ts';
import { openRedisLine, type RedisLine } from '#test/support/redis-line.ts';
import { definitions } from '#queues/registry.ts';
import type { RunningQueues } from '#queues/start.ts';
import { type Bed, makeBed } from './bed.ts';

const submission = {
  queue: 'submissions',
  payload: { declarationId: '00000000-0000-7000-8000-00000000000a' },
} as const;
/** Longer than the relay waits for a row to be closed. */
const LATER = 31_000;
/** Within seconds, for two cores with other tests beside. */
const SECONDS = { timeout: 10_000 };

describe.skipIf(!hasRedis())('Redis away', () => {
  let bed: Bed;
  let line: RedisLine;
  beforeAll(async () => {
    bed = await makeBed('redis');
    line = await openRedisLine(bed.redis?.url ?? '');
  });
  afterAll(async () => {
    await bed.close();
    await line.close();
  });

  /** One process, reaching Redis directly unless told otherwise; its jobs wait for `gate`. */
  const start = async ({ gate, url }: { gate?: Promise<void>; url?: string } = {}) => {
    let begun = 0;
    const done = new Set<string>();
    const waiting = new Map<string | number, () => void>();
    const queues = await bed.start(
      {
        submissions: async ({ outboxId }) => {
          begun += 1;
          waiting.get(begun)?.();
          await gate;
          await bed.takeEffect(outboxId, outboxId);
          done.add(outboxId);
          waiting.get(outboxId)?.();
        },
      },
      url,
    );
    const until = (key: string | number, now: () => boolean): Promise<void> =>
      now() ? Promise.resolve() : new Promise((resolve) => waiting.set(key, resolve));
    return {
      queues,
      /** When so many jobs are in hand. */
      began: (count: number) => until(count, () => begun >= count),
      /** When a worker did what the row promises. */
      worked: (id: string) => until(id, () => done.has(id)),
    };
  };

  /** The relay looks every second of the clock until it hands something over. */
  const handedOver = (queues: RunningQueues): Promise<void> =>
    expect
      .poll(() => {
        bed.clock.advance(1_000);
        return queues.relay.run();
      }, SECONDS)
      .toBe(true);

  const timesDone = async (...ids: readonly string[]): Promise<readonly (number | undefined)[]> => {
    const effects = await bed.effects();
    return ids.map((id) => effects[id]);
  };

  it('work waits while Redis is down, its rounds are not counted, and it is done when Redis is back', async () => {
    const { queues, worked } = await start();
    await bed.redis?.kill();
    const id = await bed.promise(submission);
    for (let n = 0; n < 3; n += 1) {
      expect(await queues.relay.run()).toBe(false);
      bed.clock.advance(1_000);
    }
    expect(await bed.outbox(id)).toEqual({ closed: false, faultCode: null, round: 0 });
    await bed.redis?.restart();
    await handedOver(queues);
    await worked(id);
    expect(await timesDone(id)).toEqual([1]);
    await queues.close();
  });

  it('a connection that breaks before the first answer does not leave a process without its queues', async () => {
    const { queues, worked } = await start({ url: line.url });
    // Nothing sent since the start can have been answered yet: no turn of the event loop has passed.
    line.cut();
    await bed.redis?.kill();
    const id = await bed.promise(submission);
    expect(await queues.relay.run()).toBe(false);
    await bed.redis?.restart();
    await handedOver(queues);
    await worked(id);
    expect(await timesDone(id)).toEqual([1]);
    await queues.close();
  });

  it('starts and shuts down while Redis is away', async () => {
    await bed.redis?.kill();
    const { queues } = await start();
    await queues.relay.run();
    await queues.close();
    await bed.redis?.restart();
  });

  it('connections that hang without an end are given up, relay and worker go on over new ones', async () => {
    const { queues, worked } = await start({ url: line.url });
    const first = await bed.promise(submission);
    await queues.relay.run();
    await worked(first);
    line.hang();
    const id = await bed.promise(submission);
    const refused = queues.relay.run();
    await line.called();
    line.mend();
    expect(await refused).toBe(false);
    await handedOver(queues);
    await worked(id);
    expect(await timesDone(id)).toEqual([1]);
    await queues.close();
  });

  it('shuts down while its connections hang, and while they are made anew', async () => {
    for (const anew of [false, true]) {
      const { queues, worked } = await start({ url: line.url });
      const first = await bed.promise(submission);
      await queues.relay.run();
      await worked(first);
      line.hang();
      if (anew) await line.called();
      await queues.close();
      line.mend();
    }
  });

  it('a job that ends while Redis is away counts, and its worker takes the next one when Redis is back', async () => {
    const finish = Promise.withResolvers<void>();
    const { queues, began, worked } = await start({ gate: finish.promise });
    const inHand = await bed.promise(submission);
    await queues.relay.run();
    await began(1);
    await bed.redis?.kill();
    finish.resolve();
    await worked(inHand);
    await bed.redis?.restart();
    const next = await bed.promise(submission);
    await handedOver(queues);
    await worked(next);
    expect(await timesDone(inHand, next)).toEqual([1, 1]);
    await queues.close();
  });

  it('Redis comes back empty: new work goes on at once, and what was lost with it is handed over again', async () => {
    const finish = Promise.withResolvers<void>();
    const { queues, began, worked } = await start({ gate: finish.promise });
    const inHand = definitions.submissions.concurrency;
    const ids = await Promise.all(
      Array.from({ length: inHand + 1 }, () => bed.promise(submission)),
    );
    await queues.relay.run();
    await began(inHand);
    await bed.redis?.restartEmpty();
    const next = await bed.promise(submission);
    await handedOver(queues);
    finish.resolve();
    await worked(next);
    bed.clock.advance(LATER);
    await queues.relay.run();
    await Promise.all(ids.map(worked));
    expect(new Set(await timesDone(...ids, next))).toEqual(new Set([1]));
    await queues.close();
  });
});

/** 500 reports while processes are killed, updates come twice and out of order, and the queues lose everything (G1, G4). */
import { afterEach, describe, expect, it } from 'vitest';
import { hasRedis } from '#test/support/redis.ts';
import type { ServeChild } from '#test/support/serve-child.ts';
import { seeded } from './seeded.ts';
import { eachOf, mustHold, reportInsistently, tortureCounty, type Tortured } from './county.ts';

const REPORTS = 500;
const SEED = 20_261_122;

describe.each(['postgres', 'redis'] as const)('500 reports with queues on %s', (backend) => {
  let county: Tortured;
  afterEach(() => county.close());

  it.skipIf(backend === 'redis' && !hasRedis())(
    'each counts exactly once with one number, whatever is killed or flushed, by two workers and two pollers',
    async () => {
      county = await tortureCounty({ backend, farmers: REPORTS });
      const { telegram, people } = county;
      const random = seeded(SEED);
      telegram.world.updates.delivery = { twice: 0.2, shuffle: true, random };
      const running: ServeChild[] = [await county.start(), await county.start()];
      const replace = async (at: number): Promise<void> => {
        await running[at]?.kill();
        running[at] = await county.start();
      };
      const disasters: readonly (() => Promise<unknown>)[] = [
        () => replace(0),
        () => replace(1),
        () => county.loseQueues(),
        () => Promise.all([replace(0), replace(1)]),
        () => replace(1),
        () => replace(0),
      ];
      // Each disaster strikes in the middle of a call to Telegram, at a random place of its part of the run.
      const part = (REPORTS * 5) / disasters.length;
      const strikes = disasters.map((_, n) => Math.floor((n + 0.2 + 0.6 * random()) * part));
      const struck: Promise<unknown>[] = [];
      let calls = 0;
      telegram.faults.hook('*', ({ method }) => {
        if (method === 'getUpdates') return;
        calls += 1;
        const disaster = disasters[struck.length];
        // One after another: a process is not killed while it is being started.
        if (disaster !== undefined && calls >= (strikes[struck.length] ?? 0)) {
          const before = struck.at(-1) ?? Promise.resolve();
          struck.push(before.then(disaster));
        }
      });
      const shown = await eachOf(people, 40, reportInsistently);
      await Promise.all(struck);
      expect(struck).toHaveLength(disasters.length);
      await county.drain(running);
      await mustHold(county, shown);
    },
    240_000,
  );
});

/** Queues only say when to look: whatever is lost or repeated, each promise is kept once. The same on both backends. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '#src/platform/faults.ts';
import { promiseWork, takeOutboxForRelay } from '#src/store/outbox.ts';
import { openQueueBackend } from '#queues/connection.ts';
import { definitions, type Operations } from '#queues/registry.ts';
import { startQueues } from '#queues/start.ts';
import { hasRedis } from '#test/support/redis.ts';
import { type BackendName, type Bed, makeBed } from './bed.ts';

const ID = '00000000-0000-7000-8000-00000000000a';
const submission = { queue: 'submissions', payload: { declarationId: ID } } as const;
/** Longer than the relay waits for a row to be closed. */
const LATER = 31_000;

const BACKENDS: readonly BackendName[] = ['postgres', 'redis'];

describe.each(BACKENDS)('queues on %s', (backend) => {
  describe.skipIf(backend === 'redis' && !hasRedis())('with the server here', () => {
    let bed: Bed;
    beforeEach(async () => {
      bed = await makeBed(backend);
    });
    afterEach(() => bed.close());

    /** An operation that takes effect once a row, and a promise for its n-th run. */
    const effective = () => {
      const runs: string[] = [];
      const waiting = new Map<number, () => void>();
      const operation: Operations['submissions'] = async ({ outboxId }) => {
        await bed.takeEffect(outboxId, outboxId);
        runs.push(outboxId);
        waiting.get(runs.length)?.();
      };
      const ran = (count: number): Promise<void> =>
        runs.length >= count
          ? Promise.resolve()
          : new Promise((resolve) => waiting.set(count, resolve));
      return { operation, ran, runs };
    };

    it('hands work over only after its transaction committed', async () => {
      const { operation, ran } = effective();
      const queues = await bed.start({ submissions: operation });
      const inside = Promise.withResolvers<void>();
      const commit = Promise.withResolvers<void>();
      const committed = bed.system(async (trx) => {
        await promiseWork(trx, ID, submission, bed.clock.now());
        inside.resolve();
        await commit.promise;
      });
      await inside.promise;
      expect(await queues.relay.run()).toBe(false);
      commit.resolve();
      await committed;
      expect(await queues.relay.run()).toBe(true);
      await ran(1);
      expect(await bed.effects()).toEqual({ [ID]: 1 });
    });

    it('never hands over what was rolled back', async () => {
      const queues = await bed.start({});
      await expect(
        bed.system(async (trx) => {
          await promiseWork(trx, ID, submission, bed.clock.now());
          throw new Error('rolled back');
        }),
      ).rejects.toThrow();
      expect(await queues.relay.run()).toBe(false);
    });

    it('lets a job that runs twice take effect once: the outbox row closes in its transaction', async () => {
      const { operation, ran, runs } = effective();
      const both = Promise.withResolvers<void>();
      let began = 0;
      const queues = await bed.start({
        submissions: async (job) => {
          began += 1;
          if (began === 2) both.resolve();
          await both.promise;
          await operation(job);
        },
      });
      const id = await bed.promise(submission);
      await queues.relay.run();
      bed.clock.advance(LATER);
      await queues.relay.run();
      await ran(2);
      expect(runs).toEqual([id, id]);
      expect(await bed.effects()).toEqual({ [id]: 1 });
    });

    it('keeps the promise when the relay dies between taking a row and adding its job', async () => {
      const { operation, ran } = effective();
      const queues = await bed.start({ submissions: operation });
      const id = await bed.promise(submission);
      await bed.system((trx) => takeOutboxForRelay(trx, bed.clock.now(), 30_000, 10));
      expect(await queues.relay.run()).toBe(false);
      bed.clock.advance(LATER);
      expect(await queues.relay.run()).toBe(true);
      await ran(1);
      expect(await bed.effects()).toEqual({ [id]: 1 });
    });

    it('gives the work of a worker that hangs to another, and the first one changes nothing when it wakes', async () => {
      const began = Promise.withResolvers<void>();
      const wake = Promise.withResolvers<void>();
      const late = effective();
      const hanging = await bed.start({
        submissions: async (job) => {
          began.resolve();
          await wake.promise;
          await late.operation(job);
        },
      });
      const id = await bed.promise(submission);
      await hanging.relay.run();
      await began.promise;
      const quick = effective();
      const other = await bed.start({ submissions: quick.operation });
      // The first process is busy with as many as it takes at once; fill it so that the second one gets the new round.
      bed.clock.advance(LATER);
      const enough = 3 * definitions.submissions.concurrency;
      const more = await Promise.all(Array.from({ length: enough }, () => bed.promise(submission)));
      await other.relay.run();
      await quick.ran(1);
      wake.resolve();
      await expect.poll(async () => Object.keys(await bed.effects()).length).toBe(enough + 1);
      await Promise.all([hanging.close(), other.close()]);
      const effects = await bed.effects();
      expect(Object.keys(effects).toSorted()).toEqual([id, ...more].toSorted());
      expect(new Set(Object.values(effects))).toEqual(new Set([1]));
    });

    it('sets work aside that it does not understand, with the reason', async () => {
      const queues = await bed.start({});
      const id = await bed.promise({ queue: 'submissions', payload: { declarationId: 'no id' } });
      await queues.relay.run();
      await expect
        .poll(() => bed.outbox(id))
        .toMatchObject({ closed: true, faultCode: 'unknown-payload' });
    });

    it('does not try again what trying again cannot help: one run, and the row says why', async () => {
      let runs = 0;
      const queues = await bed.start({
        submissions: () => {
          runs += 1;
          return Promise.reject(new Fault('unknown-pack', { retry: false }));
        },
      });
      const id = await bed.promise(submission);
      await queues.relay.run();
      await expect
        .poll(() => bed.outbox(id))
        .toMatchObject({ closed: true, faultCode: 'unknown-pack' });
      bed.clock.advance(LATER);
      await queues.relay.run();
      await queues.close();
      expect(runs).toBe(1);
    });

    it('tries again what may pass, in the job and by later rounds', async () => {
      let runs = 0;
      const { operation, ran } = effective();
      const queues = await bed.start({
        submissions: async (job) => {
          runs += 1;
          if (runs <= 4) throw new Fault('elsewhere-down', { retry: true });
          await operation(job);
        },
      });
      const id = await bed.promise(submission);
      await queues.relay.run();
      await expect.poll(() => bed.failedJobs('submissions')).toHaveLength(1);
      expect(runs).toBe(3);
      bed.clock.advance(LATER);
      await queues.relay.run();
      await ran(1);
      expect(await bed.outbox(id)).toMatchObject({ closed: true, faultCode: null, round: 2 });
    });

    it('tells the queue a code only, whatever the error says of people', async () => {
      const secret = '张三 510228199001011234';
      const queues = await bed.start({
        submissions: async () => {
          await bed.system((trx) =>
            sql`update outbox set closed_at = ${secret}::timestamptz`.execute(trx),
          );
        },
        deliveries: () => Promise.reject(new Error(secret)),
      });
      await bed.promise(submission);
      await bed.promise({ queue: 'deliveries', payload: { accountId: ID } });
      await queues.relay.run();
      await expect.poll(() => bed.failedJobs('submissions')).toHaveLength(1);
      await expect.poll(() => bed.failedJobs('deliveries')).toHaveLength(1);
      const failed = [
        ...(await bed.failedJobs('submissions')),
        ...(await bed.failedJobs('deliveries')),
      ];
      expect(failed.map((job) => job.reason)).toEqual(['sql-22007', 'unexpected']);
      const everything = [...failed.map((job) => job.all), ...bed.logged].join('\n');
      expect(everything).not.toContain('张三');
      expect(everything).not.toContain('510228');
    });

    it('does everything once although the queues lose all they hold in the middle', async () => {
      const { operation, ran, runs } = effective();
      const lost = Promise.withResolvers<void>();
      const queues = await bed.start({
        submissions: async (job) => {
          if (runs.length >= 20) await lost.promise;
          await operation(job);
        },
      });
      const ids = await Promise.all(Array.from({ length: 100 }, () => bed.promise(submission)));
      await queues.relay.run();
      await ran(20);
      await bed.loseQueues();
      lost.resolve();
      for (let n = 0; Object.keys(await bed.effects()).length < ids.length; n += 1) {
        if (n > 20) throw new Error('not everything was done');
        // Rows still open come round again: first the queue is found broken and mended, then it takes them.
        bed.clock.advance(LATER);
        const before = runs.length;
        if (await queues.relay.run()) await ran(before + 1);
      }
      const effects = await bed.effects();
      expect(Object.keys(effects).toSorted()).toEqual(ids.toSorted());
      expect(new Set(Object.values(effects))).toEqual(new Set([1]));
    });

    it('lets a job in hand end when it shuts down, and takes no other', async () => {
      const began = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const { operation, runs } = effective();
      const queues = await bed.start({
        submissions: async (job) => {
          began.resolve();
          await finish.promise;
          await operation(job);
        },
      });
      const id = await bed.promise(submission);
      await queues.relay.run();
      await began.promise;
      let closed = false;
      const closing = queues.close().then(() => {
        closed = true;
      });
      const rest = await bed.promise(submission);
      expect(closed).toBe(false);
      finish.resolve();
      await closing;
      expect(runs).toEqual([id]);
      expect(await bed.outbox(rest)).toMatchObject({ closed: false });
    });

    it('refuses to start without a worker for each queue', async () => {
      const none = () => Promise.resolve();
      // @ts-expect-error media has no operation: the type says so, and so does the start.
      const operations: Operations = {
        submissions: none,
        deliveries: none,
        broadcasts: none,
        understanding: none,
      };
      const { db, clock, log } = bed;
      const store = { kind: 'redis', url: 'redis://127.0.0.1:1' } as const;
      const closed = openQueueBackend(store, () => undefined);
      await expect(
        startQueues({ db, clock, log, backend: closed, operations }),
      ).rejects.toMatchObject({ code: 'queue-without-worker', message: /media/ });
      await closed.close();
    });
  });
});

/** Reports a second, from committed 提交 to committed case, through the real queues; nothing is sent. */
import { sql } from 'kysely';
import { openQueueBackend } from '#queues/connection.ts';
import { startQueues } from '#queues/start.ts';
import { startTimers } from '#queues/timers.ts';
import { queueStoreOf } from '#src/main/installation.ts';
import { declarationWorker } from '#src/operations/declaration/process-declaration.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { bindFarmers, bindStaff, submitReports } from '#test/support/bound-farmers.ts';
import type { Bench, BenchOptions, Figure } from './figure.ts';
import { type Backend, backends, openGround } from './ground.ts';

const REPORTS = 2_000;
const BUDGET = { redis: 300, postgres: 150 } as const;

export const declarations: Bench = {
  name: 'declarations',
  about: 'reports a second from 提交 to case, sending excluded',
  async run(options) {
    const figures: Figure[] = [];
    for (const backend of backends()) figures.push(await measure(backend, options));
    return figures;
  },
};

async function measure(backend: Backend, { quick, say }: BenchOptions): Promise<Figure> {
  const count = quick ? REPORTS / 4 : REPORTS;
  const ground = await openGround({ backend });
  try {
    const { installation } = ground;
    const { db, clock, log, newId, fields, book: policies } = installation;
    say(`${backend}: ${count} reports`);
    await bindStaff(installation, 'telegram', 900_000);
    const farmers = await bindFarmers(installation, {
      count,
      channel: 'telegram',
      firstChat: 1_000,
    });
    await submitReports(installation, farmers);
    const channels = new Map([
      ['telegram', { capabilities: { push: true, provesContact: true, broadcastPerSecond: 30 } }],
    ]);
    const background = { db, clock, newId, fields, policies, channels };
    const workOff = declarationWorker(background);
    let done = 0;
    const allDone = Promise.withResolvers<void>();
    const nothing = (): Promise<void> => Promise.resolve();
    const queues = await startQueues({
      db,
      clock,
      log,
      backend: openQueueBackend(queueStoreOf(installation), () => undefined),
      operations: {
        submissions: async (job) => {
          await workOff(job);
          done += 1;
          if (done === count) allDone.resolve();
        },
        deliveries: nothing,
        broadcasts: nothing,
        understanding: nothing,
        media: nothing,
      },
    });
    const before = performance.now();
    const timers = startTimers({ db, log }, [queues.relay]);
    await allDone.promise;
    const seconds = (performance.now() - before) / 1_000;
    await timers.stop();
    await queues.close();
    await mustHold(db, count);
    const floor = await bareTransactions(db, quick ? 1_000 : 3_000);
    return {
      name: 'declarations',
      backend,
      value: count / seconds,
      unit: 'per second',
      floor: { value: floor, what: 'bare ten-statement transaction' },
      budget: { atLeast: BUDGET[backend] },
    };
  } finally {
    await ground.close();
  }
}

/** A figure of work not done would be worthless. */
async function mustHold(db: Db, count: number): Promise<void> {
  const { rows } = await inScope(db, SYSTEM, (trx) =>
    sql<{ cases: number; open: number }>`select (select count(*) from case_file) as cases,
      (select count(*) from outbox where closed_at is null) as open`.execute(trx),
  );
  if (rows[0]?.cases !== count || rows[0].open !== 0)
    throw new Error('not every report has its case');
}

/** Transactions of ten inserts into one table, as many side by side as the queue has workers. */
export async function bareTransactions(db: Db, count: number): Promise<number> {
  const id = sql`gen_random_uuid()`;
  const one = (): Promise<void> =>
    inScope(db, SYSTEM, async (trx) => {
      for (let n = 0; n < 8; n += 1) {
        await sql`insert into prompt_run (id, prompt, version, content_hash, model, outcome, milliseconds, at)
          values (${id}, 'floor', '', '', '', '', 0, now())`.execute(trx);
      }
    });
  let left = count;
  const before = performance.now();
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (left > 0) {
        left -= 1;
        await one();
      }
    }),
  );
  return count / ((performance.now() - before) / 1_000);
}

/** What else goes wrong while people report: an update that cannot be read, a database that restarts, a storm of 429. */
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { readCluster } from '#src/platform/embedded-cluster.ts';
import { openEmbeddedDatabase } from '#src/platform/embedded-database.ts';
import { stopServer } from '#src/platform/embedded-server.ts';
import { instant } from '#src/domain/calendar/instant.ts';
import { inScope } from '#src/store/database.ts';
import { migrateToLatest } from '#src/store/migrate.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { waitingCounts } from '#src/store/views/waiting-counts.ts';
import { eachOf, mustHold, reportInsistently, tortureCounty, type Tortured } from './county.ts';

describe('reports in spite of', () => {
  let county: Tortured;
  afterEach(() => county.close());

  it('an update that can never be worked off: it is set aside and shown, its sender and all others go on', async () => {
    county = await tortureCounty({ backend: 'postgres', farmers: 12 });
    const { installation, people } = county;
    const [victim] = people;
    if (victim === undefined) throw new Error('nobody is there');
    await inScope(installation.db, SYSTEM, (trx) =>
      trx
        .insertInto('inbound')
        .values({
          channel: 'telegram',
          receiver: 'poison',
          update_id: '1',
          chat: String(victim.id),
          body_enc: 'v1.t1.AAAA',
          received_at: timestamp(instant(0)),
          fault_code: null,
          done_at: null,
        })
        .execute(),
    );
    const before = victim.lastAct;
    const child = await county.start();
    await victim.expect('请换个说法再发一次', { after: before, withinMs: 30_000 });
    const counts = await inScope(installation.db, SYSTEM, waitingCounts);
    expect(counts).toContainEqual({ what: 'inbound', state: 'quarantined', rows: 1 });
    const shown = await eachOf(people, 12, reportInsistently);
    await county.drain([child]);
    await mustHold(county, shown, { quarantined: 1 });
  }, 120_000);

  it('a database that restarts under everything, queues included', async () => {
    const dataDir = join(inject('runFolder'), 'postgres-torture');
    const server = await openEmbeddedDatabase({ dataDir, durable: false });
    await migrateToLatest(server.ownerUrl, new URL(server.appUrl).username);
    try {
      county = await tortureCounty({ backend: 'postgres', farmers: 60, database: server });
      const { telegram, people } = county;
      const running = [await county.start(), await county.start()];
      const cluster = await readCluster(join(dataDir, 'database'));
      if (cluster === undefined) throw new Error('the server has no cluster');
      const restarts: Promise<unknown>[] = [];
      let calls = 0;
      telegram.faults.hook('*', ({ method }) => {
        if (method === 'getUpdates') return;
        calls += 1;
        if (calls !== 80 && calls !== 200) return;
        // Whoever opened the server brings it back on the same port. A process that starts after it, its clock ahead, need not
        // wait as long as the others before it takes a send without an end for lost.
        const stopped = stopServer(cluster.dataDirectory);
        restarts.push(
          calls === 80
            ? stopped
            : stopped.then(async () => void running.push(await county.start())),
        );
      });
      const shown = await eachOf(people, 30, reportInsistently);
      await Promise.all(restarts);
      expect(restarts.length).toBeGreaterThanOrEqual(2);
      await county.drain(running);
      await mustHold(county, shown);
      await county.close();
    } finally {
      await server.stop();
    }
  }, 120_000);

  it('a storm of 429: what was refused is sent after the time named, nothing is given up', async () => {
    county = await tortureCounty({ backend: 'postgres', farmers: 40 });
    const { telegram, people } = county;
    const child = await county.start();
    telegram.faults.next(
      'sendMessage',
      { kind: 'refuse', status: 429, retryAfter: 1 },
      { times: 50, skip: 20 },
    );
    const shown = await eachOf(people, 40, reportInsistently);
    expect(telegram.faults.struck).toBe(50);
    await county.drain([child]);
    await mustHold(county, shown);
  }, 120_000);
});

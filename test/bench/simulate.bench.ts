/** A replay of 100 000 past cases under another pack: time and memory. */
import { sql } from 'kysely';
import { simulate } from '#src/operations/policy/simulate.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { insertPastCases } from '#test/support/past-cases.ts';
import type { Bench } from './figure.ts';
import { openGround } from './ground.ts';

export const simulateBench: Bench = {
  name: 'simulate',
  about: 'a replay of 100 000 past cases under another pack',
  async run({ quick, say }) {
    const count = quick ? 10_000 : 100_000;
    const ground = await openGround();
    try {
      const { db, clock, book, policies } = ground.installation;
      const pack = policies.packs.get('longxian');
      if (pack === undefined) throw new Error('the packs of the program are incomplete');
      say(`${count} cases, ${14 * count} events`);
      await inScope(db, SYSTEM, async (trx) => {
        const [home] = (
          await sql<{ id: string; areaId: string; areaPath: string }>`
            select id, area_id as "areaId", area_path as "areaPath" from household limit 1`.execute(
            trx,
          )
        ).rows;
        if (home === undefined) throw new Error('the demo county has no household');
        const { id, version } = policies.defaultPack;
        await insertPastCases(trx, {
          count,
          pack: { id, version },
          area: home,
          householdId: home.id,
        });
      });
      const floor = await timed(() =>
        inScope(db, SYSTEM, (trx) =>
          sql`select sum(length(payload::text)) from case_event`.execute(trx),
        ),
      );
      const before = process.memoryUsage().rss;
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss);
      }, 20);
      let changed = 0;
      const seconds = await timed(async () => {
        const done = await simulate(
          { db, clock, policies: book },
          { pack, areaCode: null },
          async (cases) => {
            changed += cases.length;
          },
        );
        if (!done.ok || done.value.cases !== count || done.value.skipped > 0) {
          throw new Error('not every case was replayed');
        }
      });
      clearInterval(watch);
      if (changed !== count) throw new Error(`${changed} of ${count} cases are out of order there`);
      return [
        {
          name: 'simulate',
          backend: '',
          value: seconds,
          unit: 's',
          floor: { value: floor, what: 'one bare read of the log' },
          budget: { atMost: 60 },
          note: `${count} cases of 14 events`,
        },
        {
          name: 'simulate, memory',
          backend: '',
          value: (most - before) / 1_048_576,
          unit: 'MB more',
          floor: null,
          budget: { atMost: 300 },
          note: 'flat: 100 cases at a time; the live heap stays where it was',
        },
      ];
    } finally {
      await ground.close();
    }
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1_000;
}

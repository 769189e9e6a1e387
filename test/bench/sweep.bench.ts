/** One sweep over a million open duties of which one in a hundred is due: time and memory. */
import { sql } from 'kysely';
import { sweepReminders } from '#src/operations/duty/sweep-reminders.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { bindStaff } from '#test/support/bound-farmers.ts';
import type { Bench } from './figure.ts';
import { openGround } from './ground.ts';

export const sweepBench: Bench = {
  name: 'sweep',
  about: 'a sweep of 1 000 000 open duties, 1 % due',
  async run({ quick, say }) {
    const count = quick ? 100_000 : 1_000_000;
    const due = count / 100;
    const ground = await openGround();
    try {
      const { installation } = ground;
      const { db, clock, newId, fields, book: policies } = installation;
      await bindStaff(installation, 'telegram', 900_000);
      say(`${count} duties`);
      const { defaultPack } = installation.policies;
      const details = JSON.stringify({
        pack: { id: defaultPack.id, version: defaultPack.version },
      });
      const now = timestamp(clock.now());
      await inScope(db, SYSTEM, async (trx) => {
        await sql`
          with owner as (select p.staff_id, p.area_id, p.area_path, row_number() over (order by p.id) - 1 as n,
            count(*) over () as all from post p where p.role = 'village-officer')
          insert into duty (id, key, kind, area_id, area_path, owner_role, owner_staff_id, details, strength, clause,
            created_at, due_on, next_level, next_at)
          select gen_random_uuid(), 'bench:' || i, 'accept-clue', o.area_id, o.area_path, 'village-officer', o.staff_id,
            ${details}::jsonb, 'soft', 'bench', ${now} - interval '3 days',
            (${now} + case when i <= ${due} then interval '0 days' else interval '9 days' end)::date,
            case when i <= ${due} then 'due' else 'd-1' end,
            ${now} + case when i <= ${due} then interval '-1 minute' else interval '8 days' end
          from generate_series(1, ${count}::int) i join owner o on o.n = i % o.all`.execute(trx);
      });
      const floor = await timed(() =>
        inScope(db, SYSTEM, (trx) =>
          sql`update duty set estimated = estimated where state = 'open' and next_at <= ${now}`.execute(
            trx,
          ),
        ),
      );
      const channels = new Map([
        ['telegram', { capabilities: { push: true, provesContact: true, broadcastPerSecond: 30 } }],
      ]);
      const before = process.memoryUsage().rss;
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss);
      }, 20);
      let reminded = 0;
      const seconds = await timed(async () => {
        reminded = await sweepReminders({ db, clock, newId, fields, policies, channels });
      });
      clearInterval(watch);
      if (reminded !== due) throw new Error(`${reminded} of ${due} duties were reminded of`);
      return [
        {
          name: 'sweep',
          backend: '',
          value: seconds,
          unit: 's',
          floor: { value: floor, what: 'one bare update of the due rows' },
          budget: { atMost: 5 },
          note: `${count} open, ${due} due`,
        },
        {
          name: 'sweep, memory',
          backend: '',
          value: (most - before) / 1_048_576,
          unit: 'MB more',
          floor: null,
          budget: { atMost: 100 },
          note: 'flat: pages of 1 000',
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

/** Replays of stored cases: what is read, what is told, and that nothing changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { policyBook } from '#src/main/policy-book.ts';
import type { PolicyBook } from '#src/operations/policy-book.ts';
import {
  type ChangedCase,
  simulate,
  type SimulationSummary,
} from '#src/operations/policy/simulate.ts';
import { loadPolicies, type Policies } from '#src/policies/load.ts';
import { insertPastCases } from '#test/support/past-cases.ts';
import { AREAS, type County, makeCounty } from '../duty/county.ts';

let county: County;
let policies: Policies;
let book: PolicyBook;
beforeAll(async () => {
  county = await makeCounty();
  policies = await loadPolicies();
  book = policyBook(policies, []);
  const householdId = await county.household(1, 'a', '李四');
  const { id, version } = book.packFor(null, localDate('2025-01-06'));
  await county.system(async (trx) => {
    await insertPastCases(trx, { count: 450, pack: { id, version }, area: AREAS.a, householdId });
  });
});
afterAll(() => county.close());

async function replay(id: string, area: string | null = null) {
  const pack = policies.packs.get(id);
  if (pack === undefined) throw new Error(`no pack ${id}`);
  const changed: ChangedCase[] = [];
  const done = await simulate(
    { db: county.db, clock: county.clock, policies: book },
    { pack, areaCode: area },
    async (cases) => void changed.push(...cases),
  );
  if (!done.ok) throw new Error(done.refusal.code);
  return { changed, summary: done.value };
}
const counts = ({ byCode }: SimulationSummary) => Object.fromEntries(byCode);

describe('a replay of stored cases', () => {
  it('BN-60 FD-02 tells every case whose limit is soft there and hard here, and nothing else', async () => {
    const { changed, summary } = await replay('banan');
    // Decided on day 16 or 17: two of every eight cases.
    const late = Array.from({ length: 450 }, (_, at) => at + 1).filter((i) => 10 + (i % 8) > 15);
    expect(changed).toHaveLength(late.length);
    expect(changed.map(({ number }) => number).sort()).toEqual(
      late.map((i) => `P-${String(i).padStart(6, '0')}`),
    );
    expect(summary).toMatchObject({ cases: 450, changed: late.length, skipped: 0 });
    expect(counts(summary)).toEqual({
      'new identify-late': late.length,
      'gone identify-breach': late.length,
    });
    expect(changed[0]?.areaName).toBe('云岭镇 桃源村');
  });

  it('LX-05 all of them are out of Longxian’s order', async () => {
    const { summary } = await replay('longxian');
    expect(counts(summary)).toEqual({ 'new step-order': 450 });
  });

  it('a pack like their own changes nothing, and no case was touched', async () => {
    const before = await eventCount();
    const { changed, summary } = await replay('default');
    expect(changed).toEqual([]);
    expect(summary.cases).toBe(450);
    expect(await eventCount()).toBe(before);
  });

  it('keeps to the area asked for, and is in the access log', async () => {
    expect((await replay('banan', AREAS.b.areaPath)).summary.cases).toBe(0);
    expect((await replay('banan', AREAS.town.areaPath)).summary.cases).toBe(450);
    await expect(replay('banan', 'nowhere')).rejects.toThrow('unknown-area');
    const log = await county.system((trx) =>
      trx.selectFrom('access_log').select('what').where('what', '=', 'simulate').execute(),
    );
    expect(log.length).toBeGreaterThan(2);
  });

  it('passes over cases whose wording is gone, and says how many', async () => {
    const other = { ...policies, defaultPack: { ...policies.defaultPack, version: 'gone' } };
    const packs = new Map([...policies.packs, ['default', other.defaultPack] as const]);
    const bare = policyBook({ ...other, packs }, []);
    const pack = policies.packs.get('banan');
    if (pack === undefined) throw new Error('no pack');
    const done = await simulate(
      { db: county.db, clock: county.clock, policies: bare },
      { pack, areaCode: null },
      async () => undefined,
    );
    expect(done).toMatchObject({ ok: true, value: { cases: 450, changed: 0, skipped: 450 } });
  });
});

const eventCount = async (): Promise<number> =>
  (await county.system((trx) => trx.selectFrom('case_event').select('seq').execute())).length;

/** Packs by day and area, and working days that are published while work is going on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { HolidayYear } from '#src/domain/calendar/working-days.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { areaPacks } from '#src/operations/duty/area-packs.ts';
import { openDuty } from '#src/operations/duty/open-duty.ts';
import { recountEstimates } from '#src/operations/duty/recount-duties.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { assignPackToArea } from '#src/operations/policy/assign-pack.ts';
import { importHolidayYear } from '#src/operations/policy/import-holiday-year.ts';
import { policyBook, wordingsOf } from '#src/main/policy-book.ts';
import { loadPolicies, type Policies } from '#src/policies/load.ts';
import { storedYears } from '#src/store/holiday-year.ts';
import { keepPacks, keptPacks } from '#src/store/policy-pack.ts';
import { packIdFor } from '#src/store/registry/areas.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { sendReport } from '#test/support/reports.ts';
import { AREAS, type County, insertAccount, makeCounty, STAFF, uuid } from '../duty/county.ts';

let county: County;
let policies: Policies;
beforeAll(async () => {
  county = await makeCounty('2026-12-25T09:00:00+08:00');
  policies = await loadPolicies();
});
beforeEach(async () => {
  await county.clear();
  await county.system((trx) => trx.deleteFrom('holiday_year').execute());
});
afterAll(() => county.close());

const codeOf = (key: keyof typeof AREAS): string => AREAS[key].areaPath;
const assign = (packId: string | null, area: keyof typeof AREAS, from: string) =>
  assignPackToArea(
    { db: county.db, clock: county.clock, policies },
    { packId, areaCode: codeOf(area), fromDay: localDate(from) },
  );
const packOf = (area: keyof typeof AREAS, day: string) =>
  county.system((trx) => packIdFor(trx, AREAS[area].areaPath, localDate(day)));

describe('the pack an area follows', () => {
  it('TN-45 is the one assigned for that day, and what is below follows unless it has its own', async () => {
    expect(await packOf('a', '2026-06-01')).toBeNull();
    expect((await assign('tongnan', 'county', '2026-01-01')).ok).toBe(true);
    expect((await assign('banan', 'county', '2026-07-01')).ok).toBe(true);
    expect((await assign('fengdu', 'town', '2026-09-01')).ok).toBe(true);

    expect(await packOf('a', '2025-12-31')).toBeNull();
    expect(await packOf('a', '2026-01-01')).toBe('tongnan');
    expect(await packOf('a', '2026-07-01')).toBe('banan');
    expect(await packOf('a', '2026-09-01')).toBe('fengdu');
    expect(await packOf('c', '2026-09-01')).toBe('banan');

    const back = await assign(null, 'town', '2026-11-01');
    expect(back).toMatchObject({
      ok: true,
      value: {
        assignments: [
          { fromDay: '2026-09-01', packId: 'fengdu' },
          { fromDay: '2026-11-01', packId: null },
        ],
      },
    });
    expect(await packOf('a', '2026-11-01')).toBe('banan');
    const { value: packs } = await inBackground(county.deps, async (context) => {
      const of = await areaPacks(context, [AREAS.a.areaPath, AREAS.c.areaPath]);
      return [of(AREAS.a.areaPath).id, of(AREAS.c.areaPath).id];
    });
    expect(packs).toEqual(['banan', 'banan']);
  });

  it('for the same day is replaced, not doubled', async () => {
    await assign('longxian', 'otherTown', '2026-10-01');
    const again = await assign('xixian', 'otherTown', '2026-10-01');
    expect(again).toMatchObject({
      ok: true,
      value: { assignments: [{ fromDay: '2026-10-01', packId: 'xixian' }] },
    });
  });

  it('cannot be one that does not exist, or that decides nothing on that day', async () => {
    expect(await assign('nowhere', 'county', '2026-01-01')).toMatchObject({
      refusal: { code: 'unknown-pack' },
    });
    expect(await assign('fengdu', 'county', '2024-04-09')).toMatchObject({
      refusal: { code: 'not-in-force', from: '2024-04-10' },
    });
    const nowhere = await assignPackToArea(
      { db: county.db, clock: county.clock, policies },
      { packId: 'fengdu', areaCode: 'X', fromDay: null },
    );
    expect(nowhere).toMatchObject({ refusal: { code: 'unknown-area' } });
  });
});

describe('the wordings of packs', () => {
  it('FD-61 stay with their cases: a book reopened years later still has the one of 2024', async () => {
    const wordings = wordingsOf(policies);
    await county.system((trx) => keepPacks(trx, wordings, county.clock.now()));
    await county.system((trx) => keepPacks(trx, wordings, county.clock.now()));
    const kept = await county.system(keptPacks);
    const only = policies.packs.get('default');
    if (only === undefined) throw new Error('no default pack');
    // A program that no longer ships the pack.
    const bare = { ...policies, packs: new Map([['default', only]]) };
    const book = policyBook(bare, kept);
    const then = policyBook(policies, []).packFor('fengdu', localDate('2024-06-01'));
    expect(book.packOf(then).settings['monitor_line.yuan'].value).toBe(8300);
    const later = policyBook(policies, []).packFor('fengdu', localDate('2026-06-01'));
    expect(later.version).not.toBe(then.version);
    expect(book.packOf(later).settings['monitor_line.yuan'].value).toBeNull();
    expect(book.packFor('fengdu', localDate('2026-06-01')).id).toBe('default');
  });
});

/** An invented notice: New Year's Eve to the 3rd off, Saturday the 9th worked. */
const YEAR_2027: HolidayYear = {
  year: 2027,
  source: '示例通知',
  off: ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map(localDate),
  work: [localDate('2027-01-09')],
};

/** A plan to be made for a household of village a, its last day counted as things are known now. */
async function openPlan(key: string): Promise<string> {
  const { value } = await inBackground(county.deps, async (context) => {
    const pack = context.policies.packFor(null, context.today);
    return await openDuty(context, {
      key,
      terms: dutyTerms('make-plan', {
        openedAt: context.now,
        pack,
        calendar: context.policies.calendar,
      }),
      pack,
      area: AREAS.a,
      about: {},
      ownerStaffId: STAFF.town.id,
      details: {},
    });
  });
  if (value === null) throw new Error('the duty was not opened');
  return value.dutyId;
}

const dutyRow = (id: string) =>
  county.system((trx) =>
    trx
      .selectFrom('duty')
      .select(['due_on', 'estimated', 'next_level', 'next_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

describe('a year of working days that is published', () => {
  it('BN-62 turns estimates into dates, moves reminders with them, and tells the owner once', async () => {
    const id = await openPlan('plan-1');
    expect(await dutyRow(id)).toMatchObject({ due_on: '2027-01-08', estimated: true });

    const imported = await importHolidayYear(county.deps, YEAR_2027);
    expect(imported).toEqual({ seen: 1, moved: 1, known: false });
    const moved = await dutyRow(id);
    expect(moved).toMatchObject({ due_on: '2027-01-11', estimated: false });
    expect(moved.next_at).not.toBeNull();
    const told = await county.system((trx) =>
      trx
        .selectFrom('digest_item')
        .select(['staff_id', 'level'])
        .where('duty_id', '=', id)
        .execute(),
    );
    expect(told).toContainEqual({ staff_id: STAFF.town.id, level: 'moved' });

    expect(await importHolidayYear(county.deps, YEAR_2027)).toMatchObject({ moved: 0 });
    expect(await dutyRow(id)).toEqual(moved);
  });

  it('never moves a day twice: two imports at once, and a sweep between them', async () => {
    const ids = [await openPlan('plan-4'), await openPlan('plan-5')];
    const book = policyBook(policies, []);
    book.withYears([YEAR_2027]);
    await Promise.all([
      importHolidayYear(county.deps, YEAR_2027),
      importHolidayYear(county.deps, YEAR_2027),
      recountEstimates({ ...county.deps, policies: book }),
    ]);
    for (const id of ids) {
      expect(await dutyRow(id)).toMatchObject({ due_on: '2027-01-11', estimated: false });
    }
  });

  it('is read by every process, over the years of the files', async () => {
    await importHolidayYear(county.deps, YEAR_2027);
    const book = policyBook(policies, []);
    expect(book.calendar.published.has(2027)).toBe(false);
    book.withYears(await county.system(storedYears));
    expect(book.calendar.published.has(2027)).toBe(true);
    expect(book.calendar.off.has(localDate('2026-10-01'))).toBe(true);
  });

  it('that came with a new version of the program is noticed by the sweep', async () => {
    const id = await openPlan('plan-2');
    const book = policyBook(policies, []);
    book.withYears([YEAR_2027]);
    const swept = await recountEstimates({ ...county.deps, policies: book });
    expect(swept).toEqual({ seen: 1, moved: 1 });
    expect(await dutyRow(id)).toMatchObject({ due_on: '2027-01-11', estimated: false });
    expect(await recountEstimates({ ...county.deps, policies: book })).toEqual({
      seen: 0,
      moved: 0,
    });
  });

  it('BN-60 a case whose clock runs in working days is due on the day its duty says, in the same transaction, and its log leads there', async () => {
    const book = policyBook(policies, []);
    const inWorkingDays = (pack: Pack): Pack => ({
      ...pack,
      settings: {
        ...pack.settings,
        'clock.identify': { ...pack.settings['clock.identify'], unit: 'working-days', value: 10 },
      },
    });
    const workingDays = {
      calendar: book.calendar,
      packFor: (id: string | null, day: Parameters<typeof book.packFor>[1]) =>
        inWorkingDays(book.packFor(id, day)),
      packOf: (version: Parameters<typeof book.packOf>[0]) => inWorkingDays(book.packOf(version)),
      mayBeNight: book.mayBeNight.bind(book),
    };
    const deps = { ...county.deps, policies: workingDays };
    const household = await county.household(731, 'a', '张大山');
    const account = uuid(930);
    await county.system((trx) =>
      insertAccount(trx, account, 'telegram', county.clock.now(), {
        household_id: household,
        area: 'a',
      }),
    );
    const sent = await sendReport(county.deps, household);
    await processDeclaration(deps, sent);
    const file = () =>
      county.system((trx) => trx.selectFrom('case_file').selectAll().executeTakeFirstOrThrow());
    const identify = async () =>
      (
        await county.system((trx) =>
          trx
            .selectFrom('duty')
            .select('due_on')
            .where('kind', '=', 'identify')
            .executeTakeFirstOrThrow(),
        )
      ).due_on;
    expect([(await file()).due_on, await identify()]).toEqual(['2027-01-08', '2027-01-08']);

    await importHolidayYear(deps, YEAR_2027);
    expect([(await file()).due_on, await identify()]).toEqual(['2027-01-11', '2027-01-11']);
    expect((await file()).data).toMatchObject({ identifyDueOn: '2027-01-11' });
    const kinds = () =>
      county.system(async (trx) =>
        (await trx.selectFrom('case_event').select('kind').orderBy('seq').execute()).map(
          (row) => row.kind,
        ),
      );
    expect(await kinds()).toEqual(['clue-received', 'due-recounted']);

    // Imported again, and swept by a process that has not heard of the year: nothing moves, nothing is written.
    await importHolidayYear(deps, YEAR_2027);
    await recountEstimates(deps);
    expect((await file()).due_on).toBe('2027-01-11');
    expect(await kinds()).toHaveLength(2);
  });

  it('that is corrected moves what was counted with the wrong days', async () => {
    const book = policyBook(policies, []);
    book.withYears([YEAR_2027]);
    const deps = { ...county.deps, policies: book };
    const id = await openPlan('plan-3');
    await importHolidayYear(deps, YEAR_2027);
    expect(await dutyRow(id)).toMatchObject({ due_on: '2027-01-11', estimated: false });

    await importHolidayYear(deps, { ...YEAR_2027, work: [] });
    expect(await dutyRow(id)).toMatchObject({ due_on: '2027-01-12', estimated: false });
  });
});

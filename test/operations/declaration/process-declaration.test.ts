/** What a worker does with a report, on a real database: once, whoever asks how often. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import {
  declarationWorker,
  processDeclaration,
  processDeclarations,
  releaseHeld,
} from '#src/operations/declaration/process-declaration.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { householdsByVillage, sendReport, workedOffReport } from '#test/support/reports.ts';

let office: Office;
let free: string[];
const nextHousehold = (): string => {
  const id = free.pop();
  if (id === undefined) throw new Error('no household left');
  return id;
};

beforeAll(async () => {
  office = await openOffice({ at: '2026-11-23T09:00:00+08:00' });
  free = [...(await householdsByVillage(office, 6)).values()].flat();
});
afterAll(() => office.close());

const caseOf = (householdId: string) =>
  inScope(office.db, SYSTEM, (trx) =>
    trx.selectFrom('case_file').selectAll().where('household_id', '=', householdId).execute(),
  );
const dutiesOf = (householdId: string) =>
  inScope(office.db, SYSTEM, (trx) =>
    trx
      .selectFrom('duty')
      .selectAll()
      .where('household_id', '=', householdId)
      .orderBy('due_on')
      .execute(),
  );
const reportOf = (id: string) =>
  inScope(office.db, SYSTEM, (trx) =>
    trx.selectFrom('declaration').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
const messagesTo = (accountId: string) =>
  inScope(office.db, SYSTEM, (trx) =>
    trx.selectFrom('message').selectAll().where('account_id', '=', accountId).execute(),
  );

describe('a submitted report', () => {
  test('FD-02 BN-60 opens a case due 15 calendar days after the clue, with K1a and K1b before it', async () => {
    const household = nextHousehold();
    await workedOffReport(office, household);
    const [file] = await caseOf(household);
    expect(file).toMatchObject({ state: 'clue', due_on: '2026-12-08', pack_id: 'default' });
    const duties = await dutiesOf(household);
    expect(duties.map((duty) => [duty.kind, duty.due_on])).toEqual([
      ['accept-clue', localDate('2026-11-24')],
      ['identify', localDate('2026-12-08')],
    ]);
    for (const duty of duties) expect(duty.clause).toMatch(/^《|^系统默认/);
    expect(duties.find((duty) => duty.kind === 'identify')?.strength).toBe('hard');
  });

  test('G1 takes effect once: the same job twice, and two workers at the same moment', async () => {
    const household = nextHousehold();
    const sent = await sendReport(office, household);
    await Promise.all([1, 2, 3, 4].map(() => processDeclaration(office, sent)));
    await processDeclaration(office, sent);
    expect(await caseOf(household)).toHaveLength(1);
    expect(await dutiesOf(household)).toHaveLength(2);
    expect((await messagesTo(sent.accountId)).map((m) => m.kind)).toEqual(['receipt']);
  });

  test('LX-06 BN-51 a second report of the household joins its open case, also when both arrive together', async () => {
    const household = nextHousehold();
    const both = [await sendReport(office, household), await sendReport(office, household)];
    await Promise.all(both.map((sent) => processDeclaration(office, sent)));
    const files = await caseOf(household);
    expect(files).toHaveLength(1);
    const linked = await Promise.all(both.map((sent) => reportOf(sent.declarationId)));
    expect(linked.map((report) => report.case_id)).toEqual([files[0]?.id, files[0]?.id]);
    const events = await inScope(office.db, SYSTEM, (trx) =>
      trx
        .selectFrom('case_event')
        .select(['kind', 'seq'])
        .where('case_id', '=', files[0]?.id ?? '')
        .orderBy('seq')
        .execute(),
    );
    expect(events).toEqual([
      { kind: 'clue-received', seq: 1 },
      { kind: 'clue-linked', seq: 2 },
    ]);
  });

  test('G1 reports worked off together each take effect once: the same job twice, two of one household, others beside them', async () => {
    const [twice, shared, alone] = [nextHousehold(), nextHousehold(), nextHousehold()];
    const again = await sendReport(office, twice);
    const jobs = [
      again,
      await sendReport(office, shared),
      again,
      await sendReport(office, alone),
      await sendReport(office, shared),
    ];
    await processDeclarations(office, jobs);
    await processDeclarations(office, jobs);
    for (const household of [twice, shared, alone]) {
      expect(await caseOf(household)).toHaveLength(1);
      expect(await dutiesOf(household)).toHaveLength(2);
    }
    const [file] = await caseOf(shared);
    const reports = await Promise.all(jobs.map((job) => reportOf(job.declarationId)));
    expect(reports.filter((report) => report.case_id === file?.id)).toHaveLength(2);
    expect((await messagesTo(again.accountId)).map((m) => m.kind)).toEqual(['receipt']);
  });

  test('G1 a report that cannot be worked off holds up none of those beside it, and leaves nothing behind', async () => {
    const households = Array.from({ length: 5 }, nextHousehold);
    const jobs = [];
    for (const household of households) jobs.push(await sendReport(office, household));
    const [, , broken] = jobs;
    await inScope(office.db, SYSTEM, (trx) =>
      trx
        .updateTable('declaration_private')
        .set({ body_enc: 'no cipher text' })
        .where('declaration_id', '=', broken?.declarationId ?? '')
        .execute(),
    );
    const workOff = declarationWorker(office);
    const ends = await Promise.allSettled(jobs.map(workOff));
    expect(ends.map((end) => end.status === 'fulfilled')).toEqual([true, true, false, true, true]);
    const cases = await Promise.all(households.map(caseOf));
    expect(cases.map((files) => files.length)).toEqual([1, 1, 0, 1, 1]);
    const open = await inScope(office.db, SYSTEM, (trx) =>
      trx.selectFrom('outbox').select('id').where('closed_at', 'is', null).execute(),
    );
    expect(open.map((row) => row.id)).toEqual([broken?.outboxId]);
  });

  test('the same words again are another report, never dropped', async () => {
    const household = nextHousehold();
    const first = await workedOffReport(office, household, { words: ['没钱看病'] });
    const again = await workedOffReport(office, household, { words: ['没钱看病'] });
    expect(first.receiptNumber).not.toBe(again.receiptNumber);
    expect((await reportOf(again.declarationId)).state).toBe('open');
  });

  test('LX-03 FD-03 every clue says by which channel it was found', async () => {
    const household = nextHousehold();
    const sent = await workedOffReport(office, household, {
      source: 'proxy_declare',
      reporter: 'relative',
    });
    const report = await reportOf(sent.declarationId);
    expect(report.source).toBe('proxy_declare');
    expect(JSON.stringify(report.checks)).toContain('proxy-report');
  });

  test('BN-57 an urgent report is marked, keeps its clock and does not wait for a meeting', async () => {
    const household = nextHousehold();
    await workedOffReport(office, household, { urgency: 'high', riskTypes: ['因自然灾害'] });
    const [file] = await caseOf(household);
    expect(file?.urgent).toBe(true);
    expect((await dutiesOf(household)).map((duty) => duty.kind)).toContain('accept-clue');
  });

  test('without consent it is held in sight of the town, whose call lets it go on with the clock of its first day', async () => {
    const household = nextHousehold();
    const sent = await sendReport(office, household);
    await inScope(office.db, SYSTEM, (trx) =>
      trx.updateTable('account').set({ consent: null }).where('id', '=', sent.accountId).execute(),
    );
    await processDeclaration(office, sent);
    expect((await reportOf(sent.declarationId)).state).toBe('held');
    expect(await caseOf(household)).toEqual([]);
    const [call] = await dutiesOf(household);
    expect(call).toMatchObject({ kind: 'call-farmer', owner_role: 'town-officer', state: 'open' });

    office.clock.advance(2 * 86_400_000);
    await inBackground(office, (context) => releaseHeld(context, sent.declarationId));
    const [file] = await caseOf(household);
    expect(file).toMatchObject({ opened_on: '2026-11-23', due_on: '2026-12-08' });
    expect((await reportOf(sent.declarationId)).state).toBe('open');
    const released = await inBackground(office, (context) =>
      releaseHeld(context, sent.declarationId),
    );
    expect(released.value).toBe(false);
    expect(await caseOf(household)).toHaveLength(1);
    office.clock.advance(-2 * 86_400_000);
  });

  test('a household only a name is known of gets a row the village looks up', async () => {
    const household = nextHousehold();
    const sent = await sendReport(office, household, {
      reporter: 'third-party',
      subject: { name: '王二麻', areaId: '', phone: '', householdId: null },
    });
    await inScope(office.db, SYSTEM, (trx) =>
      trx
        .updateTable('declaration')
        .set({ household_id: null })
        .where('id', '=', sent.declarationId)
        .execute(),
    );
    await processDeclaration(office, sent);
    const report = await reportOf(sent.declarationId);
    expect(report.household_id).not.toBeNull();
    expect(report.household_id).not.toBe(household);
    const kinds = (await dutiesOf(report.household_id ?? '')).map((duty) => duty.kind);
    expect(kinds).toContain('check-registry-match');
  });

  test('G8 a case keeps the wording of the policy it began under', async () => {
    const household = nextHousehold();
    await workedOffReport(office, household);
    const [file] = await caseOf(household);
    expect(
      office.policies.packOf({ id: file?.pack_id ?? '', version: file?.pack_version ?? '' }).id,
    ).toBe('default');
  });
});

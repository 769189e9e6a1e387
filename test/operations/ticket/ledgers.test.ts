/** Tickets, alarms and comparisons as ledgers: one row each, words only with the key. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveAlarm } from '#src/operations/alarm/receive-alarm.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { exportLedger } from '#src/operations/registry/export-ledger.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import type { LedgerName, LedgerRow } from '#src/store/ledgers/ledger.ts';
import { AREAS, type County, makeCounty, uuid } from '#test/operations/duty/county.ts';
import { addDepartments } from './departments.ts';

const policies = await loadPolicies();
const OPERATOR_AT_MACHINE = { staffId: null, name: '操作员' };
let county: County;
beforeAll(async () => {
  county = await makeCounty();
  await addDepartments(county);
  await county.household(301, 'a', '张大山');
  const place = {
    areaId: AREAS.a.areaId,
    areaPath: AREAS.a.areaPath,
    householdId: uuid(301),
  };
  await inBackground(county.deps, async (context) => {
    await openIssue(context, {
      ...place,
      topic: 'unsold-produce',
      emergency: false,
      words: '柑橘卖不出去',
      accountId: null,
      openedByStaffId: null,
      declarationId: null,
    });
    await receiveAlarm(context, {
      ...place,
      kind: 'big-medical-cost',
      department: 'medical',
      source: 'dept_alert',
      runId: null,
      memberId: null,
      figures: { selfPaidYuan: 48_600 },
    });
  });
}, 60_000);
afterAll(() => county.close());

async function rowsOf(ledger: LedgerName, withKey: boolean): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  const done = await exportLedger(
    { ...county.deps, policies },
    {
      ledger,
      areaCode: null,
      fields: withKey ? county.deps.fields : null,
      by: OPERATOR_AT_MACHINE,
      format: 'jsonl',
    },
    {
      begin: async () => undefined,
      rows: async (batch) => {
        rows.push(...batch);
      },
    },
  );
  if (!done.ok) throw new Error(done.refusal.code);
  return rows;
}

test('BN-65 tickets of both kinds share a ledger; words come with the key only', async () => {
  const [row] = await rowsOf('tickets', true);
  expect(row).toMatchObject({
    kind: 'issue',
    state: 'reported',
    topic: 'unsold-produce',
    product: 'fruit',
    department: 'rural',
    verifyDueOn: '2026-11-05',
    fixDueOn: '2026-11-12',
    dueOn: '2026-11-12',
    issueWords: '柑橘卖不出去',
    words: null,
  });
  const [closed] = await rowsOf('tickets', false);
  expect(closed).not.toHaveProperty('issueWords');
});

test('BN-51 alarms say where they came from and what the list said', async () => {
  expect(await rowsOf('alarms', false)).toMatchObject([
    { kind: 'big-medical-cost', source: 'dept_alert', figures: { selfPaidYuan: 48_600 } },
  ]);
});

test('LX-07 comparisons are a ledger of lists', async () => {
  expect(await rowsOf('comparisons', false)).toEqual([]);
});

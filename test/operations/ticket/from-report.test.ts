/** Tickets that come out of a report of hardship, beside its case. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  type DirectChat,
  chatDeps,
  directChannel,
  openChat,
  textOf,
} from '#test/support/direct-chat.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { householdsByVillage, workedOffReport } from '#test/support/reports.ts';

let office: Office;
let households: readonly string[];
beforeAll(async () => {
  office = await openOffice();
  households = [...(await householdsByVillage(office, 4)).values()].flat();
}, 60_000);
afterAll(() => office.close());

const ticketsOf = (householdId: string) =>
  inScope(office.db, SYSTEM, (trx) =>
    trx
      .selectFrom('issue_ticket')
      .select(['topic', 'emergency', 'reports', 'declaration_id'])
      .where('household_id', '=', householdId)
      .orderBy('topic')
      .execute(),
  );

test('FD-13 TN-32 LX-32 BN-47 each trouble a report names has its ticket beside the case, and an ordinary one has none', async () => {
  const [first = '', second = ''] = households;
  const report = await workedOffReport(office, first, {
    guaranteeIssues: ['饮水安全'],
    words: ['停水五天了，工钱一直没给，柑橘也卖不出去'],
  });
  expect(await ticketsOf(first)).toEqual(
    ['drinking-water', 'unpaid-wages', 'unsold-produce'].map((topic) => ({
      topic,
      emergency: false,
      reports: 1,
      declaration_id: report.declarationId,
    })),
  );
  const cases = await inScope(office.db, SYSTEM, (trx) =>
    trx.selectFrom('case_file').select('id').where('household_id', '=', first).execute(),
  );
  expect(cases).toHaveLength(1);
  await workedOffReport(office, second, { words: ['老伴住院，花了四万多'] });
  expect(await ticketsOf(second)).toEqual([]);
});

test('a second report of the same trouble weighs more on the first ticket', async () => {
  const [, , third = ''] = households;
  await workedOffReport(office, third, { guaranteeIssues: ['住房安全'], words: ['房子漏雨'] });
  await workedOffReport(office, third, {
    guaranteeIssues: ['住房安全'],
    words: ['房子要塌了，人还住在里面'],
  });
  expect(await ticketsOf(third)).toMatchObject([{ topic: 'housing', emergency: true, reports: 2 }]);
});

test('a trouble told later, in 补充, has its ticket as well', async () => {
  const [, , , fourth = ''] = households;
  const sent = await workedOffReport(office, fourth);
  const deps = chatDeps(office, [directChannel('test')]);
  const farmer: DirectChat = openChat(deps, 'test', fourth);
  await farmer.send({ kind: 'action', action: 'receipt-add', ref: sent.declarationId });
  const told = textOf(await farmer.say('我们村的自来水停了半个月，天天挑水吃'));
  expect(told).toContain('另外记了一件');
  expect(await ticketsOf(fourth)).toMatchObject([{ topic: 'drinking-water' }]);
});

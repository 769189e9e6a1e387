/** The month of tickets: none open at its end, a notice for each town, and what came back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { changeIssue } from '#src/operations/ticket/change-issue.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import { issueSweeps } from '#src/operations/ticket/sweeps.ts';
import { monthlyNotices } from '#src/store/issue-list.ts';
import {
  accountOf,
  AREAS,
  type County,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { addDepartments, staffOf } from './departments.ts';

let county: County;
beforeAll(async () => {
  county = await makeCounty('2026-10-12T09:00:00+08:00');
  await addDepartments(county);
  for (let n = 0; n < 6; n += 1) await county.household(310 + n, n < 3 ? 'a' : 'b', `户主${n}`);
}, 60_000);
afterAll(() => county.close());
beforeEach(() => county.clear());

const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));

const tell = async (
  topic: RoutingTopic,
  n: number,
  words = '',
): Promise<{ readonly issueId: string; readonly number: string }> => {
  const area = n < 313 ? AREAS.a : AREAS.b;
  const { value } = await inBackground(county.deps, (context) =>
    openIssue(context, {
      topic,
      emergency: false,
      words,
      areaId: area.areaId,
      areaPath: area.areaPath,
      householdId: uuid(n),
      accountId: null,
      openedByStaffId: null,
      declarationId: null,
    }),
  );
  return value;
};

async function solve(issueId: string): Promise<void> {
  const steps = [
    { kind: 'verify', byStaffId: STAFF.town.id },
    { kind: 'fix', byStaffId: staffOf('water'), way: 'repaired' },
    { kind: 'answer-call-back', solved: true, byStaffId: STAFF.officerA.id },
  ] as const;
  for (const command of steps) {
    const { value } = await inBackground(county.deps, (context) =>
      changeIssue(context, { issueId, command, actor: { kind: 'staff', id: command.byStaffId } }),
    );
    if (!value.ok) throw new Error(value.refusal.code);
  }
}

const sweep = async (): Promise<void> => {
  for (const each of issueSweeps) await each.run(county.deps);
};

const zeroDuties = () =>
  county.system((trx) =>
    trx
      .selectFrom('duty')
      .select(['area_path', 'owner_staff_id', 'due_on', 'state'])
      .where('kind', '=', 'month-zero')
      .execute(),
  );

describe('the end of the month', () => {
  test('BN-66 FD-20 TN-21 five days before its end a town hears what is still open, and is done when nothing is', async () => {
    at('2026-10-12T09:00:00+08:00');
    const water = await tell('drinking-water', 310);
    // Unsold produce is no guarantee: a month may end with it open.
    await tell('unsold-produce', 311, '柑橘卖不出去');
    await sweep();
    expect(await zeroDuties()).toEqual([]);
    at('2026-10-26T09:00:00+08:00');
    await sweep();
    await sweep();
    expect(await zeroDuties()).toEqual([
      {
        area_path: AREAS.town.areaPath,
        owner_staff_id: STAFF.town.id,
        due_on: '2026-10-31',
        state: 'open',
      },
    ]);
    await solve(water.issueId);
    await sweep();
    expect((await zeroDuties())[0]?.state).toBe('done');
  });

  test('BN-66 LX-08 the month that is over becomes one notice a town, from its sums, ready to be sent', async () => {
    at('2026-10-12T09:00:00+08:00');
    const solved = await tell('drinking-water', 310);
    await tell('housing', 312);
    await solve(solved.issueId);
    at('2026-11-01T09:00:00+08:00');
    await sweep();
    await sweep();
    const notices = await county.system((trx) => monthlyNotices(trx, 10));
    expect(notices.map((each) => each.title)).toEqual(['云岭镇10月问题办理情况']);
    expect(notices[0]?.body).toContain('收到2件，办结1件');
    expect(notices[0]?.body).toContain('月底还有1件没办完，其中1件超了时间');
    expect(notices[0]?.body).not.toContain('户主');
    // The bureau takes it over in 发通知.
    const bureau = chatOf(county, accountOf('county'));
    await bureau.say('发通知');
    await bureau.press('用月通报的稿子');
    const asked = textOf(await bureau.press('云岭镇10月问题办理情况'));
    expect(asked).toContain('哪些人家');
  });
});

test('BN-18 the same trouble of a household come back within the year is marked', async () => {
  at('2026-10-12T09:00:00+08:00');
  const first = await tell('drinking-water', 314);
  await solve(first.issueId);
  at('2026-12-12T09:00:00+08:00');
  await tell('drinking-water', 314);
  await tell('drinking-water', 315);
  const rows = await county.system((trx) =>
    trx
      .selectFrom('issue_ticket')
      .select(['household_id', 'repeat_scope', 'repeat_of'])
      .where('closed_on', 'is', null)
      .orderBy('household_id')
      .execute(),
  );
  expect(rows).toEqual([
    { household_id: uuid(314), repeat_scope: 'household', repeat_of: first.issueId },
    { household_id: uuid(315), repeat_scope: 'village', repeat_of: first.issueId },
  ]);
});

test('BN-47 many households of a town with the same unsold produce are one alarm to the bureau', async () => {
  at('2026-10-12T09:00:00+08:00');
  for (let n = 310; n < 316; n += 1) await tell('unsold-produce', n, '家里柑橘卖不出去');
  const alarms = await county.system((trx) =>
    trx.selectFrom('alarm').select(['id', 'kind', 'area_path', 'department']).execute(),
  );
  expect(alarms).toMatchObject([
    { kind: 'unsold-produce', area_path: AREAS.town.areaPath, department: 'rural' },
  ]);
  const owners = await county.system((trx) =>
    trx
      .selectFrom('duty')
      .select('owner_staff_id')
      .where('alarm_id', '=', alarms[0]?.id ?? '')
      .execute(),
  );
  expect(new Set(owners.map((each) => each.owner_staff_id))).toEqual(new Set([STAFF.county.id]));
  const bureau = chatOf(county, accountOf('county'));
  await bureau.say('问题和预警');
  // The families come first; the alarm about them all is on the next page.
  await bureau.press('下一页');
  const shown = textOf(await bureau.press('农产品大面积卖不掉 云岭镇'));
  expect(shown).toContain('近30天有5户说卖不掉');
  expect(textOf(await bureau.press('属实，请村里核查'))).toContain('记为属实');
});

/** The days of tickets and alarms as duties: who is reminded, who hears when they are late, what comes again. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { IssueCommand } from '#src/domain/ticket/decide.ts';
import { changeAlarm } from '#src/operations/alarm/change-alarm.ts';
import { receiveAlarm } from '#src/operations/alarm/receive-alarm.ts';
import { sendDigests } from '#src/operations/duty/send-digests.ts';
import { sweepReminders } from '#src/operations/duty/sweep-reminders.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { changeIssue } from '#src/operations/ticket/change-issue.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import {
  accountOf,
  AREAS,
  type County,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { accountOfDepartment, addDepartments, staffOf } from './departments.ts';

let county: County;
beforeAll(async () => {
  county = await makeCounty();
  await addDepartments(county);
  await county.household(301, 'a', '张大山');
}, 60_000);
afterAll(() => county.close());
beforeEach(async () => {
  await county.clear();
  at('2026-11-02T09:00:00+08:00');
});

const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
const home = {
  areaId: AREAS.a.areaId,
  areaPath: AREAS.a.areaPath,
  householdId: uuid(301),
};

async function opened(topic: RoutingTopic): Promise<string> {
  const { value } = await inBackground(county.deps, (context) =>
    openIssue(context, {
      ...home,
      topic,
      emergency: false,
      words: '',
      accountId: null,
      openedByStaffId: null,
      declarationId: null,
    }),
  );
  return value.issueId;
}

async function worked(issueId: string, command: IssueCommand & { byStaffId: string }) {
  const { value } = await inBackground(county.deps, (context) =>
    changeIssue(context, { issueId, command, actor: { kind: 'staff', id: command.byStaffId } }),
  );
  if (!value.ok) throw new Error(value.refusal.code);
}

const duties = (kind: string) =>
  county.system((trx) =>
    trx
      .selectFrom('duty')
      .select(['state', 'due_on', 'owner_staff_id', 'breached_at'])
      .where('kind', '=', kind)
      .orderBy('created_at')
      .orderBy('due_on')
      .execute(),
  );

async function dayPasses(iso: string): Promise<void> {
  at(iso);
  await sweepReminders(county.deps);
  await sendDigests(county.deps);
}

const heard = async (account: string): Promise<string> =>
  (await county.told(account)).map((each) => each.text).join('\n');

test('FD-12 TN-03 a ticket nobody verified is told to its owner before its day and to the post above after it', async () => {
  await opened('drinking-water');
  await dayPasses('2026-11-05T08:30:00+08:00');
  expect(await heard(accountOf('town'))).toContain('核实问题');
  expect(await heard(accountOf('townLeader'))).not.toContain('核实问题');
  await dayPasses('2026-11-06T08:30:00+08:00');
  await dayPasses('2026-11-09T08:30:00+08:00');
  expect(await heard(accountOf('townLeader'))).toContain('核实问题');
  // The department hears of its own day, and its lateness goes to the county's officer.
  await dayPasses('2026-11-12T08:30:00+08:00');
  expect(await heard(accountOfDepartment('water'))).toContain('解决问题');
  await dayPasses('2026-11-16T08:30:00+08:00');
  expect(await heard(accountOf('county'))).toContain('解决问题');
  expect(await heard(accountOfDepartment('labour'))).toBe('');
});

test('LX-27 each time a child was asked back in vain another time is due, until it is back', async () => {
  const issueId = await opened('compulsory-education');
  const school = staffOf('education');
  await worked(issueId, { kind: 'verify', byStaffId: STAFF.town.id });
  await worked(issueId, { kind: 'do-step', byStaffId: school, step: 'persuaded' });
  expect(await duties('persuade-return')).toMatchObject([
    { state: 'open', due_on: '2026-11-05', owner_staff_id: school },
  ]);
  at('2026-11-05T10:00:00+08:00');
  await worked(issueId, { kind: 'do-step', byStaffId: school, step: 'persuaded' });
  expect(await duties('persuade-return')).toMatchObject([
    { state: 'done' },
    { state: 'open', due_on: '2026-11-08' },
  ]);
  // The ten days from receipt are not moved by trying.
  expect(await duties('fix-issue')).toMatchObject([{ state: 'open', due_on: '2026-11-12' }]);
  await worked(issueId, { kind: 'do-step', byStaffId: school, step: 'back-at-school' });
  expect((await duties('persuade-return')).every((each) => each.state === 'done')).toBe(true);
});

test('LX-46 seven days after it was fixed somebody who did not fix it has asked the person, or looked', async () => {
  const issueId = await opened('unpaid-wages');
  await worked(issueId, { kind: 'verify', byStaffId: STAFF.town.id });
  at('2026-11-04T10:00:00+08:00');
  await worked(issueId, { kind: 'fix', byStaffId: STAFF.officerA.id, way: 'paid' });
  const [call] = await duties('call-back');
  expect(call).toMatchObject({ state: 'open', due_on: '2026-11-11' });
  // The village's own officer paid it out, so another one asks.
  expect(call?.owner_staff_id).toBe(STAFF.secretaryA.id);
  await worked(issueId, { kind: 'close-unheard', byStaffId: STAFF.secretaryA.id });
  expect(await duties('call-back')).toMatchObject([{ state: 'done' }]);
});

test('FD-12 an alarm found not real ends both its duties; one that is real ends with its help', async () => {
  const received = async (kind: 'not-insured' | 'lost-job') => {
    const { value } = await inBackground(county.deps, (context) =>
      receiveAlarm(context, {
        ...home,
        kind,
        department: 'medical',
        source: 'dept_alert',
        runId: null,
        memberId: null,
        figures: {},
      }),
    );
    if (value === null) throw new Error('known');
    return value.alarmId;
  };
  const decide = (alarmId: string, command: Parameters<typeof changeAlarm>[1]['command']) =>
    inBackground(county.deps, (context) => changeAlarm(context, { alarmId, command }));
  const unreal = await received('not-insured');
  await decide(unreal, {
    kind: 'find-not-real',
    byStaffId: STAFF.officerA.id,
    reason: 'wrong-data',
  });
  expect((await duties('fix-alarm')).map((each) => each.state)).toEqual(['done']);

  const real = await received('lost-job');
  const { value } = await decide(real, { kind: 'verify', byStaffId: STAFF.officerA.id });
  expect(value.ok && value.value.clue?.linked).toBe(false);
  const twice = await decide(real, { kind: 'verify', byStaffId: STAFF.town.id });
  expect(twice.value.ok).toBe(false);
  await decide(real, { kind: 'fix', byStaffId: STAFF.town.id, way: 'arranged' });
  expect((await duties('fix-alarm')).map((each) => each.state)).toEqual(['done', 'done']);
  // The same finding may come again: nothing of it is open any more.
  expect(await received('lost-job')).not.toBe(real);
});

test('没解决 of an ended ticket goes to the one that was opened since, for one trouble has one open ticket', async () => {
  const first = await opened('drinking-water');
  await worked(first, { kind: 'find-not-so', byStaffId: STAFF.town.id, reason: 'over-already' });
  const second = await opened('drinking-water');
  expect(second).not.toBe(first);
  const { value } = await inBackground(county.deps, (context) =>
    changeIssue(context, {
      issueId: first,
      command: { kind: 'answer-call-back', solved: false, byStaffId: null },
      actor: { kind: 'system', id: null },
    }),
  );
  expect(value.ok && value.value.stored.issue.issueId).toBe(second);
  const states = await county.system((trx) =>
    trx.selectFrom('issue_ticket').select(['state', 'reports']).orderBy('number').execute(),
  );
  expect(states).toEqual([
    { state: 'not-so', reports: 1 },
    { state: 'reported', reports: 2 },
  ]);
});

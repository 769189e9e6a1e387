import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { closeDuties, openDuty, type NewDuty } from '#src/operations/duty/open-duty.ts';
import { openRecurringWork } from '#src/operations/duty/open-recurring-work.ts';
import { recordRecurringWork } from '#src/operations/staff/record-recurring-work.ts';
import { dutySheet } from '#src/operations/staff/duty-sheet.ts';
import { openMonthlyVisits } from '#src/operations/duty/open-monthly-visits.ts';
import { sweepPromises } from '#src/operations/duty/broken-promises.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { myReports } from '#src/operations/farmer/progress.ts';
import { submitReport } from '#src/operations/farmer/submit-report.ts';
import { openTicket } from '#src/operations/ticket/open-ticket.ts';
import { asStaff, farmerFacts, inTurn } from '#test/operations/notice/office.ts';
import { plainContent } from '#test/support/reports.ts';
import { plusDays } from '#src/domain/calendar/local-date.ts';
import { moveDueDay } from '#src/operations/duty/move-due-days.ts';
import { passOnUnseen } from '#src/operations/duty/pass-on-unseen.ts';
import { sendDigests } from '#src/operations/duty/send-digests.ts';
import { sweepCalls } from '#src/operations/duty/call-farmers.ts';
import { sweepReminders } from '#src/operations/duty/sweep-reminders.ts';
import { workWithin } from '#src/operations/duty/work-context.ts';
import { sql } from 'kysely';
import type { NewDutyRow } from '#src/store/duty.ts';
import { queueMessages } from '#src/store/message.ts';
import { timestamp } from '#src/store/timestamp.ts';
import {
  accountOf,
  AREAS,
  type AreaKey,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from './county.ts';

let county: County;

beforeAll(async () => {
  county = await makeCounty();
});
afterAll(async () => {
  await county.close();
});
beforeEach(async () => {
  county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
  await county.clear();
});

const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));

async function open(kind: DutyKind, key: string, more: Partial<NewDuty> = {}, area: AreaKey = 'a') {
  const { value } = await county.system((trx) =>
    workWithin(county.deps, trx, (context) => {
      const pack = context.policies.packFor(null, context.today);
      const { calendar } = context.policies;
      return openDuty(context, {
        key,
        terms: dutyTerms(kind, { openedAt: context.now, pack, calendar }),
        pack,
        area: AREAS[area],
        about: {},
        announce: 'none',
        ...more,
      });
    }),
  );
  return value;
}

const dutyRow = (key: string) =>
  county.system((trx) =>
    trx.selectFrom('duty').selectAll().where('key', '=', key).executeTakeFirstOrThrow(),
  );

/** What the worker does at that moment. */
async function hour(iso: string): Promise<void> {
  at(iso);
  await sweepReminders(county.deps);
  await sendDigests(county.deps);
}

const setActive = (staffId: string, active: boolean) =>
  county.system((trx) =>
    trx.updateTable('staff').set({ active }).where('id', '=', staffId).execute(),
  );

test('BN-53 the village officer is the default assignee, and an empty post passes to the next one up', async () => {
  expect(await open('verify-home', 'one')).toMatchObject({ ownerStaffId: STAFF.officerA.id });
  // Village c has no secretary and its town nobody: with its officer gone the county has it.
  await setActive(STAFF.officerC.id, false);
  const passedUp = await open('verify-home', 'two', {}, 'c');
  await setActive(STAFF.officerC.id, true);
  expect(passedUp).toMatchObject({ ownerStaffId: STAFF.county.id });
});

test('a duty is opened once by its key, even by two processes at once', async () => {
  const opened = await Promise.all([open('verify-home', 'same'), open('verify-home', 'same')]);
  expect(opened.filter((each) => each !== null)).toHaveLength(1);
});

test('a duty never goes to somebody it is by or about', async () => {
  expect(await open('verify-home', 'own', { except: [STAFF.officerA.id] })).toMatchObject({
    ownerStaffId: STAFF.secretaryA.id,
  });
});

test('an urgent duty is told at once, in quiet hours at their end', async () => {
  await open('accept-clue', 'urgent', { announce: 'now' });
  at('2026-11-02T23:00:00+08:00');
  await open('accept-clue', 'urgent at night', { announce: 'now' });
  const told = await county.told(accountOf('officerA'));
  expect(told.map((each) => each.kind)).toEqual(['to-do', 'to-do']);
  expect(told[1]?.notBefore).toBe(Date.parse('2026-11-03T07:00:00+08:00'));
});

test('TN-03 a reminder is told once though the sweep runs twice, also at the same time', async () => {
  await open('verify-home', 'v'); // due 2026-11-05
  at('2026-11-04T08:01:00+08:00');
  await Promise.all([sweepReminders(county.deps), sweepReminders(county.deps)]);
  await sweepReminders(county.deps);
  await Promise.all([sendDigests(county.deps), sendDigests(county.deps)]);
  await sendDigests(county.deps);
  const told = await county.told(accountOf('officerA'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ kind: 'digest' });
  expect(told[0]?.text).toContain('入户核实 云岭镇 桃源村（11月5日 周四，还有1天）');
});

test('after an outage each person gets one digest, and only of the level reached', async () => {
  for (const key of ['v1', 'v2', 'v3']) await open('verify-home', key);
  // Days of reminders were missed: half, d-1 and due have all passed; overdue is reached.
  at('2026-11-06T15:00:00+08:00');
  await sweepReminders(county.deps);
  await sendDigests(county.deps);
  const told = await county.told(accountOf('officerA'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('已超1天');
  const reminders = await county.system((trx) =>
    trx.selectFrom('duty_reminder').select('level').execute(),
  );
  expect(new Set(reminders.map((each) => each.level))).toEqual(new Set(['overdue']));
});

test('one digest a day: what turns up later waits for the next morning', async () => {
  await open('verify-home', 'first');
  await hour('2026-11-04T08:00:00+08:00');
  at('2026-11-04T10:00:00+08:00');
  await open('answer-ticket', 'second', { announce: 'digest', ownerStaffId: STAFF.officerA.id });
  await county.system((trx) =>
    sql`update digest_item set send_at = ${timestamp(county.clock.now())} where level = 'new'`.execute(
      trx,
    ),
  );
  await hour('2026-11-04T10:05:00+08:00');
  expect(await county.told(accountOf('officerA'))).toHaveLength(1);
  await hour('2026-11-05T08:00:00+08:00');
  const told = await county.told(accountOf('officerA'));
  expect(told).toHaveLength(2);
  expect(told[1]?.text).toContain('回复来信');
});

test('overdue is told to the next post up as well, red to the county leader at the end of quiet hours', async () => {
  await open('door-to-door', 'late'); // a soft limit
  const { due_on: due } = await dutyRow('late');
  at(`${due}T12:00:00+08:00`);
  const next = (days: number, time: string) =>
    new Date(Date.parse(`${due}T${time}+08:00`) + days * 86_400_000).toISOString();
  await hour(next(1, '08:00:00'));
  expect((await county.told(accountOf('secretaryA'))).at(-1)?.text).toContain('王秀英');
  await hour(next(3, '06:59:00'));
  expect(await county.told(accountOf('countyLeader'))).toEqual([]);
  await hour(next(3, '07:00:00'));
  const told = await county.told(accountOf('countyLeader'));
  expect(told.map((each) => each.kind)).toEqual(['escalation']);
  expect(told[0]?.text).toContain('【红】');
});

test('BN-02 regular work that is late is told to the post the pack names as well', async () => {
  await open('recurring-work', 'attendance', { details: { escalateTo: 'town-officer' } });
  await county.system((trx) =>
    trx
      .updateTable('duty')
      .set({ owner_role: 'village-officer', owner_staff_id: STAFF.officerA.id })
      .where('key', '=', 'attendance')
      .execute(),
  );
  await hour('2026-11-03T08:00:00+08:00');
  expect((await county.told(accountOf('secretaryA'))).at(-1)?.text).toContain('定期工作');
  expect((await county.told(accountOf('town'))).at(-1)?.text).toContain('定期工作');
});

test('TN-03 what stays red is said again every three days, each time one post further up, until it is done', async () => {
  await open('door-to-door', 'never done');
  const { due_on: due } = await dutyRow('never done');
  const morning = (days: number) =>
    new Date(Date.parse(`${due}T07:00:00+08:00`) + days * 86_400_000).toISOString();
  const heard = async (key: 'officerA' | 'town' | 'townLeader' | 'countyLeader') =>
    (await county.told(accountOf(key))).filter((each) => each.kind === 'escalation').length;
  for (let day = 1; day <= 10; day += 1) {
    await hour(morning(day));
    await hour(morning(day)); // a sweep run twice says nothing twice
  }
  // Red on day 3, again on days 6 and 9.
  expect(await heard('officerA')).toBe(3);
  expect(await heard('town')).toBe(2);
  expect(await heard('townLeader')).toBe(1);
  expect(await heard('countyLeader')).toBe(3);
  await county.system((trx) =>
    workWithin(county.deps, trx, (context) =>
      closeDuties(context, { key: 'never done' }, { state: 'done', byStaffId: STAFF.officerA.id }),
    ),
  );
  for (let day = 11; day <= 16; day += 1) await hour(morning(day));
  expect(await heard('countyLeader')).toBe(3);
});

test('TN-03 a duty whose day was moved is climbed towards anew, and what was told for the old day silences nothing', async () => {
  const opened = await open('answer-ticket', 'moved');
  const { due_on: due } = await dutyRow('moved');
  const day = (days: number) =>
    new Date(Date.parse(`${due}T08:00:00+08:00`) + days * 86_400_000).toISOString();
  for (const days of [0, 1]) await hour(day(days));
  const before = (await county.told(accountOf('town'))).length;
  expect(before).toBeGreaterThan(0);
  await county.system((trx) =>
    workWithin(county.deps, trx, async (context) => {
      const row = await trx
        .selectFrom('duty')
        .selectAll()
        .where('id', '=', opened?.dutyId ?? '')
        .executeTakeFirstOrThrow();
      await moveDueDay(
        context,
        {
          dutyId: row.id,
          kind: 'answer-ticket',
          openedAt: row.created_at,
          dueOn: row.due_on,
          strength: row.strength,
          details: row.details as NewDutyRow['details'],
        },
        { dueOn: plusDays(row.due_on, 10), estimated: false },
      );
    }),
  );
  // The day itself and the day after, once more.
  for (const days of [10, 11]) await hour(day(days));
  expect(await county.told(accountOf('town'))).toHaveLength(before + 2);
});

test('a missed hard limit is recorded as a breach and its reason demanded of the town, once', async () => {
  const opened = await open('verify-home', 'hard');
  await county.system((trx) =>
    trx.updateTable('duty').set({ strength: 'hard' }).where('key', '=', 'hard').execute(),
  );
  await hour('2026-11-06T07:00:00+08:00');
  await hour('2026-11-07T07:00:00+08:00');
  expect((await dutyRow('hard')).breached_at).toBe(Date.parse('2026-11-06T07:00:00+08:00'));
  expect(await dutyRow(`explain-breach:${opened?.dutyId}`)).toMatchObject({
    kind: 'explain-breach',
    owner_staff_id: STAFF.town.id,
    state: 'open',
  });
});

test('a hard limit that no sweep saw pass is recorded when the duty is done late', async () => {
  const opened = await open('verify-home', 'unseen');
  await county.system((trx) =>
    trx.updateTable('duty').set({ strength: 'hard' }).where('key', '=', 'unseen').execute(),
  );
  at('2026-11-08T12:00:00+08:00');
  await county.system((trx) =>
    workWithin(county.deps, trx, (context) =>
      closeDuties(context, { key: 'unseen' }, { state: 'done', byStaffId: STAFF.officerA.id }),
    ),
  );
  expect((await dutyRow('unseen')).breached_at).not.toBeNull();
  expect((await dutyRow(`explain-breach:${opened?.dutyId}`)).state).toBe('open');
});

test('done stops every further reminder, also one that waits for the digest', async () => {
  await open('verify-home', 'done', { announce: 'digest' });
  at('2026-11-04T07:30:00+08:00');
  await sweepReminders(county.deps);
  await county.system((trx) =>
    workWithin(county.deps, trx, (context) =>
      closeDuties(context, { key: 'done' }, { state: 'done', byStaffId: STAFF.officerA.id }),
    ),
  );
  for (const day of ['04', '05', '06', '07', '08', '09'])
    await hour(`2026-11-${day}T08:00:00+08:00`);
  expect(await county.told(accountOf('officerA'))).toEqual([]);
});

test('who has no account is passed over: the next post up is reminded', async () => {
  await open('verify-home', 'unbound');
  await county.system((trx) =>
    trx
      .updateTable('account')
      .set({ reachable: false })
      .where('staff_id', '=', STAFF.officerA.id)
      .execute(),
  );
  await hour('2026-11-04T08:00:00+08:00');
  await sendDigests(county.deps);
  await county.system((trx) =>
    trx
      .updateTable('account')
      .set({ reachable: true })
      .where('staff_id', '=', STAFF.officerA.id)
      .execute(),
  );
  expect(await county.told(accountOf('officerA'))).toEqual([]);
  expect((await county.told(accountOf('secretaryA')))[0]?.text).toContain('入户核实');
});

test('a reminder nobody looked at for a working day passes to the next post up, once', async () => {
  await open('verify-home', 'unread');
  await hour('2026-11-04T08:00:00+08:00');
  await county.system((trx) => trx.updateTable('message').set({ state: 'waiting' }).execute());
  at('2026-11-05T07:00:00+08:00');
  expect(await passOnUnseen(county.deps)).toBe(0);
  at('2026-11-05T09:00:00+08:00');
  expect(await passOnUnseen(county.deps)).toBe(1);
  expect(await passOnUnseen(county.deps)).toBe(0);
  await sendDigests(county.deps);
  expect((await county.told(accountOf('secretaryA')))[0]?.text).toContain('王秀英');
});

test('news keeps the night: farmers hear it at eight, staff at seven; danger and answers to what somebody just wrote go out at once', async () => {
  const [asleep, awake, browsing] = [uuid(910), uuid(911), uuid(912)];
  at('2026-11-02T21:30:00+08:00');
  await county.system(async (trx) => {
    for (const [id, channel] of [
      [asleep, 'telegram'],
      [awake, 'telegram'],
      [browsing, 'webchat'],
    ] as const) {
      await insertAccount(trx, id, channel, county.clock.now(), { area: 'a', name: '张大山' });
    }
    const touched = timestamp(county.clock.now());
    await trx
      .insertInto('conversation')
      .values({ account_id: awake, state_enc: '', updated_at: touched, draft_touched_at: null })
      .execute();
    county.clock.advance(10 * 60_000);
    await workWithin(county.deps, trx, async (context) => {
      for (const id of [asleep, awake, browsing, accountOf('officerA')]) {
        context.tell(id, 'receipt', { text: '已经核对登记。' });
        context.tell(id, 'progress', { text: '镇里审核过了。' });
        context.tell(id, 'alert', { text: '有人遇险。' });
      }
    });
  });
  const times = async (account: string) =>
    (await county.told(account)).map((each) => [each.kind, each.notBefore]);
  const eight = Date.parse('2026-11-03T08:00:00+08:00');
  const seven = Date.parse('2026-11-03T07:00:00+08:00');
  expect(await times(asleep)).toEqual([
    // Worked off late, after an outage: nobody is woken to read it.
    ['receipt', eight],
    ['progress', eight],
    ['alert', null],
  ]);
  expect(await times(accountOf('officerA'))).toEqual([
    ['receipt', seven],
    ['progress', seven],
    ['alert', null],
  ]);
  for (const up of [awake, browsing]) {
    expect((await times(up)).map(([, notBefore]) => notBefore)).toEqual([null, null, null]);
  }
});

test('a farmer told a day hears it once when nobody came: sorry, who is asked now, by when, whom to phone; and staff read what was promised', async () => {
  const [household, account] = [uuid(705), uuid(920)];
  await county.household(705, 'a', '张大山');
  await county.system((trx) =>
    insertAccount(trx, account, 'telegram', county.clock.now(), {
      household_id: household,
      area: 'a',
      name: '张大山',
    }),
  );
  const farmer = farmerFacts(account, household, 'claimed');
  const submit = (draftId: string) =>
    inTurn(county, farmer, (turn) =>
      submitReport(turn, { receiptNumber: `26-${draftId}`, draftId, content: plainContent }),
    );
  const { visitBy } = await submit('0001-1');
  expect(visitBy).toBe('2026-11-06');
  const [job] = await county.system((trx) =>
    trx.selectFrom('outbox').select(['id', 'payload']).where('queue', '=', 'submissions').execute(),
  );
  if (job === undefined) throw new Error('nothing was promised');
  const { declarationId } = job.payload as { readonly declarationId: string };
  await processDeclaration(county.deps, { outboxId: job.id, declarationId });
  // 我的进度 says the same day, not the one the village has to take it over by.
  const [report] = await inTurn(county, farmer, (turn) => myReports(turn, {}));
  expect(report?.next).toEqual({ what: 'visit', by: visitBy });
  const heard = async () =>
    (await county.told(account))
      .filter((each) => each.kind === 'progress')
      .map((each) => each.text);

  at('2026-11-06T20:00:00+08:00'); // the last day itself is in time
  await sweepPromises(county.deps);
  expect(await heard()).toEqual([]);
  at('2026-11-07T03:00:00+08:00'); // nobody is woken for it
  await sweepPromises(county.deps);
  expect(await heard()).toEqual([]);
  at('2026-11-07T08:30:00+08:00');
  await Promise.all([sweepPromises(county.deps), sweepPromises(county.deps)]);
  await sweepPromises(county.deps);
  const [news, ...more] = await heard();
  expect(more).toEqual([]);
  expect(news).toContain('26-0001-1：对不住，说好11月6日 周五前有人上门，到今天还没有来。');
  expect(news).toMatch(/已经请村党组织书记 李书记过问，11月\d+日 周.前给您打电话。/);
  // Whoever is asked reads what was promised, and so does everybody above who hears of the visit.
  const secretary = await county.told(accountOf('secretaryA'));
  expect(secretary.at(-1)?.text).toContain('给农户打电话');
  expect(secretary.at(-1)?.text).toContain('答应过农户11月6日 周五前，没有做到');
  await hour('2026-11-08T08:00:00+08:00');
  const above = (await county.told(accountOf('secretaryA'))).map((each) => each.text).join('\n');
  expect(above).toMatch(/受理申报.*答应过农户11月6日/);

  // The call has a day too: not made, it goes one post further up, and the farmer hears that once as well.
  const call = await county.system((trx) =>
    trx
      .selectFrom('duty')
      .select(['owner_role', 'due_on'])
      .where('kind', '=', 'call-farmer')
      .executeTakeFirstOrThrow(),
  );
  expect(call.owner_role).toBe('village-secretary');
  at('2026-11-20T09:00:00+08:00');
  await sweepPromises(county.deps);
  await sweepPromises(county.deps);
  expect(await heard()).toHaveLength(2);
  expect((await heard())[1]).toContain('已经请镇街信息员 陈镇信过问');

  // What the database itself refuses: one promise about one thing to one person.
  const twice = county.system((trx) =>
    sql`insert into told_day (id, account_id, area_path, kind, subject, day, told_at)
      select uuidv7(), account_id, area_path, kind, subject, day, told_at from told_day limit 1`.execute(
      trx,
    ),
  );
  await expect(twice).rejects.toMatchObject({ code: '23505' });
});

test('a promise that was kept is settled in silence; a ticket answered late is told of once', async () => {
  const account = uuid(921);
  await county.system((trx) =>
    insertAccount(trx, account, 'telegram', county.clock.now(), { area: 'a', name: '李四' }),
  );
  const facts = { ...farmerFacts(account, uuid(705), 'claimed') };
  const asked = await inTurn(county, facts, (turn) =>
    openTicket(turn, { kind: 'question', words: '医保怎么交', about: '' }),
  );
  const other = await inTurn(county, facts, (turn) =>
    openTicket(turn, { kind: 'question', words: '低保怎么报', about: '' }),
  );
  await county.system((trx) =>
    workWithin(county.deps, trx, (context) =>
      closeDuties(
        context,
        { ticketId: asked.ticketId },
        { state: 'done', byStaffId: STAFF.town.id },
      ),
    ),
  );
  at('2026-11-20T09:00:00+08:00');
  await sweepPromises(county.deps);
  await sweepPromises(county.deps);
  const texts = (await county.told(account)).map((each) => each.text);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain(other.number);
  expect(texts[0]).toContain('给您回话，到今天还没有');
  const settled = await county.system((trx) =>
    trx
      .selectFrom('told_day')
      .select(['broken', 'settled_at'])
      .where('kind', '=', 'answer')
      .orderBy('broken')
      .execute(),
  );
  expect(settled.map((each) => [each.broken, each.settled_at !== null])).toEqual([
    [false, true],
    [true, true],
  ]);
});

test('a draft silent for some days becomes one call by the village officer, and none once it was sent', async () => {
  const account = uuid(900);
  await county.system(async (trx) => {
    await insertAccount(trx, account, 'webchat', county.clock.now(), { area: 'a', name: '张大山' });
    await trx
      .insertInto('conversation')
      .values({
        account_id: account,
        state_enc: '',
        updated_at: timestamp(county.clock.now()),
        draft_touched_at: timestamp(county.clock.now()),
      })
      .execute();
  });
  expect(await sweepCalls(county.deps)).toBe(0);
  at('2026-11-20T10:00:00+08:00');
  expect(await sweepCalls(county.deps)).toBe(1);
  expect(await sweepCalls(county.deps)).toBe(0);
  const key = `call-farmer:draft:${account}:2026-11-02`;
  expect(await dutyRow(key)).toMatchObject({
    kind: 'call-farmer',
    owner_staff_id: STAFF.officerA.id,
  });
  await county.system((trx) =>
    trx.updateTable('conversation').set({ draft_touched_at: null }).execute(),
  );
  await sweepCalls(county.deps);
  expect((await dutyRow(key)).state).toBe('cancelled');
});

test('FD-04 an answer nobody saw after a working day becomes a phone call, also over a weekend', async () => {
  const account = uuid(901);
  at('2026-11-06T16:00:00+08:00'); // a Friday
  await county.system(async (trx) => {
    await insertAccount(trx, account, 'webchat', county.clock.now(), { area: 'a', name: '张大山' });
    await queueMessages(
      trx,
      county.deps.fields,
      [{ id: uuid(902), accountId: account, kind: 'progress', token: 0, message: { text: '…' } }],
      county.clock.now(),
    );
    await trx.updateTable('message').set({ state: 'waiting' }).execute();
  });
  at('2026-11-08T17:00:00+08:00'); // Sunday
  expect(await sweepCalls(county.deps)).toBe(0);
  at('2026-11-09T15:00:00+08:00'); // Monday, an hour short of a working day
  expect(await sweepCalls(county.deps)).toBe(0);
  at('2026-11-09T17:00:00+08:00');
  expect(await sweepCalls(county.deps)).toBe(1);
  expect(await sweepCalls(county.deps)).toBe(0);
});

test('BN-63 LX-10 each monitored household gets one visit duty a month, for its helper, and none once it was visited', async () => {
  const cared = await county.household(701, 'a', '赵监测', { monitored: 'marginal' });
  const alone = await county.household(702, 'b', '钱监测', { monitored: 'sudden-hardship' });
  const visited = await county.household(703, 'b', '孙监测', { monitored: 'marginal' });
  await county.household(704, 'b', '李一般');
  await county.system(async (trx) => {
    await trx
      .insertInto('assignment')
      .values({
        id: uuid(790),
        staff_id: STAFF.helperA.id,
        household_id: cared,
        area_path: AREAS.a.areaPath,
        since: '2026-01-01' as never,
        until: null,
      })
      .execute();
    await trx
      .insertInto('visit')
      .values({
        id: uuid(791),
        draft_id: 'v',
        household_id: visited,
        area_path: AREAS.b.areaPath,
        case_id: null,
        staff_id: STAFF.officerB.id,
        second_staff_id: null,
        kind: 'routine',
        outcome: 'all-well',
        finding: null,
        details: '{}',
        note_enc: null,
        latitude: null,
        longitude: null,
        visited_on: '2026-11-01' as never,
        received_at: timestamp(county.clock.now()),
      })
      .execute();
  });
  const opened = await Promise.all([
    openMonthlyVisits(county.deps),
    openMonthlyVisits(county.deps),
  ]);
  expect(opened[0] + opened[1]).toBe(2);
  expect(await openMonthlyVisits(county.deps)).toBe(0);
  expect(await dutyRow(`monthly-visit:${cared}:2026-11`)).toMatchObject({
    owner_staff_id: STAFF.helperA.id,
    owner_role: 'helper',
    due_on: '2026-11-30',
  });
  expect(await dutyRow(`monthly-visit:${alone}:2026-11`)).toMatchObject({
    owner_staff_id: STAFF.officerB.id,
  });
});

test('LX-07 BN-02 the pack’s regular work becomes duties once a period, is closed by a note, and nothing comes of it before the next whole period', async () => {
  const assigned = (
    work: (trx: Parameters<Parameters<County['system']>[0]>[0]) => Promise<unknown>,
  ) => county.system(work);
  const opened = () => openRecurringWork(county.deps, 2);
  const meetings = () =>
    county.system(async (trx) => {
      const { rows } = await sql<{
        id: string;
        clause: string;
        due: string;
        owner: string;
      }>`select id, clause, due_on as due, owner_staff_id as owner from duty
        where kind = 'recurring-work' and details ->> 'code' = 'joint-meeting' order by due_on`.execute(
        trx,
      );
      return rows;
    });
  expect(await opened(), 'no pack assigned').toBe(0);
  await assigned((trx) =>
    sql`insert into area_pack_assignment (area_id, from_day, pack_id, assigned_at)
      values (${AREAS.county.areaId}::uuid, '2000-01-01', 'longxian', ${timestamp(county.clock.now())})`.execute(
      trx,
    ),
  );
  try {
    expect(await opened(), 'the day the pack is assigned').toBe(0);
    at('2026-12-01T00:10:00+08:00');
    // Two sweeps at the same moment (two processes): the unique key of the duty lets one of each in.
    const [one, two] = await Promise.all([opened(), opened()]);
    expect(one + two).toBeGreaterThan(3);
    expect(await opened()).toBe(0);
    const [meeting, ...more] = await meetings();
    expect(more).toEqual([]);
    expect(meeting).toMatchObject({ due: '2026-12-31', owner: STAFF.county.id });
    expect(meeting?.clause).toContain('第2项');
    const dutyId = meeting?.id ?? '';
    expect(
      await asStaff(county, 'officerA', (turn) =>
        recordRecurringWork(turn, {
          dutyId,
          words: '开了',
          mediaIds: [],
        }),
      ),
    ).toMatchObject({ ok: false });
    const record = () =>
      asStaff(county, 'county', (turn) =>
        recordRecurringWork(turn, {
          dutyId,
          words: '12月3日开的，定了低保交叉核对',
          mediaIds: [],
        }),
      );
    expect(await record()).toMatchObject({ ok: true, value: { title: '联席会议' } });
    expect(await record(), 'written once').toMatchObject({ ok: false });
    at('2027-01-01T00:10:00+08:00');
    await opened();
    const next = (await meetings()).at(-1);
    expect(next?.due).toBe('2027-01-31');
    const sheet = await asStaff(county, 'county', (turn) =>
      dutySheet(turn, { dutyId: next?.id ?? '' }),
    );
    expect(sheet?.recurring).toMatchObject({
      evidence: 'minutes',
      unit: '县乡村振兴局',
      last: { byName: STAFF.county.name, note: '12月3日开的，定了低保交叉核对' },
    });
    expect(sheet?.label).toBe('联席会议');
  } finally {
    await assigned((trx) => sql`delete from area_pack_assignment`.execute(trx));
  }
});

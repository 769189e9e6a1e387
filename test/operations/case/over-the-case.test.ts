/** What lies over a case: help before the formalities, a clock that stands still. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromInstant, localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { caseWorkHandlers } from '#src/operations/case/work-handlers.ts';
import { LEDGERS } from '#src/store/ledgers/all-ledgers.ts';
import type { LedgerName, LedgerRow } from '#src/store/ledgers/ledger.ts';
import { verifyCase } from './rebuilt.ts';
import { lifeIn } from './life.ts';
import { type County, makeCounty, STAFF } from '#test/operations/duty/county.ts';
import { asStaff } from '#test/operations/notice/office.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import {
  accountOfDepartment,
  addDepartments,
  staffOf,
} from '#test/operations/ticket/departments.ts';

let county: County;
let life: ReturnType<typeof lifeIn>;
let zhang: string;
let farmer: string;

beforeAll(async () => {
  county = await makeCounty();
  life = lifeIn(county);
  await addDepartments(county);
  zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
});
afterAll(() => county.close());
beforeEach(async () => {
  life.onDay('2026-11-02');
  await county.clear();
  await county.system((trx) => trx.deleteFrom('account').where('staff_id', 'is', null).execute());
  farmer = await life.farmer(900, 'a', zhang, '张大山');
});

/** Whatever happened: the log alone leads to the stored case. */
const checked = async (caseId: string): Promise<void> => {
  expect(await verifyCase(county, caseId)).toBe(true);
};

describe('fast track', () => {
  test('BN-57 a report that presses offers 先行救助 at once; the town approves by one tap, relief is given within a day, and the steps go on', async () => {
    const caseId = await life.report(farmer, zhang, 'high');
    const officer = life.chat('officerA');
    const accept = await life.duty(caseId, 'accept-clue');
    await officer.pressLasting('duty-open', accept.id);
    expect(await officer.labels()).toContain('先行救助');
    await officer.press('先行救助');
    const asked = textOf(await officer.press('遭了灾'));
    expect(asked).toContain('报到镇里了');

    const approve = await life.duty(caseId, 'approve-fast-track');
    expect(approve.owner).toBe(STAFF.town.id);
    expect(await life.said(accountKey('town'))).toContain('急事');
    const town = life.chat('town');
    expect(textOf(await town.pressLasting('duty-open', approve.id))).toContain(
      '先行救助（王秀英提出）：遭了灾',
    );
    expect(textOf(await town.press('同意'))).toContain('先帮上');

    const relief = await life.duty(caseId, 'give-relief');
    expect(relief.dueOn).toBe('2026-11-03');
    expect(await life.said(farmer)).toContain('先帮上，手续后补');
    // The clock of identification and the clue's own duty go on as if nothing had happened.
    expect((await life.openDuties(caseId)).map((each) => each.kind)).toEqual(
      expect.arrayContaining(['accept-clue', 'identify']),
    );

    life.onDay('2026-11-03');
    const helper = life.chat('officerA');
    await helper.pressLasting('duty-open', relief.id);
    await helper.press('记录救助');
    await helper.press('临时救助');
    const done = textOf(await helper.say('500'));
    expect(done).toContain('离发现线索1天');
    const row = await county.system((trx) =>
      trx.selectFrom('relief').selectAll().executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ code: 'temporary-relief', yuan: 500, given_on: '2026-11-03' });
    expect(await ledger('relief')).toMatchObject([
      {
        ground: 'disaster',
        approvedOn: '2026-11-02',
        daysToRelief: 1,
        what: '临时救助',
        yuan: 500,
        givenBy: '王秀英',
      },
    ]);
    expect((await life.file(caseId)).fastTrack).toMatchObject({ relievedOn: '2026-11-03' });
    expect((await life.openDuties(caseId)).map((each) => each.kind)).not.toContain('give-relief');
    await checked(caseId);
  });

  test('LX-53 临时救助 goes to the civil affairs officer at once, before identification is over', async () => {
    const caseId = await life.report(farmer, zhang);
    await life.does(caseId, {
      kind: 'propose-fast-track',
      byStaffId: STAFF.officerA.id,
      ground: 'no-food',
    });
    await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['answer-fast-track'](turn, { caseId, approve: true }),
    );
    const referral = await life.duty(caseId, 'refer-relief');
    expect(referral.owner).toBe(staffOf('civil'));
    expect(referral.dueOn).toBe('2026-11-03');
    const civil = chatOf(county, accountOfDepartment('civil'));
    const shown = textOf(await civil.pressLasting('duty-open', referral.id));
    expect(shown).toContain('不等识别认定办完');
    await civil.press('临时救助已受理');
    expect((await life.openDuties(caseId)).map((each) => each.kind)).not.toContain('refer-relief');
    expect((await life.file(caseId)).state.tag).toBe('clue');
  });

  test('BN-57 nobody approves what they proposed; refused, it can be proposed again and is a new duty', async () => {
    const caseId = await life.report(farmer, zhang);
    const propose = () =>
      asStaff(county, 'town', (turn) =>
        caseWorkHandlers['propose-fast-track'](turn, { caseId, ground: 'accident' }),
      );
    expect(await propose()).toMatchObject({ ok: true });
    const own = await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['answer-fast-track'](turn, { caseId, approve: true }),
    );
    expect(own).toEqual({ ok: false, refusal: { code: 'same-person' } });
    const first = await life.duty(caseId, 'approve-fast-track');
    expect(first.owner).toBe(STAFF.townLeader.id);
    await asStaff(county, 'townLeader', (turn) =>
      caseWorkHandlers['answer-fast-track'](turn, { caseId, approve: false }),
    );
    expect(await propose()).toMatchObject({ ok: true });
    const second = await life.duty(caseId, 'approve-fast-track');
    expect(second.id).not.toBe(first.id);
    expect(await life.said(farmer)).not.toContain('先帮上');
  });
});

describe('suspension', () => {
  const propose = (caseId: string, until: string) =>
    asStaff(county, 'officerA', (turn) =>
      caseWorkHandlers['propose-suspension'](turn, {
        caseId,
        reason: 'away',
        until: localDate(until),
      }),
    );
  const answer = (caseId: string, approve: boolean) =>
    asStaff(county, 'town', (turn) =>
      caseWorkHandlers['answer-suspension'](turn, { caseId, approve }),
    );

  test('FD-02 a suspension moves nothing until another person approved it, then all days by those it stands still, and back when it ends early', async () => {
    const caseId = await life.report(farmer, zhang);
    await life.does(caseId, { kind: 'take', byStaffId: STAFF.officerA.id });
    const before = await life.openDuties(caseId);
    expect(await propose(caseId, '2026-11-09')).toMatchObject({ ok: true });
    const dueDays = async () =>
      (await life.openDuties(caseId))
        .filter((each) => each.kind !== 'approve-suspension')
        .map((each) => [each.kind, each.dueOn]);
    expect(await dueDays()).toEqual(before.map((each) => [each.kind, each.dueOn]));
    expect((await life.file(caseId)).identifyDueOn).toBe('2026-11-17');

    expect(await answer(caseId, true)).toMatchObject({
      ok: true,
      value: { identifyDueOn: '2026-11-24' },
    });
    const moved = before.map((each) => [each.kind, plusDays(localDate(each.dueOn), 7)]);
    expect(await dueDays()).toEqual(moved);

    life.onDay('2026-11-05');
    const town = life.chat('town');
    const shown = textOf(await town.pressLasting('case-open', caseId));
    expect(shown).toContain('到今天3天，扣除暂停的3天，净用0天');
    const identify = await life.duty(caseId, 'identify');
    expect(textOf(await town.pressLasting('duty-open', identify.id))).toContain(
      '到今天3天，扣除暂停，净用0天',
    );
    await town.pressLasting('case-open', caseId);
    await town.press('恢复计时');
    await town.press('确定');
    expect(await ledger('cases')).toMatchObject([{ grossDays: 3, suspendedDays: 3 }]);
    expect((await life.file(caseId)).identifyDueOn).toBe('2026-11-20');
    expect(await dueDays()).toEqual(
      before.map((each) => [each.kind, plusDays(localDate(each.dueOn), 3)]),
    );
    await checked(caseId);
  });

  test('FD-02 a step that begins while the clock stands still has its own days from the end of it', async () => {
    const caseId = await life.report(farmer, zhang);
    await propose(caseId, '2026-11-09');
    await answer(caseId, true);
    life.onDay('2026-11-04');
    await life.does(caseId, { kind: 'take', byStaffId: STAFF.officerA.id });
    // Three days of home verification, counted from the 9th.
    expect((await life.duty(caseId, 'verify-home')).dueOn).toBe('2026-11-12');
  });

  test('FD-02 “returned” never moves a day', async () => {
    const caseId = await life.report(farmer, zhang);
    await life.does(caseId, life.verify());
    const due = (await life.file(caseId)).identifyDueOn;
    const clock = (await life.duty(caseId, 'identify')).dueOn;
    life.onDay('2026-11-06');
    await life.does(caseId, {
      kind: 'return',
      byStaffId: STAFF.town.id,
      to: 'verification',
      correction: 'income-unclear',
    });
    expect((await life.file(caseId)).identifyDueOn).toBe(due);
    expect((await life.duty(caseId, 'identify')).dueOn).toBe(clock);
  });

  test('FD-02 only a listed reason, only as long as the pack admits, and the household hears of it in plain words', async () => {
    const caseId = await life.report(farmer, zhang);
    expect(await propose(caseId, '2027-11-09')).toMatchObject({
      ok: false,
      refusal: { code: 'too-long' },
    });
    const officer = life.chat('officerA');
    await officer.pressLasting('case-open', caseId);
    await officer.press('暂停计时');
    await officer.press('灾害封路');
    await officer.press('11月5日 周四');
    await answer(caseId, false);
    expect((await life.file(caseId)).suspensions).toEqual([]);
    expect(await propose(caseId, '2026-11-05')).toMatchObject({ ok: true });
    await answer(caseId, true);
    expect(await life.said(farmer)).toContain('先停一停，11月5日 周四接着办');
  });
});

/** A ledger as JSON lines, for the whole county. */
async function ledger(name: LedgerName): Promise<readonly LedgerRow[]> {
  const read: LedgerRow[] = [];
  await county.system(async (trx) => {
    const facts = { today: fromInstant(county.clock.now()), month: null, lowIncomeYuan: null };
    const { rows } = await LEDGERS[name].query(null, facts).execute(trx);
    read.push(...rows);
  });
  return read;
}

const accountKey = (key: keyof typeof STAFF): string => STAFF[key].id.replace('-9000-', '-a000-');

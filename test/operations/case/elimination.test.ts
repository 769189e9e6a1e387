/** Elimination of a risk with its own chain, notice and monthly list, and the way back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { caseStepHandlers } from '#src/operations/case/tables.ts';
import { caseWorkHandlers, caseWorkLoaders } from '#src/operations/case/work-handlers.ts';
import { dutySweeps } from '#src/operations/duty/sweeps.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import { assignPack } from '#src/store/area-pack.ts';
import { assessedAgain } from './better-off.ts';
import { assistedCase, startOver } from './after-enrolment.ts';
import { lifeIn } from './life.ts';
import { verifyCase } from './rebuilt.ts';
import {
  accountOf,
  AREAS,
  type County,
  makeCounty,
  STAFF,
  type StaffKey,
} from '#test/operations/duty/county.ts';
import { asStaff } from '#test/operations/notice/office.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';

let county: County;
let life: ReturnType<typeof lifeIn>;
let zhang: string;
let farmer: string;

beforeAll(async () => {
  county = await makeCounty('2026-11-02T09:00:00+08:00', { postsSince: '2024-01-01' });
  life = lifeIn(county);
  zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
});
afterAll(() => county.close());
beforeEach(async () => {
  await startOver(county, life);
  farmer = await life.farmer(900, 'a', zhang, '张大山');
});

const assisted = (): Promise<string> => assistedCase(county, life, farmer, zhang);

type Deed = 'apply-elimination' | 'pass-elimination' | 'post-elimination' | 'close-elimination';
const does = (who: StaffKey, deed: Deed, caseId: string) =>
  asStaff(county, who, (turn) =>
    deed === 'apply-elimination'
      ? caseWorkHandlers[deed](turn, { caseId, way: 'assisted', answer: 'seen-at-home' })
      : caseWorkHandlers[deed](turn, { caseId }),
  );

/** Applied for on 2027-02-10 and passed by village, town and county. */
async function passedThrice(caseId: string): Promise<void> {
  life.onDay('2027-02-10');
  await assessedAgain(county, zhang, caseId, '2027-02-09');
  for (const [who, deed] of [
    ['helperA', 'apply-elimination'],
    ['secretaryA', 'pass-elimination'],
    ['town', 'pass-elimination'],
    ['county', 'pass-elimination'],
  ] as const) {
    expect(await does(who, deed, caseId)).toMatchObject({ ok: true });
  }
}

/** Posted on the 10th, closed on the 16th: it waits for the county’s list. */
async function waitingForMark(caseId: string): Promise<void> {
  await passedThrice(caseId);
  expect(await does('officerA', 'post-elimination', caseId)).toMatchObject({ ok: true });
  life.onDay('2027-02-16');
  expect(await does('officerA', 'close-elimination', caseId)).toMatchObject({ ok: true });
}

/** Somebody of the village reports that the water does not run. */
const openWaterTicket = () =>
  asStaff(county, 'officerA', (turn) =>
    openIssue(
      turn,
      {
        topic: 'drinking-water',
        emergency: false,
        words: '',
        ...AREAS.a,
        householdId: zhang,
        accountId: null,
        openedByStaffId: STAFF.officerA.id,
        declarationId: null,
      },
      { quiet: true },
    ),
  );

async function eliminated(): Promise<string> {
  const caseId = await assisted();
  await waitingForMark(caseId);
  const marked = await asStaff(county, 'county', (turn) =>
    caseWorkHandlers['mark-eliminated'](turn, { caseIds: [caseId] }),
  );
  expect(marked).toEqual({ ok: true, value: { marked: 1, left: 0 } });
  return caseId;
}

describe('elimination', () => {
  test('LX-13 the helper’s button says what is missing and from which day on, and the operation refuses the same', async () => {
    const caseId = await assisted();
    life.onDay('2027-02-09');
    const helper = life.chat('helperA');
    await helper.pressLasting('case-open', caseId);
    const shown = textOf(await helper.press('申请消除风险'));
    expect(shown).toContain('帮扶时间还不够，2月10日 周三起才能申请');
    expect(shown).toContain('消除前的收支还没有核算');
    // What has no record is not believed: the missing sheet becomes a duty.
    expect(await helper.labels()).toEqual(['先补一份收支核算', '返回']);
    expect(textOf(await helper.press('先补一份收支核算'))).toContain('放进待办了');
    const sheet = await life.duty(caseId, 'fill-assessment');
    expect(sheet.owner).toBe(STAFF.helperA.id);
    expect(await does('helperA', 'apply-elimination', caseId)).toEqual({
      ok: false,
      refusal: { code: 'too-early', from: '2027-02-10' },
    });
    life.onDay('2027-02-10');
    expect(await does('helperA', 'apply-elimination', caseId)).toMatchObject({
      ok: false,
      refusal: { code: 'conditions-unmet' },
    });
  });

  test('LX-12 helper, village, town, county, notice, monthly list: each by a button from the to-do list, each by another person', async () => {
    const caseId = await assisted();
    life.onDay('2027-02-10');
    await assessedAgain(county, zhang, caseId, '2027-02-09');
    const helper = life.chat('helperA');
    await helper.pressLasting('case-open', caseId);
    const claimed = textOf(await helper.press('申请消除风险'));
    expect(claimed).toContain('收入表2月9日 周二，人均 20000 元');
    const asked = textOf(await helper.press('帮扶消除'));
    expect(asked).toContain(
      '【没有记录】收入稳定半年以上：2月9日 周二起的收入表才在线上，不满半年',
    );
    expect(asked).toContain('公益性岗位还没有评成效；还没有走访记录');
    expect(textOf(await helper.press('看过工资、票据等凭证'))).toContain('申请交上去了');

    for (const [who, kind] of [
      ['secretaryA', 'elimination-village'],
      ['town', 'elimination-town'],
      ['county', 'elimination-county'],
    ] as const) {
      const duty = await life.duty(caseId, kind);
      expect(duty.owner).toBe(STAFF[who].id);
      const chat = life.chat(who);
      await chat.pressLasting('duty-open', duty.id);
      const shown = textOf(await chat.press('同意'));
      expect(shown).toContain('落实的帮扶：公益性岗位');
      expect(shown).toContain('收入表2月9日 周二，人均 20000 元，本地的监测范围还没有公布');
      expect(shown).toContain('三保障和饮水：2月9日 周二核实没有问题');
      expect(shown).toContain('对不上的，申请人说明：看过工资、票据等凭证。');
      if (who === 'county') expect(shown).toContain('抽查比例20%，本文件未规定，采用默认值');
      expect(textOf(await chat.press('同意'))).toContain('交到下一步');
    }

    const officer = life.chat('officerA');
    await officer.pressLasting('duty-open', (await life.duty(caseId, 'post-elimination')).id);
    await officer.press('张贴公示');
    expect(textOf(await officer.press('确定'))).toContain('最早2月16日 周二结束');
    expect(await life.said(farmer)).toContain('村里贴了公示');
    const notice = await county.system((trx) =>
      trx.selectFrom('public_notice').selectAll().executeTakeFirstOrThrow(),
    );
    expect(notice).toMatchObject({ kind: 'eliminate', min_days: 5 });
    life.onDay('2027-02-15');
    expect(await does('officerA', 'close-elimination', caseId)).toMatchObject({
      ok: false,
      refusal: { code: 'publicity-too-short' },
    });
    life.onDay('2027-02-16');
    expect(await does('officerA', 'close-elimination', caseId)).toMatchObject({ ok: true });

    const mark = await life.duty(caseId, 'mark-elimination');
    expect(mark.dueOn).toBe('2027-02-28');
    const countyChat = life.chat('county');
    await countyChat.pressLasting('duty-open', mark.id);
    const list = textOf(await countyChat.press('标注清单'));
    expect(list).toContain('2月标注清单');
    expect(list).toContain('1. 张大山 云岭镇 桃源村');
    expect(textOf(await countyChat.press('全部标注好了'))).toContain('标注好1户');

    expect((await life.file(caseId)).state).toEqual({ tag: 'eliminated', on: '2027-02-16' });
    const kept = await county.system((trx) =>
      trx
        .selectFrom('elimination_entry')
        .innerJoin('elimination_list', 'elimination_list.id', 'elimination_entry.list_id')
        .select(['month', 'case_id', 'way', 'marked_on'])
        .execute(),
    );
    expect(kept).toEqual([
      { month: '2027-02', case_id: caseId, way: 'assisted', marked_on: '2027-02-16' },
    ]);
    expect(await life.said(farmer)).toContain('已经在办的政策按原来的期限办。');
    const own = chatOf(county, farmer);
    expect(textOf(await own.say('我的进度'))).toContain('县里记为解决了，还会常来看看');
    expect(await verifyCase(county, caseId)).toBe(true);
  });

  test('LX-12 a ticket that comes up after the application contradicts it: the village is shown it and cannot pass; each decision keeps what it rested on', async () => {
    const caseId = await assisted();
    life.onDay('2027-02-10');
    await assessedAgain(county, zhang, caseId, '2027-02-09');
    await does('helperA', 'apply-elimination', caseId);
    await openWaterTicket();
    expect(await does('secretaryA', 'pass-elimination', caseId)).toEqual({
      ok: false,
      refusal: { code: 'conditions-unmet', unmet: ['guarantees-met'] },
    });
    const chat = life.chat('secretaryA');
    await chat.pressLasting('duty-open', (await life.duty(caseId, 'elimination-village')).id);
    const shown = textOf(await chat.press('同意'));
    expect(shown).toContain('【对不上】三保障和饮水：饮水安全的问题2月10日 周三报来，还没有办完');
    const applied = await county.system((trx) =>
      trx
        .selectFrom('case_event')
        .select('payload')
        .where('kind', '=', 'elimination-applied')
        .executeTakeFirstOrThrow(),
    );
    const { rules } = applied.payload as { rules: readonly { rule: string; inputs: object }[] };
    expect(rules.find(({ rule }) => rule === 'elimination:income-above-line')).toMatchObject({
      met: true,
      inputs: { strength: 'hard', for: 'income', clause: expect.stringContaining('风险消除') },
    });
    // The log outlives every erasure: no sum of the household stands in it.
    expect(JSON.stringify(applied.payload)).not.toContain('20000');
  });

  test('LX-12 nobody passes what they applied for or passed before; returned, the notice comes down and the applicant hears why', async () => {
    const caseId = await assisted();
    life.onDay('2027-02-10');
    await assessedAgain(county, zhang, caseId, '2027-02-09');
    await does('secretaryA', 'apply-elimination', caseId);
    expect(await does('secretaryA', 'pass-elimination', caseId)).toEqual({
      ok: false,
      refusal: { code: 'own-work' },
    });
    await does('officerA', 'pass-elimination', caseId);
    await does('town', 'pass-elimination', caseId);
    expect(await does('town', 'pass-elimination', caseId)).toMatchObject({ ok: false });
    await does('county', 'pass-elimination', caseId);
    await does('officerA', 'post-elimination', caseId);
    const returned = await asStaff(county, 'county', (turn) =>
      caseWorkHandlers['return-elimination'](turn, { caseId, doubt: 'income-not-steady' }),
    );
    expect(returned).toMatchObject({ ok: true });
    const notice = await county.system((trx) =>
      trx
        .selectFrom('public_notice')
        .select(['withdrawn_at', 'closed_at'])
        .executeTakeFirstOrThrow(),
    );
    expect(notice.withdrawn_at).not.toBeNull();
    expect(await life.said(accountOf('secretaryA'))).toContain('退回来了：收入还不稳定');
    expect(await life.said(farmer)).toContain('公示收回了');
    expect((await life.file(caseId)).state.tag).toBe('assisting');
  });

  test('LX-12 an objection to the notice holds the list up until somebody else has checked it; rightly objected, help goes on', async () => {
    const caseId = await assisted();
    await passedThrice(caseId);
    await does('officerA', 'post-elimination', caseId);
    const objected = await asStaff(county, 'officerA', (turn) =>
      caseStepHandlers['file-objection'](turn, { caseId, words: '他家还欠着药费' }),
    );
    expect(objected).toMatchObject({ ok: true });
    life.onDay('2027-02-16');
    expect(await does('officerA', 'close-elimination', caseId)).toMatchObject({
      ok: false,
      refusal: { code: 'objections-open' },
    });
    const { publicity } = (await life.file(caseId)).elimination ?? { publicity: null };
    const objectionId = publicity?.objections[0]?.objectionId ?? '';
    const checks = (who: StaffKey) =>
      asStaff(county, who, (turn) =>
        caseStepHandlers['check-objection'](turn, { caseId, objectionId, upheld: true }),
      );
    // The town passed the application: it does not judge what is said against it.
    expect(await checks('town')).toMatchObject({ ok: false, refusal: { code: 'own-work' } });
    expect(await checks('townLeader')).toMatchObject({ ok: true });
    expect((await life.file(caseId)).state.tag).toBe('assisting');
    expect(await life.said(accountOf('helperA'))).toContain('公示有异议，核查属实');
    expect(await life.said(farmer)).toContain('公示收回了');
    expect(await verifyCase(county, caseId)).toBe(true);
  });

  test('FD-11 nothing the system does by itself eliminates anybody, however long one waits', async () => {
    const caseId = await assisted();
    await waitingForMark(caseId);
    for (const day of ['2027-03-01', '2028-01-01', '2029-12-31']) {
      life.onDay(day);
      for (const sweep of dutySweeps) await sweep.run(county.deps);
      expect((await life.file(caseId)).state).toMatchObject({
        tag: 'eliminating',
        stage: 'marking',
      });
    }
    const events = await county.system((trx) =>
      trx
        .selectFrom('case_event')
        .select(['kind', 'actor_kind'])
        .where('kind', 'like', 'elimination%')
        .execute(),
    );
    expect(events.every((each) => each.actor_kind === 'staff')).toBe(true);
  });

  test('LX-12 a household nobody can write to is told at the door: the helper gets a call to make', async () => {
    const caseId = await assisted();
    await waitingForMark(caseId);
    await county.system((trx) =>
      trx.updateTable('account').set({ trust: 'claimed' }).where('id', '=', farmer).execute(),
    );
    await asStaff(county, 'county', (turn) =>
      caseWorkHandlers['mark-eliminated'](turn, { caseIds: [caseId] }),
    );
    const call = await county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('owner_staff_id')
        .where('kind', '=', 'call-farmer')
        .where('household_id', '=', zhang)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow(),
    );
    expect(call.owner_staff_id).toBe(STAFF.helperA.id);
    expect(await life.said(farmer)).not.toContain('记为解决了');
  });

  test('LX-12 a report that came meanwhile keeps the household off the list until somebody has looked', async () => {
    const caseId = await assisted();
    await waitingForMark(caseId);
    await life.report(farmer, zhang);
    const mark = () =>
      asStaff(county, 'county', (turn) =>
        caseWorkHandlers['mark-eliminated'](turn, { caseIds: [caseId] }),
      );
    expect(await mark()).toEqual({ ok: true, value: { marked: 0, left: 1 } });
    expect((await life.file(caseId)).state.tag).toBe('eliminating');
    await life.does(caseId, life.verify());
    expect(await mark()).toEqual({ ok: true, value: { marked: 1, left: 0 } });
  });

  test('LX-12 two county officers mark the same list at once: every household is marked once', async () => {
    const caseId = await assisted();
    await waitingForMark(caseId);
    const mark = (who: StaffKey) =>
      asStaff(county, who, (turn) =>
        caseWorkHandlers['mark-eliminated'](turn, { caseIds: [caseId] }),
      );
    const both = await Promise.all([mark('county'), mark('countyLeader')]);
    const marked = both.reduce((sum, each) => sum + (each.ok ? each.value.marked : 0), 0);
    expect(marked).toBe(1);
    const told = (await county.told(farmer)).filter((each) => each.text.includes('记为解决了'));
    expect(told).toHaveLength(1);
  });

  test('FD-11 the share of eliminated risks stands in the county’s list and nowhere a village or town looks', async () => {
    const caseId = await eliminated();
    await county.system((trx) =>
      assignPack(
        trx,
        { areaId: AREAS.county.areaId, fromDay: localDate('2024-04-10'), packId: 'fengdu' },
        county.clock.now(),
      ),
    );
    const countyChat = life.chat('county');
    // 力争60% is a figure of 2024: two years on nobody strives for it.
    const now = textOf(await countyChat.pressLasting('marking-list', ''));
    expect(now).toContain('全县风险消除率 100%');
    expect(now).not.toContain('力争');
    life.onDay('2024-12-20');
    const list = textOf(await countyChat.pressLasting('marking-list', ''));
    expect(list).toContain('全县风险消除率 100%，文件力争60%');
    expect(list).toContain('不能为了比例消除');
    for (const who of ['officerA', 'secretaryA', 'helperA', 'town', 'townLeader'] as const) {
      const asked = await asStaff(county, who, (turn) => caseWorkLoaders['marking-list'](turn, {}));
      expect(asked).toBeNull();
      const chat = life.chat(who);
      const seen = [
        await chat.pressLasting('marking-list', ''),
        await chat.pressLasting('case-open', caseId),
        await chat.say('我的待办'),
        await chat.say('我的农户'),
      ].map(textOf);
      expect(seen.join('\n')).not.toMatch(/消除率|\d%/);
      expect(await life.said(accountOf(who))).not.toMatch(/消除率|\d%/);
    }
    expect(await life.said(farmer)).not.toMatch(/消除率|\d%/);
  });
});

describe('after elimination', () => {
  test('XX-13 the household stays on record, watched on, and what runs for its pupils goes on', async () => {
    const caseId = await eliminated();
    const town = life.chat('town');
    const shown = textOf(await town.pressLasting('case-open', caseId));
    expect(shown).toContain('继续跟踪');
    // No aid for a pupil runs here, and the county's document says nothing of one: nothing is promised.
    expect(await life.said(farmer)).toContain('已经在办的政策按原来的期限办。我们还会常来看看');
    const officer = life.chat('officerA');
    await officer.say('我的农户');
    expect(textOf(await officer.press('张大山'))).toContain('继续跟踪');
    // A measure can still end in its own time: the case log takes it.
    await life.does(caseId, {
      kind: 'change-measure',
      byStaffId: STAFF.helperA.id,
      measureId: (await life.file(caseId)).assistance?.measures[0]?.measureId ?? '',
      state: 'done',
    });
    expect((await life.file(caseId)).state.tag).toBe('eliminated');
  });

  test('LX-12 a new report brings the case back with days of its own; so does the town by a button', async () => {
    const caseId = await eliminated();
    life.onDay('2027-03-01');
    await life.report(farmer, zhang);
    expect((await life.file(caseId)).state.tag).toBe('clue');
    expect((await life.file(caseId)).identifyDueOn).toBe('2027-03-16');
    expect((await life.openDuties(caseId)).map((each) => each.kind)).toEqual([
      'accept-clue',
      'identify',
    ]);
    expect(await verifyCase(county, caseId)).toBe(true);
  });

  test('LX-12 trouble that comes back before anybody reports it: the town reopens, household and helper hear', async () => {
    const caseId = await eliminated();
    life.onDay('2027-03-01');
    const town = life.chat('town');
    await town.pressLasting('case-open', caseId);
    await town.press('重新识别');
    expect(textOf(await town.press('确定'))).toContain('重新识别了');
    expect(await life.said(farmer)).toContain('我们重新来看一看');
    expect(await life.said(accountOf('helperA'))).toContain('张大山家重新纳入识别');
    expect((await life.file(caseId)).identifyDueOn).toBe('2027-03-16');
  });
});

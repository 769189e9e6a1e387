/** What comes after the county has decided: who helps, what the household sees, new reports, long cases. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLongCaseReviews } from '#src/operations/case/long-cases.ts';
import { caseWorkHandlers } from '#src/operations/case/work-handlers.ts';
import { assistedCase, enrolledCase, startOver } from './after-enrolment.ts';
import { lifeIn } from './life.ts';
import { verifyCase } from './rebuilt.ts';
import { accountOf, type County, makeCounty, STAFF } from '#test/operations/duty/county.ts';
import {
  accountOfDepartment,
  addDepartments,
  staffOf,
} from '#test/operations/ticket/departments.ts';
import { asStaff } from '#test/operations/notice/office.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';

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
  await startOver(county, life);
  farmer = await life.farmer(900, 'a', zhang, '张大山');
});

const enrolled = (): Promise<string> => enrolledCase(life, farmer, zhang);
const assisted = (): Promise<string> => assistedCase(county, life, farmer, zhang);

describe('who helps', () => {
  test('BN-62 FD-05 from the duty of ten working days the town names who answers for the household; the household hears who and the phone', async () => {
    const caseId = await enrolled();
    const plan = await life.duty(caseId, 'make-plan');
    expect(plan.dueOn).toBe('2026-11-24');
    expect(plan.owner).toBe(STAFF.town.id);
    await county.system((trx) =>
      trx
        .updateTable('staff')
        .set({
          phone_enc: county.deps.fields.encrypt('staff.phone', STAFF.helperA.id, '13900000009'),
        })
        .where('id', '=', STAFF.helperA.id)
        .execute(),
    );
    const town = life.chat('town');
    await town.pressLasting('duty-open', plan.id);
    await town.press('定帮扶责任人');
    expect(textOf(await town.press('郑帮扶 帮扶责任人'))).toContain(
      '定好了，郑帮扶和农户都会收到消息',
    );

    expect((await life.file(caseId)).assistance?.responsibleStaffId).toBe(STAFF.helperA.id);
    const heard = await life.said(farmer);
    expect(heard).toContain('郑帮扶，电话 13900000009');
    expect(await life.said(accountOf('helperA'))).toContain('您是张大山家的帮扶责任人了');
    expect((await life.duty(caseId, 'start-measure')).owner).toBe(STAFF.helperA.id);
    const assigned = await county.system((trx) =>
      trx.selectFrom('assignment').select(['staff_id', 'until']).execute(),
    );
    expect(assigned).toEqual([{ staff_id: STAFF.helperA.id, until: null }]);
    expect(await verifyCase(county, caseId)).toBe(true);
  });

  test('BN-62 somebody who only said a name hears nothing of the recognition', async () => {
    const stranger = await life.farmer(901, 'a', zhang, '邻居', 'claimed');
    const caseId = await enrolled();
    await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['name-responsible'](turn, { caseId, staffId: STAFF.helperA.id }),
    );
    expect(await life.said(stranger)).not.toContain('联系帮您家');
  });

  test('BN-62 nobody is named who holds no post there or is of the household', async () => {
    const caseId = await enrolled();
    const named = await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['name-responsible'](turn, { caseId, staffId: STAFF.officerB.id }),
    );
    expect(named).toEqual({ ok: false, refusal: { code: 'own-interest' } });
  });
});

describe('我的进度 after the decision', () => {
  test('BN-62 shows the household who helps it; a neighbour who reported for it sees no further than the visit', async () => {
    const neighbours = await county.household(502, 'a', '李热心');
    const neighbour = await life.farmer(902, 'a', neighbours, '李热心');
    const caseId = await enrolled();
    await county.system((trx) =>
      trx
        .updateTable('declaration')
        .set({ account_id: neighbour })
        .where('case_id', '=', caseId)
        .execute(),
    );
    const proxy = chatOf(county, neighbour);
    const seen = textOf(await proxy.say('我的进度'));
    expect(seen).toContain('现在：已经上门看过');
    expect(seen).not.toMatch(/帮扶|接下来/);
    await county.system((trx) =>
      trx
        .updateTable('declaration')
        .set({ account_id: farmer })
        .where('case_id', '=', caseId)
        .execute(),
    );
    await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['name-responsible'](turn, { caseId, staffId: STAFF.helperA.id }),
    );
    const own = chatOf(county, farmer);
    const shown = textOf(await own.say('我的进度'));
    expect(shown).toContain('县里定了，正在帮扶');
    expect(shown).toContain('经办：郑帮扶');
  });
});

describe('a new report of a household that is helped', () => {
  test('FD-04 its helper has it to look into, a visit closes it, and the farmer hears that it joins the help', async () => {
    const caseId = await assisted();
    life.onDay('2026-12-01');
    await life.report(farmer, zhang);
    const look = await life.duty(caseId, 'verify-home');
    expect(look.owner).toBe(STAFF.helperA.id);
    const helper = life.chat('helperA');
    const sheet = textOf(await helper.pressLasting('duty-open', look.id));
    expect(sheet).toContain('难处');
    await helper.press('去走访');
    await helper.press('属实');
    await helper.press('提交');
    expect((await life.file(caseId)).newClues).toEqual([]);
    expect((await life.openDuties(caseId)).map((each) => each.kind)).not.toContain('verify-home');
    expect(await life.said(farmer)).toContain('和正在办的帮扶放在一起办');
  });
});

describe('long cases', () => {
  test('TN-12 after the pack’s two years the town looks at the household once, answers with a result, and again two years later', async () => {
    const caseId = await assisted();
    life.onDay('2028-11-09');
    expect(await openLongCaseReviews(county.deps)).toBe(0);
    life.onDay('2028-11-10');
    expect(await openLongCaseReviews(county.deps)).toBe(1);
    expect(await openLongCaseReviews(county.deps)).toBe(0);
    const review = await life.duty(caseId, 'long-case-review');
    expect(review.owner).toBe(STAFF.town.id);
    const town = life.chat('town');
    await town.pressLasting('duty-open', review.id);
    await town.press('逐户研判');
    const kept = textOf(await town.press('转兜底保障'));
    expect(kept).toContain('研判结果记下了：转兜底保障');
    expect(kept).toContain('转给民政部门了，11月30日 周四前答复');
    expect((await life.file(caseId)).assistance?.reviewedOn).toBe('2028-11-10');
    expect(await life.said(accountOf('helperA'))).toContain('镇里逐户研判过了');
    expect(await openLongCaseReviews(county.deps)).toBe(0);
    // The department has it with a day, and answers; the answer comes back to helper and town, and a no leaves it with the town.
    const asked = await life.duty(caseId, 'handle-referrals');
    expect(asked.dueOn).toBe('2028-11-30');
    expect(asked.owner).toBe(staffOf('civil'));
    const civil = chatOf(county, accountOfDepartment('civil'));
    await civil.pressLasting('desk-open', 'referrals');
    expect(textOf(await civil.press('张大山'))).toContain('逐户研判要转兜底保障');
    life.onDay('2028-11-20');
    await civil.press('不符合政策');
    expect((await life.openDuties(caseId)).map((each) => each.kind)).toEqual(['long-case-review']);
    for (const who of ['helperA', 'town'] as const) {
      expect(await life.said(accountOf(who))).toContain('民政部门答复：不符合政策');
    }
    const shown = textOf(await town.pressLasting('case-open', caseId));
    expect(shown).toContain('转兜底保障：11月10日 周五转给民政部门，11月20日 周一答复：不符合政策');
    await town.press('逐户研判');
    await town.press('调整措施，接着帮');
    life.onDay('2030-11-20');
    expect(await openLongCaseReviews(county.deps)).toBe(1);
    expect(await verifyCase(county, caseId)).toBe(true);
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startAssessment } from '#src/domain/assessment/assessment.ts';
import { sheetLines } from '#src/domain/assessment/income-sheet.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { saveAssessment } from '#src/store/assessment.ts';
import { AREAS, STAFF, uuid } from '#test/operations/duty/county.ts';
import { textOf } from '#test/operations/staff/office-chat.ts';
import { type Bench, fileOf, openBench, openDutyOf } from './steps-bench.ts';
import { met, posted, signed } from './steps-walk.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.county.close());
beforeEach(() => bench.begin());

/** The sheet filled at the door: poor by what was paid for the illness, and with a car to be explained. */
async function assessed(of: Bench): Promise<void> {
  const { county, household } = of;
  const window = { from: localDate('2025-11-01'), to: localDate('2026-10-31') };
  const begun = startAssessment('identification', window, 4, ['因病']);
  const lines = Object.fromEntries(sheetLines.map((line) => [line, 0]));
  const inCase = await of.caseId();
  await county.system((trx) =>
    saveAssessment(
      trx,
      {
        ...{ assessmentId: uuid(980), householdId: household, areaPath: AREAS.a.areaPath },
        ...{ caseId: inCase, visitId: null, complete: true, suggested: null },
        assessment: {
          ...begun,
          sheet: { ...lines, wage: 36_000, illness: 24_000 },
          guarantees: {
            housing: 'unsafe-lived-in',
            schooling: 'no-child',
            uninsured: [],
            water: [],
          },
          ...{ coping: 'not', assets: ['car'], wishes: [] },
        },
        income: { net: 36_000, netPerPerson: 9_000, referencePerPerson: 3_000 },
        pack: { id: 'default', version: '1' },
        ...{ staffId: STAFF.officerA.id, on: localDate('2026-11-02') },
      },
      county.clock.now(),
    ),
  );
}

test('LX-05 from the authorisation to the enrolment by chat, each step by its own post', async () => {
  const { officer, town, countyOfficer } = bench;
  await bench.visited();
  expect(await bench.state()).toBe('authorisation');

  expect(await signed(bench)).toContain('接下来：村级评议');
  expect((await bench.toldFarmer()).at(-1)).toContain('您的授权记下了');

  expect(await met(bench, '突发严重困难户')).toContain('会议记好了，1户往下办');
  expect((await bench.toldFarmer()).at(-1)).toContain('村里开会商量过了');
  expect((await fileOf(bench)).dossier.review).toMatchObject({
    present: 9,
    category: 'sudden-hardship',
  });

  expect(await posted(bench)).toContain('11月8日 周日起可以结束');
  bench.at('2026-11-07T23:59:00+08:00');
  await openDutyOf(bench, officer, 'close-publicity');
  expect(textOf(await officer.press('结束公示'))).toContain('不能提前结束');
  bench.at('2026-11-08T09:00:00+08:00');
  await openDutyOf(bench, officer, 'close-publicity');
  expect(textOf(await officer.press('结束公示'))).toContain('接下来：镇街审核');

  const asked = textOf(await openDutyOf(bench, town, 'town-review'));
  for (const fact of [
    '张大山家，云岭镇 桃源村 三组，4口人',
    '难处：生病花钱多',
    '入户核实：11月2日 周一 王秀英、郑帮扶，属实',
    '收支测算：还没有填',
    '承诺授权：11月2日 周一 签字，念给他听过',
    '村级评议：11月2日 周一 到会9人，建议 突发严重困难户',
    '村内公示：11月2日 周一贴出，11月8日 周日结束，没有异议',
    '部门比对：近两个月还没有比对过',
    '用时：6天；最晚 11月17日 周二 认定',
  ]) {
    expect(asked).toContain(fact);
  }
  expect(textOf(await town.press('同意，报县里'))).toContain('接下来：县级审定');

  await assessed(bench);
  const shown = textOf(await openDutyOf(bench, countyOfficer, 'county-decision'));
  for (const fact of [
    '人均纯收入9000元，参考收入3000元，监测范围没有公布；自己掏的大开支全家一年2.4万元',
    '三保障和饮水：住房危险，人还住着',
    '自己应对：扛不住',
    '请农户说明：小轿车（不影响办）',
  ]) {
    expect(shown).toContain(fact);
  }
  await countyOfficer.press('纳入');
  expect(textOf(await countyOfficer.press('确定纳入'))).toContain('纳入帮扶');
  expect(await bench.state()).toBe('enrolled');
  const told = await bench.toldFarmer();
  expect(told.at(-1)).toContain('您家纳入帮扶');
  expect(told.slice(0, -1).join('\n')).not.toMatch(/纳入帮扶|符合条件|不符合/);
  expect(await bench.openKinds()).toContain('make-plan');
});

/** Two cases of one household become one. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { staffHandlers } from '#src/operations/staff/intents.ts';
import { openAssessmentDuty } from '#src/operations/assessment/open-assessment-duty.ts';
import { findDeclaration } from '#src/store/declaration.ts';
import { claimedHouseholdsOf } from '#src/store/privacy/person.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { caseWorkHandlers } from '#src/operations/case/work-handlers.ts';
import { verifyCase } from './rebuilt.ts';
import { lifeIn } from './life.ts';
import { AREAS, type County, makeCounty, STAFF } from '#test/operations/duty/county.ts';
import { asStaff } from '#test/operations/notice/office.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';

let county: County;
let life: ReturnType<typeof lifeIn>;
let zhang: string;
let again: string;
let farmer: string;

beforeAll(async () => {
  county = await makeCounty();
  life = lifeIn(county);
  zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
  again = await county.household(501, 'b', '张大山');
});
afterAll(() => county.close());
beforeEach(async () => {
  life.onDay('2026-11-02');
  await county.clear();
  await county.system((trx) => trx.deleteFrom('account').where('staff_id', 'is', null).execute());
  await county.system((trx) => trx.updateTable('household').set({ same_as: null }).execute());
  farmer = await life.farmer(900, 'a', zhang, '张大山');
});

/** Whatever happened: the log alone leads to the stored case. */
const checked = async (caseId: string): Promise<void> => {
  expect(await verifyCase(county, caseId)).toBe(true);
};

describe('merging', () => {
  /** The same family, on the register twice; its second report came a day later through a neighbour village. */
  async function twoCases(): Promise<readonly [string, string, string]> {
    const first = await life.report(farmer, zhang);
    life.onDay('2026-11-03');
    const other = await life.farmer(901, 'b', again, '张大山');
    const second = await life.report(other, again);
    return [first, second, other];
  }

  const merge = async (caseId: string, otherCaseId: string): Promise<void> => {
    const merged = await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['merge-cases'](turn, { caseId, otherCaseId }),
    );
    expect(merged).toMatchObject({ ok: true });
  };

  /** An income sheet somebody owes of a household, beside any case. */
  async function openSheetDuty(householdId: string): Promise<string> {
    await asStaff(county, 'officerB', async (turn) => {
      const household = await findHousehold(turn.trx, householdId);
      if (household === undefined) throw new Error('no household');
      await openAssessmentDuty(turn, household, {
        caseId: null,
        occasion: 'test',
        staffId: STAFF.officerB.id,
      });
    });
    const row = await county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('id')
        .where('kind', '=', 'fill-assessment')
        .where('household_id', '=', householdId)
        .executeTakeFirstOrThrow(),
    );
    return row.id;
  }

  const dutyHousehold = async (dutyId: string): Promise<string | null> =>
    (
      await county.system((trx) =>
        trx
          .selectFrom('duty')
          .select('household_id')
          .where('id', '=', dutyId)
          .executeTakeFirstOrThrow(),
      )
    ).household_id;

  test('FD-04 the town merges two cases of one household: reports and visits go on in the older one, the other leaves no duty behind', async () => {
    const [first, second, other] = await twoCases();
    await asStaff(county, 'officerB', (turn) =>
      staffHandlers['record-visit'](turn, {
        draftId: 'visit-of-b',
        householdId: again,
        outcome: 'hardship',
        finding: null,
        reason: null,
        note: '',
        mediaIds: [],
        place: null,
        secondStaffId: null,
        wants: [],
      }),
    );
    const town = life.chat('town');
    await town.pressLasting('case-open', second);
    await town.press('合并个案');
    expect(textOf(await town.say('李四'))).toContain('没有找到别的在办个案');
    await town.say('张大山');
    const done = textOf(await town.press('张大山'));
    expect(done).toContain('合并好了');

    expect((await life.file(second)).state).toMatchObject({ tag: 'closed', ground: 'merged' });
    expect(await life.openDuties(second)).toEqual([]);
    const cancelled = await county.system((trx) =>
      trx.selectFrom('duty').select('outcome').where('case_id', '=', second).execute(),
    );
    expect(new Set(cancelled.map((each) => each.outcome))).toEqual(new Set(['merged']));
    const goesOn = await life.file(first);
    expect(goesOn.declarationIds).toHaveLength(2);
    expect(goesOn.identifyDueOn).toBe('2026-11-17');
    const reports = await county.system((trx) =>
      trx.selectFrom('declaration').select(['case_id', 'state']).execute(),
    );
    expect(reports).toEqual([
      { case_id: first, state: 'open' },
      { case_id: first, state: 'open' },
    ]);
    const visits = await county.system((trx) =>
      trx.selectFrom('visit').select('case_id').execute(),
    );
    expect(visits).toEqual([{ case_id: first }]);
    expect(await life.said(other)).toContain('合成一件一起办');
    await checked(first);
    await checked(second);
  });

  test('FD-04 accounts, drafts, open duties and later reports of the doubled household go with the case at once; nobody is matched again', async () => {
    const [first, second, other] = await twoCases();
    life.onDay('2026-11-04');
    const draft = chatOf(county, other);
    await draft.say('一键申报');
    await draft.press('孩子上学难');
    const lateId = await openSheetDuty(again);
    await county.system((trx) =>
      trx
        .updateTable('staff')
        .set({ household_id: again })
        .where('id', '=', STAFF.county.id)
        .execute(),
    );
    await merge(first, second);
    // An officer of the family stays out of its case, whatever the household is called.
    const kin = await county.system((trx) =>
      trx
        .updateTable('staff')
        .set({ household_id: null })
        .where('id', '=', STAFF.county.id)
        .returning(['id'])
        .where('household_id', '=', zhang)
        .execute(),
    );
    expect(kin).toHaveLength(1);

    const accounts = await county.system((trx) =>
      trx
        .selectFrom('account')
        .select(['household_id', 'area_id', 'trust'])
        .where('id', '=', other)
        .execute(),
    );
    const { areaId } = AREAS.a;
    expect(accounts).toEqual([{ household_id: zhang, area_id: areaId, trust: 'phone-matched' }]);
    expect(await dutyHousehold(lateId)).toBe(zhang);
    // The farmer goes on writing where he was, and what he sends joins the one case.
    await draft.press('提交');
    await life.work();
    expect((await life.file(first)).declarationIds).toHaveLength(3);
    // An officer whose form still names the doubled household reports for the right one.
    const late = await county.system((trx) =>
      trx
        .selectFrom('declaration')
        .select('id')
        .where('account_id', '=', other)
        .orderBy('submitted_at', 'desc')
        .executeTakeFirstOrThrow(),
    );
    await county.system((trx) =>
      trx
        .updateTable('declaration')
        .set({ household_id: again })
        .where('id', '=', late.id)
        .execute(),
    );
    const read = await county.system((trx) => findDeclaration(trx, county.deps.fields, late.id));
    expect(read?.householdId).toBe(zhang);
    const log = await county.system((trx) =>
      trx
        .selectFrom('access_log')
        .select(['staff_id', 'household_id', 'details'])
        .where('what', '=', 'households-merged')
        .orderBy('at', 'desc')
        .executeTakeFirstOrThrow(),
    );
    expect(log).toMatchObject({
      staff_id: STAFF.town.id,
      household_id: zhang,
      details: { from: again, accounts: 1 },
    });
    await checked(first);
  });

  test('FD-04 of a household made from words and one of the register, the register’s goes on, whichever case is older', async () => {
    const claimed = await county.household(502, 'a', '张大山');
    await county.system((trx) =>
      trx.updateTable('household').set({ origin: 'claimed' }).where('id', '=', claimed).execute(),
    );
    const talker = await life.farmer(902, 'a', claimed, '张大山');
    const first = await life.report(talker, claimed);
    life.onDay('2026-11-03');
    const second = await life.report(farmer, zhang);
    await merge(first, second);
    const file = await life.file(first);
    expect(file.householdId).toBe(zhang);
    expect(file.declarationIds).toHaveLength(2);
    const account = await county.system((trx) =>
      trx
        .selectFrom('account')
        .select('household_id')
        .where('id', '=', talker)
        .executeTakeFirstOrThrow(),
    );
    expect(account.household_id).toBe(zhang);
    // Whoever asks to be erased takes along what was made from his words.
    expect(
      await county.system((trx) => claimedHouseholdsOf(trx, [talker], file.declarationIds)),
    ).toEqual([claimed]);
    const kinds = (await life.openDuties(first)).map(({ kind }) => kind);
    expect(kinds).not.toContain('check-registry-match');
    await checked(first);
  });

  test('FD-04 two officers who merge the same two from either side at once: one merges, the other hears that it is done', async () => {
    const [first, second] = await twoCases();
    const both = await Promise.all([
      asStaff(county, 'town', (turn) =>
        caseWorkHandlers['merge-cases'](turn, { caseId: first, otherCaseId: second }),
      ),
      asStaff(county, 'townLeader', (turn) =>
        caseWorkHandlers['merge-cases'](turn, { caseId: second, otherCaseId: first }),
      ),
    ]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(both.find((each) => !each.ok)).toEqual({
      ok: false,
      refusal: { code: 'changed', state: 'closed' },
    });
    expect((await life.file(first)).declarationIds).toHaveLength(2);
  });

  test('FD-04 whoever filed for the household in the merged case cannot approve the one that goes on', async () => {
    const [first, second] = await twoCases();
    await county.system((trx) =>
      trx
        .updateTable('declaration')
        .set({ filed_by_staff: STAFF.county.id })
        .where('case_id', '=', second)
        .execute(),
    );
    await asStaff(county, 'town', (turn) =>
      caseWorkHandlers['merge-cases'](turn, { caseId: second, otherCaseId: first }),
    );
    expect((await life.file(first)).filedBy).toEqual([STAFF.county.id]);
  });

  test('a village cannot merge, nor a town the case of another one', async () => {
    const [first, second] = await twoCases();
    for (const who of ['officerA', 'officerC'] as const) {
      const refused = await asStaff(county, who, (turn) =>
        caseWorkHandlers['merge-cases'](turn, { caseId: first, otherCaseId: second }),
      );
      expect(refused).toMatchObject({ ok: false });
    }
  });
});

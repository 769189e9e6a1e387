/** What a household needs on record before its risk can be called eliminated: labour, a measure that took effect, a second assessment. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import { sheetLines } from '#src/domain/assessment/income-sheet.ts';
import { startAssessment } from '#src/domain/assessment/assessment.ts';
import { saveAssessment } from '#src/store/assessment.ts';
import { addFamily } from '#test/operations/assessment/family.ts';
import { AREAS, type County, STAFF, uuid } from '#test/operations/duty/county.ts';

/** Somebody in the family can work, and is helped with it. */
export async function withMeasure(county: County, householdId: string, caseId: string) {
  await addFamily(county, householdId, 'a', [{ name: '张大山', bornOn: '1980-05-01' }]);
  const { areaId, areaPath } = AREAS.a;
  await county.system(async (trx) => {
    await trx
      .insertInto('plan')
      .values({
        id: uuid(703),
        household_id: householdId,
        area_path: areaPath,
        case_id: caseId,
        responsible_staff_id: STAFF.helperA.id,
        request_enc: null,
        request_asked: true,
        version: 1,
        adopted_by: STAFF.town.id,
        adopted_on: localDate('2026-11-10'),
        confirmed_how: null,
        confirmed_on: null,
        confirmed_by_account: null,
        confirmed_by_staff: null,
        paper_media_id: null,
        objection_enc: null,
      })
      .execute();
    await trx
      .insertInto('measure')
      .values({
        id: uuid(704),
        plan_id: uuid(703),
        household_id: householdId,
        area_id: areaId,
        area_path: areaPath,
        code: 'public-post',
        title: '公益性岗位',
        class: 'public-post',
        department: 'labour',
        risks: ['因病'],
        handout: false,
        cap_yuan: null,
        state: 'in-progress',
        planned_on: localDate('2026-11-10'),
        started_on: localDate('2026-11-12'),
        ended_on: null,
        stop_reason: null,
        effect: null,
        effect_by: null,
        effect_on: null,
      })
      .execute();
  });
}

/** A sheet on which every line was asked. */
const EVERY_LINE = Object.fromEntries(sheetLines.map((line) => [line, 0]));

/** The assessment made before an application: income above any line, all guarantees met. */
export async function assessedAgain(
  county: County,
  householdId: string,
  caseId: string,
  on: string,
) {
  const window = { from: localDate('2025-12-01'), to: localDate('2026-11-30') };
  const begun = startAssessment('elimination', window, 1, ['因病']);
  await county.system((trx) =>
    saveAssessment(
      trx,
      {
        assessmentId: uuid(Number(on.slice(2).replaceAll('-', ''))),
        householdId,
        areaPath: AREAS.a.areaPath,
        caseId,
        visitId: null,
        assessment: {
          ...begun,
          sheet: { ...EVERY_LINE, wage: 20_000, illness: 3000 },
          guarantees: { housing: 'safe', schooling: 'no-child', uninsured: [], water: [] },
        },
        complete: true,
        income: { net: 20_000, netPerPerson: 20_000, referencePerPerson: 20_000 },
        suggested: null,
        pack: { id: 'default', version: '1' },
        staffId: STAFF.helperA.id,
        on: localDate(on),
      },
      county.clock.now(),
    ),
  );
}

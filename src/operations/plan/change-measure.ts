/** A measure begins, is done, is given up, or is rated: the plan, the case and the household hear of it. */
import { yearOf } from '#src/domain/calendar/local-date.ts';
import { changeMeasure as decideMeasure, type MeasureCommand } from '#src/domain/plan/measure.ts';
import { measureOffice } from '#src/domain/policy/measure-office.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { MeasureChange } from '#src/flows/plan.intents.ts';
import { measureNews } from '#src/flows/text/plan-farmer.ts';
import { findCase } from '#src/store/case.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { lockMeasure, measuresOf, type StoredMeasure, updateMeasure } from '#src/store/measure.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { changeCase } from '../case/change-case.ts';
import { packInForce } from '../duty/area-packs.ts';
import { tellOwnAccounts } from './tell-own-accounts.ts';
import { checkHouseholds } from '../quality/check-households.ts';
import { allowed, inPost } from '../staff/as-post.ts';
import { contactFor } from '../staff/case-actions.ts';
import { changeRefusal } from '../staff/refusals.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Handler, TurnContext } from '../turn.ts';

/** Begins, ends, stops, pays or rates a measure. Sums in whole yuan, within the cap of the tool box. */
export const changeMeasure: Handler<'change-measure'> = async (turn, ask) => {
  const { trx, today } = turn;
  const measure = await lockMeasure(trx, ask.measureId);
  if (measure === null) return refused({ code: 'gone' });
  const asked = await householdSubject(turn, measure.householdId);
  if (asked === null) return refused({ code: 'gone' });
  const open = await openCaseOf(trx, measure.householdId);
  const concerned = open === null ? [] : await staffBehindCase(trx, open.caseId);
  const proof = await allowed(turn, 'change-measure', {
    ...asked.subject,
    concerned,
    department: measure.department,
  });
  if (!proof.ok) return proof;
  const paid = ask.change.kind === 'finish' ? (ask.change.yuan ?? 0) : 0;
  const over = await overCap(turn, measure, paid);
  if (over !== null) return refused({ code: 'over-cap', capYuan: over });
  const decided = decideMeasure(measure, commandOf(ask.change, turn), today);
  if (!decided.ok) return decided;
  const after = { ...decided.value, yuan: measure.yuan + paid };
  const file = open === null ? null : ((await findCase(trx, open.caseId))?.file ?? null);
  const known = file?.assistance?.measures.find((each) => each.measureId === measure.measureId);
  if (file !== null && known !== undefined && known.state !== after.state) {
    const changed = await changeCase(turn, {
      caseId: file.caseId,
      command: {
        kind: 'change-measure',
        byStaffId: proof.value.staffId,
        measureId: measure.measureId,
        state: after.state,
      },
      actor: { kind: 'staff', id: proof.value.staffId },
    });
    if (!changed.ok) return refused(changeRefusal(changed.refusal));
  }
  const rated = ask.change.kind === 'rate' ? { byStaffId: proof.value.staffId, on: today } : null;
  await inPost(turn, proof.value, () => updateMeasure(trx, after, rated));
  if (after.state !== measure.state) await tellOf(turn, measure, after, proof.value.staffId);
  await checkHouseholds(turn, [measure.householdId]);
  return accepted({ title: after.title, state: after.state, effect: after.effect });
};

const commandOf = (change: MeasureChange, { today: on }: TurnContext): MeasureCommand =>
  change.kind === 'rate' ? change : { ...change, on };

/** What the item may cost a household a year, all its measures of the year together; null while it stays below. */
async function overCap(
  { trx, today }: TurnContext,
  measure: StoredMeasure,
  paid: number,
): Promise<number | null> {
  if (measure.capYuan === null || paid === 0) return null;
  const sameYear = (await measuresOf(trx, measure.householdId)).filter(
    (each) =>
      each.code === measure.code &&
      yearOf(each.endedOn ?? each.startedOn ?? each.plannedOn) === yearOf(today),
  );
  const before = sameYear.reduce((sum, each) => sum + each.yuan, 0);
  return before + paid > measure.capYuan ? measure.capYuan : null;
}

async function tellOf(
  turn: TurnContext,
  measure: StoredMeasure,
  { state, stopReason }: Pick<StoredMeasure, 'state' | 'stopReason'>,
  byStaffId: string,
): Promise<void> {
  if (state === 'planned') return;
  const pack = await packInForce(turn, measure.areaPath);
  const office = measureOffice(pack, measure);
  const told = {
    ...{ title: measure.title, state, office, on: turn.today, reason: stopReason },
    contact: await contactFor(turn, byStaffId),
  };
  await tellOwnAccounts(turn, measure.householdId, measureNews(told, turn.today));
}

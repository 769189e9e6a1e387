/**
 * 定下来 (K3): the checker has the last word before people do; then the case, the plan and its measures are written in one
 * transaction, and the household is asked whether it agrees.
 */
import { type Case, stateName } from '#src/domain/case/case.ts';
import { checkPlan, mayAdopt } from '#src/domain/plan/check-plan.ts';
import { isLive, planMeasure } from '#src/domain/plan/measure.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import { plainMeasure } from '#src/flows/text/plain-measure.ts';
import { planAsked } from '#src/flows/text/plan-farmer.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { insertMeasures } from '#src/store/measure.ts';
import { lockHousehold, savePlan } from '#src/store/plan.ts';
import { assignResponsible } from '#src/store/registry/assignments.ts';
import type { Household } from '#src/store/registry/households.ts';
import { changeCase } from '../case/change-case.ts';
import { nameResponsible } from '../case/name-responsible.ts';
import { tellOwnAccounts } from './tell-own-accounts.ts';
import { checkHouseholds } from '../quality/check-households.ts';
import { allowed, inPost } from '../staff/as-post.ts';
import { canHandle, contactFor } from '../staff/case-actions.ts';
import { changeRefusal } from '../staff/refusals.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { isMonitored, type PlanWork, planWork } from './plan-work.ts';

/** Adopts a plan unless the checker blocks it, and asks the household whether it agrees. */
export const adoptPlan: Handler<'adopt-plan'> = async (turn, ask) => {
  const { trx, today } = turn;
  const asked = await householdSubject(turn, ask.householdId);
  if (asked === null) return refused({ code: 'gone' });
  const { household } = asked;
  await lockHousehold(trx, ask.householdId);
  const work = await planWork(turn, household);
  const proof = await allowed(turn, 'make-plan', { ...asked.subject, concerned: work.concerned });
  if (!proof.ok) return proof;
  if (!isMonitored(household, work)) return refused({ code: 'not-monitored' });
  const { pack, measures } = work;
  const kept = measures.filter(isLive);
  const added = pack.settings.toolbox.value.filter(
    (item) => ask.codes.includes(item.code) && !kept.some((each) => each.code === item.code),
  );
  const findings = checkPlan({
    items: [
      ...kept.map((each) => ({ ...each, capYuanPerYear: each.capYuan })),
      ...added.map((item) => ({ ...item, yuan: 0 })),
    ],
    members: work.snapshot?.members ?? [],
    risks: work.snapshot?.risks ?? [],
    dangerousHouse: work.dangerousHouse,
    responsible: ask.responsibleStaffId !== '',
    requestAsked: true,
  });
  if (!mayAdopt(findings)) return refused({ code: 'plan-blocked', findings });
  const named = await settleResponsible(turn, household, work, ask.responsibleStaffId);
  if (!named.ok) return named;

  const fresh = added.map((item) => planMeasure(item, turn.newId(), today));
  const planId = work.plan?.planId ?? turn.newId();
  if (work.file !== null) {
    const changed = await changeCase(turn, {
      caseId: work.file.caseId,
      command: {
        kind: 'adopt-plan',
        byStaffId: proof.value.staffId,
        planId,
        measures: [...measures, ...fresh].map((each) => ({
          measureId: each.measureId,
          class: each.class,
        })),
        blocking: [],
      },
      actor: { kind: 'staff', id: proof.value.staffId },
    });
    if (!changed.ok) return refused(changeRefusal(changed.refusal));
  }
  const { version } = await inPost(turn, proof.value, async () => {
    const saved = await savePlan(trx, turn.fields, {
      planId,
      householdId: household.householdId,
      areaPath: household.areaPath,
      caseId: work.file?.caseId ?? null,
      responsibleStaffId: ask.responsibleStaffId,
      request: ask.request,
      requestAsked: true,
      staffId: proof.value.staffId,
      on: today,
    });
    const caps = new Map(added.map((item) => [item.code, item.capYuanPerYear]));
    const planned = fresh.map((each) => ({ ...each, capYuan: caps.get(each.code) ?? null }));
    await insertMeasures(trx, { ...household, planId }, planned);
    return saved;
  });
  const titles = [...kept, ...fresh].filter((each) => each.state !== 'done').map(plainMeasure);
  const holder = await contactFor(turn, ask.responsibleStaffId);
  const told = await tellOwnAccounts(
    turn,
    household.householdId,
    planAsked({ planId, version, titles }, holder),
  );
  await checkHouseholds(turn, [household.householdId]);
  const confirmBy =
    work.file === null ? null : await dueDayOf(trx, work.file.caseId, 'confirm-plan');
  return accepted({ asked: told, confirmBy });
};

/** States in which a plan can be adopted; asked before anything is written, so that a refusal leaves nothing behind. */
const planning = ({ state }: Case): boolean =>
  state.tag === 'enrolled' || state.tag === 'assisting';

/** 明确帮扶责任人: by the town for a case, with everything that hangs on it; the household becomes theirs to look after. */
async function settleResponsible(
  turn: TurnContext,
  household: Household,
  { file }: PlanWork,
  staffId: string,
): Promise<Result<null, StaffRefusal>> {
  const { householdId, areaPath } = household;
  if (file !== null) {
    if (!planning(file))
      return refused(changeRefusal({ code: 'wrong-state', state: stateName(file.state) }));
    if (file.assistance?.responsibleStaffId === staffId) return accepted(null);
    const named = await nameResponsible(turn, { caseId: file.caseId, staffId });
    return named.ok ? accepted(null) : named;
  }
  if (!(await canHandle(turn, staffId, householdId, areaPath, householdId))) {
    return refused({ code: 'own-interest' });
  }
  await assignResponsible(turn.trx, {
    id: turn.newId(),
    staffId,
    householdId,
    areaPath,
    on: turn.today,
  });
  return accepted(null);
}

/** The household's word on its plan: in its own chat, or on paper brought by an officer with a photo of it. */
import type { Case } from '#src/domain/case/case.ts';
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import { changeWanted, planConfirmedNews } from '#src/flows/text/plan-farmer.ts';
import { findCase } from '#src/store/case.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import {
  confirmPlanRow,
  householdOfPlan,
  keepObjection,
  lockHousehold,
  planOf,
  type StoredPlan,
} from '#src/store/plan.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { placeVisitMedia } from '#src/store/visit.ts';
import { changeCase } from '../case/change-case.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { allowed } from '../staff/as-post.ts';
import { contactFor } from '../staff/case-actions.ts';
import { changeRefusal } from '../staff/refusals.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { planWork } from './plan-work.ts';

/** 同意 or 想改一改. Only an account known to be the household's own has a say in its plan. */
export const answerPlan: Handler<'answer-plan'> = async (turn, ask) => {
  const { trx, fields, account } = turn;
  const { person } = account;
  const householdId = await householdOfPlan(trx, ask.planId);
  const own =
    person !== null &&
    person.householdId === householdId &&
    trustsAtLeast(person.trust, 'phone-matched');
  if (householdId === null || !own) return refused({ code: 'not-yours' });
  await lockHousehold(trx, householdId);
  const plan = await planOf(trx, fields, householdId);
  if (plan === null || plan.version !== ask.version) return refused({ code: 'plan-changed' });
  if (plan.confirmation !== null) return refused({ code: 'said-already' });
  const household = await findHousehold(trx, householdId);
  const headName = household?.headName ?? '';
  if (ask.agree) {
    const file = await caseOf(turn, householdId);
    const done = await confirm(turn, plan, file, {
      how: 'chat',
      accountId: account.accountId,
      staffId: null,
      mediaId: null,
    });
    if (!done.ok) return refused({ code: 'plan-changed' });
  } else {
    await keepObjection(trx, fields, plan, ask.words);
  }
  const { responsibleStaffId: staffId } = plan;
  const contact = staffId === null ? null : await contactFor(turn, staffId);
  if (staffId !== null) {
    await tellStaff(
      turn,
      staffId,
      'to-do',
      ask.agree
        ? planConfirmedNews(headName, householdId)
        : changeWanted(headName, householdId, ask.words),
    );
  }
  return accepted({
    agreed: ask.agree,
    responsibleName: contact?.name ?? '',
    phone: contact?.phone ?? '',
  });
};

/** 纸上签过字 */
export const confirmPlanOnPaper: Handler<'confirm-plan-on-paper'> = async (turn, ask) => {
  const { trx } = turn;
  const asked = await householdSubject(turn, ask.householdId);
  if (asked === null) return refused({ code: 'gone' });
  await lockHousehold(trx, ask.householdId);
  const { plan, file, concerned } = await planWork(turn, asked.household);
  const proof = await allowed(turn, 'make-plan', { ...asked.subject, concerned });
  if (!proof.ok) return proof;
  if (plan === null || plan.version !== ask.version || plan.confirmation !== null) {
    return refused({ code: 'plan-changed' });
  }
  await placeVisitMedia(trx, [ask.mediaId], plan.areaPath, turn.account.accountId);
  const done = await confirm(turn, plan, file, {
    how: 'paper',
    accountId: null,
    staffId: proof.value.staffId,
    mediaId: ask.mediaId,
  });
  return done.ok ? accepted({}) : done;
};

const caseOf = async (turn: TurnContext, householdId: string): Promise<Case | null> => {
  const open = await openCaseOf(turn.trx, householdId);
  return open === null ? null : ((await findCase(turn.trx, open.caseId))?.file ?? null);
};

/** The case hears first: refused there, nothing is written. The household's lock keeps a new wording out meanwhile. */
async function confirm(
  turn: TurnContext,
  plan: StoredPlan,
  file: Case | null,
  by: {
    readonly how: 'chat' | 'paper';
    readonly accountId: string | null;
    readonly staffId: string | null;
    readonly mediaId: string | null;
  },
): Promise<Result<null, StaffRefusal>> {
  if (file !== null && file.assistance?.planId === plan.planId) {
    const changed = await changeCase(turn, {
      caseId: file.caseId,
      command: { kind: 'confirm-plan', how: by.how, byStaffId: by.staffId },
      actor:
        by.staffId === null
          ? { kind: 'person', id: turn.account.accountId }
          : { kind: 'staff', id: by.staffId },
    });
    if (!changed.ok) return refused(changeRefusal(changed.refusal));
  }
  await confirmPlanRow(turn.trx, plan, { ...by, on: turn.today });
  return accepted(null);
}

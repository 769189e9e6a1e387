/**
 * Elimination of the risk (风险消除; 陇县 2021 第4项: 帮扶联系人申请、村级研判确认、镇级审核、县级抽查确定、公示后每月标注): each level by somebody
 * else, none of it by the system.
 */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { actionOfDeed } from '#src/domain/case/deeds.ts';
import type { EliminationCheck } from '#src/domain/case/elimination.ts';
import type { EliminationDoubt } from '#src/domain/case/reasons.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { eliminationBegun, eliminationReturned } from '#src/flows/text/case-work-news.ts';
import { applicationReturned } from '#src/flows/text/case-work-staff-news.ts';
import { findCase } from '#src/store/case.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { closePublicNotice } from '#src/store/public-notice.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { openAssessmentDuty } from '../assessment/open-assessment-duty.ts';
import { allowed } from '../staff/as-post.ts';
import { caseSubject } from '../staff/subjects.ts';
import { commandCase, contactFor } from '../staff/case-actions.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { eliminationStanding } from './elimination-check.ts';
import { keepNotice } from './notice-record.ts';
import { tellHousehold } from './step-news.ts';

/** Duties of the stages, in order; the open one says by when the next pair of eyes looks. */
const STAGE_DUTIES: readonly DutyKind[] = [
  'elimination-village',
  'elimination-town',
  'elimination-county',
  'post-elimination',
  'close-elimination',
  'mark-elimination',
];

async function nextDueDay(turn: TurnContext, caseId: string) {
  for (const kind of STAGE_DUTIES) {
    const day = await dueDayOf(turn.trx, caseId, kind);
    if (day !== null) return day;
  }
  return null;
}

/** No such household on record: nobody was helped. */
const NOTHING: readonly EliminationCheck[] = [
  { condition: 'helped', met: false, strength: 'hard', inputs: {} },
];

const stageOf = ({ state }: Case) => (state.tag === 'eliminating' ? state.stage : null);

/** Applies for the marking of a household's risk as eliminated (风险消除). */
export const applyElimination: Handler<'apply-elimination'> = async (
  turn,
  { caseId, way, answer },
) => {
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return refused({ code: 'gone' });
  const checks = (await eliminationStanding(turn, stored.file))?.checks ?? NOTHING;
  const changed = await commandCase(turn, 'apply-elimination', caseId, (byStaffId) => ({
    kind: 'apply-elimination',
    byStaffId,
    way,
    checks,
    answer,
  }));
  if (!changed.ok) return changed;
  return accepted({ nextBy: await nextDueDay(turn, caseId) });
};

/** 收支核算 for elimination: a duty of whoever answers for the household, the one open duty where there is one already. */
export const askEliminationSheet: Handler<'ask-elimination-sheet'> = async (turn, { caseId }) => {
  const asked = await caseSubject(turn, caseId);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'apply-elimination', asked.subject);
  if (!proof.ok) return proof;
  const { file } = asked.stored;
  const household = await findHousehold(turn.trx, file.householdId);
  if (household === undefined) return refused({ code: 'gone' });
  await openAssessmentDuty(turn, household, {
    caseId,
    occasion: `elimination:${turn.today}`,
    staffId: file.assistance?.responsibleStaffId ?? proof.value.staffId,
  });
  return accepted({ dueOn: await dueDayOf(turn.trx, caseId, 'fill-assessment') });
};

/** Passes an application at village, town or county, whichever it waits for. */
export const passElimination: Handler<'pass-elimination'> = async (turn, { caseId }) => {
  const stored = await findCase(turn.trx, caseId);
  const stage = stored === null ? null : stageOf(stored.file);
  if (stored === null || stage === null || stage === 'publicity' || stage === 'marking') {
    return refused({ code: 'gone' });
  }
  const checks = (await eliminationStanding(turn, stored.file))?.checks ?? NOTHING;
  const action = actionOfDeed('pass-elimination', stage);
  const changed = await commandCase(turn, action, caseId, (byStaffId) => ({
    kind: 'pass-elimination',
    byStaffId,
    stage,
    checks,
  }));
  if (!changed.ok) return changed;
  return accepted({ nextBy: await nextDueDay(turn, caseId) });
};

/** Returns an application with the doubt that stands against it; help goes on. */
export const returnElimination: Handler<'return-elimination'> = async (turn, { caseId, doubt }) => {
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return refused({ code: 'gone' });
  const action = actionOfDeed('return-elimination', stageOf(stored.file));
  const changed = await commandCase(turn, action, caseId, (byStaffId) => ({
    kind: 'return-elimination',
    byStaffId,
    doubt,
  }));
  if (!changed.ok) return changed;
  await tellReturned(turn, changed.value.before, doubt);
  return accepted({});
};

/** An application that came back, by a level or by an objection that was right: who applied hears why, the household what follows. */
export async function tellReturned(
  turn: TurnContext,
  before: Case,
  doubt: EliminationDoubt,
): Promise<void> {
  const { caseId, elimination } = before;
  if (elimination === null) return;
  const { appliedBy, publicity } = elimination;
  await tellStaff(turn, appliedBy, 'to-do', applicationReturned(caseId, doubt));
  // What hung in the village is taken back in the village's eyes too; before that the household had heard nothing.
  if (publicity !== null) await tellHousehold(turn, caseId, eliminationReturned);
}

/** Posts the public notice of an elimination. */
export const postElimination: Handler<'post-elimination'> = async (turn, { caseId }) => {
  const noticeId = turn.newId();
  const changed = await commandCase(turn, 'post-publicity', caseId, (byStaffId) => ({
    kind: 'post-elimination',
    byStaffId,
    noticeId,
  }));
  if (!changed.ok) return changed;
  const { file, staffId } = changed.value;
  const { assistance, elimination } = file;
  const publicity = elimination?.publicity ?? null;
  const stored = await findCase(turn.trx, caseId);
  if (publicity === null || assistance === null || stored === null) {
    return refused({ code: 'gone' });
  }
  await keepNotice(turn, {
    noticeId,
    kind: 'eliminate',
    file,
    areaId: stored.areaId,
    category: assistance.category,
    on: publicity.postedOn,
    mayCloseAt: publicity.mayCloseAt,
    byStaffId: staffId,
  });
  const mayCloseOn = fromInstant(publicity.mayCloseAt);
  const contact = await contactFor(turn, assistance.responsibleStaffId ?? staffId);
  await tellHousehold(turn, caseId, () => eliminationBegun(mayCloseOn, contact, turn.today));
  return accepted({ mayCloseOn });
};

/** Ends the public notice after its days, when no objection is open. */
export const closeElimination: Handler<'close-elimination'> = async (turn, { caseId }) => {
  const changed = await commandCase(turn, 'post-publicity', caseId, (byStaffId) => ({
    kind: 'close-elimination-publicity',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  const { before, staffId } = changed.value;
  const noticeId = before.elimination?.publicity?.noticeId ?? null;
  if (noticeId !== null) {
    await closePublicNotice(turn.trx, noticeId, { at: turn.now, byStaffId: staffId });
  }
  return accepted({});
};

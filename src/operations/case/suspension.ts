/** A clock that stands still (时限中止): only for a listed reason, only after somebody else at the town said yes, ended early by a tap. */
import { accepted } from '#src/domain/result.ts';
import { clockStandsStill } from '#src/flows/text/case-work-news.ts';
import { suspensionAnswered } from '#src/flows/text/case-work-staff-news.ts';
import { proposedSuspension } from '#src/domain/case/overlays.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { commandCase, contactFor } from '../staff/case-actions.ts';
import { tellReporters } from '../staff/tell-reporters.ts';
import type { Handler } from '../turn.ts';

/** Proposes to let the clock of a case stand still, with a reason of the pack's list. */
export const proposeSuspension: Handler<'propose-suspension'> = async (turn, ask) => {
  const { caseId, reason, until } = ask;
  const changed = await commandCase(turn, 'propose-suspension', caseId, (byStaffId) => ({
    kind: 'propose-suspension',
    byStaffId,
    reason,
    until,
  }));
  if (!changed.ok) return changed;
  return accepted({ answerBy: await dueDayOf(turn.trx, caseId, 'approve-suspension') });
};

/** Agrees to a standstill or not; by another person than proposed it. */
export const answerSuspension: Handler<'answer-suspension'> = async (turn, ask) => {
  const { caseId, approve } = ask;
  const changed = await commandCase(turn, 'answer-suspension', caseId, (byStaffId) => ({
    kind: approve ? 'approve-suspension' : 'reject-suspension',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  const { before, file, staffId } = changed.value;
  const proposed = proposedSuspension(before.suspensions);
  if (proposed !== null) {
    const { until, reason } = proposed;
    const news = { caseId, approved: approve, until, dueOn: file.identifyDueOn, today: turn.today };
    await tellStaff(turn, proposed.proposedBy, 'to-do', suspensionAnswered(news));
    if (approve) {
      const contact = await contactFor(turn, file.holderStaffId ?? staffId);
      await tellReporters(turn, caseId, ({ receiptNumber }) =>
        clockStandsStill(receiptNumber, reason, until, contact, turn.today),
      );
    }
  }
  return accepted({ approved: approve, identifyDueOn: file.identifyDueOn });
};

/** Ends a standstill: the clock of the case runs on, and the day by which it ends is told. */
export const resumeClock: Handler<'resume-clock'> = async (turn, { caseId }) => {
  const changed = await commandCase(turn, 'answer-suspension', caseId, (byStaffId) => ({
    kind: 'resume',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  return accepted({ identifyDueOn: changed.value.file.identifyDueOn });
};

/** What officers do with duties that are no decision about a case: calls, things told at the door, reasons for breaches. */
import { accepted, refused } from '#src/domain/result.ts';
import type { CallEnd } from '#src/flows/staff.intents.ts';
import { notWithdrawnNews } from '#src/flows/text/staff-news.ts';
import { countCall } from '#src/store/duty.ts';
import { releaseHeld } from '../declaration/process-declaration.ts';
import { beginReReview } from '../case/re-review.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { toldInVillage } from '../notice/door-to-door.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { commandCase, tellClosed } from './case-actions.ts';
import { openableDuty, topicOf } from './duty-sheet.ts';
import { tellReporters } from './tell-reporters.ts';
import { allowed } from './as-post.ts';
import { dutySubject } from './subjects.ts';
import { findCase } from '#src/store/case.ts';

/** A call that reached nobody leaves the duty open: the ladder goes on reminding. */
export const finishCall: Handler<'finish-call'> = async (turn, { dutyId, end }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty } = opened.value;
  if (duty.kind === 'tell-refusal') return await tellRefusal(turn, duty, end);
  if (duty.kind !== 'call-farmer') return refused({ code: 'gone' });
  if (end === 'not-reached') {
    await countCall(turn.trx, dutyId);
    return accepted({ end });
  }
  const file =
    duty.caseId === null ? null : ((await findCase(turn.trx, duty.caseId))?.file ?? null);
  const topic = topicOf(duty, file?.state.tag ?? null);
  if (topic === 'withdrawal') {
    const answered = end === 'withdrawn' || end === 'goes-on';
    if (duty.caseId === null || !answered) return refused({ code: 'gone' });
    return await answerWithdrawal(turn, duty.caseId, end === 'withdrawn', end);
  }
  if (topic === 'held' && duty.declarationId !== null) {
    // Who sent a held report may not let it through, nor may a village: the town looks at it.
    const proof = await allowed(turn, 'release-held', await dutySubject(turn, duty));
    if (!proof.ok) return proof;
    await releaseHeld(turn, duty.declarationId);
  }
  await close(turn, dutyId, opened.value.duty.kind);
  return accepted({ end });
};

/** The reason was told; or the household asks for a re-review at once (K14). */
async function tellRefusal(
  turn: TurnContext,
  duty: { readonly dutyId: string; readonly kind: string; readonly caseId: string | null },
  end: CallEnd,
) {
  if (end === 'not-reached') {
    await countCall(turn.trx, duty.dutyId);
    return accepted({ end });
  }
  if (end !== 're-review' || duty.caseId === null) {
    await close(turn, duty.dutyId, 'told');
    return accepted({ end: 'reached' as const });
  }
  await close(turn, duty.dutyId, 'told');
  const id = turn.account.staff?.staffId ?? '';
  const begun = await beginReReview(turn, duty.caseId, { kind: 'staff', id });
  return begun.ok ? accepted({ end }) : refused({ code: 'gone' as const });
}

async function answerWithdrawal(
  turn: TurnContext,
  caseId: string,
  withdrawn: boolean,
  end: 'goes-on' | 'withdrawn' | 'not-reached',
) {
  const changed = await commandCase(turn, 'confirm-withdrawal', caseId, (byStaffId) =>
    withdrawn
      ? { kind: 'confirm-withdrawal', byStaffId }
      : { kind: 'refuse-withdrawal', byStaffId, reason: 'other' },
  );
  if (!changed.ok) return changed;
  if (withdrawn) await tellClosed(turn, changed.value);
  else await tellReporters(turn, caseId, (reporter) => notWithdrawnNews(reporter.receiptNumber));
  return accepted({ end });
}

/** Closes a duty that is done by saying so. */
export const finishDuty: Handler<'finish-duty'> = async (turn, { dutyId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { kind, noticeId, areaId } = opened.value.duty;
  // Everything else is finished by what it asks for: a visit, an answer, a decision.
  if (kind !== 'door-to-door' && kind !== 'refer-relief') return refused({ code: 'gone' });
  if (noticeId !== null) {
    const area = await findArea(turn.trx, areaId);
    if (area !== undefined) await toldInVillage(turn, { noticeId, area, recipientId: null });
  }
  await close(turn, dutyId, kind === 'refer-relief' ? 'referred' : 'told');
  return accepted({ kind });
};

/** Notes why a day was missed; the reason stays with the duty. */
export const explainBreach: Handler<'explain-breach'> = async (turn, { dutyId, reason }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  if (opened.value.duty.kind !== 'explain-breach') return refused({ code: 'gone' });
  await close(turn, dutyId, reason);
  return accepted({});
};

async function close(turn: TurnContext, dutyId: string, outcome: string): Promise<void> {
  const byStaffId = turn.account.staff?.staffId ?? '';
  await closeDuties(turn, { dutyId }, { state: 'done', byStaffId, outcome });
}

/** Re-review (复核): a household that was not recognised asks once more; nobody who decided before decides again. */
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { reReviewNews } from '#src/flows/text/case-news.ts';
import { listenersOf } from '#src/store/case-facts.ts';
import type { EventActor } from '#src/store/case-event.ts';
import { findCase } from '#src/store/case.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { allowed } from '../staff/as-post.ts';
import { caseSubject } from '../staff/subjects.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { changeCase } from './change-case.ts';
import { tellHousehold } from './step-news.ts';

type Begun = { readonly visitBy: LocalDate | null };

/**
 * Begins it. A household has one open case (index `case_open_once`): where another one is going on, that one is the re-review. The
 * caller has made sure who asks. System scope.
 */
export async function beginReReview(
  turn: TurnContext,
  caseId: string,
  actor: EventActor,
): Promise<Result<Begun, { readonly code: 'over' | 'already-open' }>> {
  const { trx } = turn;
  const stored = await findCase(trx, caseId);
  if (stored === null) return refused({ code: 'over' });
  const open = await openCaseOf(trx, stored.file.householdId);
  if (open !== null) return refused({ code: 'already-open' });
  const changed = await changeCase(turn, { caseId, command: { kind: 'request-re-review' }, actor });
  if (!changed.ok) return refused({ code: 'over' });
  await closeDuties(
    turn,
    { caseId, kinds: ['tell-refusal'], exceptKeys: [] },
    { state: 'cancelled', reason: 'superseded' },
  );
  const visitBy = await dueDayOf(trx, caseId, 'accept-clue');
  // Whoever pressed the button is answered where they pressed it.
  const asking = actor.kind === 'person' ? actor.id : null;
  await tellHousehold(
    turn,
    caseId,
    ({ receiptNumber }) => reReviewNews(receiptNumber, visitBy, turn.today),
    asking,
  );
  return accepted({ visitBy });
}

/** The button 请求复核: for accounts known to speak for the household. */
export const reReview: Handler<'re-review'> = async (turn, { caseId }) => {
  const listeners = await listenersOf(turn.trx, caseId);
  const own = listeners.find((each) => each.own && each.accountId === turn.account.accountId);
  if (own === undefined) return refused({ code: 'over' });
  const begun = await beginReReview(turn, caseId, {
    kind: 'person',
    id: turn.account.accountId,
  });
  return begun.ok
    ? accepted({ receiptNumber: own.receiptNumber, visitBy: begun.value.visitBy })
    : begun;
};

/** Asked for by phone or at the door, or the town's own second look (FD-04): an officer brings it. */
export const bringReReview: Handler<'bring-re-review'> = async (turn, { caseId }) => {
  const asked = await caseSubject(turn, caseId);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'bring-re-review', asked.subject);
  if (!proof.ok) return proof;
  const begun = await beginReReview(turn, caseId, { kind: 'staff', id: proof.value.staffId });
  if (begun.ok) return begun;
  return refused({ code: begun.refusal.code === 'over' ? 'gone' : 'already-open' });
};

/** Two open cases of one real household (名册里重了户) become one: nothing that was told or seen is lost. */
import { joinClues, survivorOf } from '#src/domain/case/merging.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { mergedNews } from '#src/flows/text/case-work-news.ts';
import { lockCase, type StoredCase } from '#src/store/case.ts';
import { reportersOf } from '#src/store/concerned.ts';
import { logAccess } from '#src/store/access-log.ts';
import {
  householdThatGoesOn,
  mergeHouseholds,
  moveCaseToHousehold,
} from '#src/store/merge-households.ts';
import { cluesOfCase, moveToCase } from '#src/store/merge.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { packInForce } from '../duty/area-packs.ts';
import { allowed } from '../staff/as-post.ts';
import { contactFor } from '../staff/case-actions.ts';
import { changeRefusal } from '../staff/refusals.ts';
import { caseSubject } from '../staff/subjects.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { appendEvents } from './append-events.ts';
import { changeCase } from './change-case.ts';

/**
 * One transaction: the reports and visits move to the case that goes on, the other ends as merged, its duties are cancelled, and its
 * household's accounts move along. Both
 * rows are locked in the order of their ids, so that two officers who merge the same two from either side wait for one another
 * instead of blocking.
 */
export const mergeCases: Handler<'merge-cases'> = async (turn, { caseId, otherCaseId }) => {
  for (const id of [caseId, otherCaseId]) {
    const asked = await caseSubject(turn, id);
    if (asked === null) return refused({ code: 'gone' });
    const proof = await allowed(turn, 'merge-case', asked.subject);
    if (!proof.ok) return proof;
  }
  const locked = await lockBoth(turn, caseId, otherCaseId);
  if (locked === null) return refused({ code: 'gone' });
  const [one, other] = locked;
  const closed = [one, other].find(({ file }) => file.state.tag === 'closed');
  if (closed !== undefined) return refused({ code: 'changed', state: 'closed' });
  const goesOn = survivorOf(one.file, other.file) === one.file ? one : other;
  const ends = goesOn === one ? other : one;
  const byStaffId = turn.account.staff?.staffId ?? '';
  const actor = { kind: 'staff', id: byStaffId } as const;

  const clues = await cluesOfCase(turn.trx, ends.file.caseId);
  const reporters = await reportersOf(turn.trx, ends.file.caseId);
  const changed = await changeCase(turn, {
    caseId: ends.file.caseId,
    command: { kind: 'merge', byStaffId, intoCaseId: goesOn.file.caseId },
    actor,
  });
  if (!changed.ok) return refused(changeRefusal(changed.refusal));
  await moveToCase(turn.trx, ends.file.caseId, goesOn.file.caseId);
  const joined = await joinHouseholds(turn, goesOn, ends, byStaffId);
  const pack = turn.policies.packOf(goesOn.file.pack);
  const events = joinClues(joined.file, clues, ends.file, {
    now: turn.now,
    today: turn.today,
    packInForce: await packInForce(turn, goesOn.file.area),
    calendar: turn.policies.calendar,
  });
  await appendEvents(turn, joined, events, actor, pack);
  const holder = await contactFor(turn, goesOn.file.holderStaffId ?? byStaffId);
  for (const { accountId, receiptNumber } of reporters) {
    turn.tell(accountId, 'progress', mergedNews(receiptNumber, holder));
  }
  const household = await findHousehold(turn.trx, joined.file.householdId);
  return accepted({ number: goesOn.number, headName: household?.headName ?? '' });
};

/**
 * The households become one as well: accounts, their drafts and what is owed to them go with the case, so that nobody of the family has
 * to be matched again or hears of it twice. Kept in the access log; the case log has the merging itself.
 */
async function joinHouseholds(
  turn: TurnContext,
  goesOn: StoredCase,
  ends: StoredCase,
  staffId: string,
): Promise<StoredCase> {
  const { trx } = turn;
  const one = goesOn.file.householdId;
  const other = ends.file.householdId;
  if (one === other) return goesOn;
  const to = await householdThatGoesOn(trx, one, other);
  const from = to === one ? other : one;
  if (to !== one) await moveCaseToHousehold(trx, goesOn.file.caseId, to);
  const moved = await mergeHouseholds(trx, from, to);
  // Who it is is settled: nobody has to look for the household of these words any more.
  await closeDuties(
    turn,
    { householdId: to, kinds: ['check-registry-match'] },
    { state: 'cancelled', reason: 'merged', byStaffId: staffId },
  );
  await logAccess(trx, {
    staffId,
    postId: null,
    householdId: to,
    what: 'households-merged',
    at: turn.now,
    details: { from, accounts: moved.accounts, duties: moved.duties },
  });
  return to === one ? goesOn : { ...goesOn, file: { ...goesOn.file, householdId: to } };
}

async function lockBoth(
  turn: TurnContext,
  caseId: string,
  otherCaseId: string,
): Promise<readonly [StoredCase, StoredCase] | null> {
  const found = new Map<string, StoredCase>();
  for (const id of [caseId, otherCaseId].toSorted()) {
    const stored = await lockCase(turn.trx, id);
    if (stored !== null) found.set(id, stored);
  }
  const one = found.get(caseId);
  const other = found.get(otherCaseId);
  return one === undefined || other === undefined || one === other ? null : [one, other];
}

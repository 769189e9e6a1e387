/** The desk of what was passed on to a department (转办): one household in a message, one tap to say what came of it. */
import { areaPath } from '#src/domain/people/areas.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { logAccess } from '#src/store/access-log.ts';
import { answerReferral, findReferral, type ReferralLine } from '#src/store/referral.ts';
import { householdPhone } from '#src/store/registry/households.ts';
import { handOverCameBack } from '../case/hand-over.ts';
import { allowed, asPost } from '../staff/as-post.ts';
import type { Handler, Loader } from '../turn.ts';
import { closeReferralDuty } from './align-referrals.ts';

const subjectOf = (row: ReferralLine): Subject => ({
  id: row.referralId,
  area: areaPath(row.areaPath),
  householdId: row.householdId,
  authors: [],
  concerned: [],
  department: row.department,
});

export const referralSheet: Loader<'referral-sheet'> = async (turn, { referralId }) => {
  const row = await findReferral(turn.trx, referralId);
  if (row === null) return null;
  const proof = await allowed(turn, 'handle-referral', subjectOf(row));
  if (!proof.ok) return null;
  // A bureau is given the number because it has to phone; that it was, is written down.
  const phone = await householdPhone(turn.trx, turn.fields, row.householdId);
  await logAccess(turn.trx, {
    staffId: proof.value.staffId,
    postId: null,
    householdId: row.householdId,
    what: 'referral',
    at: turn.now,
  });
  return {
    referralId,
    kind: row.kind,
    headName: row.headName,
    areaName: row.areaName,
    people: row.people,
    foundOn: row.foundOn,
    phone: phone === '' ? null : { title: '', name: row.headName, phone },
  };
};

export const answerReferralTurn: Handler<'answer-referral'> = async (turn, ask) => {
  const row = await findReferral(turn.trx, ask.referralId);
  if (row === null) return refused({ code: 'gone' });
  const staffId = turn.account.staff?.staffId ?? '';
  const written = await asPost(turn, 'handle-referral', subjectOf(row), () =>
    answerReferral(turn.trx, ask.referralId, ask.answer, staffId, turn.today),
  );
  if (!written.ok) return written;
  if (!written.value) return refused({ code: 'gone' });
  await closeReferralDuty(turn, row.department, staffId);
  if (row.caseId !== null) {
    const { referralId, caseId, handedBy } = row;
    await handOverCameBack(
      turn,
      { referralId, caseId, byStaffId: handedBy, answer: ask.answer },
      staffId,
    );
  }
  return accepted({ headName: row.headName });
};

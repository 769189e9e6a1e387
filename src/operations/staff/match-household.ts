/** Saying that a person who spoke to us is a household of the registry, or that the registry does not have them. */
import { accepted, refused } from '#src/domain/result.ts';
import { moveToHousehold } from '#src/store/match-household.ts';
import { changeCase } from '../case/change-case.ts';
import { closeDuties } from '../duty/open-duty.ts';
import type { Handler } from '../turn.ts';
import { allowed } from './as-post.ts';
import { openableDuty } from './duty-sheet.ts';
import { householdSubject } from './subjects.ts';

/**
 * Moves case, reports and accounts to the registry household. When that one has an open case already, this one is proposed for
 * closing as a duplicate: a second officer confirms, nothing is merged behind anybody's back.
 */
export const matchHousehold: Handler<'match-household'> = async (turn, { dutyId, householdId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty, post } = opened.value;
  const from = duty.householdId;
  if (duty.kind !== 'check-registry-match' || from === null) return refused({ code: 'gone' });
  const done = { state: 'done', byStaffId: post.staffId } as const;
  if (householdId === null) {
    await closeDuties(turn, { dutyId }, { ...done, outcome: 'not-in-registry' });
    return accepted({ headName: '' });
  }
  const target = await householdSubject(turn, householdId);
  if (target === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'match-person', target.subject);
  if (!proof.ok) return proof;
  const moved = await moveToHousehold(turn.trx, from, householdId);
  if (!moved && duty.caseId !== null) {
    await changeCase(turn, {
      caseId: duty.caseId,
      command: {
        kind: 'propose-close',
        byStaffId: post.staffId,
        ground: 'duplicate',
        reason: 'same-household',
      },
      actor: { kind: 'staff', id: post.staffId },
    });
  }
  await closeDuties(turn, { dutyId }, { ...done, outcome: moved ? 'matched' : 'other-open-case' });
  return accepted({ headName: target.household.headName });
};

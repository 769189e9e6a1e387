/** 务工情况 told in the chat (LX-20, FD-41): where somebody of the family works now, by themselves or, once confirmed, by one of the family. */
import { jobAfter, jobChanged } from '#src/domain/ledger/member-status.ts';
import { sameName } from '#src/domain/people/person-name.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  insertJobChange,
  jobOf,
  type StatusMember,
  workingAgeMembers,
  writeJob,
} from '#src/store/member-status.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';

/**
 * Whose job this account may tell. An account that only claims a household tells nobody's; one whose phone matched its own; one an
 * officer confirmed, the whole family's.
 */
async function people(turn: TurnContext): Promise<readonly StatusMember[]> {
  const { person } = turn.account;
  if (person === null || person.trust === 'claimed') return [];
  const members = await workingAgeMembers(turn.trx, person.householdId, turn.today);
  return person.trust === 'confirmed'
    ? members
    : members.filter((member) => sameName(member.name, person.name));
}

export const workPeople: Loader<'work-people'> = async (turn) =>
  (await people(turn)).map(({ memberId, name, job, place }) => ({ memberId, name, job, place }));

export const tellJob: Handler<'tell-job'> = async (turn, ask) => {
  const member = (await people(turn)).find((each) => each.memberId === ask.memberId);
  if (member === undefined) return refused({ code: 'not-yours' });
  const before = jobOf(member);
  const after = jobAfter(before, ask, turn.today);
  const changed = jobChanged(before, after);
  await writeJob(turn.trx, member, after, { source: 'person' }, turn.today);
  if (changed) {
    await insertJobChange(turn.trx, {
      id: turn.newId(),
      member,
      to: after,
      by: { source: 'person' },
      accountId: turn.account.accountId,
      on: turn.today,
    });
  }
  return accepted({ name: member.name, changed });
};

/** 见到本人，手机号是他的: an officer who met the person vouches for the account. */
import { accepted, refused } from '#src/domain/result.ts';
import { accountById, confirmAccount } from '#src/store/account.ts';
import type { Handler } from '../turn.ts';
import { allowed } from './as-post.ts';
import { householdSubject } from './subjects.ts';

/** An officer has met the person: the account speaks for its household from now on. */
export const confirmPerson: Handler<'confirm-person'> = async (turn, { accountId }) => {
  const account = await accountById(turn.trx, accountId);
  if (account === null || account.household_id === null || account.consent !== 'given') {
    return refused({ code: 'gone' });
  }
  // Nobody vouches for themselves.
  if (account.staff_id !== null && account.staff_id === turn.account.staff?.staffId) {
    return refused({ code: 'own-interest' });
  }
  const asked = await householdSubject(turn, account.household_id);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'confirm-person', asked.subject);
  if (!proof.ok) return proof;
  await confirmAccount(turn.trx, accountId);
  return accepted({ name: account.name });
};

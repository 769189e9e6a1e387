/** 已知晓: the read receipt of a notice. */
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import { markRecipientRead, type NoticeReader } from '#src/store/notice-recipients.ts';
import type { TurnContext } from '../turn.ts';

/**
 * Marks a notice read by the account it went to, or by one that is believed to speak for its household. `known` is false for
 * everybody else and for a notice that was called off: from outside the two cannot be told apart.
 */
export async function markNoticeRead(
  turn: Pick<TurnContext, 'trx' | 'now' | 'account'>,
  recipientId: string,
): Promise<{ readonly known: boolean }> {
  if (!UUID.test(recipientId)) return { known: false };
  const known = await markRecipientRead(turn.trx, recipientId, readerOf(turn.account), turn.now);
  return { known };
}

/** A button's reference comes back from outside and may be anything. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who is reading: the household counts only for trust phone-matched and above. */
export function readerOf(account: AccountFacts): NoticeReader {
  const { person } = account;
  const believed = person !== null && trustsAtLeast(person.trust, 'phone-matched');
  return { accountId: account.accountId, householdId: believed ? person.householdId : null };
}

/** What a person changes about themselves, and leaving a shared phone. */
import { foldIdentityNumber } from '#src/domain/people/identity-number.ts';
import { correctAccount, leaveChat, setElderMode } from '#src/store/account-person.ts';
import { endSessionsOfAccount } from '#src/store/web-session.ts';
import type { Handler } from '../turn.ts';

/** Corrects name, phone or identity number. A changed phone is only claimed: trust that came from the old one ends. */
export const correctPerson: Handler<'correct-person'> = async (turn, ask) => {
  const { trx, fields, account } = turn;
  const phoneChanged = ask.phone !== undefined && ask.phone !== account.person?.phone;
  await correctAccount(trx, fields, account.accountId, {
    ...ask,
    ...(ask.idNumber === undefined ? {} : { idNumber: foldIdentityNumber(ask.idNumber) }),
    ...(phoneChanged && account.person?.trust === 'phone-matched' ? { trust: 'claimed' } : {}),
  });
  return null;
};

/** 长辈模式: larger letters and shorter questions from the next message on, or no longer. */
export const chooseElderMode: Handler<'set-elder-mode'> = async (turn, { on }) => {
  await setElderMode(turn.trx, turn.account.accountId, on);
  return null;
};

/** 换人使用: the chat lets go of this account; whoever speaks there next gets an account of their own. */
export const endSession: Handler<'end-session'> = async (turn) => {
  const { accountId } = turn.account;
  await leaveChat(turn.trx, accountId);
  // A browser is let go of by its session, which names the account itself.
  await endSessionsOfAccount(turn.trx, accountId, turn.now);
  return null;
};

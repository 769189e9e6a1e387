/** What a person changes about themselves, and leaving a shared phone. */
import { foldIdentityNumber } from '#src/domain/people/identity-number.ts';
import { idNumberIndex, phoneIndex } from '#src/store/registry/blind-index.ts';
import { endSessionsOfAccount } from '#src/store/web-session.ts';
import type { Handler } from '../turn.ts';

/** Corrects name, phone or identity number. A changed phone is only claimed: trust that came from the old one ends. */
export const correctPerson: Handler<'correct-person'> = async (turn, ask) => {
  const { trx, fields, account } = turn;
  const id = account.accountId;
  const idNumber = ask.idNumber === undefined ? undefined : foldIdentityNumber(ask.idNumber);
  const phoneChanged = ask.phone !== undefined && ask.phone !== account.person?.phone;
  await trx
    .updateTable('account')
    .set({
      ...(ask.name === undefined ? {} : { name: ask.name }),
      ...(ask.phone === undefined
        ? {}
        : {
            phone_enc: ask.phone === '' ? null : fields.encrypt('account.phone', id, ask.phone),
            phone_index: phoneIndex(fields, ask.phone),
          }),
      ...(idNumber === undefined
        ? {}
        : {
            id_number_enc:
              idNumber === '' ? null : fields.encrypt('account.id_number', id, idNumber),
            id_number_index: idNumberIndex(fields, idNumber),
          }),
      ...(phoneChanged && account.person?.trust === 'phone-matched'
        ? { trust: 'claimed' as const }
        : {}),
    })
    .where('id', '=', id)
    .execute();
  return null;
};

export const setElderMode: Handler<'set-elder-mode'> = async (turn, { on }) => {
  await turn.trx
    .updateTable('account')
    .set({ elder_mode: on })
    .where('id', '=', turn.account.accountId)
    .execute();
  return null;
};

/** 换人使用: the chat lets go of this account; whoever speaks there next gets an account of their own. */
export const endSession: Handler<'end-session'> = async (turn) => {
  const { accountId } = turn.account;
  await turn.trx
    .updateTable('account')
    .set({ chat: `left:${accountId}`, reachable: false })
    .where('id', '=', accountId)
    .execute();
  // A browser is let go of by its session, which names the account itself.
  await endSessionsOfAccount(turn.trx, accountId, turn.now);
  return null;
};

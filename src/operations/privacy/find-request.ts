/** A request for one's data by the number the person was given. */
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { requestByNumber } from '#src/store/ticket.ts';

/** Whose request it is. `accountId` null: nobody's any more, the account was erased. */
export type DataRequest = { readonly accountId: string | null };

/** The request (个人信息申请) with this number; null when there is none. */
export const findDataRequest = (
  deps: { readonly db: Db },
  number: string,
): Promise<DataRequest | null> =>
  inScope(deps.db, SYSTEM, (trx) => requestByNumber(trx, number.trim().toUpperCase()));

/** A household hears of its plan on accounts known to be its own, whether it has a case or not. */
import type { Message } from '#src/flows/flow.ts';
import { ownAccountsOf } from '#src/store/plan.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Returns how many accounts were told; where there is none somebody goes there. System scope. */
export async function tellOwnAccounts(
  context: Pick<WorkContext, 'trx' | 'tell'>,
  householdId: string,
  news: Message,
): Promise<number> {
  const accounts = await ownAccountsOf(context.trx, householdId);
  for (const accountId of accounts) context.tell(accountId, 'progress', news);
  return accounts.length;
}

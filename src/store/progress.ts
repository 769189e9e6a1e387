/** What 我的进度 reads. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';

/** Reports a person filed for a household itself on any of their accounts (an officer's filings are the office's), newest first. */
export async function reportsOfAccounts(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('declaration')
    .select('id')
    .where('account_id', 'in', [...accountIds])
    .where('filed_by_staff', 'is', null)
    .orderBy('submitted_at', 'desc')
    .limit(10)
    .execute();
  return rows.map((row) => row.id);
}

/** Open duties of a case, nearest day first. */
export async function openDutiesOfCase(
  trx: Trx,
  caseId: string,
): Promise<readonly { readonly kind: string; readonly dueOn: LocalDate }[]> {
  return await trx
    .selectFrom('duty')
    .select(['kind', 'due_on as dueOn'])
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .orderBy('due_on')
    .execute();
}

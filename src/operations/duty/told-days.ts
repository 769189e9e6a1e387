/** A day told to a farmer is remembered in the transaction that tells it. */
import type { ToldDay } from '#src/store/told-day.ts';
import { rememberToldDay } from '#src/store/told-day.ts';
import type { WorkContext } from './work-context.ts';

/** Remembers the day; nothing where it was told to nobody's account (a report on paper). */
export async function promiseDay(
  { trx, newId, now }: Pick<WorkContext, 'trx' | 'newId' | 'now'>,
  told: Omit<ToldDay, 'accountId'> & { readonly accountId: string | null },
): Promise<void> {
  const { accountId } = told;
  if (accountId !== null) await rememberToldDay(trx, newId(), { ...told, accountId }, now);
}

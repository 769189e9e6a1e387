/** Consents as they were given and taken back (个人信息保护法第十四、十五、二十九条). */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Writes down both consents of an account, each on its own (个人信息保护法第二十九条), with the text that was shown. */
export async function recordConsent(
  trx: Trx,
  given: { readonly accountId: string; readonly textVersion: string; readonly at: Instant },
  newId: () => string,
): Promise<void> {
  await trx
    .insertInto('consent')
    .values(
      (['general', 'health-finance'] as const).map((scope) => ({
        id: newId(),
        account_id: given.accountId,
        scope,
        text_version: given.textVersion,
        given_at: timestamp(given.at),
        withdrawn_at: null,
      })),
    )
    .execute();
  await trx
    .updateTable('account')
    .set({ consent: 'given' })
    .where('id', '=', given.accountId)
    .execute();
}

/** Ends the consents of an account that still hold; the rows stay as proof of what held until then. */
export async function endConsent(trx: Trx, accountId: string, now: Instant): Promise<void> {
  await trx
    .updateTable('consent')
    .set({ withdrawn_at: timestamp(now) })
    .where('account_id', '=', accountId)
    .where('withdrawn_at', 'is', null)
    .execute();
}

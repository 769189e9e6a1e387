/** Media a person sent that belong to no report and no ticket yet. */
import type { Trx } from './database.ts';

/** Deletes the rows of an account's unsent media; returns their ids, for the bytes on disk are the caller's to have removed. */
export async function deleteUnsentMedia(trx: Trx, accountId: string): Promise<readonly string[]> {
  const deleted = await trx
    .deleteFrom('media')
    .where('account_id', '=', accountId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('declaration_media')
            .select('media_id')
            .whereRef('declaration_media.media_id', '=', 'media.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('issue_media')
            .select('media_id')
            .whereRef('issue_media.media_id', '=', 'media.id'),
        ),
      ),
    )
    .returning('id')
    .execute();
  return deleted.map(({ id }) => id);
}

/** Gives media of one account to another account of the same person; media of anybody else stay where they are. */
export async function handOverMedia(
  trx: Trx,
  mediaIds: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  if (mediaIds.length === 0) return;
  await trx
    .updateTable('media')
    .set({ account_id: to })
    .where('id', 'in', [...mediaIds])
    .where('account_id', '=', from)
    .execute();
}

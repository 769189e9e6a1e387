/** Media of a report or visit that can be shown now. */
import type { MediaKind } from '#src/flows/flow.ts';
import type { Trx } from './database.ts';

/** Those of the media the scope sees whose bytes are here, oldest first. */
export async function shownMedia(
  trx: Trx,
  mediaIds: readonly string[],
): Promise<readonly { readonly kind: MediaKind; readonly mediaId: string }[]> {
  if (mediaIds.length === 0) return [];
  return await trx
    .selectFrom('media')
    .select(['kind', 'id as mediaId'])
    .where('id', 'in', [...mediaIds])
    .where('state', '=', 'stored')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

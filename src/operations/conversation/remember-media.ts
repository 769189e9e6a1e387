/** A photo or voice message becomes a row before the flow sees it; the bytes are fetched by a worker. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Input } from '#src/flows/flow.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { AccountRow } from '#src/store/account.ts';
import type { Trx } from '#src/store/database.ts';
import { awaitMedia } from '#src/store/media.ts';
import { promiseWork } from '#src/store/outbox.ts';
import type { NewId, ReadUpdate } from '../ports.ts';

/**
 * Inserts the media row and promises the download, in the turn's transaction. A reference `media:<id>` is a file the channel
 * has stored already (web chat uploads): its row is only named.
 */
export async function rememberMedia(
  deps: { readonly newId: NewId; readonly fields: FieldEncryption },
  trx: Trx,
  account: AccountRow,
  read: Extract<ReadUpdate, { readonly kind: 'media' }>,
  now: Instant,
): Promise<Input> {
  const { media } = read;
  const stored = /^media:([0-9a-f-]{36})$/.exec(media.reference)?.[1];
  const mediaId = stored ?? deps.newId();
  if (stored === undefined) {
    const row = {
      id: mediaId,
      accountId: account.id,
      areaPath: null,
      kind: media.media,
      channel: account.channel,
      reference: media.reference,
      mimeType: media.mimeType,
      bytes: media.bytes,
    };
    await awaitMedia(trx, deps.fields, row, now);
    await promiseWork(trx, deps.newId(), { queue: 'media', payload: { mediaId } }, now);
  }
  return {
    kind: 'media',
    media: media.media,
    mediaId,
    caption: read.caption,
    seconds: read.seconds,
  };
}

/** Fetches bytes a channel only named (Telegram); called by the queue's worker, may run twice. */
import { Fault } from '#src/platform/faults.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { mediaById, settleMedia } from '#src/store/media.ts';
import type { MediaFiles } from '#src/store/media-files.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Channel } from '../ports.ts';
import { MEDIA_LIMIT_BYTES, recogniseMedia } from './recognise.ts';

export type FetchMediaDeps = {
  readonly db: Db;
  readonly fields: FieldEncryption;
  readonly files: MediaFiles;
  readonly channels: ReadonlyMap<string, Channel>;
};

/** How it ended; `settled` when somebody had fetched it before, `erased` when its row is gone and its file with it. */
export type FetchedState = 'stored' | 'gone' | 'refused' | 'settled' | 'erased';

/**
 * Downloads, checks by content and stores one medium. The download runs outside any transaction; the row is settled while it
 * is still `awaiting`, so two runs end as one. Throws a fault with `retry` when the channel says to try later. A medium whose row
 * was deleted (不同意, erasure, retention) leaves the disk: whoever deletes a row promises this work for it.
 */
export async function fetchMedia(deps: FetchMediaDeps, mediaId: string): Promise<FetchedState> {
  const row = await inScope(deps.db, SYSTEM, (trx) => mediaById(trx, deps.fields, mediaId));
  if (row === null) return await erase();
  if (row.state !== 'awaiting' || row.reference === null) return 'settled';
  const channel = deps.channels.get(row.channel);
  if (channel === undefined) throw new Fault('unknown-channel', { retry: false });
  const fetched = await channel.fetchMedia(row.reference, MEDIA_LIMIT_BYTES);
  if (fetched.kind === 'try-later') throw new Fault(fetched.code, { retry: true });
  const end = await settlement();
  const settled = await inScope(deps.db, SYSTEM, (trx) => settleMedia(trx, mediaId, end));
  if (settled) return end.state;
  // Deleted while it was on its way: the file just written has no row to be found by.
  const still = await inScope(deps.db, SYSTEM, (trx) => mediaById(trx, deps.fields, mediaId));
  return still === null ? await erase() : 'settled';

  async function erase(): Promise<'erased'> {
    await deps.files.remove(mediaId);
    return 'erased';
  }

  async function settlement(): Promise<Parameters<typeof settleMedia>[2]> {
    if (fetched.kind === 'gone') return { state: 'gone' };
    if (fetched.kind !== 'fetched' || fetched.bytes.length > MEDIA_LIMIT_BYTES) {
      return { state: 'refused' };
    }
    const mimeType = recogniseMedia(fetched.bytes, row?.kind ?? 'document');
    if (mimeType === null) return { state: 'refused' };
    const sha256 = await deps.files.write(mediaId, fetched.bytes);
    return { state: 'stored', mimeType, bytes: fetched.bytes.length, sha256 };
  }
}

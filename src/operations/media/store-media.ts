/** Keeps bytes a person sent from a channel that hands them over at once (web chat). */
import type { MediaKind } from '#src/flows/flow.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { insertStoredMedia } from '#src/store/media.ts';
import type { MediaFiles } from '#src/store/media-files.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';
import { MEDIA_LIMIT_BYTES, recogniseMedia } from './recognise.ts';

export type StoreMediaDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly files: MediaFiles;
};

export type MediaRefusal = { readonly code: 'too-big' | 'wrong-type' };

/**
 * Stores `bytes` under `mediaId`; once more with the same id changes nothing. The file is written before the row, so a row
 * `stored` always has its file; a file without a row is left over from a crash and means nothing.
 */
export async function storeMedia(
  deps: StoreMediaDeps,
  media: {
    readonly mediaId: string;
    readonly accountId: string;
    readonly areaPath: string | null;
    readonly channel: string;
    readonly kind: MediaKind;
    readonly bytes: Uint8Array;
  },
): Promise<Result<{ readonly mediaId: string; readonly mimeType: string }, MediaRefusal>> {
  if (media.bytes.length > MEDIA_LIMIT_BYTES) return refused({ code: 'too-big' });
  const mimeType = recogniseMedia(media.bytes, media.kind);
  if (mimeType === null) return refused({ code: 'wrong-type' });
  const sha256 = await deps.files.write(media.mediaId, media.bytes);
  const row = {
    id: media.mediaId,
    accountId: media.accountId,
    areaPath: media.areaPath,
    kind: media.kind,
    channel: media.channel,
    mimeType,
    bytes: media.bytes.length,
    sha256,
  };
  await inScope(deps.db, SYSTEM, (trx) => insertStoredMedia(trx, row, deps.clock.now()));
  return accepted({ mediaId: media.mediaId, mimeType });
}

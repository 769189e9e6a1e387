/** Shows a photo or plays a voice message to somebody who may have it, and to nobody else. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { isMediaInScope, mediaById } from '#src/store/media.ts';
import type { MediaFiles } from '#src/store/media-files.ts';
import { messageTo } from '#src/store/webchat-history.ts';
import { postsOf } from '#src/store/registry/posts.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';

export type OpenMediaDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly fields: FieldEncryption;
  readonly files: MediaFiles;
};

/** Who asks: one account, and the staff member it belongs to if it does. */
export type MediaReader = { readonly accountId: string; readonly staffId: string | null };

export type OpenedMedia = { readonly mimeType: string; readonly bytes: Uint8Array };

/**
 * The bytes of a medium for its sender, or for a staff member to whom a message carried it (operations attach media only with
 * a permission in hand) and who still holds a post over its area. Null for everybody else and for what is not here (yet):
 * the two cannot be told apart from outside.
 */
export async function openMedia(
  deps: OpenMediaDeps,
  reader: MediaReader,
  wanted: { readonly mediaId: string; readonly messageId: string | null },
): Promise<OpenedMedia | null> {
  const allowed =
    (await isOwn(deps, reader, wanted.mediaId)) ||
    (wanted.messageId !== null && (await wasShown(deps, reader, wanted.messageId, wanted.mediaId)));
  if (!allowed) return null;
  const row = await inScope(deps.db, SYSTEM, (trx) => mediaById(trx, deps.fields, wanted.mediaId));
  if (row?.state !== 'stored') return null;
  const bytes = await deps.files.read(row.id);
  return bytes === null ? null : { mimeType: row.mimeType, bytes };
}

const personScope = (reader: MediaReader) =>
  ({ kind: 'person', accountId: reader.accountId, householdId: null }) as const;

const isOwn = (deps: OpenMediaDeps, reader: MediaReader, mediaId: string): Promise<boolean> =>
  inScope(deps.db, personScope(reader), (trx) => isMediaInScope(trx, mediaId));

async function wasShown(
  deps: OpenMediaDeps,
  reader: MediaReader,
  messageId: string,
  mediaId: string,
): Promise<boolean> {
  const { staffId } = reader;
  if (staffId === null) return false;
  const message = await inScope(deps.db, personScope(reader), (trx) =>
    messageTo(trx, deps.fields, reader.accountId, messageId),
  );
  if (message?.attachments?.some((each) => each.mediaId === mediaId) !== true) return false;
  const today = fromInstant(deps.clock.now());
  const posts = await inScope(deps.db, SYSTEM, (trx) => postsOf(trx, staffId, today));
  for (const { areaPath } of posts) {
    const scope = { kind: 'staff', staffId, areaPath } as const;
    if (await inScope(deps.db, scope, (trx) => isMediaInScope(trx, mediaId))) return true;
  }
  return false;
}

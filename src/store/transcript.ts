/** The words of a voice message (转写), encrypted on its row. */
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';

const PLACE = 'media.transcript_enc';

/** A stored voice message whose words nobody has written down; null when there is none by this id, or its words are known. */
export async function untranscribedVoice(
  trx: Trx,
  mediaId: string,
): Promise<{
  readonly accountId: string;
  readonly mimeType: string;
  readonly bytes: number;
} | null> {
  const row = await trx
    .selectFrom('media')
    .select(['account_id', 'mime_type', 'bytes'])
    .where('id', '=', mediaId)
    .where('kind', '=', 'voice')
    .where('state', '=', 'stored')
    .where('transcript_enc', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.account_id === null) return null;
  return { accountId: row.account_id, mimeType: row.mime_type, bytes: row.bytes ?? 0 };
}

/** Keeps the words unless there are some already; false then, and the caller must do nothing. */
export async function keepTranscript(
  trx: Trx,
  fields: FieldEncryption,
  mediaId: string,
  words: string,
): Promise<boolean> {
  const kept = await trx
    .updateTable('media')
    .set({ transcript_enc: fields.encrypt(PLACE, mediaId, words) })
    .where('id', '=', mediaId)
    .where('transcript_enc', 'is', null)
    .executeTakeFirst();
  return kept.numUpdatedRows === 1n;
}

/** The words of a voice message; null when nobody has written them down. */
export async function transcriptOf(
  trx: Trx,
  fields: FieldEncryption,
  mediaId: string,
): Promise<string | null> {
  const row = await trx
    .selectFrom('media')
    .select('transcript_enc')
    .where('id', '=', mediaId)
    .executeTakeFirst();
  const stored = row?.transcript_enc ?? null;
  return stored === null ? null : fields.decrypt(PLACE, mediaId, stored);
}

/** Photos, voice messages and files: a row each; the bytes lie encrypted on disk (media-files.ts). */
import { type Insertable, sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { MediaKind } from '#src/flows/flow.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import type { MediaTable } from './schema/conversation.ts';
import { timestamp } from './timestamp.ts';

/** A medium a channel named but whose bytes are not here yet. */
export type AwaitedMedia = {
  readonly id: string;
  readonly accountId: string;
  readonly areaPath: string | null;
  readonly kind: MediaKind;
  readonly channel: string;
  /** The channel's own name for the bytes; kept encrypted. */
  readonly reference: string;
  /** As the channel said; replaced by what the content says once it is here. */
  readonly mimeType: string;
  readonly bytes: number | null;
};

/** What is known of one medium. */
export type MediaRow = {
  readonly id: string;
  readonly accountId: string | null;
  readonly kind: MediaKind;
  readonly channel: string;
  /** Null once the bytes are here. */
  readonly reference: string | null;
  readonly mimeType: string;
  readonly bytes: number | null;
  readonly state: MediaTable['state'];
};

/** Writes down that bytes are to be fetched. A row that exists is left alone (primary key). */
export async function awaitMedia(
  trx: Trx,
  fields: FieldEncryption,
  media: AwaitedMedia,
  now: Instant,
): Promise<void> {
  await insertMedia(trx, media, now, {
    state: 'awaiting',
    reference_enc: fields.encrypt('media.reference_enc', media.id, media.reference),
    sha256: null,
  });
}

/** Writes a medium whose file lies on disk already. A row that exists is left alone (primary key). */
export async function insertStoredMedia(
  trx: Trx,
  media: Omit<AwaitedMedia, 'reference' | 'bytes'> & {
    readonly bytes: number;
    readonly sha256: string;
  },
  now: Instant,
): Promise<void> {
  await insertMedia(trx, media, now, {
    state: 'stored',
    reference_enc: null,
    sha256: media.sha256,
  });
}

/** A new row; what differs is where its bytes are. */
async function insertMedia(
  trx: Trx,
  media: Omit<AwaitedMedia, 'reference'>,
  now: Instant,
  where: Pick<Insertable<MediaTable>, 'state' | 'reference_enc' | 'sha256'>,
): Promise<void> {
  await trx
    .insertInto('media')
    .values({
      id: media.id,
      account_id: media.accountId,
      area_path: media.areaPath,
      kind: media.kind,
      channel: media.channel,
      mime_type: media.mimeType,
      bytes: media.bytes,
      ...where,
      transcript_enc: null,
      created_at: timestamp(now),
    })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
}

/** One medium as far as the transaction's scope may see it; null otherwise. */
export async function mediaById(
  trx: Trx,
  fields: FieldEncryption,
  id: string,
): Promise<MediaRow | null> {
  const row = await trx
    .selectFrom('media')
    .select(['id', 'account_id', 'kind', 'channel', 'reference_enc', 'mime_type', 'bytes', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    channel: row.channel,
    reference:
      row.reference_enc === null
        ? null
        : fields.decrypt('media.reference_enc', row.id, row.reference_enc),
    mimeType: row.mime_type,
    bytes: row.bytes,
    state: row.state,
  };
}

/** Ends the waiting for bytes. Only a row still `awaiting` changes, so a job that runs twice settles it once. */
export async function settleMedia(
  trx: Trx,
  id: string,
  end:
    | {
        readonly state: 'stored';
        readonly mimeType: string;
        readonly bytes: number;
        readonly sha256: string;
      }
    | { readonly state: 'gone' | 'refused' },
): Promise<boolean> {
  const changed = await trx
    .updateTable('media')
    .set(
      end.state === 'stored'
        ? {
            state: 'stored',
            mime_type: end.mimeType,
            bytes: end.bytes,
            sha256: end.sha256,
            reference_enc: null,
          }
        : { state: end.state, reference_enc: null },
    )
    .where('id', '=', id)
    .where('state', '=', 'awaiting')
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Whether the transaction's scope reaches a medium: by its own row, or by a report, visit or ticket it was attached to. */
export async function isMediaInScope(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await sql<{ visible: boolean }>`select
    exists (select 1 from media where id = ${id})
    or exists (select 1 from declaration_media where media_id = ${id})
    or exists (select 1 from visit_media where media_id = ${id})
    or exists (select 1 from recurring_media where media_id = ${id})
    or exists (select 1 from issue_media where media_id = ${id}) as visible`.execute(trx);
  return rows[0]?.visible === true;
}

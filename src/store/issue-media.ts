/** Photos of tickets (工单照片): which media belong to which ticket and what they show. The bytes are the media's, encrypted as all are. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { PhotoOf } from '#src/domain/ticket/issue.ts';
import type { MediaKind } from '#src/flows/flow.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/**
 * Puts media into a ticket, and the media into the ticket's area so that its offices reach them. Only what the account itself sent
 * counts; the same photo twice is one (primary key). Returns how many were added.
 */
export async function addIssueMedia(
  trx: Trx,
  added: {
    readonly issueId: string;
    readonly areaPath: string;
    readonly mediaIds: readonly string[];
    readonly shows: PhotoOf;
    readonly accountId: string;
    /** Null: the person who told of it. */
    readonly staffId: string | null;
    readonly at: Instant;
  },
): Promise<number> {
  if (added.mediaIds.length === 0) return 0;
  const own = sql`id = any(${[...added.mediaIds]}::uuid[]) and account_id = ${added.accountId}::uuid`;
  await sql`update media set area_path = ${added.areaPath} where ${own}`.execute(trx);
  const { numAffectedRows } = await sql`
    insert into issue_media (issue_id, media_id, shows, by_staff, added_at)
    select ${added.issueId}::uuid, id, ${added.shows}, ${added.staffId}::uuid, ${timestamp(added.at)}
    from media where ${own} on conflict do nothing`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Photos of a ticket whose bytes are here, those of the trouble first. */
export async function issuePhotos(
  trx: Trx,
  issueId: string,
): Promise<
  readonly { readonly kind: MediaKind; readonly mediaId: string; readonly shows: PhotoOf }[]
> {
  return await trx
    .selectFrom('issue_media')
    .innerJoin('media', 'media.id', 'issue_media.media_id')
    .select(['media.kind', 'media.id as mediaId', 'issue_media.shows'])
    .where('issue_media.issue_id', '=', issueId)
    .where('media.state', '=', 'stored')
    .orderBy('issue_media.shows', 'desc')
    .orderBy('issue_media.added_at')
    .orderBy('media.id')
    .execute();
}

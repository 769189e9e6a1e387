/** Issue tickets of a person: finding, copying and erasing their words, and letting words go when their time is over. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';

/** Tickets these accounts told of, and those opened beside reports of theirs. */
export async function issuesOfPerson(
  trx: Trx,
  accountIds: readonly string[],
  reportIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from issue_ticket where account_id = any(${[...accountIds]}::uuid[])
      or declaration_id = any(${[...reportIds]}::uuid[]) order by received_at`.execute(trx);
  return rows.map((row) => row.id);
}

/** Photos of tickets of one household (a yard, a room), whoever took them; those of a whole village are nobody's. */
export async function photosOfIssues(trx: Trx, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.media_id as id from issue_media i join issue_ticket t on t.id = i.issue_id
    where t.id = any(${[...ids]}::uuid[]) and t.household_id is not null`.execute(trx);
  return rows.map((row) => row.id);
}

/** A ticket for the eyes of whoever reported it. */
export type IssueCopy = {
  readonly number: string;
  readonly topic: string;
  readonly state: string;
  readonly words: string;
  readonly at: Instant;
};

/** What tickets hold of the person, decrypted for that person alone. */
export async function copyOfIssues(
  trx: Trx,
  fields: FieldEncryption,
  ids: readonly string[],
): Promise<readonly IssueCopy[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('issue_ticket')
    .select(['id', 'number', 'topic', 'state', 'words_enc', 'received_at'])
    .where('id', 'in', [...ids])
    .orderBy('received_at')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    topic: row.topic,
    state: row.state,
    words:
      row.words_enc === null ? '' : fields.decrypt('issue_ticket.words_enc', row.id, row.words_enc),
    at: row.received_at,
  }));
}

/** Words go and the account is let go of; number, topic, days and what was done stay. */
export async function eraseIssues(trx: Trx, ids: readonly string[]): Promise<void> {
  await sql`update issue_ticket set words_enc = null, account_id = null
    where id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** Words of tickets that ended before. */
export async function dropIssueWords(trx: Trx, before: Instant, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`update issue_ticket set words_enc = null where id in (
    select id from issue_ticket where words_enc is not null and closed_on < ${fromInstant(before)}::date
    limit ${limit})`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** What a copy of one's data is made of, decrypted for that person alone. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { inboundKey } from '../inbound.ts';
import { readBody } from '../message.ts';

const PAGE = 500;
const uuids = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`;

/** Village, household and how far the account is believed. */
export async function boundTo(
  trx: Trx,
  accountId: string,
): Promise<{ readonly area: string; readonly household: string; readonly trust: string }> {
  const { rows } = await sql<{ area: string; household: string; trust: string }>`
    select coalesce(r.full_name, '') as area, coalesce(h.head_name, '') as household, a.trust
    from account a left join area r on r.id = a.area_id left join household h on h.id = a.household_id
    where a.id = ${accountId}::uuid`.execute(trx);
  return rows[0] ?? { area: '', household: '', trust: '' };
}

/** A consent as its giver is handed it. */
export type ConsentCopy = {
  readonly scope: string;
  readonly textVersion: string;
  readonly givenAt: Instant;
  readonly withdrawnAt: Instant | null;
};

/** Consents given on the accounts, the oldest first. */
export async function consentsOf(
  trx: Trx,
  accountIds: readonly string[],
): Promise<readonly ConsentCopy[]> {
  const { rows } = await sql<ConsentCopy>`
    select scope, text_version as "textVersion", given_at as "givenAt", withdrawn_at as "withdrawnAt"
    from consent where account_id = ${uuids(accountIds)} order by given_at, scope`.execute(trx);
  return rows;
}

/** Number, state and days of the case a report led to; null before it did. */
export async function caseOfReport(trx: Trx, declarationId: string): Promise<object | null> {
  const { rows } = await sql<object>`
    select c.number, c.state, c.opened_on as "openedOn", c.due_on as "dueOn"
    from declaration d join case_file c on c.id = d.case_id
    where d.id = ${declarationId}::uuid`.execute(trx);
  return rows[0] ?? null;
}

/** A question or complaint as its sender is handed it. */
export type TicketCopy = {
  readonly number: string;
  readonly about: string;
  readonly words: string;
  readonly answer: string;
  readonly at: Instant;
  readonly answeredAt: Instant | null;
};

/** Questions and complaints sent on the accounts with their answers, decrypted for that person alone. */
export async function ticketsOf(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
): Promise<readonly TicketCopy[]> {
  const rows = await trx
    .selectFrom('ticket')
    .select(['id', 'number', 'kind', 'body_enc', 'answer_enc', 'created_at', 'answered_at'])
    .where('account_id', 'in', [...accountIds])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    about: row.kind,
    words: fields.decrypt('ticket.body_enc', row.id, row.body_enc),
    answer:
      row.answer_enc === null ? '' : fields.decrypt('ticket.answer_enc', row.id, row.answer_enc),
    at: row.created_at,
    answeredAt: row.answered_at,
  }));
}

/** What is known of a photo or recording; the bytes go beside it under the same id. */
export type MediaCopy = {
  readonly mediaId: string;
  readonly media: string;
  readonly mimeType: string;
  readonly bytes: number | null;
  readonly transcript: string;
  readonly at: Instant;
};

/** Photos and recordings sent on the accounts, with their written words decrypted for that person alone. */
export async function mediaOf(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
): Promise<readonly MediaCopy[]> {
  const rows = await trx
    .selectFrom('media')
    .select(['id', 'kind', 'mime_type', 'bytes', 'transcript_enc', 'created_at'])
    .where('account_id', 'in', [...accountIds])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    mediaId: row.id,
    media: row.kind,
    mimeType: row.mime_type,
    bytes: row.bytes,
    transcript:
      row.transcript_enc === null
        ? ''
        : fields.decrypt('media.transcript_enc', row.id, row.transcript_enc),
    at: row.created_at,
  }));
}

/** What the person sent, as it came, while it is kept. */
export async function* sentBy(
  trx: Trx,
  fields: FieldEncryption,
  channel: string,
  chat: string,
): AsyncGenerator<{ readonly at: Instant; readonly body: unknown }> {
  let after = 0;
  for (;;) {
    const rows = await trx
      .selectFrom('inbound')
      .select(['id', 'channel', 'receiver', 'update_id', 'body_enc', 'received_at'])
      .where('channel', '=', channel)
      .where('chat', '=', chat)
      .where('id', '>', after)
      .where('body_enc', '!=', '')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const key = inboundKey({ ...row, updateId: row.update_id });
      const body: unknown = JSON.parse(fields.decrypt('inbound.body_enc', key, row.body_enc));
      yield { at: row.received_at, body };
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < PAGE) return;
  }
}

/** What we told the person, while it is kept. */
export async function* toldTo(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
): AsyncGenerator<{ readonly at: Instant; readonly kind: string; readonly text: string }> {
  let after = 0;
  for (;;) {
    const rows = await trx
      .selectFrom('message')
      .select(['id', 'seq', 'kind', 'body_enc', 'created_at'])
      .where('account_id', 'in', [...accountIds])
      .where('seq', '>', after)
      .where('body_enc', 'is not', null)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      if (row.body_enc === null) continue;
      const { text } = readBody(fields, row.id, row.body_enc);
      yield { at: row.created_at, kind: row.kind, text };
    }
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < PAGE) return;
  }
}

/** What staff were shown of a person in their chats, and what their conversations still hold of it. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Message } from '#src/flows/flow.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

/** Rows read at once; memory stays flat however much was said. */
const PAGE = 500;

/** Accounts of staff who hold or held a post over one of these areas, or were called to one of these alarms. */
export async function staffWhoMayHaveSeen(
  trx: Trx,
  areaPaths: readonly string[],
  alertIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from account a where a.staff_id in (
      select p.staff_id from post p, unnest(${[...areaPaths]}::text[]) as area(path)
        where starts_with(area.path, p.area_path)
      union select c.staff_id from alert_call c where c.alert_id = any(${[...alertIds]}::uuid[]))
    order by a.id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Replaces the words of every message to these accounts since `since` that `mentions` finds the person in. Returns how many. */
export async function replaceMentions(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
  since: Instant,
  mentions: (text: string) => boolean,
  instead: Message,
): Promise<number> {
  let after = 0;
  let replaced = 0;
  for (;;) {
    const { rows } = await sql<{ id: string; seq: number; body: string }>`
      select id, seq, body_enc as body from message
      where account_id = any(${[...accountIds]}::uuid[]) and seq > ${after}
        and body_enc is not null and created_at >= ${timestamp(since)}
      order by seq limit ${PAGE}`.execute(trx);
    for (const { id, body } of rows) {
      if (!mentions(fields.decrypt('message.body_enc', id, body))) continue;
      const enc = fields.encrypt('message.body_enc', id, JSON.stringify(instead));
      await trx.updateTable('message').set({ body_enc: enc }).where('id', '=', id).execute();
      replaced += 1;
    }
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < PAGE) return replaced;
  }
}

/** Rewrites the remembered conversations of these accounts in which `mentions` finds the person. */
export async function rewriteConversations(
  trx: Trx,
  fields: FieldEncryption,
  accountIds: readonly string[],
  mentions: (text: string) => boolean,
  rewrite: (state: unknown) => unknown,
): Promise<void> {
  for (const id of accountIds) {
    const row = await trx
      .selectFrom('conversation')
      .select('state_enc')
      .where('account_id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.state_enc === '') continue;
    const json = fields.decrypt('conversation.state_enc', id, row.state_enc);
    if (!mentions(json)) continue;
    const state: unknown = rewrite(JSON.parse(json));
    await trx
      .updateTable('conversation')
      .set({ state_enc: fields.encrypt('conversation.state_enc', id, JSON.stringify(state)) })
      .where('account_id', '=', id)
      .execute();
  }
}

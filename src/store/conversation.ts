/** What is remembered of a chat, encrypted; its row lock is what keeps two processes from speaking at once. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/**
 * Locks the conversation of an account until the transaction ends and returns what is stored, null for a new chat.
 * A second process that wants the same chat waits here, so updates of one chat take effect one by one.
 */
export async function lockConversation(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  now: Instant,
): Promise<unknown> {
  const read = async (): Promise<string | undefined> =>
    (
      await trx
        .selectFrom('conversation')
        .select('state_enc')
        .where('account_id', '=', accountId)
        .forUpdate()
        .executeTakeFirst()
    )?.state_enc;
  let stored = await read();
  if (stored === undefined) {
    await trx
      .insertInto('conversation')
      .values({
        account_id: accountId,
        state_enc: '',
        updated_at: timestamp(now),
        draft_touched_at: null,
      })
      .onConflict((c) => c.column('account_id').doNothing())
      .execute();
    stored = await read();
  }
  if (stored === undefined || stored === '') return null;
  return JSON.parse(fields.decrypt('conversation.state_enc', accountId, stored));
}

/** Saves what is remembered. `draftTouched` is the moment an unsent report was last worked on; null when there is none. */
export async function saveConversation(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  state: unknown,
  draftTouched: Instant | null,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('conversation')
    .set({
      state_enc: fields.encrypt('conversation.state_enc', accountId, JSON.stringify(state)),
      updated_at: timestamp(now),
      draft_touched_at: draftTouched === null ? null : timestamp(draftTouched),
    })
    .where('account_id', '=', accountId)
    .execute();
}

/** Words of notices on a chat page: their messages hold none of their own. */
import type { Message } from '#src/flows/flow.ts';
import { noticeMessage } from '#src/flows/text/notice-farmer.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { findNotice, type Notice } from '#src/store/notice.ts';
import { noticesOfMessages } from '#src/store/notice-recipients.ts';
import { SYSTEM } from '#src/store/scope.ts';

/** The words behind those messages that are notices to this account, by message id; its own recipients only. */
export async function noticeWords(
  deps: { readonly db: Db },
  accountId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, Message>> {
  if (messageIds.length === 0) return new Map();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const found = await noticesOfMessages(trx, accountId, messageIds);
    const notices = new Map<string, Notice | null>();
    for (const { noticeId } of found) {
      if (!notices.has(noticeId)) notices.set(noticeId, await findNotice(trx, noticeId));
    }
    return new Map(
      found.flatMap(({ messageId, noticeId, recipientId }) => {
        const notice = notices.get(noticeId) ?? null;
        return notice === null ? [] : [[messageId, noticeMessage(notice, recipientId)] as const];
      }),
    );
  });
}

/** The words behind a web chat's message that stands for a notice. */
import type { Message } from '#src/flows/flow.ts';
import { noticeMessage, noticeWords } from '#src/flows/text/notice-farmer.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { findNotices } from '#src/store/notice.ts';
import { noticesOfMessages } from '#src/store/notice-recipients.ts';
import { SYSTEM } from '#src/store/scope.ts';

/**
 * Words by message id, for messages that are this account's; others are left out. A notice that was read is shown without its
 * button.
 */
export async function wordsOfNotices(
  deps: { readonly db: Db },
  accountId: string,
  messages: readonly { readonly messageId: string }[],
): Promise<ReadonlyMap<string, Message>> {
  if (messages.length === 0) return new Map();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const ids = messages.map((each) => each.messageId);
    const theirs = await noticesOfMessages(trx, accountId, ids);
    const noticeIds = [...new Set(theirs.map((each) => each.noticeId))];
    const notices = new Map(
      (await findNotices(trx, noticeIds)).map((notice) => [notice.noticeId, notice]),
    );
    return new Map(
      theirs.flatMap(({ messageId, noticeId, recipientId, read }) => {
        const notice = notices.get(noticeId);
        if (notice === undefined) return [];
        const message = read ? { text: noticeWords(notice) } : noticeMessage(notice, recipientId);
        return [[messageId, message] as const];
      }),
    );
  });
}

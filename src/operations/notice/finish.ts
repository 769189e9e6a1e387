/** The end of a notice: nobody is left to be sent to, its promise is closed and its author hears the figures. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { heldUntil } from '#src/domain/notice/notice.ts';
import { noticeFinished } from '#src/flows/text/notice-staff.ts';
import type { Db, Trx } from '#src/store/database.ts';
import { inScope } from '#src/store/database.ts';
import { type NewMessage, queueMessages } from '#src/store/message.ts';
import { findNotice } from '#src/store/notice.ts';
import { finishNotice } from '#src/store/notice-state.ts';
import { countRecipients } from '#src/store/notice-recipients.ts';
import { closeNoticePromises } from '#src/store/notice-work.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { BackgroundDeps } from '../duty/work-context.ts';

export type FinishDeps = Pick<BackgroundDeps, 'clock' | 'newId' | 'fields' | 'channels'> & {
  readonly db: Db;
};

/**
 * Ends a notice if nobody is queued or on the way, in one transaction with the closing of its promise and the message to its
 * author. Returns the accounts to be told now; null when it is not over (or was ended by another process).
 */
export const finishIfOver = (
  deps: FinishDeps,
  noticeId: string,
): Promise<readonly string[] | null> =>
  inScope(deps.db, SYSTEM, async (trx) => {
    const now = deps.clock.now();
    if (!(await finishNotice(trx, noticeId, now))) return null;
    await closeNoticePromises(trx, noticeId, now);
    return await tellAuthor(deps, trx, noticeId);
  });

async function tellAuthor(
  deps: FinishDeps,
  trx: Trx,
  noticeId: string,
): Promise<readonly string[]> {
  const now = deps.clock.now();
  const notice = await findNotice(trx, noticeId);
  if (notice === null) return [];
  const counts = await countRecipients(trx, noticeId);
  const told: NewMessage[] = [];
  // What was urgent for farmers is no reason to wake its author with the figures.
  const notBefore = heldUntil({ ...notice, nightAllowed: false }, now);
  const context = {
    trx,
    pushes: (name: string) => deps.channels.get(name)?.capabilities.push === true,
    tell: (accountId: string, kind: NewMessage['kind'], message: NewMessage['message']) =>
      void told.push({
        id: deps.newId(),
        accountId,
        kind,
        message,
        token: 0,
        ...(notBefore === null ? {} : { notBefore }),
      }),
  };
  const words = noticeFinished(notice, counts, fromInstant(now));
  await tellPerson(context, notice.createdBy, 'progress', words);
  await queueMessages(trx, deps.fields, told, now);
  return told.map((each) => each.accountId);
}

/** Answers to the facts the notice conversations ask for. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { NoticeGlance } from '#src/flows/farmer.needs.ts';
import type { NoticeNeeds } from '#src/flows/notice.needs.ts';
import { noticesReceived } from '#src/store/notice-recipients.ts';
import type { Loaders, TurnContext } from '../turn.ts';
import { loadGroups, loadPreview } from './draft-notice.ts';
import { readerOf } from './mark-read.ts';
import { loadMonthDrafts } from './month-drafts.ts';
import { loadHouseholds, loadProgress, loadSentNotices } from './progress.ts';

export const noticeLoaders: Loaders<NoticeNeeds> = {
  'notice-groups': loadGroups,
  'notice-preview': loadPreview,
  'notice-progress': loadProgress,
  'notice-households': loadHouseholds,
  'sent-notices': loadSentNotices,
  'month-drafts': loadMonthDrafts,
};

/** A farmer sees so many notices; older ones are on paper in the village. */
const SHOWN = 10;

/** The notices that went to this account, or to its household where it is believed to speak for it, newest first. */
export async function noticesOfAccount(
  turn: Pick<TurnContext, 'trx' | 'account'>,
): Promise<readonly NoticeGlance[]> {
  const received = await noticesReceived(turn.trx, readerOf(turn.account), SHOWN);
  return received.map(({ recipientId, title, body, sentAt, read }) => ({
    recipientId,
    title,
    body,
    sentOn: fromInstant(sentAt),
    read,
  }));
}

/** 同意发送 and 退回: a second person decides about a notice they were shown. */
import { plusDays } from '#src/domain/calendar/local-date.ts';
import { farmerQuiet } from '#src/domain/duty/ladder.ts';
import { mayNow, sameContent } from '#src/domain/notice/notice.ts';
import { anyPostMay } from '#src/domain/people/permissions.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { NoticeRefusal } from '#src/flows/notice.intents.ts';
import { noticeApproved, noticeRejected } from '#src/flows/text/notice-staff.ts';
import { contentHash, findNotice, type Notice } from '#src/store/notice.ts';
import { approveNotice, rejectNotice } from '#src/store/notice-state.ts';
import { countSnapshot, snapshotRecipients } from '#src/store/notice-audience.ts';
import { promiseNotice } from '#src/store/notice-work.ts';
import { packInForce } from '../duty/area-packs.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { actorsOf, noticeSubject } from './actors.ts';
import { approvalEnded } from './approval-duty.ts';
import { nightOf } from './night.ts';
import { pushChannels } from './draft-notice.ts';

type Decider = { readonly notice: Notice; readonly staffId: string; readonly name: string };

/** A notice still to be decided, and the right to do so: by another person than its author, over the whole audience. */
async function decider(
  turn: TurnContext,
  noticeId: string,
): Promise<Result<Decider, NoticeRefusal>> {
  const notice = await findNotice(turn.trx, noticeId);
  if (notice === null) return refused({ code: 'unknown' });
  const asked = anyPostMay(await actorsOf(turn), 'approve-notice', noticeSubject(notice));
  if (!asked.ok) {
    return refused({ code: asked.refusal.code === 'own-work' ? 'own-work' : 'not-allowed' });
  }
  if (!mayNow('approve', notice.state)) return refused({ code: 'already-decided' });
  return accepted({
    notice,
    staffId: asked.value.staffId,
    name: turn.account.staff?.name ?? '',
  });
}

/**
 * Approves the content that was shown, fixes the recipients and promises to send, in one transaction. Of two people pressing at
 * once one succeeds: the notice's row is changed only while it waits for approval.
 */
export const approve: Handler<'approve-notice'> = async (turn, { noticeId, shown }) => {
  const found = await decider(turn, noticeId);
  if (!found.ok) return found;
  const { notice, staffId, name } = found.value;
  const stored = notice.contentHash;
  if (!sameContent(stored, shown) || contentHash(notice) !== stored) {
    return refused({ code: 'content-changed' });
  }
  const pack = await packInForce(turn, notice.path);
  const readBy = plusDays(turn.today, pack.settings['notice.silent_days'].value);
  const { quiet } = farmerQuiet(pack);
  if (!(await approveNotice(turn.trx, notice, staffId, { readBy, quiet }, turn.now))) {
    return refused({ code: 'already-decided' });
  }
  const audience = { area: notice.path, group: notice.group };
  await snapshotRecipients(turn.trx, noticeId, audience, await pushChannels(turn), turn.now);
  const count = await countSnapshot(turn.trx, noticeId);
  await promiseNotice(turn.trx, turn.newId(), noticeId, turn.now);
  await approvalEnded(turn, noticeId, staffId, 'approved');
  const night = await nightOf(turn, { ...notice, quiet }, count.pushed);
  const news = noticeApproved(notice, name, count, night, turn.today);
  await tellPerson(turn, notice.createdBy, 'progress', news);
  return accepted({ noticeId, title: notice.title, count, night });
};

/** Sends a notice back with a reason. */
export const reject: Handler<'reject-notice'> = async (turn, { noticeId, reason }) => {
  const found = await decider(turn, noticeId);
  if (!found.ok) return found;
  const { notice, staffId, name } = found.value;
  if (!(await rejectNotice(turn.trx, noticeId, staffId, reason, turn.now))) {
    return refused({ code: 'already-decided' });
  }
  await approvalEnded(turn, noticeId, staffId, 'rejected');
  await tellPerson(turn, notice.createdBy, 'progress', noticeRejected(notice, name, reason));
  return accepted({ title: notice.title });
};

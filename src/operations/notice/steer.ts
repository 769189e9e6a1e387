/** 暂停, 继续, 取消: each takes effect with the next claim of every worker, well within a second. */
import { mayNow, type NoticeState } from '#src/domain/notice/notice.ts';
import { anyPostMay } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { findNotice } from '#src/store/notice.ts';
import { cancelNotice, setSending } from '#src/store/notice-state.ts';
import { closeNoticePromises, promiseNotice } from '#src/store/notice-work.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { actorsOf, noticeSubject } from './actors.ts';

type Verb = 'pause' | 'resume' | 'cancel';

const AFTERWARDS: Readonly<Record<Verb, NoticeState>> = {
  pause: 'paused',
  resume: 'sending',
  cancel: 'cancelled',
};

/** Steers a notice that is going out; calling off works before approval too. */
export const steer: Handler<'steer-notice'> = async (turn, { noticeId, verb }) => {
  const notice = await findNotice(turn.trx, noticeId);
  if (notice === null) return refused({ code: 'unknown' });
  const asked = anyPostMay(await actorsOf(turn), 'control-notice', noticeSubject(notice));
  if (!asked.ok) return refused({ code: 'not-allowed' });
  if (!mayNow(verb, notice.state) || !(await carryOut(turn, noticeId, verb))) {
    return refused({ code: 'wrong-state' });
  }
  return accepted({ noticeId, title: notice.title, state: AFTERWARDS[verb] });
};

async function carryOut(turn: TurnContext, noticeId: string, verb: Verb): Promise<boolean> {
  const { trx, now } = turn;
  switch (verb) {
    case 'pause':
      return await setSending(trx, noticeId, verb);
    case 'resume': {
      const resumed = await setSending(trx, noticeId, verb);
      if (resumed) await promiseNotice(trx, turn.newId(), noticeId, now);
      return resumed;
    }
    case 'cancel': {
      const cancelled = await cancelNotice(trx, noticeId, now);
      if (cancelled) await closeNoticePromises(trx, noticeId, now);
      return cancelled;
    }
  }
}

/** 暂停, 继续, 取消, 夜里也发: each takes effect with the next claim of every worker, well within a second. */
import { mayNow, type NoticeState } from '#src/domain/notice/notice.ts';
import { anyPostMay } from '#src/domain/people/permissions.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { findNotice, type Notice } from '#src/store/notice.ts';
import { allowNight, cancelNotice, setSending } from '#src/store/notice-state.ts';
import { closeNoticePromises, promiseNotice } from '#src/store/notice-work.ts';
import { closeDuties } from '../duty/open-duty.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { actorsOf, noticeSubject } from './actors.ts';
import { noticeDutyKey, openPause } from './approval-duty.ts';

type Verb = 'pause' | 'resume' | 'cancel' | 'allow-night';

const AFTERWARDS: Readonly<Record<Exclude<Verb, 'allow-night'>, NoticeState>> = {
  pause: 'paused',
  resume: 'sending',
  cancel: 'cancelled',
};

/** Steers a notice that is going out; calling off works before approval too. */
export const steer: Handler<'steer-notice'> = async (turn, { noticeId, verb }) => {
  const notice = await findNotice(turn.trx, noticeId);
  if (notice === null) return refused({ code: 'unknown' });
  // Waking people is decided like sending at all: by a second person.
  const right = verb === 'allow-night' ? 'approve-notice' : 'control-notice';
  const asked = anyPostMay(await actorsOf(turn), right, noticeSubject(notice));
  if (!asked.ok) {
    return refused({ code: asked.refusal.code === 'own-work' ? 'own-work' : 'not-allowed' });
  }
  const { staffId, role } = asked.value;
  if (!mayNow(verb, notice.state) || !(await carryOut(turn, notice, verb, { staffId, role }))) {
    return refused({ code: 'wrong-state' });
  }
  const state = verb === 'allow-night' ? notice.state : AFTERWARDS[verb];
  return accepted({ noticeId, title: notice.title, state, verb });
};

type By = { readonly staffId: string; readonly role: Role };

async function carryOut(turn: TurnContext, notice: Notice, verb: Verb, by: By): Promise<boolean> {
  const { trx, now } = turn;
  const { noticeId } = notice;
  const settled = { noticeId, kinds: ['resume-notice'] } as const;
  switch (verb) {
    case 'pause': {
      const paused = await setSending(trx, noticeId, verb);
      if (paused) await openPause(turn, notice, by);
      return paused;
    }
    case 'resume': {
      const resumed = await setSending(trx, noticeId, verb);
      if (resumed) {
        await closeDuties(turn, settled, { state: 'done', byStaffId: by.staffId });
        await promiseNotice(trx, turn.newId(), noticeId, now);
      }
      return resumed;
    }
    case 'allow-night': {
      const allowed = await allowNight(trx, noticeId, by.staffId);
      if (allowed && notice.state === 'sending') {
        await promiseNotice(trx, turn.newId(), noticeId, now);
      }
      return allowed;
    }
    case 'cancel': {
      const cancelled = await cancelNotice(trx, noticeId, now);
      if (cancelled) {
        await closeNoticePromises(trx, noticeId, now);
        await closeDuties(turn, settled, { state: 'done', byStaffId: by.staffId });
        const waiting = { key: noticeDutyKey('approve-notice', noticeId) };
        await closeDuties(turn, waiting, { state: 'cancelled', reason: 'withdrawn' });
      }
      return cancelled;
    }
  }
}

/** Publicity in the village (村内公示): up, down not before its days are over, objections looked into by somebody else. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { openPublicity } from '#src/domain/case/publicity.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  objectionSettled,
  postedNews,
  publicityClosedNews,
  reconsideredNews,
} from '#src/flows/text/case-news.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { insertObjection, settleObjection } from '#src/store/objection.ts';
import { caseOfHangingName, closePublicNotice } from '#src/store/public-notice.ts';
import { limitEnd } from '#src/domain/duty/clocks.ts';
import { findCase } from '#src/store/case.ts';
import { packInForce } from '../duty/area-packs.ts';
import { commandCase, contactFor } from '../staff/case-actions.ts';
import { openTicket } from '../ticket/open-ticket.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { changeCase } from './change-case.ts';
import { tellReturned } from './eliminate.ts';
import { keepNotice } from './notice-record.ts';
import { nextStepOf, placesOf, tellHousehold } from './step-news.ts';

/** It hangs from today; the words are kept as they hang. */
export const postPublicity: Handler<'post-publicity'> = async (turn, { caseId }) => {
  const noticeId = turn.newId();
  const changed = await commandCase(turn, 'post-publicity', caseId, (byStaffId) => ({
    kind: 'post-publicity',
    byStaffId,
    noticeId,
  }));
  if (!changed.ok) return changed;
  const { file, events } = changed.value;
  const posted = events.find((each) => isPosting(each));
  const stored = await findCase(turn.trx, caseId);
  if (posted === undefined || stored === null) return refused({ code: 'gone' });
  await keepNotice(turn, { ...posted, kind: 'enrol', file, areaId: stored.areaId });
  const closesOn = fromInstant(posted.mayCloseAt);
  await tellHousehold(turn, caseId, ({ receiptNumber }) =>
    postedNews(receiptNumber, closesOn, turn.today, placesOf(turn, file)),
  );
  return accepted({ closesOn });
};

const isPosting = (
  event: CaseEvent,
): event is Extract<CaseEvent, { readonly kind: 'publicity-posted' }> =>
  event.kind === 'publicity-posted';

/** Ends a public notice after its days, when no objection is open. */
export const closePublicity: Handler<'close-publicity'> = async (turn, { caseId }) => {
  const changed = await commandCase(turn, 'post-publicity', caseId, (byStaffId) => ({
    kind: 'close-publicity',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  const { before, file, staffId } = changed.value;
  const notice = openPublicity(before);
  if (notice !== null) {
    await closePublicNotice(turn.trx, notice.noticeId, { at: turn.now, byStaffId: staffId });
  }
  const next = await nextStepOf(turn, file);
  await tellHousehold(turn, caseId, ({ receiptNumber }) =>
    publicityClosedNews(receiptNumber, next, turn.today, placesOf(turn, file)),
  );
  return accepted(next);
};

/** An objection on paper or by word of mouth. Whoever brings it may be anybody; who checks it may not. */
export const filePaperObjection: Handler<'file-objection'> = async (turn, { caseId, words }) => {
  const objectionId = turn.newId();
  const changed = await commandCase(turn, 'post-publicity', caseId, () => ({
    kind: 'file-objection',
    objectionId,
    source: 'paper',
  }));
  if (!changed.ok) return changed;
  const notice = openPublicity(changed.value.file);
  if (notice === null) return refused({ code: 'publicity-missing' });
  await insertObjection(turn.trx, turn.fields, {
    id: objectionId,
    noticeId: notice.noticeId,
    caseId,
    areaPath: changed.value.file.area,
    source: 'paper',
    accountId: null,
    filedByStaff: changed.value.staffId,
    words,
    on: turn.today,
  });
  return accepted({ checkBy: await dueDayOf(turn.trx, caseId, 'check-objection') });
};

/**
 * A farmer's objection. Where no single notice hangs under that name it becomes a complaint the town reads: nothing is lost, and
 * the answer is the same, so that nobody learns here whose names hang (DESIGN: no answer tells whether a person is known).
 */
export const object: Handler<'object'> = async (turn, { headName, words }) => {
  const { person } = turn.account;
  const path = person?.areaPath ?? '';
  const pack = await packInForce(turn, path);
  const answerBy = limitEnd(
    turn.today,
    pack.settings['clock.objection'],
    turn.policies.calendar,
  ).date;
  const caseId = path === '' ? null : await caseOfHangingName(turn.trx, path, headName);
  if (caseId === null || !(await fileInChat(turn, caseId, words))) {
    await openTicket(turn, { kind: 'complaint', words: `${headName}：${words}`, about: '' });
  }
  return { answerBy };
};

async function fileInChat(turn: TurnContext, caseId: string, words: string): Promise<boolean> {
  const { accountId } = turn.account;
  const objectionId = turn.newId();
  const changed = await changeCase(turn, {
    caseId,
    command: { kind: 'file-objection', objectionId, source: 'chat' },
    // Who objected stands beside the words only, not in the log that many may read.
    actor: { kind: 'system', id: null },
  });
  const notice = changed.ok ? openPublicity(changed.value.file) : null;
  if (!changed.ok || notice === null) return false;
  await insertObjection(turn.trx, turn.fields, {
    id: objectionId,
    noticeId: notice.noticeId,
    caseId,
    areaPath: changed.value.file.area,
    source: 'chat',
    accountId,
    filedByStaff: null,
    words,
    on: turn.today,
  });
  return true;
}

/** What came of an objection; who objected hears it, the household hears only what follows for it. */
export const checkObjection: Handler<'check-objection'> = async (turn, ask) => {
  const { caseId, objectionId, upheld } = ask;
  const changed = await commandCase(turn, 'check-objection', caseId, (byStaffId) => ({
    kind: 'check-objection',
    byStaffId,
    objectionId,
    upheld,
  }));
  if (!changed.ok) return changed;
  const { before, file, staffId: byStaffId } = changed.value;
  const check = { byStaffId, upheld, on: turn.today };
  const objector = await settleObjection(turn.trx, objectionId, check);
  if (objector !== null) {
    const contact = await contactFor(turn, byStaffId);
    turn.tell(objector, 'progress', objectionSettled(upheld, contact));
  }
  // It goes back when the last one has been looked into, if any of them was right.
  const wentBack = openPublicity(before) !== null && openPublicity(file) === null;
  if (wentBack && before.state.tag === 'eliminating') {
    await tellReturned(turn, before, 'objection-upheld');
  }
  if (wentBack && file.state.tag === 'identifying') {
    const next = await nextStepOf(turn, file);
    await tellHousehold(turn, caseId, ({ receiptNumber }) =>
      reconsideredNews(receiptNumber, next, turn.today, placesOf(turn, file)),
    );
  }
  return accepted({ upheld });
};

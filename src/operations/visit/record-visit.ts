/** 提交 of a visit: one row, every duty it fulfils, and when a report was verified the case's next state, in one transaction. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  checkVisit,
  fulfilledBy,
  secondMissing,
  type VisitRecord,
} from '#src/domain/visit/visit.ts';
import { newClueSeen } from '#src/flows/text/case-work-news.ts';
import { visitedNews } from '#src/flows/text/staff-news.ts';
import { finishedAssessments } from '#src/store/assessment.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { openDutiesAbout } from '#src/store/duty-list.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { findStaff } from '#src/store/registry/staff.ts';
import { insertVisit, placeVisitMedia, visitOfDraft } from '#src/store/visit.ts';
import { openAssessmentDuty } from '../assessment/open-assessment-duty.ts';
import { changeCase } from '../case/change-case.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { referWants } from '../report/refer-wants.ts';
import { asPost } from '../staff/as-post.ts';
import { contactFor } from '../staff/case-actions.ts';
import { topicOf } from '../staff/duty-sheet.ts';
import { changeRefusal } from '../staff/refusals.ts';
import { householdSubject } from '../staff/subjects.ts';
import { tellReporters } from '../staff/tell-reporters.ts';
import type { Handler, TurnContext } from '../turn.ts';

/** Puts a visit on record with what it found, and closes the duties it fulfils. */
export const recordVisit: Handler<'record-visit'> = async (turn, ask) => {
  const { trx } = turn;
  const staff = turn.account.staff;
  if (staff === null) return refused({ code: 'not-staff' });
  const logged = await visitOfDraft(trx, ask.draftId);
  if (logged !== null) {
    return accepted({ visitId: logged, repeated: true, fulfilled: 0, secondMissing: false });
  }
  const asked = await householdSubject(turn, ask.householdId);
  if (asked === null) return refused({ code: 'gone' });
  const { household } = asked;
  const open = await openCaseOf(trx, ask.householdId);
  const visit: VisitRecord = {
    householdId: ask.householdId,
    kind: ask.finding === null ? 'routine' : 'home-verification',
    outcome: ask.outcome,
    finding: ask.finding,
    reason: ask.reason,
    visitors: [staff.staffId, ...(ask.secondStaffId === null ? [] : [ask.secondStaffId])],
    visitedOn: turn.today,
  };
  const checked = checkVisit(visit, turn.today);
  if (!checked.ok) return checked;
  if (ask.finding !== null && open === null) return refused({ code: 'gone' });

  const visitId = turn.newId();
  const pack = await packInForce(
    { trx, policies: turn.policies, today: turn.today },
    household.areaPath,
  );
  const alone = secondMissing(checked.value, pack.settings['visit.verifiers'].value);
  const concerned = open === null ? [] : await staffBehindCase(trx, open.caseId);
  if (ask.secondStaffId !== null) {
    const second = await findStaff(trx, ask.secondStaffId);
    const own = concerned.includes(ask.secondStaffId) || second?.householdId === ask.householdId;
    if (second === undefined || own) return refused({ code: 'own-interest' });
  }
  const written = await asPost(
    turn,
    ask.finding === null ? 'record-visit' : 'verify-home',
    { ...asked.subject, concerned },
    () =>
      insertVisit(
        trx,
        turn.fields,
        {
          ...visit,
          id: visitId,
          draftId: ask.draftId,
          areaPath: household.areaPath,
          caseId: open?.caseId ?? null,
          staffId: staff.staffId,
          secondStaffId: visit.visitors[1] ?? null,
          secondMissing: alone,
          note: ask.note,
          mediaIds: ask.mediaIds,
          place: ask.place,
          wants: ask.wants,
        },
        turn.now,
      ),
  );
  if (!written.ok) return written;
  await placeVisitMedia(trx, ask.mediaIds, household.areaPath, turn.account.accountId);
  await referWants(turn, ask.wants, household, visitId);
  const fulfilled = await closeFulfilled(turn, checked.value, staff.staffId);
  if (ask.finding === null || open === null) {
    return accepted({ visitId, repeated: false, fulfilled, secondMissing: false });
  }
  const changed = await changeCase(turn, {
    caseId: open.caseId,
    command: {
      kind: 'record-verification',
      visitId,
      finding: ask.finding,
      reason: ask.reason,
      verifiers: checked.value.visitors,
    },
    actor: { kind: 'staff', id: staff.staffId },
  });
  // The visit took place whatever became of the case meanwhile: it stays, and the officer hears what the case is now.
  if (!changed.ok) return refused(changeRefusal(changed.refusal));
  // A household that is helped already hears that the new trouble joins the help, not that it is judged once more.
  const known = changed.value.events.some((event) => event.kind === 'new-clue-checked');
  const contact = await contactFor(turn, staff.staffId);
  await tellReporters(turn, open.caseId, ({ receiptNumber }) =>
    known
      ? newClueSeen(receiptNumber, staff.name)
      : visitedNews(receiptNumber, staff.name, contact),
  );
  if (ask.finding !== 'untrue' && !(await isAssessed(turn, changed.value.file))) {
    await openAssessmentDuty(turn, household, {
      caseId: open.caseId,
      occasion: visitId,
      staffId: staff.staffId,
    });
  }
  return accepted({ visitId, repeated: false, fulfilled: fulfilled + 1, secondMissing: alone });
};

/** Whether 收支和三保障 was filled since the clue: a second verification asks nothing twice. */
async function isAssessed({ trx }: TurnContext, file: Case): Promise<boolean> {
  const since = fromInstant(file.clueAt);
  const finished = await finishedAssessments(trx, file.householdId);
  return finished.some((each) => each.madeOn >= since);
}

/** Closes what the visit fulfils by being one: monthly visit, things to tell at the door, calls it answers. */
async function closeFulfilled(
  turn: TurnContext,
  visit: VisitRecord,
  staffId: string,
): Promise<number> {
  const open = await openDutiesAbout(turn.trx, visit.householdId);
  const fulfilled = fulfilledBy(
    visit,
    open.map((duty) => ({ ...duty, topic: topicOf(duty, null) })),
  );
  for (const { dutyId } of fulfilled) {
    await closeDuties(turn, { dutyId }, { state: 'done', byStaffId: staffId, outcome: 'visited' });
  }
  return fulfilled.length;
}

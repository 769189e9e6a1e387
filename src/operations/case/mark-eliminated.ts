/** 本月标注清单: the county marks in one go what has been applied for, looked at three times and posted; and the way back. */
import { monthOf } from '#src/domain/calendar/local-date.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { aidToStageEnd } from '#src/domain/plan/stage-aid.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { MarkingList } from '#src/flows/case-work.needs.ts';
import { caseReopened, riskEliminated } from '#src/flows/text/case-work-news.ts';
import { householdReopened } from '#src/flows/text/case-work-staff-news.ts';
import { findCase } from '#src/store/case.ts';
import { listenersOf } from '#src/store/case-facts.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import {
  addEntry,
  countMarked,
  listOfMonth,
  monitoredAndEliminated,
  waitingForMark,
} from '#src/store/elimination-list.ts';
import { measuresOf } from '#src/store/measure.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { packInForce } from '../duty/area-packs.ts';
import { openCall } from '../duty/open-call.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { inPost, postsFor } from '../staff/as-post.ts';
import { commandCase, contactFor } from '../staff/case-actions.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';
import { eliminationStanding } from './elimination-check.ts';
import { placesOf, tellHousehold } from './step-news.ts';

/** The county post that marks; null for everybody else. */
const markingPost = (turn: TurnContext) => postsFor(turn, 'mark-eliminated')[0] ?? null;

/** Households whose notice is over and whose risk the county may mark as eliminated; null for who may not. */
export const markingList: Loader<'marking-list'> = async (turn): Promise<MarkingList | null> => {
  const post = markingPost(turn);
  const staffId = turn.account.staff?.staffId;
  if (post === null || staffId === undefined) return null;
  const month = monthOf(turn.today);
  const { settings } = await packInForce(turn, post.areaPath);
  const target = settings['elim.rate_target'].value;
  return await inPost(turn, { staffId, area: areaPath(post.areaPath) }, async () => {
    const { monitored, eliminated } = await monitoredAndEliminated(turn.trx, post.areaPath);
    const all = monitored + eliminated;
    return {
      month,
      waiting: await waitingForMark(turn.trx, post.areaPath),
      marked: await countMarked(turn.trx, post.areaPath, month),
      rate: { now: all === 0 ? null : eliminated / all, target },
    };
  });
};

/** Marks households as eliminated and tells them; those that changed meanwhile stay. */
export const markEliminated: Handler<'mark-eliminated'> = async (turn, { caseIds }) => {
  const post = markingPost(turn);
  const staffId = turn.account.staff?.staffId;
  if (post === null || staffId === undefined) return refused({ code: 'role' });
  const listId = await listOfMonth(turn.trx, {
    id: turn.newId(),
    month: monthOf(turn.today),
    areaPath: post.areaPath,
    byStaffId: staffId,
    at: turn.now,
  });
  let marked = 0;
  // In one order, whoever marks: two officers who press together wait for one another and do not block.
  for (const caseId of caseIds.toSorted()) {
    const stored = await findCase(turn.trx, caseId);
    const standing = stored === null ? null : await eliminationStanding(turn, stored.file);
    if (standing === null) continue;
    const { checks } = standing;
    const changed = await commandCase(turn, 'mark-eliminated', caseId, (byStaffId) => ({
      kind: 'mark-eliminated',
      byStaffId,
      checks,
    }));
    if (!changed.ok) continue;
    const { file, before } = changed.value;
    const { assistance, elimination } = before;
    if (assistance === null || elimination === null) continue;
    await addEntry(turn.trx, {
      listId,
      caseId,
      householdId: file.householdId,
      areaPath: file.area,
      way: elimination.way,
      enrolledOn: assistance.enrolledOn,
      appliedOn: elimination.appliedOn,
      markedOn: turn.today,
    });
    const contact = await contactFor(turn, assistance.responsibleStaffId ?? staffId);
    const { settings } = turn.policies.packOf(file.pack);
    const measures = await measuresOf(turn.trx, file.householdId);
    const schooling = aidToStageEnd(measures, settings.toolbox.value);
    await tellHousehold(turn, caseId, () =>
      riskEliminated(contact, schooling, placesOf(turn, file)),
    );
    if (!(await listenersOf(turn.trx, caseId)).some((each) => each.own)) {
      // Nobody of the household is in any chat: somebody tells them at the door or by phone.
      await openCall(turn, {
        key: `call-farmer:eliminated:${caseId}:${turn.today}`,
        topic: 'result',
        areaPath: file.area,
        about: { householdId: file.householdId },
        details: {},
        ...(assistance.responsibleStaffId === null
          ? {}
          : { ownerStaffId: assistance.responsibleStaffId }),
      });
    }
    marked += 1;
  }
  return accepted({ marked, left: caseIds.length - marked });
};

/** 消除回退: trouble came back before anybody reported it. */
export const reopenCase: Handler<'reopen-case'> = async (turn, { caseId }) => {
  const changed = await commandCase(turn, 'reopen-case', caseId, (byStaffId) => ({
    kind: 'reopen',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  const { before, file, staffId } = changed.value;
  const visitBy = await dueDayOf(turn.trx, caseId, 'accept-clue');
  const responsible = before.assistance?.responsibleStaffId ?? null;
  const contact = await contactFor(turn, responsible ?? staffId);
  await tellHousehold(turn, caseId, () => caseReopened(contact));
  if (responsible !== null && responsible !== staffId) {
    const household = await findHousehold(turn.trx, file.householdId);
    await tellStaff(
      turn,
      responsible,
      'to-do',
      householdReopened(caseId, household?.headName ?? ''),
    );
  }
  return accepted({ visitBy });
};

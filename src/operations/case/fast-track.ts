/** Help first, steps after (绿色通道): the village asks, the town says yes with one tap, what was given is recorded (巴南 2022 第17项). */
import { daysBetween, fromInstant } from '#src/domain/calendar/local-date.ts';
import { reliefKinds } from '#src/domain/case/relief.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { reliefComing, reliefGiven } from '#src/flows/text/case-work-news.ts';
import { fastTrackAnswered } from '#src/flows/text/case-work-staff-news.ts';
import { findCase } from '#src/store/case.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { insertRelief } from '#src/store/relief.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { commandCase, contactFor } from '../staff/case-actions.ts';
import { tellReporters } from '../staff/tell-reporters.ts';
import type { Handler } from '../turn.ts';

/** Proposes help before recognition (急难先救). */
export const proposeFastTrack: Handler<'propose-fast-track'> = async (turn, { caseId, ground }) => {
  const changed = await commandCase(turn, 'propose-fast-track', caseId, (byStaffId) => ({
    kind: 'propose-fast-track',
    byStaffId,
    ground,
  }));
  if (!changed.ok) return changed;
  return accepted({ answerBy: await dueDayOf(turn.trx, caseId, 'approve-fast-track') });
};

/** Agrees to help first, or not; by another person than proposed it. */
export const answerFastTrack: Handler<'answer-fast-track'> = async (turn, { caseId, approve }) => {
  const changed = await commandCase(turn, 'answer-fast-track', caseId, (byStaffId) => ({
    kind: approve ? 'approve-fast-track' : 'reject-fast-track',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  const { before, file, staffId } = changed.value;
  const reliefBy = approve ? await dueDayOf(turn.trx, caseId, 'give-relief') : null;
  const proposer = before.fastTrack?.proposedBy ?? null;
  if (proposer !== null) {
    await tellStaff(
      turn,
      proposer,
      'to-do',
      fastTrackAnswered(caseId, approve, reliefBy, turn.today),
    );
  }
  if (approve) {
    const contact = await contactFor(turn, file.holderStaffId ?? proposer ?? staffId);
    await tellReporters(turn, caseId, ({ receiptNumber }) =>
      reliefComing(receiptNumber, contact, reliefBy, turn.today),
    );
  }
  return accepted({ approved: approve, reliefBy });
};

/** Notes an emergency relief that was given: a kind of the pack's tool box, with its sum in whole yuan where the kind is money. */
export const recordRelief: Handler<'record-relief'> = async (turn, { caseId, code, yuan }) => {
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return refused({ code: 'gone' });
  const pack = turn.policies.packOf(stored.file.pack);
  const kind = reliefKinds(pack.settings.toolbox.value).find((each) => each.code === code);
  if (kind === undefined) return refused({ code: 'gone' });
  const reliefId = turn.newId();
  const changed = await commandCase(turn, 'give-relief', caseId, (byStaffId) => ({
    kind: 'record-relief',
    byStaffId,
    reliefId,
  }));
  if (!changed.ok) return changed;
  const { file, staffId } = changed.value;
  await insertRelief(turn.trx, {
    id: reliefId,
    caseId,
    householdId: file.householdId,
    areaPath: file.area,
    code: kind.code,
    title: kind.title,
    yuan: kind.money ? yuan : null,
    givenOn: turn.today,
    byStaffId: staffId,
  });
  const contact = await contactFor(turn, file.holderStaffId ?? staffId);
  await tellReporters(turn, caseId, ({ receiptNumber }) => reliefGiven(receiptNumber, contact));
  return accepted({ days: daysBetween(fromInstant(file.clueAt), turn.today) });
};

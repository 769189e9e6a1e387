/**
 * The village's review (村级研判): its agenda is made from the cases that wait for it, regular once a period (LX-04 每周研判一次, BN-56
 * 每月至少研究1次), ad-hoc for what cannot wait. Recorded once with who was there and what was said of each case.
 */
import { areaPath } from '#src/domain/people/areas.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { MeetingResult } from '#src/flows/case-step.intents.ts';
import type { AgendaCase, VillageAgenda } from '#src/flows/case-step.needs.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import { reviewedNews } from '#src/flows/text/case-news.ts';
import { findCase } from '#src/store/case.ts';
import type { DutyRow } from '#src/store/duty-list.ts';
import { openAgendaOf } from '#src/store/village-agenda.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { staffNames } from '#src/store/staff-names.ts';
import {
  casesWaitingForReview,
  insertMeeting,
  insertMeetingItem,
} from '#src/store/village-meeting.ts';
import { placeVisitMedia } from '#src/store/visit.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { allowed, inPost } from '../staff/as-post.ts';
import { commandCase } from '../staff/case-actions.ts';
import { openableDuty } from '../staff/duty-sheet.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';
import { caseFactsOf } from './case-facts.ts';
import { categoryTitles } from './category-titles.ts';
import { nextStepOf, placesOf, tellHousehold } from './step-news.ts';

const villageSubject = (duty: DutyRow): Subject => ({
  id: duty.areaId,
  area: areaPath(duty.areaPath),
  householdId: null,
  authors: [],
  concerned: [],
});

/** The agenda of the duty's village: every case that waits there, whichever duty led to it. */
export const villageAgenda: Loader<'village-agenda'> = async (turn, { dutyId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null || !opened.ok) return null;
  const { duty, post } = opened.value;
  const pack = await packInForce(turn, duty.areaPath);
  const recurring = await openAgendaOf(turn.trx, duty.areaPath);
  return await inPost(turn, post, async (): Promise<VillageAgenda> => {
    const waiting = await casesWaitingForReview(turn.trx, duty.areaPath);
    const cases: AgendaCase[] = [];
    for (const each of waiting) {
      const stored = await findCase(turn.trx, each.caseId);
      if (stored === null) continue;
      const facts = await caseFactsOf(turn, stored);
      cases.push({ caseId: each.caseId, headName: each.headName, dueOn: each.dueOn, facts });
    }
    return {
      dutyId,
      areaId: duty.areaId,
      areaPath: duty.areaPath,
      areaName: duty.areaName,
      period: pack.settings['village_review.period'].value,
      recurringDutyId: duty.kind === 'village-agenda' ? dutyId : recurring,
      dueOn: duty.dueOn,
      clause: duty.clause,
      cases,
      categories: pack.settings.target_groups.value.map((each) => each.category),
      categoryTitles: categoryTitles(pack),
    };
  });
};

/** A meeting is kept with its minutes; each case goes on by its own decision, under its own row lock. */
export const recordMeeting: Handler<'record-meeting'> = async (turn, ask) => {
  const { trx } = turn;
  const opened = await openableDuty(turn, ask.dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty } = opened.value;
  const proof = await allowed(turn, 'record-review', villageSubject(duty));
  if (!proof.ok) return proof;
  if (ask.minutes.trim() === '' && ask.mediaIds.length === 0) {
    return refused({ code: 'minutes-missing' });
  }
  if (ask.heldOn > turn.today) return refused({ code: 'meeting-in-the-future' });
  const { staffId } = proof.value;
  const present = [...new Set([staffId, ...ask.staffPresent])];
  if ((await staffNames(trx, present)).size !== present.length) return refused({ code: 'gone' });
  const meetingId = turn.newId();
  const agendaId = await agendaAnswered(turn, duty, ask.results);
  const written = await insertMeeting(trx, turn.fields, {
    id: meetingId,
    draftId: ask.draftId,
    areaId: duty.areaId,
    areaPath: duty.areaPath,
    kind: agendaId === null ? 'ad-hoc' : 'regular',
    heldOn: ask.heldOn,
    staffPresent: present,
    villagersPresent: ask.villagersPresent,
    minutes: ask.minutes.trim(),
    mediaIds: ask.mediaIds,
    recordedBy: staffId,
    recordedAt: turn.now,
  });
  if (!written) return refused({ code: 'gone' });
  await placeVisitMedia(trx, ask.mediaIds, duty.areaPath, turn.account.accountId);
  const people = present.length + ask.villagersPresent;
  const kept: { readonly headName: string; readonly refusal: StaffRefusal }[] = [];
  for (const result of ask.results) {
    const refusal = await review(turn, { ...result, meetingId, on: ask.heldOn, people });
    if (refusal !== null) {
      kept.push({ headName: await headNameOf(turn, result.caseId), refusal });
    }
  }
  if (agendaId !== null) {
    const end = { state: 'done', byStaffId: staffId, outcome: 'held' } as const;
    await closeDuties(turn, { dutyId: agendaId }, end);
  }
  return accepted({ recorded: ask.results.length - kept.length, refused: kept });
};

/** The recurring duty a meeting answers: its own, or the village's open one when nothing that waits was left out. */
async function agendaAnswered(
  { trx }: TurnContext,
  duty: DutyRow,
  results: readonly MeetingResult[],
): Promise<string | null> {
  if (duty.kind === 'village-agenda') return duty.dutyId;
  const waiting = await casesWaitingForReview(trx, duty.areaPath);
  const decided = new Set(results.map((each) => each.caseId));
  return waiting.every((each) => decided.has(each.caseId))
    ? await openAgendaOf(trx, duty.areaPath)
    : null;
}

async function review(
  turn: TurnContext,
  result: MeetingResult & {
    readonly meetingId: string;
    readonly on: typeof turn.today;
    readonly people: number;
  },
): Promise<StaffRefusal | null> {
  const { caseId, category, reason, meetingId } = result;
  const changed = await commandCase(turn, 'record-review', caseId, (recordedBy) => ({
    kind: 'record-review',
    meetingId,
    on: result.on,
    present: result.people,
    category,
    reason: category === null ? reason : null,
    recordedBy,
  }));
  if (!changed.ok) return changed.refusal;
  const { file } = changed.value;
  await insertMeetingItem(turn.trx, {
    meetingId,
    caseId,
    areaPath: file.area,
    category,
    reason: category === null ? reason : null,
  });
  const next = await nextStepOf(turn, file);
  await tellHousehold(turn, caseId, ({ receiptNumber }) =>
    reviewedNews(receiptNumber, next, turn.today, placesOf(turn, file)),
  );
  return null;
}

async function headNameOf({ trx }: TurnContext, caseId: string): Promise<string> {
  const stored = await findCase(trx, caseId);
  const household = stored === null ? undefined : await findHousehold(trx, stored.file.householdId);
  return household?.headName ?? '';
}

/** 本周没有要议的线索: only where nothing waits; a case nobody wants to talk about does not go away by a tap. */
export const noClues: Handler<'no-clues'> = async (turn, { dutyId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty } = opened.value;
  if (duty.kind !== 'village-agenda') return refused({ code: 'gone' });
  const proof = await allowed(turn, 'record-review', villageSubject(duty));
  if (!proof.ok) return proof;
  const waiting = await casesWaitingForReview(turn.trx, duty.areaPath);
  if (waiting.length > 0) return refused({ code: 'cases-waiting', count: waiting.length });
  await closeDuties(
    turn,
    { dutyId },
    { state: 'done', byStaffId: proof.value.staffId, outcome: 'no-clues' },
  );
  return accepted({});
};

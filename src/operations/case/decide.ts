/** Town review (镇街审核) and the county's decision (县级审定): one of two who decide at once wins, the other is told. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { accepted, type Result } from '#src/domain/result.ts';
import type {
  CountyVerdict,
  Decided,
  NextStep,
  SendBack,
  TownDecision,
} from '#src/flows/case-step.intents.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import {
  decidedInPerson,
  enrolledNews,
  refusedNews,
  returnedNews,
  townReviewedNews,
} from '#src/flows/text/case-news.ts';
import { findCase } from '#src/store/case.ts';
import { latestComparison, latestFindings } from '#src/store/case-facts.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { openCall } from '../duty/open-call.ts';
import { openDuty } from '../duty/open-duty.ts';
import { commandCase, contactFor } from '../staff/case-actions.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { comparisonMonth } from './case-facts.ts';
import { nextStepOf, placesOf, resultTold, tellHousehold } from './step-news.ts';

/** 镇级审核: passes a case on to the county or sends it back; not by whoever worked on it before. */
export const reviewCase: Handler<'review-case'> = async (turn, { caseId, decision }) => {
  const changed = await commandCase(turn, 'review-case', caseId, (byStaffId) =>
    townCommand(decision, byStaffId),
  );
  if (!changed.ok) return changed;
  const { file } = changed.value;
  if (decision.kind === 'return') {
    return accepted({ ...(await tellReturned(turn, file, decision)), decided: 'sent-back' });
  }
  const next = await nextStepOf(turn, file);
  await tellHousehold(turn, caseId, ({ receiptNumber }) =>
    townReviewedNews(receiptNumber, next, turn.today, placesOf(turn, file)),
  );
  return accepted({ ...next, decided: 'passed-on' });
};

function townCommand(decision: TownDecision, byStaffId: string): CaseCommand {
  switch (decision.kind) {
    case 'pass':
      return { kind: 'pass-town-review', byStaffId, reason: null };
    case 'not-eligible':
      return { kind: 'pass-town-review', byStaffId, reason: decision.reason };
    case 'return':
      return { ...decision, byStaffId };
  }
}

/** 县级审定: recognises a household or not; not by whoever worked on the case before. */
export const decideCase: Handler<'decide-case'> = async (turn, { caseId, decision }) => {
  const comparisonId = await comparisonFor(turn, caseId);
  const changed = await commandCase(turn, 'decide-case', caseId, (byStaffId) => {
    switch (decision.kind) {
      case 'enrol':
        return { kind: 'enrol', byStaffId, category: decision.category, comparisonId };
      case 'refuse':
        return { kind: 'refuse', byStaffId, reason: decision.reason, comparisonId };
      case 'return':
        return { ...decision, byStaffId };
    }
  });
  if (!changed.ok) return changed;
  const { file, staffId } = changed.value;
  return await told(turn, file, decision, staffId);
};

async function told(
  turn: TurnContext,
  file: Case,
  decision: CountyVerdict,
  staffId: string,
): Promise<Result<Decided, StaffRefusal>> {
  if (decision.kind === 'return') {
    return accepted({ ...(await tellReturned(turn, file, decision)), decided: 'sent-back' });
  }
  const contact = await contactFor(turn, file.holderStaffId ?? staffId);
  const { caseId } = file;
  if (decision.kind === 'enrol') {
    const planBy = await dueDayOf(turn.trx, caseId, 'make-plan');
    const heard = await resultTold(
      turn,
      caseId,
      ({ receiptNumber }) =>
        enrolledNews(receiptNumber, planBy, contact, turn.today, placesOf(turn, file)),
      ({ receiptNumber }) => decidedInPerson(receiptNumber, contact),
    );
    if (!heard) await tellByPhone(turn, file);
    return accepted({ step: null, dueOn: planBy, decided: 'enrolled' });
  }
  const heard = await resultTold(
    turn,
    caseId,
    ({ receiptNumber }) =>
      refusedNews(receiptNumber, caseId, decision.reason, contact, placesOf(turn, file)),
    ({ receiptNumber }) => decidedInPerson(receiptNumber, contact),
  );
  if (!heard) await tellRefusal(turn, file);
  return accepted({ step: null, dueOn: null, decided: 'refused' });
}

/** Nobody of the household has an account we know: somebody phones or goes there. */
async function tellByPhone(turn: TurnContext, file: Case): Promise<void> {
  await openCall(turn, {
    key: `call-farmer:enrolled:${file.caseId}:${file.cycle}`,
    topic: 'result',
    areaPath: file.area,
    about: { householdId: file.householdId, declarationId: file.declarationIds.at(-1) ?? null },
    details: {},
    ...(file.holderStaffId === null ? {} : { ownerStaffId: file.holderStaffId }),
  });
}

/** K14: the reason is told within the pack's days, with the right to a re-review (告知不纳入的原因和复核权利). */
async function tellRefusal(turn: TurnContext, file: Case): Promise<void> {
  const pack = turn.policies.packOf(file.pack);
  const stored = await findCase(turn.trx, file.caseId);
  if (stored === null) return;
  await openDuty(turn, {
    key: `tell-refusal:${file.caseId}:${file.cycle}`,
    terms: dutyTerms('tell-refusal', {
      openedAt: turn.now,
      pack,
      calendar: turn.policies.calendar,
    }),
    pack,
    area: { areaId: stored.areaId, areaPath: file.area },
    about: {
      caseId: file.caseId,
      householdId: file.householdId,
      declarationId: file.declarationIds.at(-1) ?? null,
    },
    ...(file.holderStaffId === null ? {} : { ownerStaffId: file.holderStaffId }),
  });
}

async function tellReturned(turn: TurnContext, file: Case, back: SendBack): Promise<NextStep> {
  const next = await nextStepOf(turn, file);
  const visit = {
    step: 'verification',
    dueOn: await dueDayOf(turn.trx, file.caseId, 'verify-home'),
  } as const;
  await tellHousehold(turn, file.caseId, ({ receiptNumber }) =>
    returnedNews(
      receiptNumber,
      back.correction,
      back.to === 'verification' ? visit : next,
      turn.today,
      placesOf(turn, file),
    ),
  );
  return back.to === 'verification' ? { step: null, dueOn: visit.dueOn } : next;
}

/** The comparison that lay beside the decision: the one that named the household, else the latest of the county. */
async function comparisonFor(turn: TurnContext, caseId: string): Promise<string | null> {
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return null;
  const since = comparisonMonth(fromInstant(turn.now));
  const [finding] = await latestFindings(turn.trx, stored.file.householdId, since);
  return finding?.runId ?? (await latestComparison(turn.trx, since));
}

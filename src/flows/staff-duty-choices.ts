/** What can be done with a duty: the buttons under it, by its kind and by what its case is now. */
import type { DeedName } from '#src/domain/case/deeds.ts';
import type { Choice } from './flow.ts';
import { choice, lasting } from './choices.ts';
import type { CallTopic, DutySheet } from './staff.needs.ts';
import { deedLabel, waysOut } from './text/case-work.ts';
import { assessmentLabels } from './text/assessment.ts';
import { planLabels } from './text/plan.ts';
import { qualityLabels } from './text/quality.ts';
import { issueLabels } from './text/staff-issue.ts';
import { deskLabels } from './text/ledger-desk.ts';
import { dutyLabels } from './text/staff-menu.ts';

const take = choice('take', dutyLabels.take);
const visit = choice('visit', dutyLabels.visit);
const call = choice('call', dutyLabels.call);
const passOn = choice('pass-on', dutyLabels.passOn);
const notHardship = choice('not-hardship', dutyLabels.notHardship);
const duplicate = choice('duplicate', dutyLabels.duplicate);

/** Something beside the steps of the case, begun at once. */
const deed = (name: DeedName, caseId: string | null): readonly Choice[] =>
  caseId === null ? [] : [lasting('deed', `${name}.${caseId}`, deedLabel(name))];

/** 同意 and 不同意 where the duty says all there is to know: one tap. */
const answers = (
  name: 'answer-fast-track' | 'answer-suspension',
  caseId: string | null,
): readonly Choice[] =>
  caseId === null
    ? []
    : [
        lasting('deed', `${name}.${caseId}.y`, waysOut.approve),
        lasting('deed', `${name}.${caseId}.n`, waysOut.reject),
      ];

/** The case with all that can be done beside its steps. */
const more = (caseId: string | null): readonly Choice[] =>
  caseId === null ? [] : [lasting('case-open', caseId, dutyLabels.more)];

/** Help first is offered by itself where a report says that it presses (BN-57). */
const pressing = ({ urgent, caseId, report }: DutySheet): readonly Choice[] =>
  urgent || report?.urgency === 'high' || report?.urgency === 'emergency'
    ? deed('fast-track', caseId)
    : more(caseId);

/** At most seven, the primary one first; 返回 makes eight. Empty when only reading is left. */
export function choicesFor(sheet: DutySheet): readonly Choice[] {
  switch (sheet.kind) {
    case 'accept-clue':
      return [take, visit, call, passOn, notHardship, duplicate, ...pressing(sheet)];
    case 'verify-home':
      // A recognised household's new report is looked into; whether it is one is not the question any more.
      return sheet.caseState === 'clue' || sheet.caseState === 'accepted'
        ? [visit, call, passOn, notHardship, duplicate, ...pressing(sheet)]
        : [visit, call, ...more(sheet.caseId)];
    case 'identify':
      return sheet.caseState === 'clue'
        ? [take, call, ...more(sheet.caseId)]
        : [call, ...more(sheet.caseId)];
    case 'approve-fast-track':
      return [...answers('answer-fast-track', sheet.caseId), call, ...more(sheet.caseId)];
    case 'give-relief':
      return [...deed('give-relief', sheet.caseId), visit, call];
    case 'refer-relief':
      return [choice('told', dutyLabels.referred), call];
    case 'approve-suspension':
      return [...answers('answer-suspension', sheet.caseId), call, ...more(sheet.caseId)];
    case 'long-case-review':
      return [...deed('review-long-case', sheet.caseId), visit, call, ...more(sheet.caseId)];
    case 'elimination-village':
    case 'elimination-town':
    case 'elimination-county':
      return [
        ...deed('pass-elimination', sheet.caseId),
        ...deed('return-elimination', sheet.caseId),
        visit,
        call,
      ];
    case 'post-elimination':
      return [...deed('post-elimination', sheet.caseId), ...more(sheet.caseId)];
    case 'close-elimination':
      return [...deed('close-elimination', sheet.caseId), ...more(sheet.caseId)];
    case 'mark-elimination':
      return [lasting('marking-list', '', deedLabel('mark-eliminated')), ...more(sheet.caseId)];
    case 'confirm-proposal':
      return [choice('confirm', dutyLabels.confirm), choice('reject', dutyLabels.reject), call];
    case 'call-farmer':
      return sheet.householdId === null || sheet.topic === 'held' ? [call] : [call, visit];
    case 'fill-assessment':
      return sheet.householdId === null
        ? []
        : [lasting('assess', sheet.householdId, assessmentLabels.open), visit, call];
    case 'make-plan':
      return sheet.householdId === null
        ? []
        : [
            ...deed('name-responsible', sheet.caseId),
            lasting('plan-open', sheet.householdId, planLabels.open),
            visit,
            call,
          ];
    case 'confirm-plan':
    case 'start-measure':
    case 'income-plan':
      return sheet.householdId === null
        ? []
        : [lasting('plan-open', sheet.householdId, planLabels.open), visit, call];
    case 'mend-data':
      return [lasting('quality-open', '', qualityLabels.open)];
    case 'tell-refusal':
      return [call, visit];
    case 'monthly-visit':
      return [visit, call];
    case 'approve-notice':
    case 'resume-notice':
      return sheet.noticeId === null
        ? []
        : [lasting('notice-open', sheet.noticeId, dutyLabels.notice)];
    case 'door-to-door':
      if (sheet.noticeId !== null) {
        const people = lasting('notice-open', sheet.noticeId, dutyLabels.people);
        return [people, choice('told', dutyLabels.told)];
      }
      return sheet.householdId === null
        ? [choice('told', dutyLabels.told)]
        : [choice('told', dutyLabels.told), visit, call];
    case 'check-registry-match':
      return [choice('match', dutyLabels.match), call, visit];
    case 'answer-ticket':
      return [choice('answer', dutyLabels.answer), call];
    case 'answer-rights-request':
      return [choice('answer', dutyLabels.answer), choice('erase', dutyLabels.erase), call];
    case 'explain-breach':
      return [choice('explain', dutyLabels.explain)];
    case 'send-month-report':
    case 'handle-referrals':
    case 'joint-opinion':
    case 'joint-decision':
    case 'rectify':
    case 'confirm-rectification':
      return sheet.desk === null ? [] : [lasting('desk-open', sheet.desk, deskLabels.openDuty)];
    case 'recurring-work':
      return [choice('record', dutyLabels.record)];
    case 'month-zero':
      return [lasting('menu', 'staff-issue', issueLabels.list)];
    case 'data-comparison':
    case 'verify-issue':
    case 'fix-issue':
    case 'persuade-return':
    case 'call-back':
    case 'verify-alarm':
    case 'fix-alarm':
      // Opened in the conversation about tickets and alarms.
      return [];
    default:
      return [];
  }
}

/** How a call can end, by what it is for; only a duty to call has an end of its own. */
export function callEnds(topic: CallTopic | null): readonly Choice[] {
  const notReached = choice('not-reached', dutyLabels.notReached);
  switch (topic) {
    case null:
      return [];
    case 'refusal':
      return [
        choice('reached', dutyLabels.reached),
        choice('re-review', dutyLabels.reReview),
        notReached,
      ];
    case 'held':
      return [choice('goes-on', dutyLabels.goesOn), notReached];
    case 'withdrawal':
      return [
        choice('withdrawn', dutyLabels.withdrawn),
        choice('goes-on', dutyLabels.notWithdrawn),
        notReached,
      ];
    default:
      return [choice('reached', dutyLabels.reached), notReached];
  }
}

/** What can be done with a duty: the buttons under it, by its kind and by what its case is now. */
import type { Choice } from './flow.ts';
import { choice, lasting } from './choices.ts';
import type { CallTopic, DutySheet } from './staff.needs.ts';
import { assessmentLabels } from './text/assessment.ts';
import { planLabels } from './text/plan.ts';
import { qualityLabels } from './text/quality.ts';
import { issueLabels } from './text/staff-issue.ts';
import { dutyLabels } from './text/staff-menu.ts';

const take = choice('take', dutyLabels.take);
const visit = choice('visit', dutyLabels.visit);
const call = choice('call', dutyLabels.call);
const passOn = choice('pass-on', dutyLabels.passOn);
const notHardship = choice('not-hardship', dutyLabels.notHardship);
const duplicate = choice('duplicate', dutyLabels.duplicate);

/** At most seven, the primary one first; 返回 makes eight. Empty when only reading is left. */
export function choicesFor(sheet: DutySheet): readonly Choice[] {
  switch (sheet.kind) {
    case 'accept-clue':
      return [take, visit, call, passOn, notHardship, duplicate];
    case 'verify-home':
      return [visit, call, passOn, notHardship, duplicate];
    case 'identify':
      return sheet.caseState === 'clue' ? [take, call] : [call];
    case 'confirm-proposal':
      return [choice('confirm', dutyLabels.confirm), choice('reject', dutyLabels.reject), call];
    case 'call-farmer':
      return sheet.householdId === null || sheet.topic === 'held' ? [call] : [call, visit];
    case 'fill-assessment':
      return sheet.householdId === null
        ? []
        : [lasting('assess', sheet.householdId, assessmentLabels.open), visit, call];
    case 'make-plan':
    case 'confirm-plan':
    case 'start-measure':
    case 'income-plan':
      return sheet.householdId === null
        ? []
        : [lasting('plan-open', sheet.householdId, planLabels.open), visit, call];
    case 'mend-data':
      return [lasting('quality-open', '', qualityLabels.open)];
    case 'monthly-visit':
      return [visit, call];
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

/** What an issue ticket is after an event. The events alone rebuild it. */
import type { IssueEvent, IssueOpened } from './events.ts';
import { type Issue, type IssueState, stepsDone } from './issue.ts';

/** A ticket as its first event makes it. */
export const issueOpenedBy = (issueId: string, event: IssueOpened): Issue => ({
  issueId,
  topic: event.topic,
  department: event.department,
  pack: event.pack,
  receivedOn: event.on,
  verifyDueOn: event.verifyDueOn,
  fixDueOn: event.fixDueOn,
  emergency: event.emergency,
  openedByStaffId: event.byStaffId,
  doubtedBy: [],
  reopened: 0,
  round: 1,
  state: { tag: 'reported' },
});

/** The ticket after one more event. Total: what does not fit the state leaves it as it is. */
export function evolveIssue(issue: Issue, event: IssueEvent): Issue {
  const next = { ...issue, round: issue.round + 1 };
  const { state } = issue;
  switch (event.kind) {
    case 'opened':
      return issue;
    case 'told-again':
      return { ...next, emergency: issue.emergency || event.emergency };
    case 'verified':
      return {
        ...next,
        state: { tag: 'verified', verifiedOn: event.on, verifiedBy: event.byStaffId },
      };
    case 'found-not-so': {
      const { on, byStaffId, reason } = event;
      return {
        ...next,
        doubtedBy: [...issue.doubtedBy, byStaffId],
        state: { tag: 'not-so', on, byStaffId, reason },
      };
    }
    case 'step-done':
      return { ...next, state: afterStep(state, event) };
    case 'passed-on':
      return { ...next, department: event.department };
    case 'fixed': {
      if (state.tag !== 'verified' && state.tag !== 'fixing') return issue;
      const { verifiedOn, verifiedBy } = state;
      return {
        ...next,
        state: {
          tag: 'fixed',
          verifiedOn,
          verifiedBy,
          steps: stepsDone(state),
          fixedOn: event.on,
          fixedBy: event.byStaffId,
          way: event.way,
        },
      };
    }
    case 'closed':
      return state.tag === 'fixed'
        ? { ...next, state: { ...state, tag: 'closed', on: event.on, heard: event.heard } }
        : issue;
    case 'reopened':
      return {
        ...next,
        reopened: issue.reopened + 1,
        receivedOn: event.on,
        verifyDueOn: event.verifyDueOn,
        fixDueOn: event.fixDueOn,
        state: { tag: 'reported' },
      };
  }
}

function afterStep(
  state: IssueState,
  event: Extract<IssueEvent, { readonly kind: 'step-done' }>,
): IssueState {
  if (state.tag !== 'verified' && state.tag !== 'fixing') return state;
  const { verifiedOn, verifiedBy } = state;
  const { step, on, byStaffId } = event;
  return {
    tag: 'fixing',
    verifiedOn,
    verifiedBy,
    steps: [...stepsDone(state), { step, on, byStaffId }],
  };
}

/** How a case looks after an event. The log alone rebuilds every case: state is this function folded over its events. */
import type { AreaPath } from '../people/areas.ts';
import type { Case, CaseState, WorkingState } from './case.ts';
import type { CaseEvent } from './events.ts';

/** What a case is before its first event. */
export type CaseIdentity = {
  readonly caseId: string;
  readonly householdId: string;
  readonly area: AreaPath;
};

/** The case a first clue opens. */
export const openedBy = (
  identity: CaseIdentity,
  event: Extract<CaseEvent, { readonly kind: 'clue-received' }>,
): Case => ({
  ...identity,
  pack: event.pack,
  clueAt: event.clueAt,
  urgent: event.urgent,
  holderStaffId: null,
  filedBy: event.filedByStaffId === null ? [] : [event.filedByStaffId],
  declarationIds: [event.declarationId],
  round: 0,
  state: { tag: 'clue' },
});

/** The case after an event. Events are facts: nothing is refused here (see decide). */
export function evolve(file: Case, event: CaseEvent): Case {
  switch (event.kind) {
    case 'clue-received':
      return openedBy(file, event);
    case 'clue-linked':
      return {
        ...file,
        urgent: file.urgent || event.urgent,
        declarationIds: [...file.declarationIds, event.declarationId],
        filedBy:
          event.filedByStaffId === null ? file.filedBy : [...file.filedBy, event.filedByStaffId],
      };
    case 'taken':
      return {
        ...file,
        holderStaffId: event.byStaffId,
        state: { tag: 'accepted', byStaffId: event.byStaffId, on: event.on },
      };
    case 'passed-on':
      return { ...file, holderStaffId: event.toStaffId };
    case 'verified':
      return {
        ...file,
        state: {
          tag: 'verified',
          visitId: event.visitId,
          finding: event.finding,
          on: event.on,
          verifiers: event.verifiers,
          secondMissing: event.secondMissing,
        },
      };
    case 'close-proposed':
      return {
        ...file,
        round: file.round + 1,
        state: {
          tag: 'close-proposed',
          ground: event.ground,
          reason: event.reason,
          byStaffId: event.byStaffId,
          from: workingStateOf(file.state),
        },
      };
    case 'withdrawal-requested':
      return {
        ...file,
        round: file.round + 1,
        state: {
          tag: 'withdrawal-requested',
          reason: event.reason,
          from: workingStateOf(file.state),
        },
      };
    case 'close-rejected':
    case 'withdrawal-refused':
      return { ...file, state: workingStateOf(file.state) };
    case 'closed':
      return {
        ...file,
        state: { tag: 'closed', ground: event.ground, reason: event.reason, on: event.on },
      };
  }
}

/** The state work is in behind a proposal or a request. A closed case has none; it starts over as a clue. */
export function workingStateOf(state: CaseState): WorkingState {
  switch (state.tag) {
    case 'close-proposed':
    case 'withdrawal-requested':
      return state.from;
    case 'closed':
      return { tag: 'clue' };
    default:
      return state;
  }
}

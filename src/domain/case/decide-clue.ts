/** Decisions from the clue to home verification, and how a case can end before the county decides. */
import type { Instant } from '../calendar/instant.ts';
import { accepted, refused } from '../result.ts';
import { authorsOf, type Case, isMonitored, isUndecided, workingStateOf } from './case.ts';
import type { ClueCommand } from './commands.ts';
import { type Decision, type DecisionContext, startUnder } from './decision.ts';
import type { CaseEvent } from './events.ts';
import { openObjections, openPublicity } from './publicity.ts';
import { wrongState } from './refusals.ts';

/**
 * Decides a command about a clue and whoever handles it: taking, passing on, verifying, closing, withdrawing. Closing
 * takes two people.
 */
export function decideClue(file: Case, command: ClueCommand, context: DecisionContext): Decision {
  const { state } = file;
  const { today: on } = context;
  const asked = state.tag === 'close-proposed' || state.tag === 'withdrawal-requested';
  switch (command.kind) {
    case 'take':
      if (state.tag !== 'clue') return wrongState(file);
      if (file.decidedBefore.includes(command.byStaffId)) return refused({ code: 'own-work' });
      return accepted([{ kind: 'taken', byStaffId: command.byStaffId, on }]);

    case 'pass-on':
      if (state.tag === 'closed') return wrongState(file);
      if (command.toStaffId === file.holderStaffId) return refused({ code: 'same-person' });
      if (file.decidedBefore.includes(command.toStaffId)) return refused({ code: 'own-work' });
      return accepted([
        { kind: 'passed-on', byStaffId: command.byStaffId, toStaffId: command.toStaffId },
      ]);

    case 'record-verification':
      return verification(file, command, context);

    case 'propose-close':
      if (asked || !isUndecided(file)) return wrongState(file);
      // Once the village has met, only the county says no: its decision can be looked at again, a closing cannot.
      if (command.ground === 'not-hardship' && file.dossier.review !== null) {
        return wrongState(file);
      }
      return accepted([
        {
          kind: 'close-proposed',
          byStaffId: command.byStaffId,
          ground: command.ground,
          reason: command.reason,
        },
      ]);

    case 'confirm-close':
      if (state.tag !== 'close-proposed') return wrongState(file);
      if (state.byStaffId === command.byStaffId) return refused({ code: 'same-person' });
      if (authorsOf(file).includes(command.byStaffId)) return refused({ code: 'own-work' });
      if (file.declarationIds.length > state.reports) return refused({ code: 'reported-since' });
      return accepted([
        {
          kind: 'closed',
          byStaffId: command.byStaffId,
          ground: state.ground,
          reason: state.reason,
          on,
        },
      ]);

    case 'reject-close':
      if (state.tag !== 'close-proposed') return wrongState(file);
      return accepted([
        { kind: 'close-rejected', byStaffId: command.byStaffId, reason: command.reason },
      ]);

    case 'request-withdrawal':
      if (asked || workingStateOf(state) === null || state.tag === 'eliminated') {
        return wrongState(file);
      }
      return accepted([{ kind: 'withdrawal-requested', reason: command.reason }]);

    case 'confirm-withdrawal':
      if (state.tag !== 'withdrawal-requested') return wrongState(file);
      return accepted([
        {
          kind: 'closed',
          byStaffId: command.byStaffId,
          ground: 'withdrawn',
          reason: state.reason,
          on,
        },
      ]);

    case 'refuse-withdrawal':
      if (state.tag !== 'withdrawal-requested') return wrongState(file);
      return accepted([
        { kind: 'withdrawal-refused', byStaffId: command.byStaffId, reason: command.reason },
      ]);

    case 'merge':
      if (asked || !isUndecided(file)) return wrongState(file);
      if (command.intoCaseId === file.caseId) return refused({ code: 'same-person' });
      // Whoever objected is owed an answer before the notice comes down.
      if (openObjections(openPublicity(file)).length > 0) {
        return refused({
          code: 'objections-open',
          count: openObjections(openPublicity(file)).length,
        });
      }
      return accepted([
        { kind: 'merged', byStaffId: command.byStaffId, intoCaseId: command.intoCaseId, on },
      ]);
  }
}

/**
 * A home verification. Of a recognised household it answers reports that came since; of one that waits for a step it is a second
 * look and takes the place of the first.
 */
function verification(
  file: Case,
  command: Extract<ClueCommand, { readonly kind: 'record-verification' }>,
  { today, pack }: DecisionContext,
): Decision {
  const { state } = file;
  // 不属实 and 部分属实 must say why: the household has a right to the reason.
  if (command.finding !== 'true' && command.reason === null) {
    return refused({ code: 'reason-missing' });
  }
  const [first] = command.verifiers;
  if (first === undefined) return refused({ code: 'reason-missing' });
  if (isMonitored(file) && file.newClues.length > 0) {
    return accepted([{ kind: 'new-clue-checked', byStaffId: first, visitId: command.visitId }]);
  }
  const again = state.tag === 'identifying' && file.dossier.review === null;
  if (state.tag !== 'clue' && state.tag !== 'accepted' && !again) return wrongState(file);
  // 复核: by somebody else than those whose decision is questioned.
  if (command.verifiers.some((id) => file.decidedBefore.includes(id))) {
    return refused({ code: 'own-work' });
  }
  const verifiers = [...new Set(command.verifiers)];
  const verified: CaseEvent = {
    kind: 'verified',
    visitId: command.visitId,
    finding: command.finding,
    reason: command.reason,
    on: today,
    verifiers,
    secondMissing: verifiers.length < pack.settings['visit.verifiers'].value,
  };
  // Whoever goes there has taken it: the visit never waits for a button.
  if (state.tag === 'clue') {
    return accepted([{ kind: 'taken', byStaffId: first, on: today }, verified]);
  }
  return accepted([verified]);
}

type NewClue = Omit<Extract<CaseEvent, { readonly kind: 'clue-linked' }>, 'kind'>;

/**
 * A further report about a household with an open case. It is always taken in; after elimination it brings the case back, under
 * the pack in force and with days of its own (FD-04: 严防“应纳未纳”和“体外循环”), from the day the clue was discovered.
 */
export function linkClue(
  file: Case,
  clue: NewClue,
  context: Omit<DecisionContext, 'pack'>,
  discoveredAt: Instant = context.now,
): readonly CaseEvent[] {
  const linked: CaseEvent = { kind: 'clue-linked', ...clue };
  if (file.state.tag !== 'eliminated') return [linked];
  return [
    linked,
    {
      kind: 'reopened',
      byStaffId: null,
      declarationId: clue.declarationId,
      on: context.today,
      ...startUnder(context.packInForce, discoveredAt, context.calendar),
    },
  ];
}

/**
 * What may happen to a case next. A decision returns events or a refusal; who may ask for it at all is settled before
 * (people/permissions), and the proof is demanded by the operation.
 */
import type { Case } from './case.ts';
import type { CaseCommand } from './commands.ts';
import { decideAssistance } from './decide-assistance.ts';
import { decideClue } from './decide-clue.ts';
import { decideElimination } from './decide-elimination.ts';
import { decideOverlay, recountDue } from './decide-overlay.ts';
import { decideStep } from './decide-step.ts';
import type { Decision, DecisionContext } from './decision.ts';

/** Decides a command. Accepted decisions hold at least one event. */
export function decide(file: Case, command: CaseCommand, context: DecisionContext): Decision {
  switch (command.kind) {
    case 'take':
    case 'pass-on':
    case 'record-verification':
    case 'propose-close':
    case 'confirm-close':
    case 'reject-close':
    case 'request-withdrawal':
    case 'confirm-withdrawal':
    case 'refuse-withdrawal':
    case 'merge':
      return decideClue(file, command, context);
    case 'authorise':
    case 'record-review':
    case 'post-publicity':
    case 'file-objection':
    case 'check-objection':
    case 'close-publicity':
    case 'pass-town-review':
    case 'return':
    case 'enrol':
    case 'refuse':
    case 'request-re-review':
      return decideStep(file, command, context);
    case 'propose-fast-track':
    case 'approve-fast-track':
    case 'reject-fast-track':
    case 'record-relief':
    case 'propose-suspension':
    case 'approve-suspension':
    case 'reject-suspension':
    case 'resume':
      return decideOverlay(file, command, context);
    case 'recount-due':
      return recountDue(file, context);
    case 'name-responsible':
    case 'adopt-plan':
    case 'confirm-plan':
    case 'change-measure':
    case 'review-long-case':
      return decideAssistance(file, command, context);
    case 'apply-elimination':
    case 'pass-elimination':
    case 'return-elimination':
    case 'post-elimination':
    case 'close-elimination-publicity':
    case 'mark-eliminated':
    case 'reopen':
      return decideElimination(file, command, context);
  }
}

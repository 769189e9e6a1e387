/** What officers are told when a step was taken, or why it was not. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Decided } from './case-step.intents.ts';
import type { Outcome } from './flow.ts';
import * as text from './text/case-step.ts';
import { proposedText, refusalText } from './text/staff-case.ts';

/** The words for an outcome of a step; null for one that belongs elsewhere. */
export function answerTo(outcome: Outcome, today: LocalDate): string | null {
  switch (outcome.of) {
    case 'record-authorisation':
    case 'close-publicity': {
      const { result } = outcome;
      return result.ok ? text.stepDone(result.value, today) : refusalText(result.refusal);
    }
    case 'review-case':
    case 'decide-case': {
      const { result } = outcome;
      return result.ok ? decided(result.value, today) : refusalText(result.refusal);
    }
    case 'ask-authorisation':
      return outcome.result.ok
        ? text.sentToFarmer(outcome.result.value.name)
        : refusalText(outcome.result.refusal);
    case 'post-publicity':
      return outcome.result.ok
        ? text.posted(outcome.result.value.closesOn, today)
        : refusalText(outcome.result.refusal);
    case 'file-objection':
      return outcome.result.ok
        ? text.objectionFiled(outcome.result.value.checkBy, today)
        : refusalText(outcome.result.refusal);
    case 'check-objection':
      return outcome.result.ok
        ? text.objectionChecked(outcome.result.value.upheld)
        : refusalText(outcome.result.refusal);
    case 'propose-close':
      return outcome.result.ok
        ? proposedText(outcome.result.value.confirmBy, today)
        : refusalText(outcome.result.refusal);
    default:
      return null;
  }
}

function decided(end: Decided, today: LocalDate): string {
  switch (end.decided) {
    case 'passed-on':
      return text.stepDone(end, today);
    case 'enrolled':
      return text.enrolled(end.dueOn, today);
    case 'refused':
      return text.refused();
    case 'sent-back':
      return text.sentBack();
  }
}

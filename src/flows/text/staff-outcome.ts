/** What officers are told when something under a duty has been done, or why not. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Outcome } from '../flow.ts';
import { recordedText } from './recurring-work.ts';
import {
  answeredProposalText,
  passedOnText,
  proposedText,
  refusalText,
  takenText,
} from './staff-case.ts';

/** The words for an outcome; null for one that does not belong to a duty. */
export function outcomeText(outcome: Outcome, today: LocalDate): string | null {
  switch (outcome.of) {
    case 'take-case':
      return outcome.result.ok
        ? takenText(outcome.result.value.visitBy, today)
        : refusalText(outcome.result.refusal);
    case 'pass-on-case':
      return outcome.result.ok
        ? passedOnText(outcome.result.value.name)
        : refusalText(outcome.result.refusal);
    case 'propose-close':
      return outcome.result.ok
        ? proposedText(outcome.result.value.confirmBy, today)
        : refusalText(outcome.result.refusal);
    case 'answer-proposal':
      return outcome.result.ok
        ? answeredProposalText(outcome.result.value.confirmed)
        : refusalText(outcome.result.refusal);
    case 'finish-call':
      if (!outcome.result.ok) return refusalText(outcome.result.refusal);
      return CALLS[outcome.result.value.end];
    case 'record-recurring-work':
      return outcome.result.ok
        ? recordedText(outcome.result.value.title)
        : refusalText(outcome.result.refusal);
    case 'finish-duty':
    case 'explain-breach':
      return outcome.result.ok ? '记下了。' : refusalText(outcome.result.refusal);
    case 'answer-ticket':
      if (!outcome.result.ok) return refusalText(outcome.result.refusal);
      return outcome.result.value.told
        ? `编号 ${outcome.result.value.number}：回复已经发给他了。`
        : `编号 ${outcome.result.value.number}：回复记下了，他没有账号，请打电话说一声。`;
    case 'erase-person':
      return outcome.result.ok
        ? `编号 ${outcome.result.value.number}：他留下的信息已经删除，也回复他了。`
        : eraseRefusal(outcome.result.refusal);
    case 'match-household':
      if (!outcome.result.ok) return refusalText(outcome.result.refusal);
      return outcome.result.value.headName === ''
        ? '记下了：名册里没有这一户。'
        : `对上了，是${outcome.result.value.headName}家。`;
    default:
      return null;
  }
}

const CALLS = {
  reached: '记下了，这件办完了。',
  'not-reached': '记下了。这件还在待办里，请换个时间再打。',
  'goes-on': '记下了，接着往下办。',
  withdrawn: '记下了，这份申报撤回，农户会收到消息。',
  're-review': '记下了，换别的同志从头再查一遍，会有人接手。',
} as const;

type EraseOutcome = Extract<Outcome, { readonly of: 'erase-person' }>['result'];

function eraseRefusal(refusal: Extract<EraseOutcome, { readonly ok: false }>['refusal']): string {
  switch (refusal.code) {
    case 'no-account':
      return '这位已经没有账号，没有可删的了。请直接回复。';
    case 'is-staff':
      return '这位也是工作人员，账号里有公事。请先停了他的岗位，再来删。';
    case 'alarm-going-on':
      return '这位有一件紧急求助还没办结，帮他的人要用电话。办结以后再来删。';
    default:
      return refusalText(refusal);
  }
}

/** What officers hear when somebody has answered what they asked for, or gave them something to do. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EliminationDoubt, LongCaseResult } from '#src/domain/case/reasons.ts';
import type { ReferralAnswer } from '#src/domain/ledger/referral.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import { doubtLabel, handOverLabel, longCaseLabel } from './case-work.ts';
import { formatDay } from './format.ts';

const open = (text: string, caseId: string): Message => ({
  text,
  choices: [[lasting('case-open', caseId, '打开看看')], [lasting('duty-list', '', '我的待办')]],
});

export const fastTrackAnswered = (
  caseId: string,
  approved: boolean,
  reliefBy: LocalDate | null,
  today: LocalDate,
): Message =>
  open(
    approved
      ? `先行救助，镇里同意了。${reliefBy === null ? '' : `请在${formatDay(reliefBy, today)}前先帮上，再记一笔。`}手续照常往下办。`
      : '先行救助，镇里没有同意，这件按一般的步骤办。',
    caseId,
  );

export const suspensionAnswered = (answer: {
  readonly caseId: string;
  readonly approved: boolean;
  readonly until: LocalDate;
  readonly dueOn: LocalDate;
  readonly today: LocalDate;
}): Message =>
  open(
    answer.approved
      ? `暂停计时，镇里同意了，到${formatDay(answer.until, answer.today)}。识别认定的期限顺延到${formatDay(answer.dueOn, answer.today)}。`
      : '暂停计时，镇里没有同意，时限照常走。',
    answer.caseId,
  );

export const youAreResponsible = (
  caseId: string,
  headName: string,
  planBy: LocalDate | null,
  today: LocalDate,
): Message =>
  open(
    [
      `您是${headName}家的帮扶责任人了。`,
      planBy === null
        ? '请每月上门看看，把帮扶措施落实好。'
        : `请先上门问问他们想要什么。帮扶计划${formatDay(planBy, today)}前要定好。`,
    ].join('\n'),
    caseId,
  );

export const applicationReturned = (caseId: string, doubt: EliminationDoubt): Message =>
  open(`风险消除申请退回来了：${doubtLabel(doubt)}。请接着帮扶，条件达到了再申请。`, caseId);

export const longCaseAnswered = (
  caseId: string,
  headName: string,
  result: LongCaseResult,
): Message => open(`${headName}家镇里逐户研判过了：${longCaseLabel(result)}。请接着办。`, caseId);

/** What the department made of 转兜底保障. */
export const handOverAnswered = (
  caseId: string,
  headName: string,
  office: string,
  answer: ReferralAnswer,
): Message =>
  open(
    `${headName}家转兜底保障，${office}答复：${handOverLabel(answer)}。${answer === 'granted' ? '帮扶照常。' : '请镇里再研判怎么帮。'}`,
    caseId,
  );

export const householdReopened = (caseId: string, headName: string): Message =>
  open(`${headName}家重新纳入识别，请上门看看出了什么事。`, caseId);

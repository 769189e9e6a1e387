/** What officers are told when something beside the steps of a case has been done, or why not. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { LongCaseResult } from '#src/domain/case/reasons.ts';
import type { Outcome } from '../flow.ts';
import { longCaseLabel } from './case-work.ts';
import { formatDay } from './format.ts';
import { refusalText } from './staff-case.ts';

function longCaseKept(
  { result, handedOver }: { readonly result: LongCaseResult; readonly handedOver: HandedOver },
  today: LocalDate,
): string {
  const kept = `研判结果记下了：${longCaseLabel(result)}。`;
  if (handedOver === null) return kept;
  const { office, answerBy } = handedOver;
  const by = answerBy === null ? '' : `，${formatDay(answerBy, today)}前答复`;
  return `${kept}转给${office}了${by}，结果会告诉您和帮扶责任人。`;
}

type HandedOver = { readonly office: string; readonly answerBy: LocalDate | null } | null;

/** The words for an outcome; null for one that belongs elsewhere. */
export function workOutcome(outcome: Outcome, today: LocalDate): string | null {
  const by = (day: LocalDate | null, rest: string): string =>
    day === null ? '' : `${formatDay(day, today)}前${rest}。`;
  switch (outcome.of) {
    case 'propose-fast-track':
      return outcome.result.ok
        ? `先行救助报到镇里了，镇里马上会收到提醒，${by(outcome.result.value.answerBy, '答复')}原来的步骤照常办。`
        : refusalText(outcome.result.refusal);
    case 'answer-fast-track': {
      if (!outcome.result.ok) return refusalText(outcome.result.refusal);
      const { approved, reliefBy } = outcome.result.value;
      return approved
        ? `同意了。村里和民政已经收到提醒，${by(reliefBy, '先帮上')}手续后补。`
        : '记下了，不走先行救助，按一般步骤办。';
    }
    case 'record-relief':
      return outcome.result.ok
        ? `记下了，离发现线索${outcome.result.value.days}天。后面的步骤照常办。`
        : refusalText(outcome.result.refusal);
    case 'propose-suspension':
      return outcome.result.ok
        ? `申请交上去了，${by(outcome.result.value.answerBy, '答复')}没同意以前，时限照常走。`
        : refusalText(outcome.result.refusal);
    case 'answer-suspension': {
      if (!outcome.result.ok) return refusalText(outcome.result.refusal);
      const { approved, identifyDueOn } = outcome.result.value;
      return approved
        ? `同意了，识别认定的期限顺延到${formatDay(identifyDueOn, today)}。`
        : '没有同意，时限照常走。';
    }
    case 'resume-clock':
      return outcome.result.ok
        ? `恢复计时了，识别认定最晚${formatDay(outcome.result.value.identifyDueOn, today)}。`
        : refusalText(outcome.result.refusal);
    case 'merge-cases':
      return outcome.result.ok
        ? `合并好了，接着办的是个案 ${outcome.result.value.number}（${outcome.result.value.headName}家）。报的情况和走访都在里面，农户会收到消息。`
        : refusalText(outcome.result.refusal);
    case 'name-responsible':
      return outcome.result.ok
        ? `定好了，${outcome.result.value.name}和农户都会收到消息。${by(outcome.result.value.planBy, '定好帮扶计划')}`
        : refusalText(outcome.result.refusal);
    case 'review-long-case':
      return outcome.result.ok
        ? longCaseKept(outcome.result.value, today)
        : refusalText(outcome.result.refusal);
    case 'apply-elimination':
      return outcome.result.ok
        ? `申请交上去了，接下来村里评议，${by(outcome.result.value.nextBy, '办好')}没办完以前，帮扶照常。`
        : refusalText(outcome.result.refusal);
    case 'ask-elimination-sheet':
      return outcome.result.ok
        ? `收支核算放进待办了，${by(outcome.result.value.dueOn, '核算好')}核算好了再来申请消除风险。`
        : refusalText(outcome.result.refusal);
    case 'pass-elimination':
      return outcome.result.ok
        ? `同意了，交到下一步，${by(outcome.result.value.nextBy, '办好')}`
        : refusalText(outcome.result.refusal);
    case 'return-elimination':
      return outcome.result.ok
        ? '退回了，申请人会收到原因，帮扶照常。'
        : refusalText(outcome.result.refusal);
    case 'post-elimination':
      return outcome.result.ok
        ? `公示贴出去了，最早${formatDay(outcome.result.value.mayCloseOn, today)}结束。`
        : refusalText(outcome.result.refusal);
    case 'close-elimination':
      return outcome.result.ok
        ? '公示结束了，进了这个月的标注清单。'
        : refusalText(outcome.result.refusal);
    case 'mark-eliminated': {
      if (!outcome.result.ok) return refusalText(outcome.result.refusal);
      const { marked, left } = outcome.result.value;
      return `标注好${marked}户，清单留存了，农户会收到消息。${left === 0 ? '' : `有${left}户情况有变（别的同志办过，又报来新情况，或者和记录对不上），没有标注。`}`;
    }
    case 'reopen-case':
      return outcome.result.ok
        ? `重新识别了，${by(outcome.result.value.visitBy, '受理')}农户会收到消息。`
        : refusalText(outcome.result.refusal);
    default:
      return null;
  }
}

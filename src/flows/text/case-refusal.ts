/** Why a step of a case cannot be taken now, and what to do instead, as officers read it. */
import { fromInstant, type LocalDate, plusDays } from '#src/domain/calendar/local-date.ts';
import type { CaseRefusal } from '#src/domain/case/refusals.ts';

/** Refusals that the rules of a case add to those of permission and state. */
export type StepRefusal = Exclude<
  CaseRefusal,
  { readonly code: 'wrong-state' | 'same-person' | 'own-work' }
>;

const day = (date: LocalDate): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** What stands in the way, in one or two short sentences. */
export function stepRefusalText(refusal: StepRefusal): string {
  switch (refusal.code) {
    case 'reason-missing':
      return '要选一个原因，农户有权知道为什么。';
    case 'category-missing':
      return '要认定的类别和公示的不一样。请退回村里重新评议、重新公示。';
    case 'category-not-listed':
      return '本地的文件里没有这一类，请重新选一类。';
    case 'authorisation-missing':
      return '还没有农户的承诺授权，不能往下走。';
    case 'publicity-missing':
      return '现在没有张贴着的公示，或者公示还没有满期结束。';
    case 'publicity-too-short': {
      const from = fromInstant(refusal.earliest);
      return `公示时间没满，不能提前结束。要贴满到${day(plusDays(from, -1))}，${day(from)}起可以结束。`;
    }
    case 'already-posted':
      return '这份公示已经贴出去了。';
    case 'objections-open':
      return `还有${refusal.count}条异议没有核查，要先核查完，提意见的人在等答复。`;
    case 'reported-since':
      return '提出以后又报来了新情况。请先答“不同意”，上门看过再说。';
    case 'suspension-over':
      return '申请暂停到的那一天已经过了。请答“不同意”，还要暂停的重新申请。';
    case 'unknown-objection':
      return '这条异议已经核查过了。';
    case 'not-recommended':
      return '村里评议没有通过，不能往下走。要纳入，请退回村里重新评议。';
    case 'not-backwards':
      return '只能退回到前面的步骤。';
    case 'meeting-in-the-future':
      return '会议日期不能晚于今天。';
    case 'meeting-before-visit':
      return '会议日期不能早于入户核实的日期。';
    case 'nobody-present':
      return '请填写到会人数。';
    case 'reason-not-listed':
      return '政策里没有列这个理由，不能暂停计时。';
    case 'too-long':
      return `暂停最长到${day(refusal.latest)}。`;
    case 'already-proposed':
      return '已经有人提出过了。';
    case 'nothing-proposed':
      return '没有等着办的申请，可能别的同志刚办过。';
    case 'plan-incomplete':
      return '帮扶计划还不完整，请先补上缺的措施。';
    case 'unknown-measure':
      return '没有这项帮扶措施，可能刚被改过。';
    case 'too-early':
      return `帮扶时间还不够，${day(refusal.from)}起才能申请消除风险。`;
    case 'too-few-measures':
      return `至少要有${refusal.wanted}项已经落实的帮扶措施，才能申请消除风险。`;
    case 'conditions-unmet':
      return `还有${refusal.unmet.length}项条件没有达到，现在不能消除风险。请打开个案看对不上的是哪一条。`;
    case 'answer-missing':
      return `有${refusal.unmet.length}条和记录对不上，要选一个原因才能申请。`;
  }
}

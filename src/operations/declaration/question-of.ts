/** The one question a report's checks want to ask its reporter; the same words in the news and in 我的进度. */
import type { CheckResult } from '#src/domain/declaration/checks/check.ts';
import { amountQuestion, causeQuestion, minorQuestion } from '#src/flows/text/farmer-news.ts';
import { formatYuan } from '#src/flows/text/format.ts';

/** The first question of these results; null when no check asks one. */
export function questionOf(checks: readonly AskingCheck[]): string | null {
  for (const check of checks) {
    const question = wordingOf(check);
    if (question !== null) return question;
  }
  return null;
}

/** As much of a result as the wording needs; stored results of older rules have this much, too. */
export type AskingCheck = Pick<CheckResult, 'severity' | 'inputs'> & { readonly code: string };

function wordingOf(check: AskingCheck): string | null {
  if (check.severity !== 'ask') return null;
  switch (check.code) {
    case 'cause-missing':
      return causeQuestion();
    case 'amount-implausible':
      return amountQuestion(formatYuan(Number(check.inputs['yuan'] ?? 0)));
    case 'reporter-minor':
      return minorQuestion();
    default:
      return null;
  }
}

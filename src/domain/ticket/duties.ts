/** Which duties an issue ticket wants, by its state. */
import { type Issue, stepsDone } from './issue.ts';

export type IssueDutyKind = 'verify-issue' | 'fix-issue' | 'persuade-return' | 'call-back';

/**
 * Both clocks run from receipt, so both duties open with the ticket (FD-12). A child that was asked back in vain is asked again until
 * it is back (陇县 2021 第14项). What is fixed is asked after (K15).
 */
export function issueDutiesOf(issue: Issue): readonly IssueDutyKind[] {
  switch (issue.state.tag) {
    case 'reported':
      return ['verify-issue', 'fix-issue'];
    case 'verified':
      return ['fix-issue'];
    case 'fixing': {
      const last = stepsDone(issue.state).at(-1)?.step;
      return issue.topic === 'compulsory-education' && last === 'persuaded'
        ? ['fix-issue', 'persuade-return']
        : ['fix-issue'];
    }
    case 'fixed':
      return ['call-back'];
    case 'not-so':
    case 'closed':
      return [];
  }
}

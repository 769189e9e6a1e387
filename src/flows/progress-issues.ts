/** Tickets among 我的进度: what was told to be put right, beside the reports. */
import { ask, choice, lasting } from './choices.ts';
import type { Choice, Message } from './flow.ts';
import type { OwnIssue } from './issue.needs.ts';
import { buttonLabels } from './text/engine.ts';
import { callBackLabels } from './text/issue-news.ts';
import { issueReportLabels, ownIssueLabel, ownIssueText } from './text/issue-report.ts';
import { farmerMenu } from './text/menu.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';

/** A button of the list. */
export const ownIssueChoice = (issue: OwnIssue): Choice =>
  choice(`issue-${issue.issueId}`, ownIssueLabel(issue));

/** One ticket, with 解决了 and 没解决 where it waits for them. */
export function ownIssueMessage(issue: OwnIssue, today: LocalDate): Message {
  const [first, ...others] = [
    ...(issue.state === 'fixed'
      ? [lasting('issue-solved', issue.issueId, callBackLabels.solved)]
      : []),
    ...(issue.state === 'fixed' || issue.state === 'closed'
      ? [lasting('issue-unsolved', issue.issueId, callBackLabels.unsolved)]
      : []),
    ...(issue.state === 'not-so'
      ? [lasting('issue-unsolved', issue.issueId, callBackLabels.notTrue)]
      : []),
    ...(issue.state === 'closed' || issue.state === 'not-so'
      ? []
      : [lasting('issue-photo', issue.issueId, issueReportLabels.addPhoto)]),
    lasting('menu', 'help', farmerMenu.help),
    choice('back', buttonLabels.back),
  ];
  const text = ownIssueText(issue, today);
  return first === undefined ? { text } : ask(text, first, ...others);
}

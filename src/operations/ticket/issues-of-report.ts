/** Tickets beside the case: what a report says of guarantees, wages and unsold produce goes its own short way at once. */
import { issuesIn } from '#src/domain/ticket/from-report.ts';
import type { StoredDeclaration } from '#src/store/declaration.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { openIssue, type OpenedIssue } from './open-issue.ts';

/** Opens a ticket for each trouble the pack takes tickets about. System scope, in the transaction that works the report off. */
export async function openIssuesOfReport(
  context: WorkContext,
  report: StoredDeclaration,
  householdId: string,
  topics: readonly string[],
): Promise<readonly OpenedIssue[]> {
  const opened: OpenedIssue[] = [];
  for (const { topic, emergency } of issuesIn(report.content)) {
    if (!topics.includes(topic)) continue;
    opened.push(
      await openIssue(context, {
        topic,
        emergency,
        words: report.content.words.join('\n'),
        areaId: report.areaId,
        areaPath: report.areaPath,
        householdId,
        accountId: report.filedByStaff === null ? report.accountId : null,
        openedByStaffId: report.filedByStaff,
        declarationId: report.id,
      }),
    );
  }
  return opened;
}

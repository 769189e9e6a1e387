/** Tickets beside the case: what a report says of guarantees, wages and unsold produce goes its own short way at once. */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { issuesIn } from '#src/domain/ticket/from-report.ts';
import type { StoredDeclaration } from '#src/store/declaration.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { openIssue } from './open-issue.ts';

type Told = Parameters<typeof issuesIn>[0];

/** Opens a ticket for each trouble the pack takes tickets about. System scope, in the transaction that works the report off. */
export const openIssuesOfReport = (
  context: WorkContext,
  report: StoredDeclaration,
  householdId: string,
  pack: Pack,
): Promise<void> => openEach(context, report, householdId, pack, report.content);

/** What was added to a report after it was worked off may name a further trouble. */
export async function openIssuesOfAddition(
  context: WorkContext,
  report: StoredDeclaration,
  words: readonly string[],
): Promise<void> {
  const { householdId } = report;
  // What comes before the report was worked off is read with it.
  if (householdId === null || report.processedAt === null) return;
  const readings = words.map((each) => readMessage(each));
  const pack = await packInForce(context, report.areaPath);
  await openEach(context, report, householdId, pack, {
    words,
    guaranteeIssues: readings.flatMap((each) => each.guaranteeIssues),
    riskTypes: readings.flatMap((each) => each.riskTypes),
    members: readings.flatMap((each) => each.membersAffected),
    amounts: readings.flatMap((each) => each.amounts),
  });
}

async function openEach(
  context: WorkContext,
  report: StoredDeclaration,
  householdId: string,
  pack: Pack,
  told: Told,
): Promise<void> {
  const topics = pack.settings['ticket.topics'].value;
  for (const { topic, emergency } of issuesIn(told)) {
    if (!topics.includes(topic)) continue;
    await openIssue(context, {
      topic,
      emergency,
      words: told.words.join('\n'),
      areaId: report.areaId,
      areaPath: report.areaPath,
      householdId,
      accountId: report.filedByStaff === null ? report.accountId : null,
      openedByStaffId: report.filedByStaff,
      declarationId: report.id,
    });
  }
}

/** The person who told of a trouble hears of each step: what was done, what comes next and by when, whom to phone. */
import { staffContact } from '#src/store/registry/staff.ts';
import type { IssueEvent } from '#src/domain/ticket/events.ts';
import { issueNews } from '#src/flows/text/issue-news.ts';
import type { ContactFacts } from '#src/flows/facts.ts';
import type { StoredIssue } from '#src/store/issue.ts';
import { responsibleFor } from '#src/store/registry/posts.ts';
import { promiseDay } from '../duty/told-days.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { postTitleIn } from '../staff/post-title.ts';

/** Tells the reporter what these events mean; nobody where the report came from staff. System scope. */
export async function tellOfIssue(
  context: Pick<WorkContext, 'trx' | 'fields' | 'today' | 'tell' | 'policies'>,
  stored: StoredIssue,
  events: readonly IssueEvent[],
): Promise<void> {
  const { accountId, issue } = stored;
  if (accountId === null) return;
  const event = events.at(-1);
  if (event === undefined) return;
  const contact = await issueContact(context, stored.areaPath);
  const pack = context.policies.packOf(issue.pack);
  const message = issueNews(event, {
    issueId: issue.issueId,
    number: stored.number,
    topic: issue.topic,
    office: pack.settings.departments.value[issue.department],
    fixDueOn: issue.fixDueOn,
    verifyDueOn: issue.verifyDueOn,
    contact,
    today: context.today,
  });
  if (message !== null) context.tell(accountId, 'progress', message);
}

/** The days the person is told with each step: they are the ticket's own, and the same day told again is the same promise. */
export async function promiseIssueDays(
  context: Pick<WorkContext, 'trx' | 'newId' | 'now'>,
  { accountId, areaPath, issue }: StoredIssue,
): Promise<void> {
  const told = { accountId, areaPath, subject: issue.issueId };
  await promiseDay(context, { ...told, kind: 'issue-verify', day: issue.verifyDueOn });
  await promiseDay(context, { ...told, kind: 'issue-fix', day: issue.fixDueOn });
}

/** Whom to phone about a ticket: the town's officer, who answers for its verification. */
export async function issueContact(
  context: Pick<WorkContext, 'trx' | 'fields' | 'policies' | 'today'>,
  areaPath: string,
): Promise<ContactFacts | null> {
  const { trx, fields, today } = context;
  const found = await responsibleFor(trx, 'town-officer', areaPath, today, { mustBeBound: false });
  const [holder] = found?.holders ?? [];
  if (holder === undefined) return null;
  const contact = await staffContact(trx, fields, holder.staffId);
  const title = await postTitleIn(context, holder.role, areaPath);
  return { title, name: holder.name, phone: contact?.phone ?? '' };
}

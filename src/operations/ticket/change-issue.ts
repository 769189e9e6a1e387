/** One decision about one issue ticket: lock, decide, store events and state, bring duties in line, tell the person. */
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { decideIssue, type IssueCommand, type IssueRefusal } from '#src/domain/ticket/decide.ts';
import { evolveIssue } from '#src/domain/ticket/evolve.ts';
import type { IssueEvent } from '#src/domain/ticket/events.ts';
import { isOver } from '#src/domain/ticket/issue.ts';
import { findIssue, openIssueOf, saveIssue, type StoredIssue } from '#src/store/issue.ts';
import { type IssueActor, writeIssueEvents } from '#src/store/issue-event.ts';
import { accountById } from '#src/store/account.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { issueClocks } from './issue-clocks.ts';
import { alignIssueDuties } from './issue-duties.ts';
import { promiseIssueDays, tellOfIssue } from './issue-news.ts';

export type IssueChange = { readonly stored: StoredIssue; readonly events: readonly IssueEvent[] };

/**
 * Runs a command on a ticket. Two decisions at once: the row lock lets the first one through, the second is decided on what it left.
 * Call it in the system scope, after permission was proven.
 */
export async function changeIssue(
  context: WorkContext,
  change: {
    readonly issueId: string;
    readonly command: IssueCommand;
    readonly actor: IssueActor;
    /** What was said with it, kept after what was said before. '' for nothing. */
    readonly words?: string;
    /** The person is told in the conversation itself. */
    readonly quiet?: boolean;
  },
): Promise<Result<IssueChange, IssueRefusal | { readonly code: 'gone' }>> {
  const before = await findIssue(context.trx, context.fields, change.issueId, 'lock');
  if (before === null) return refused({ code: 'gone' });
  const { issue } = before;
  const other = await openedInstead(context, before, change.command);
  if (other !== null) {
    return await changeIssue(context, {
      ...change,
      issueId: other,
      command: { kind: 'tell-again', emergency: false },
    });
  }
  const pack = context.policies.packOf(issue.pack);
  const decision = decideIssue(issue, change.command, {
    today: context.today,
    ...issueClocks(context.today, pack, context.policies.calendar),
  });
  if (!decision.ok) return decision;
  const events = decision.value;
  const after = events.reduce(evolveIssue, issue);
  await writeIssueEvents(
    context.trx,
    {
      subject: 'issue',
      subjectId: issue.issueId,
      department: after.department,
      areaPath: before.areaPath,
      after: issue.round,
    },
    events,
    change.actor,
    context.now,
  );
  await saveIssue(context.trx, context.fields, after, {
    ...(change.words === undefined || change.words === ''
      ? {}
      : { words: [before.words, change.words].filter((said) => said !== '').join('\n') }),
    toldAgain: change.command.kind === 'tell-again',
  });
  const stored = { ...before, issue: after };
  await alignIssueDuties(context, {
    issue: after,
    area: before,
    householdId: before.householdId,
    declarationId: before.declarationId,
    pack,
    byStaffId: change.actor.kind === 'staff' ? change.actor.id : null,
    except: await tellersAmongStaff(context, before.accountId),
    rerouted: events.some((event) => event.kind === 'passed-on'),
  });
  await promiseIssueDays(context, stored);
  if (change.quiet !== true) await tellOfIssue(context, stored, events);
  return accepted({ stored, events });
}

/**
 * 没解决 of an ended ticket whose trouble was told anew since: one trouble has one open ticket (index `issue_open_once`), so the word
 * goes to that one.
 */
async function openedInstead(
  { trx }: Pick<WorkContext, 'trx'>,
  before: StoredIssue,
  command: IssueCommand,
): Promise<string | null> {
  const again = command.kind === 'answer-call-back' && !command.solved && isOver(before.issue);
  return again ? await openIssueOf(trx, { ...before, topic: before.issue.topic }) : null;
}

/** An officer who told of their own trouble as a farmer does not handle it (promise G6). */
export async function tellersAmongStaff(
  { trx }: Pick<WorkContext, 'trx'>,
  accountId: string | null,
): Promise<readonly string[]> {
  const account = accountId === null ? null : await accountById(trx, accountId);
  return account === null || account.staff_id === null ? [] : [account.staff_id];
}

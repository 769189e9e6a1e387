/**
 * A trouble becomes an issue ticket, or weighs more on the one that is open: one open ticket for each topic of a household, and of a
 * village where no household is named. Farmers, officers at a visit, departments and the working-off of reports all come here.
 */
import { fromInstant, plusDays } from '#src/domain/calendar/local-date.ts';
import { areaPath, areaRange } from '#src/domain/people/areas.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { issueOpenedBy } from '#src/domain/ticket/evolve.ts';
import type { IssueOpened } from '#src/domain/ticket/events.ts';
import { glutIn, produceIn } from '#src/domain/ticket/produce.ts';
import { repeatOf } from '#src/domain/ticket/repeat.ts';
import { Fault } from '#src/platform/faults.ts';
import {
  endedIssues,
  findIssue,
  insertIssue,
  nextIssueNumber,
  openIssueOf,
  type StoredIssue,
  unsoldReports,
} from '#src/store/issue.ts';
import { writeIssueEvents } from '#src/store/issue-event.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { receiveAlarm } from '../alarm/receive-alarm.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { changeIssue, tellersAmongStaff } from './change-issue.ts';
import { issueClocks } from './issue-clocks.ts';
import { alignIssueDuties } from './issue-duties.ts';
import { promiseIssueDays, tellOfIssue } from './issue-news.ts';

/** A trouble as it is told. */
export type ToldIssue = {
  readonly topic: RoutingTopic;
  /** People live in a dangerous house. */
  readonly emergency: boolean;
  /** '' when only the topic is known. */
  readonly words: string;
  readonly areaId: string;
  readonly areaPath: string;
  /** Null when it is the whole village's. */
  readonly householdId: string | null;
  /** The person who told of it and hears of each step; null when staff saw it. */
  readonly accountId: string | null;
  readonly openedByStaffId: string | null;
  readonly declarationId: string | null;
};

export type OpenedIssue = {
  readonly issueId: string;
  readonly number: string;
  readonly department: DepartmentCode;
  /** What the county calls the department. */
  readonly office: string;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  /** False when it was told before and is still open. */
  readonly fresh: boolean;
};

/** Opens or adds. Call it in the system scope. `quiet`: the person is told in the conversation itself. */
export async function openIssue(
  context: WorkContext,
  told: ToldIssue,
  options: { readonly quiet?: boolean } = {},
): Promise<OpenedIssue> {
  const open = await openIssueOf(context.trx, told);
  if (open !== null) return await tellAgain(context, told, open, options.quiet === true);
  const stored = await insertFresh(context, told);
  if (stored === null) {
    // Another report of the same trouble came first (unique index); this one joins it.
    const other = await openIssueOf(context.trx, told);
    if (other === null) throw new Fault('issue-opened-and-closed', { retry: true });
    return await tellAgain(context, told, other, options.quiet === true);
  }
  await promiseIssueDays(context, stored.stored);
  if (options.quiet !== true) await tellOfIssue(context, stored.stored, [stored.event]);
  if (told.topic === 'unsold-produce') await watchForGlut(context, told);
  return answerOf(context, stored.stored, true);
}

const answerOf = (
  { policies }: Pick<WorkContext, 'policies'>,
  { issue, number }: StoredIssue,
  fresh: boolean,
): OpenedIssue => ({
  issueId: issue.issueId,
  number,
  department: issue.department,
  office: policies.packOf(issue.pack).settings.departments.value[issue.department],
  verifyDueOn: issue.verifyDueOn,
  fixDueOn: issue.fixDueOn,
  fresh,
});

async function insertFresh(
  context: WorkContext,
  told: ToldIssue,
): Promise<{ readonly stored: StoredIssue; readonly event: IssueOpened } | null> {
  const { trx, fields, policies, today } = context;
  const pack = await packInForce(context, told.areaPath);
  const emergency = told.emergency && pack.settings['housing.occupied_is_emergency'].value;
  const event: IssueOpened = {
    kind: 'opened',
    topic: told.topic,
    department: pack.settings['routing.topics'].value[told.topic],
    pack: { id: pack.id, version: pack.version },
    on: today,
    ...issueClocks(today, pack, policies.calendar),
    emergency,
    byStaffId: told.openedByStaffId,
  };
  const issue = issueOpenedBy(context.newId(), event);
  const ended = await endedIssues(trx, told, plusDays(today, -366));
  const written = await insertIssue(trx, fields, {
    issue,
    number: await nextIssueNumber(trx),
    areaId: told.areaId,
    areaPath: told.areaPath,
    householdId: told.householdId,
    accountId: told.accountId,
    declarationId: told.declarationId,
    product: told.topic === 'unsold-produce' ? produceIn(told.words) : null,
    repeat: repeatOf(ended, today),
    words: told.words,
    receivedAt: context.now,
  });
  if (!written) return null;
  const actor =
    told.openedByStaffId !== null
      ? ({ kind: 'staff', id: told.openedByStaffId } as const)
      : told.accountId !== null
        ? ({ kind: 'person', id: told.accountId } as const)
        : ({ kind: 'system', id: null } as const);
  await writeIssueEvents(
    trx,
    {
      subject: 'issue',
      subjectId: issue.issueId,
      department: issue.department,
      areaPath: told.areaPath,
      after: 0,
    },
    [event],
    actor,
    context.now,
  );
  await alignIssueDuties(context, {
    issue,
    area: told,
    householdId: told.householdId,
    declarationId: told.declarationId,
    pack,
    byStaffId: null,
    except: await tellersAmongStaff(context, told.accountId),
  });
  const stored = await findIssue(trx, fields, issue.issueId);
  if (stored === null) throw new Fault('issue-not-found', { retry: false });
  return { stored, event };
}

/** Told once more: it weighs more; told again after it was called fixed, it is not fixed. */
async function tellAgain(
  context: WorkContext,
  told: ToldIssue,
  issueId: string,
  quiet: boolean,
): Promise<OpenedIssue> {
  const before = await findIssue(context.trx, context.fields, issueId);
  const actor =
    told.openedByStaffId !== null
      ? ({ kind: 'staff', id: told.openedByStaffId } as const)
      : told.accountId === null
        ? ({ kind: 'system', id: null } as const)
        : ({ kind: 'person', id: told.accountId } as const);
  const changed = await changeIssue(context, {
    issueId,
    command:
      before?.issue.state.tag === 'fixed'
        ? { kind: 'answer-call-back', solved: false, byStaffId: told.openedByStaffId }
        : { kind: 'tell-again', emergency: told.emergency },
    actor,
    words: told.words,
    quiet,
  });
  if (!changed.ok) throw new Fault('issue-not-open', { retry: true });
  return answerOf(context, changed.value.stored, false);
}

/** BN-47: many households of a town with the same unsold produce are an alarm to the bureau. */
async function watchForGlut(context: WorkContext, told: ToldIssue): Promise<void> {
  const chain = await areaAndAbove(context.trx, told.areaPath);
  const town = chain.find((area) => area.level === 'town') ?? chain.at(-1);
  if (town === undefined) return;
  const since = plusDays(fromInstant(context.now), -30);
  const reports = await unsoldReports(context.trx, areaRange(areaPath(town.areaPath)), since);
  if (glutIn(reports, context.today) === null) return;
  await receiveAlarm(context, {
    kind: 'unsold-produce',
    department: 'rural',
    source: 'dept_alert',
    runId: null,
    areaId: town.areaId,
    areaPath: town.areaPath,
    householdId: null,
    memberId: null,
    figures: { reports: reports.length },
  });
}

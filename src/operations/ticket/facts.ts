/** Answers to the facts the conversations about tickets and alarms ask for. */
import { type DepartmentCode, departmentCodes } from '#src/domain/policy/departments.ts';
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { saidOfIssue } from '#src/domain/policy/responsible.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { stepsMissing, stepsOpen, waysOf } from '#src/domain/ticket/steps.ts';
import { stepsDone } from '#src/domain/ticket/issue.ts';
import type { IssueAct, IssueNeeds, IssueSheet, OwnIssue } from '#src/flows/issue.needs.ts';
import { logAccess } from '#src/store/access-log.ts';
import { findAlarm } from '#src/store/alarm.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { findIssue } from '#src/store/issue.ts';
import { issuePhotos } from '#src/store/issue-media.ts';
import { countOpenLines, issuesOfAccounts, openLines } from '#src/store/issue-list.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import { packInForce } from '../duty/area-packs.ts';
import { actorsOf, allowed, postsFor } from '../staff/as-post.ts';
import { eachPost } from '../staff/duty-page.ts';
import type { Loader, Loaders, TurnContext } from '../turn.ts';
import { issueHouseholds } from './issue-households.ts';
import { issueContact } from './issue-news.ts';
import { placeOfTrouble } from './place-of-trouble.ts';
import { alarmSubject, issueSubject, phoneBehind } from './issue-subject.ts';

const OWN = 10;
/** Four lines, two page buttons, 登记 and 返回 make eight. */
const PAGE = 4;

const issueTopics: Loader<'issue-topics'> = async (turn, { whose }) => {
  const place = await placeOfTrouble(turn, whose);
  if (place === null) return null;
  const pack = await packInForce(turn, place.areaPath);
  const topics = pack.settings['ticket.topics'].value;
  // Somebody who speaks for a department alone tells of its own matters.
  const desks = await desksOf(turn, place.areaPath);
  const routed = pack.settings['routing.topics'].value;
  return {
    name: place.name,
    topics:
      whose.kind === 'own' || desks.includes(null)
        ? topics
        : topics.filter((topic) => desks.includes(routed[topic])),
  };
};

/** Departments the person's posts over an area belong to; null for a post of no department. */
async function desksOf(
  turn: TurnContext,
  path: string,
): Promise<readonly (DepartmentCode | null)[]> {
  return (await actorsOf(turn))
    .filter((actor) => roleCarries(actor.role, 'open-issue'))
    .filter((actor) => contains(actor.area, areaPath(path)))
    .map((actor) => actor.department ?? null);
}

const myIssues: Loader<'my-issues'> = async (turn) => {
  const accounts = await accountsOfPerson(turn.trx, turn.account.accountId);
  const ids = await issuesOfAccounts(
    turn.trx,
    accounts.map((each) => each.accountId),
    OWN,
  );
  const found: OwnIssue[] = [];
  for (const id of ids) {
    const stored = await findIssue(turn.trx, turn.fields, id);
    if (stored === null) continue;
    const { issue } = stored;
    found.push({
      issueId: id,
      number: stored.number,
      topic: issue.topic,
      state: issue.state.tag,
      openedOn: issue.receivedOn,
      verifyDueOn: issue.verifyDueOn,
      fixDueOn: issue.fixDueOn,
      office: officeOf(turn, issue),
      contact: await issueContact(turn, stored.areaPath),
    });
  }
  return found;
};

const officeOf = (
  { policies }: Pick<TurnContext, 'policies'>,
  issue: {
    readonly pack: { id: string; version: string };
    readonly department: (typeof departmentCodes)[number];
  },
): string => policies.packOf(issue.pack).settings.departments.value[issue.department];

/** What the county's documents say of the matter: whom the table of who is responsible names, and whom a house's renovation is for. */
const tableOf = (
  turn: Pick<TurnContext, 'policies'>,
  issue: Parameters<typeof officeOf>[1] & { readonly topic: RoutingTopic },
): Pick<IssueSheet, 'together' | 'helpFor'> =>
  saidOfIssue(turn.policies.packOf(issue.pack), issue.topic, officeOf(turn, issue));

const issueSheet: Loader<'issue-sheet'> = async (turn, { issueId }) => {
  const stored = await findIssue(turn.trx, turn.fields, issueId);
  if (stored === null) return null;
  const subject = await issueSubject(turn, stored);
  const seen = await allowed(turn, 'see-issue', subject);
  if (!seen.ok) return null;
  const { issue, householdId } = stored;
  const acts: IssueAct[] = [];
  if ((await allowed(turn, 'verify-issue', subject)).ok) acts.push('verify', 'call-back');
  if ((await allowed(turn, 'fix-issue', subject)).ok) acts.push('fix');
  const { staffId } = seen.value;
  // Somebody's own words: their opening is written down like a report's.
  await logAccess(turn.trx, { staffId, postId: null, householdId, what: 'issue', at: turn.now });
  const { departments } = turn.policies.packOf(issue.pack).settings;
  return {
    issueId,
    number: stored.number,
    topic: issue.topic,
    state: issue.state.tag,
    department: issue.department,
    office: officeOf(turn, issue),
    ...tableOf(turn, issue),
    areaName: stored.areaName,
    headName: stored.headName,
    householdId,
    words: stored.words,
    photos: await issuePhotos(turn.trx, issueId),
    openedOn: issue.receivedOn,
    verifyDueOn: issue.verifyDueOn,
    fixDueOn: issue.fixDueOn,
    emergency: issue.emergency,
    reports: stored.reports,
    reopened: issue.reopened,
    repeatScope: stored.repeatScope,
    steps: stepsDone(issue.state),
    stepsOpen: stepsOpen(issue),
    stepsMissing: stepsMissing(issue),
    ways: waysOf(issue.topic),
    phone: await phoneBehind(turn, stored),
    may: acts,
    offices: departmentCodes
      .filter((code) => code !== issue.department)
      .map((code) => ({ code, name: departments.value[code] })),
  };
};

const alarmSheet: Loader<'alarm-sheet'> = async (turn, { alarmId }) => {
  const stored = await findAlarm(turn.trx, alarmId);
  if (stored === null) return null;
  const subject = alarmSubject(stored);
  const seen = await allowed(turn, 'see-issue', subject);
  if (!seen.ok) return null;
  const { alarm, householdId } = stored;
  const acts: ('verify' | 'fix')[] = [];
  if ((await allowed(turn, 'verify-alarm', subject)).ok) acts.push('verify');
  if ((await allowed(turn, 'fix-alarm', subject)).ok) acts.push('fix');
  const { staffId } = seen.value;
  await logAccess(turn.trx, { staffId, postId: null, householdId, what: 'alarm', at: turn.now });
  return {
    alarmId,
    number: stored.number,
    kind: alarm.kind,
    state: alarm.state.tag,
    office: officeOf(turn, alarm),
    areaName: stored.areaName,
    headName: stored.headName,
    memberName: stored.memberName,
    householdId,
    figures: stored.figures,
    receivedOn: alarm.receivedOn,
    verifyDueOn: alarm.verifyDueOn,
    fixDueOn: alarm.fixDueOn,
    phone: await phoneBehind(turn, { accountId: null, householdId }),
    inCase: householdId !== null && (await openCaseOf(turn.trx, householdId)) !== null,
    may: acts,
  };
};

const openIssues: Loader<'open-issues'> = async (turn, { page: asked }) => {
  const posts = postsFor(turn, 'see-issue').filter((post) => roleCarries(post.role, 'see-issue'));
  const counts = await eachPost(turn, posts, () => countOpenLines(turn.trx));
  const total = counts.reduce((sum, each) => sum + each, 0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  const found = await eachPost(turn, posts, () =>
    openLines(turn.trx, { offset: 0, limit: page * PAGE }),
  );
  const lines = found
    .flat()
    .toSorted(
      (a, b) =>
        Number(b.emergency) - Number(a.emergency) ||
        (a.fixDueOn < b.fixDueOn ? -1 : a.fixDueOn > b.fixDueOn ? 1 : a.id < b.id ? -1 : 1),
    )
    .filter((line, at, all) => all.findIndex((other) => other.id === line.id) === at)
    .slice((page - 1) * PAGE, page * PAGE);
  return { lines, page, pages, total };
};

export const issueLoaders: Loaders<IssueNeeds> = {
  'issue-topics': issueTopics,
  'issue-households': issueHouseholds,
  'my-issues': myIssues,
  'issue-sheet': issueSheet,
  'alarm-sheet': alarmSheet,
  'open-issues': openIssues,
};

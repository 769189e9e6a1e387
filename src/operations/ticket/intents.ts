/** What the conversations about tickets and alarms have done. */
import { accepted, refused } from '#src/domain/result.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { Action } from '#src/domain/people/permissions.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { IssueIntents, IssueOrder } from '#src/flows/issue.intents.ts';
import { findAlarm } from '#src/store/alarm.ts';
import { findIssue } from '#src/store/issue.ts';
import { packIdFor } from '#src/store/registry/areas.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { changeAlarm } from '../alarm/change-alarm.ts';
import { allowed } from '../staff/as-post.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import type { Handler, Handlers, TurnContext } from '../turn.ts';
import { changeIssue } from './change-issue.ts';
import { issueContact } from './issue-news.ts';
import { alarmSubject, issueSubject } from './issue-subject.ts';
import { openIssue as openTicket, type ToldIssue } from './open-issue.ts';

const openIssue: Handler<'open-issue'> = async (turn, ask) => {
  const told = await placeOf(turn, ask.householdId, ask.topic);
  if (!told.ok) return told;
  const opened = await openTicket(
    turn,
    { ...told.value, topic: ask.topic, emergency: ask.emergency, words: ask.words },
    { quiet: true },
  );
  const contact = await issueContact(turn, told.value.areaPath);
  return accepted({ ...opened, contact });
};

type Teller = Pick<
  ToldIssue,
  'areaId' | 'areaPath' | 'householdId' | 'accountId' | 'openedByStaffId' | 'declarationId'
>;

/** Whose trouble it is: the person's own household, or one of the officer's area. */
async function placeOf(turn: TurnContext, householdId: string | null, topic: RoutingTopic) {
  const { person, accountId } = turn.account;
  if (householdId === null) {
    return person === null
      ? refused({ code: 'gone' } as const)
      : accepted<Teller>({
          areaId: person.areaId,
          areaPath: person.areaPath,
          householdId: person.householdId,
          accountId,
          openedByStaffId: null,
          declarationId: null,
        });
  }
  const household = await findHousehold(turn.trx, householdId);
  if (household === undefined) return refused({ code: 'gone' } as const);
  const pack = turn.policies.packFor(
    await packIdFor(turn.trx, household.areaPath, turn.today),
    turn.today,
  );
  const proof = await allowed(turn, 'open-issue', {
    id: householdId,
    area: areaPath(household.areaPath),
    householdId,
    authors: [],
    concerned: [],
    department: pack.settings['routing.topics'].value[topic],
  });
  return proof.ok
    ? accepted<Teller>({
        areaId: household.areaId,
        areaPath: household.areaPath,
        householdId,
        accountId: null,
        openedByStaffId: proof.value.staffId,
        declarationId: null,
      })
    : proof;
}

/** Only who told of it says whether it is solved; on this account or one joined to it. */
const answerCallBack: Handler<'answer-call-back'> = async (turn, { issueId, solved }) => {
  const stored = await findIssue(turn.trx, turn.fields, issueId);
  const own = await accountsOfPerson(turn.trx, turn.account.accountId);
  if (stored === null || !own.some((each) => each.accountId === stored.accountId)) {
    return refused({ code: 'not-yours' });
  }
  const changed = await changeIssue(turn, {
    issueId,
    command: { kind: 'answer-call-back', solved, byStaffId: null },
    actor: { kind: 'person', id: turn.account.accountId },
    quiet: true,
  });
  if (!changed.ok) return refused({ code: 'not-now' });
  const { issue, number, areaPath: path } = changed.value.stored;
  return accepted({
    number,
    topic: issue.topic,
    solved,
    verifyDueOn: issue.verifyDueOn,
    fixDueOn: issue.fixDueOn,
    contact: await issueContact(turn, path),
  });
};

const actionOf = (order: IssueOrder): Action => {
  switch (order.kind) {
    case 'verify':
    case 'find-not-so':
    case 'answer-call-back':
    case 'close-unheard':
      return 'verify-issue';
    case 'do-step':
    case 'pass-on':
    case 'fix':
      return 'fix-issue';
  }
};

const workIssue: Handler<'work-issue'> = async (turn, { issueId, order }) => {
  const stored = await findIssue(turn.trx, turn.fields, issueId);
  if (stored === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, actionOf(order), await issueSubject(turn, stored));
  if (!proof.ok) return proof;
  const { staffId } = proof.value;
  const changed = await changeIssue(turn, {
    issueId,
    command: { ...order, byStaffId: staffId },
    actor: { kind: 'staff', id: staffId },
  });
  if (!changed.ok) return changed;
  const { issue, number } = changed.value.stored;
  const { departments } = turn.policies.packOf(issue.pack).settings;
  return accepted({
    number,
    state: issue.state.tag,
    office: departments.value[issue.department],
  });
};

const workAlarm: Handler<'work-alarm'> = async (turn, { alarmId, order }) => {
  const stored = await findAlarm(turn.trx, alarmId);
  if (stored === null) return refused({ code: 'gone' });
  const action = order.kind === 'fix' ? 'fix-alarm' : 'verify-alarm';
  const proof = await allowed(turn, action, alarmSubject(stored));
  if (!proof.ok) return proof;
  const changed = await changeAlarm(turn, {
    alarmId,
    command: { ...order, byStaffId: proof.value.staffId },
  });
  if (!changed.ok) return changed;
  const { clue } = changed.value;
  return accepted({
    number: stored.number,
    state: changed.value.stored.alarm.state.tag,
    receiptNumber: clue?.receiptNumber ?? '',
    linked: clue?.linked ?? false,
  });
};

export const issueHandlers: Handlers<IssueIntents> = {
  'open-issue': openIssue,
  'answer-call-back': answerCallBack,
  'work-issue': workIssue,
  'work-alarm': workAlarm,
};

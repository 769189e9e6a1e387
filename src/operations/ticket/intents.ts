/** What the conversations about tickets and alarms have done. */
import { accepted, refused } from '#src/domain/result.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { Action } from '#src/domain/people/action.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { IssueIntents, IssueOrder } from '#src/flows/issue.intents.ts';
import { findAlarm } from '#src/store/alarm.ts';
import { findIssue } from '#src/store/issue.ts';
import { changeAlarm } from '../alarm/change-alarm.ts';
import { packInForce } from '../duty/area-packs.ts';
import { allowed } from '../staff/as-post.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import type { Handler, Handlers, TurnContext } from '../turn.ts';
import { changeIssue } from './change-issue.ts';
import { issueContact } from './issue-news.ts';
import { addIssuePhoto, keepPhotos } from './issue-photos.ts';
import { alarmSubject, issueSubject } from './issue-subject.ts';
import { openIssue as openTicket } from './open-issue.ts';
import { type PlaceOfTrouble, placeOfTrouble } from './place-of-trouble.ts';

/** One's own trouble is told without a question; one of a household or village by whoever's post carries it there. */
const openIssue: Handler<'open-issue'> = async (
  turn,
  { topic, emergency, words, mediaIds, whose },
) => {
  const place = await placeOfTrouble(turn, whose);
  if (place === null) return refused({ code: 'gone' });
  const { areaId, areaPath: path, householdId } = place;
  const teller =
    whose.kind === 'own'
      ? accepted(null)
      : await allowed(turn, 'open-issue', await subjectOf(turn, place, topic));
  if (!teller.ok) return teller;
  const opened = await openTicket(
    turn,
    {
      topic,
      emergency,
      words,
      areaId,
      areaPath: path,
      householdId,
      accountId: whose.kind === 'own' ? turn.account.accountId : null,
      openedByStaffId: teller.value === null ? null : teller.value.staffId,
      declarationId: null,
    },
    { quiet: true },
  );
  await keepPhotos(
    turn,
    { issueId: opened.issueId, areaPath: path },
    { mediaIds, shows: 'trouble', staffId: teller.value?.staffId ?? null },
  );
  return accepted({ ...opened, topic, contact: await issueContact(turn, path) });
};

/** A department officer tells only of what is routed to their department. */
async function subjectOf(
  turn: TurnContext,
  place: PlaceOfTrouble,
  topic: RoutingTopic,
): Promise<Subject> {
  const pack = await packInForce(turn, place.areaPath);
  return {
    id: place.householdId ?? place.areaId,
    area: areaPath(place.areaPath),
    householdId: place.householdId,
    authors: [],
    concerned: [],
    department: pack.settings['routing.topics'].value[topic],
  };
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

const workIssue: Handler<'work-issue'> = async (turn, { issueId, order, mediaIds }) => {
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
  const { issue, number, areaPath: path } = changed.value.stored;
  await keepPhotos(
    turn,
    { issueId: issue.issueId, areaPath: path },
    { mediaIds, shows: 'repair', staffId },
  );
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
  'add-issue-photo': addIssuePhoto,
  'work-issue': workIssue,
  'work-alarm': workAlarm,
};

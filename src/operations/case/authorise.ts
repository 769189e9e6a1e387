/**
 * Authorisation (承诺授权): the household lets departments compare its data. On paper with a photo, or pressed in the farmer's own
 * chat with an officer beside; an act of its own, never taken from the chat's consent (个人信息保护法第二十三条、第二十九条).
 */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  AUTHORISATION_TEXT,
  authorisationHeard,
  authorisationQuestion,
  authorisedNews,
} from '#src/flows/text/case-news.ts';
import {
  answerAuthorisation,
  insertAuthorisation,
  lockOpenAuthorisation,
} from '#src/store/authorisation.ts';
import { findCase } from '#src/store/case.ts';
import { knownAccountsOf } from '#src/store/case-facts.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { staffNames } from '#src/store/staff-names.ts';
import { placeVisitMedia } from '#src/store/visit.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { allowed } from '../staff/as-post.ts';
import { commandCase } from '../staff/case-actions.ts';
import { caseSubject } from '../staff/subjects.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { changeCase } from './change-case.ts';
import { nextStepOf, placesOf, tellHousehold } from './step-news.ts';

/** The officer stands beside the farmer; an hour later nobody does. */
const PRESS_WITHIN_MS = 60 * 60_000;

/** Signed or with a finger, the photo of the paper beside it. */
export const recordAuthorisation: Handler<'record-authorisation'> = async (turn, ask) => {
  const { trx } = turn;
  const { caseId, form, relation, mediaId } = ask;
  const changed = await commandCase(turn, 'record-authorisation', caseId, (staffId) => ({
    kind: 'authorise',
    authorisation: {
      form,
      by: relation === null ? 'household' : 'relative',
      readAloudBy: ask.readAloud ? staffId : null,
      mediaId,
      recordedBy: staffId,
    },
  }));
  if (!changed.ok) return changed;
  const { file, staffId } = changed.value;
  await placeVisitMedia(trx, [mediaId], file.area, turn.account.accountId);
  await insertAuthorisation(trx, {
    id: turn.newId(),
    caseId,
    householdId: file.householdId,
    areaPath: file.area,
    form,
    relation,
    readAloudBy: ask.readAloud ? staffId : null,
    mediaId,
    accountId: null,
    recordedBy: staffId,
    textVersion: AUTHORISATION_TEXT,
    askedAt: turn.now,
    givenOn: turn.today,
  });
  const next = await nextStepOf(turn, file);
  await tellHousehold(turn, caseId, ({ receiptNumber }) =>
    authorisedNews(receiptNumber, next, turn.today, placesOf(turn, file)),
  );
  return accepted(next);
};

/** Puts the question into the chat of somebody known to speak for the household. */
export const askAuthorisation: Handler<'ask-authorisation'> = async (turn, ask) => {
  const { trx } = turn;
  const asked = await caseSubject(turn, ask.caseId);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'record-authorisation', asked.subject);
  if (!proof.ok) return proof;
  const { file } = asked.stored;
  const account = (await knownAccountsOf(trx, file.householdId)).find(
    (each) => each.accountId === ask.accountId,
  );
  if (account === undefined) return refused({ code: 'gone' });
  const { staffId } = proof.value;
  const id = turn.newId();
  await insertAuthorisation(trx, {
    id,
    caseId: file.caseId,
    householdId: file.householdId,
    areaPath: file.area,
    form: 'pressed',
    relation: null,
    readAloudBy: ask.readAloud ? staffId : null,
    mediaId: null,
    accountId: account.accountId,
    recordedBy: staffId,
    textVersion: AUTHORISATION_TEXT,
    askedAt: turn.now,
    givenOn: null,
  });
  const officer = turn.account.staff?.name ?? '';
  turn.tell(account.accountId, 'progress', authorisationQuestion(id, officer));
  return accepted({ name: account.name });
};

/** The farmer's press. A request is answered once (its row is locked and then closed), by the account it was put to. */
export const answerAuthorisationAsked: Handler<'answer-authorisation'> = async (turn, ask) => {
  const { trx } = turn;
  const request = await lockOpenAuthorisation(trx, ask.authorisationId);
  const over =
    request === null ||
    request.accountId !== turn.account.accountId ||
    turn.now > plusMs(request.askedAt, PRESS_WITHIN_MS);
  if (over) return refused({ code: 'over' });
  if (ask.given) {
    const changed = await changeCase(turn, {
      caseId: request.caseId,
      command: {
        kind: 'authorise',
        authorisation: {
          form: 'pressed',
          by: 'household',
          readAloudBy: request.readAloudBy,
          mediaId: null,
          recordedBy: request.recordedBy,
        },
      },
      actor: { kind: 'person', id: turn.account.accountId },
    });
    if (!changed.ok) return refused({ code: 'over' });
  }
  await answerAuthorisation(trx, request.id, { given: ask.given, on: turn.today });
  await tellStaff(
    turn,
    request.recordedBy,
    'to-do',
    authorisationHeard(await headNameOf(turn, request.caseId), ask.given),
  );
  const names = await staffNames(trx, [request.recordedBy]);
  return accepted({ given: ask.given, officer: names.get(request.recordedBy) ?? '' });
};

async function headNameOf({ trx }: TurnContext, caseId: string): Promise<string> {
  const file = (await findCase(trx, caseId))?.file;
  const household = file === undefined ? undefined : await findHousehold(trx, file.householdId);
  return household?.headName ?? '';
}

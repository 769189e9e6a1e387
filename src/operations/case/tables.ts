/** The loaders and handlers of the steps of identification. */
import type { CaseStepIntents } from '#src/flows/case-step.intents.ts';
import type { CaseStepNeeds } from '#src/flows/case-step.needs.ts';
import type { Handlers, Loaders } from '../turn.ts';
import { answerAuthorisationAsked, askAuthorisation, recordAuthorisation } from './authorise.ts';
import { decideCase, reviewCase } from './decide.ts';
import { caseList } from './lists.ts';
import { noClues, recordMeeting, villageAgenda } from './meeting.ts';
import {
  checkObjection,
  closePublicity,
  filePaperObjection,
  object,
  postPublicity,
} from './publicity.ts';
import { bringReReview, reReview } from './re-review.ts';
import { sheetLink } from './sheet-link.ts';
import { caseStepSheet } from './step-sheet.ts';

export const caseStepLoaders: Loaders<CaseStepNeeds> = {
  'case-step': caseStepSheet,
  'village-agenda': villageAgenda,
  'case-list': caseList,
  'sheet-link': sheetLink,
};

export const caseStepHandlers: Handlers<CaseStepIntents> = {
  'record-authorisation': recordAuthorisation,
  'ask-authorisation': askAuthorisation,
  'answer-authorisation': answerAuthorisationAsked,
  'record-meeting': recordMeeting,
  'no-clues': noClues,
  'post-publicity': postPublicity,
  'close-publicity': closePublicity,
  'file-objection': filePaperObjection,
  object,
  'check-objection': checkObjection,
  'review-case': reviewCase,
  'decide-case': decideCase,
  're-review': reReview,
  'bring-re-review': bringReReview,
};

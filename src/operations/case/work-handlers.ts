/** What conversations about a case beside its steps ask for and have done. */
import type { CaseWorkIntents } from '#src/flows/case-work.intents.ts';
import type { CaseWorkNeeds } from '#src/flows/case-work.needs.ts';
import type { Handlers, Loaders } from '../turn.ts';
import { caseWork, sameHousehold } from './case-work.ts';
import {
  applyElimination,
  askEliminationSheet,
  closeElimination,
  passElimination,
  postElimination,
  returnElimination,
} from './eliminate.ts';
import { answerFastTrack, proposeFastTrack, recordRelief } from './fast-track.ts';
import { reviewLongCase } from './long-cases.ts';
import { markEliminated, markingList, reopenCase } from './mark-eliminated.ts';
import { mergeCases } from './merge-cases.ts';
import { nameResponsible } from './name-responsible.ts';
import { answerSuspension, proposeSuspension, resumeClock } from './suspension.ts';

export const caseWorkLoaders: Loaders<CaseWorkNeeds> = {
  'case-work': caseWork,
  'same-household': sameHousehold,
  'marking-list': markingList,
};

export const caseWorkHandlers: Handlers<CaseWorkIntents> = {
  'propose-fast-track': proposeFastTrack,
  'answer-fast-track': answerFastTrack,
  'record-relief': recordRelief,
  'propose-suspension': proposeSuspension,
  'answer-suspension': answerSuspension,
  'resume-clock': resumeClock,
  'merge-cases': mergeCases,
  'name-responsible': nameResponsible,
  'review-long-case': reviewLongCase,
  'apply-elimination': applyElimination,
  'ask-elimination-sheet': askEliminationSheet,
  'pass-elimination': passElimination,
  'return-elimination': returnElimination,
  'post-elimination': postElimination,
  'close-elimination': closeElimination,
  'mark-eliminated': markEliminated,
  'reopen-case': reopenCase,
};

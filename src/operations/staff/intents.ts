/** What the staff conversations have done. */
import type { StaffIntents } from '#src/flows/staff.intents.ts';
import { closeAlert, takeAlert } from '../alert/take-alert.ts';
import { grantErasure } from '../privacy/grant-erasure.ts';
import { answerTicket } from '../ticket/answer-ticket.ts';
import type { Handlers } from '../turn.ts';
import { recordVisit } from '../visit/record-visit.ts';
import { answerProposal, passOnCase, proposeClose, takeCase } from './case-actions.ts';
import { confirmPerson } from './confirm-person.ts';
import { explainBreach, finishCall, finishDuty } from './duty-actions.ts';
import { fileReport } from './file-report.ts';
import { recordRecurringWork } from './record-recurring-work.ts';
import { matchHousehold } from './match-household.ts';

export const staffHandlers: Handlers<StaffIntents> = {
  'take-case': takeCase,
  'pass-on-case': passOnCase,
  'propose-close': proposeClose,
  'answer-proposal': answerProposal,
  'finish-call': finishCall,
  'finish-duty': finishDuty,
  'record-recurring-work': recordRecurringWork,
  'explain-breach': explainBreach,
  'answer-ticket': answerTicket,
  'erase-person': grantErasure,
  'match-household': matchHousehold,
  'record-visit': recordVisit,
  'confirm-person': confirmPerson,
  'file-report': fileReport,
  'take-alert': takeAlert,
  'close-alert': closeAlert,
};

/** What conversations about reports, referrals, joint decisions, rectification, insurance and jobs ask for and have done. */
import type { LedgerIntents } from '#src/flows/ledger.intents.ts';
import type { LedgerNeeds } from '#src/flows/ledger.needs.ts';
import type { Handlers, Loaders } from '../turn.ts';
import { deskPage } from './desk-page.ts';
import { decideJoint, giveJointOpinion, jointSheet } from './joint-desk.ts';
import { monthReport, sendMonthReport } from './month-report-desk.ts';
import {
  judgeRectification,
  rectificationSheet,
  reportRectification,
} from './rectification-desk.ts';
import { answerReferralTurn, referralSheet } from './referral-desk.ts';
import { noteStatus, statusSheet } from './note-status.ts';
import { tellJob, workPeople } from './tell-job.ts';

export const ledgerLoaders: Loaders<LedgerNeeds> = {
  'month-report': monthReport,
  'desk-page': deskPage,
  'referral-sheet': referralSheet,
  'joint-sheet': jointSheet,
  'rectification-sheet': rectificationSheet,
  'work-people': workPeople,
  'status-sheet': statusSheet,
};

export const ledgerHandlers: Handlers<LedgerIntents> = {
  'send-month-report': sendMonthReport,
  'answer-referral': answerReferralTurn,
  'give-joint-opinion': giveJointOpinion,
  'decide-joint': decideJoint,
  'report-rectification': reportRectification,
  'judge-rectification': judgeRectification,
  'tell-job': tellJob,
  'note-status': noteStatus,
};

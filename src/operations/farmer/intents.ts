/** What the farmer's conversations have done. */
import type { FarmerIntents } from '#src/flows/farmer.intents.ts';
import { noteAlert, raiseAlert } from '../alert/raise-alert.ts';
import { markNoticeRead } from '../notice/mark-read.ts';
import { nameComplaint } from '../ticket/name-complaint.ts';
import { openTicket } from '../ticket/open-ticket.ts';
import type { Handlers } from '../turn.ts';
import { bind } from './bind.ts';
import { giveConsent, refuseConsent } from './consent.ts';
import { issueJoinCode, redeemInvitation, redeemJoinCode } from './join.ts';
import { addToReport, withdrawReport } from './own-report.ts';
import { chooseElderMode, correctPerson, endSession } from './person.ts';
import { submitReport } from './submit-report.ts';

export const farmerHandlers: Handlers<FarmerIntents> = {
  'give-consent': giveConsent,
  'refuse-consent': refuseConsent,
  bind,
  'correct-person': correctPerson,
  'submit-report': submitReport,
  'add-to-report': addToReport,
  'withdraw-report': withdrawReport,
  'raise-alert': raiseAlert,
  'note-alert': noteAlert,
  'open-ticket': openTicket,
  'name-complaint': nameComplaint,
  'ask-model': async (turn) => {
    await turn.promise({
      queue: 'understanding',
      payload: { accountId: turn.account.accountId },
    });
    return null;
  },
  'mark-notice-read': (turn, { recipientId }) => markNoticeRead(turn, recipientId),
  'set-elder-mode': chooseElderMode,
  'end-session': endSession,
  'redeem-invitation': redeemInvitation,
  'issue-join-code': issueJoinCode,
  'redeem-join-code': redeemJoinCode,
};

/** Answering a question, complaint or request: once, by somebody who may, and the asker hears it. */
import { accepted, refused } from '#src/domain/result.ts';
import { ticketAnswer } from '#src/flows/text/staff-news.ts';
import { answerTicketRow, findTicket } from '#src/store/ticket.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { inPost } from '../staff/as-post.ts';
import { contactFor } from '../staff/case-actions.ts';
import { openableDuty } from '../staff/duty-sheet.ts';
import type { Handler } from '../turn.ts';

/** Answers a question or complaint; the person is sent the words. */
export const answerTicket: Handler<'answer-ticket'> = async (turn, { dutyId, words }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty, post } = opened.value;
  const { ticketId } = duty;
  if (ticketId === null) return refused({ code: 'gone' });
  const ticket = await findTicket(turn.trx, turn.fields, ticketId);
  if (ticket === null) return refused({ code: 'gone' });
  // Written in the post's scope: row-level security keeps a complaint from whomever it is about.
  const written = await inPost(turn, post, () =>
    answerTicketRow(turn.trx, turn.fields, { ticketId, words, staffId: post.staffId }, turn.now),
  );
  if (!written) return refused({ code: 'gone' });
  await closeDuties(
    turn,
    { dutyId },
    { state: 'done', byStaffId: post.staffId, outcome: 'answered' },
  );
  const from = await contactFor(turn, post.staffId);
  if (ticket.accountId !== null) {
    turn.tell(ticket.accountId, 'progress', ticketAnswer(ticket.number, words, from));
  }
  return accepted({ number: ticket.number, told: ticket.accountId !== null });
};

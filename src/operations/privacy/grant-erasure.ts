/** The county grants a request for erasure: the request is answered, the person is erased and told so, in one transaction. */
import { accepted, refused } from '#src/domain/result.ts';
import { erasedNews } from '#src/flows/text/privacy.ts';
import { answerTicketRow, findTicket } from '#src/store/ticket.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { inPost } from '../staff/as-post.ts';
import { openableDuty } from '../staff/duty-sheet.ts';
import type { Handler } from '../turn.ts';
import { erasePerson } from './erase-person.ts';

export const grantErasure: Handler<'erase-person'> = async (turn, { dutyId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty, post } = opened.value;
  const { ticketId } = duty;
  const ticket = ticketId === null ? null : await findTicket(turn.trx, turn.fields, ticketId);
  if (ticket === null || ticketId === null || ticket.kind !== 'data-request') {
    return refused({ code: 'gone' });
  }
  if (ticket.accountId === null) return refused({ code: 'no-account' });
  const erased = await erasePerson(turn, ticket.accountId);
  if (!erased.ok) {
    const { code } = erased.refusal;
    return refused({ code: code === 'unknown' ? 'no-account' : code });
  }
  const answer = { ticketId, words: erasedNews(ticket.number), staffId: post.staffId };
  await inPost(turn, post, () => answerTicketRow(turn.trx, turn.fields, answer, turn.now));
  await closeDuties(
    turn,
    { dutyId },
    { state: 'done', byStaffId: post.staffId, outcome: 'answered' },
  );
  turn.tell(erased.value.freshAccountId, 'progress', { text: erasedNews(ticket.number) });
  return accepted({ number: ticket.number });
};

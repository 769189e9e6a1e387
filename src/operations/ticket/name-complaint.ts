/** Whom a complaint is about, said after it was written down: from then on it goes past them, and so does its duty. */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { complaintWhom } from '#src/flows/text/help.ts';
import { keepDutyFrom } from '#src/store/duty.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { completeComplaint, ownComplaint } from '#src/store/ticket.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { complaintOwner, staffNamed } from './open-ticket.ts';

/** Nothing happens where the complaint is somebody else's or has been answered. */
export const nameComplaint: Handler<'name-complaint'> = async (turn, { ticketId, about }) => {
  const { accountId } = turn.account;
  const complaint = await ownComplaint(turn.trx, turn.fields, { ticketId, accountId });
  if (complaint === null || about === '') return null;
  const known = complaint.aboutStaffId;
  const named = await staffNamed(turn, complaint.areaPath, about);
  const words = [complaint.words, complaintWhom(about)].filter((each) => each !== '').join('\n');
  await completeComplaint(turn.trx, turn.fields, { ticketId, words, aboutStaffId: named ?? known });
  if (named !== null && named !== known) {
    await pastThem(turn, ticketId, complaint, known === null ? [named] : [known, named]);
  }
  return null;
};

/** The duty passes them by from now on; where it was theirs it is opened anew for another, its day counted as before. */
async function pastThem(
  turn: TurnContext,
  ticketId: string,
  { areaPath, createdAt }: NonNullable<Awaited<ReturnType<typeof ownComplaint>>>,
  except: readonly string[],
): Promise<void> {
  const key = `answer-ticket:${ticketId}`;
  const kept = await keepDutyFrom(turn.trx, key, except);
  const owner = kept?.ownerStaffId ?? null;
  if (owner === null || !except.includes(owner)) return;
  const [area] = await areaAndAbove(turn.trx, areaPath);
  if (area === undefined) return;
  const pack = await packInForce(turn, areaPath);
  const terms = dutyTerms('answer-ticket', {
    openedAt: createdAt,
    pack,
    calendar: turn.policies.calendar,
    ownerRole: complaintOwner,
  });
  await closeDuties(turn, { key }, { state: 'cancelled', reason: 'superseded' });
  await openDuty(turn, { key: `${key}:past`, terms, pack, area, about: { ticketId }, except });
}

/** A question, complaint or request becomes a numbered ticket with an owner and a day; a complaint goes past its subject. */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { holdersWithin } from '#src/store/registry/posts.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { insertTicket, nextTicketNumber } from '#src/store/ticket.ts';
import { packInForce } from '../duty/area-packs.ts';
import { openDuty } from '../duty/open-duty.ts';
import { promiseDay } from '../duty/told-days.ts';
import type { Handler, TurnContext } from '../turn.ts';

type Kind = Parameters<Handler<'open-ticket'>>[1]['kind'];

/** Who hears complaints. */
export const complaintOwner: Role = 'town-leader';

/** Who answers what: the village helps, the town answers questions, its leader hears complaints, the county answers for data. */
const OWNERS: Readonly<Record<Kind, Role>> = {
  help: 'village-officer',
  question: 'town-officer',
  complaint: complaintOwner,
  'data-request': 'county-officer',
};

/** Opens a request for help, a question, a complaint or a data request, with the duty to answer it. */
export const openTicket: Handler<'open-ticket'> = async (turn, ask) => {
  const path = turn.account.person?.areaPath ?? (await topAreaPath(turn.trx));
  const chain = await areaAndAbove(turn.trx, path);
  const area = chain[0];
  const aboutStaffId =
    ask.kind === 'complaint' ? await staffNamed(turn, path, `${ask.about} ${ask.words}`) : null;
  const ownerRole = OWNERS[ask.kind];
  const kind: DutyKind = ask.kind === 'data-request' ? 'answer-rights-request' : 'answer-ticket';
  const pack = await packInForce(turn, path);
  const terms = dutyTerms(kind, {
    openedAt: turn.now,
    pack,
    calendar: turn.policies.calendar,
    ownerRole,
  });
  const ticketId = turn.newId();
  const number = await nextTicketNumber(turn.trx);
  await insertTicket(
    turn.trx,
    turn.fields,
    {
      id: ticketId,
      number,
      kind: ask.kind,
      accountId: turn.account.accountId,
      areaId: area?.areaId ?? null,
      areaPath: path,
      words: ask.words,
      aboutStaffId,
      ownerRole,
      ownerAreaPath: ownerAreaOf(chain, ownerRole),
      dueOn: terms.dueOn,
    },
    turn.now,
  );
  if (area !== undefined) {
    await openDuty(turn, {
      key: `${kind}:${ticketId}`,
      terms,
      pack,
      area,
      about: { ticketId },
      except: aboutStaffId === null ? [] : [aboutStaffId],
    });
  }
  if (turn.account.staff === null) {
    const { accountId } = turn.account;
    const day = terms.dueOn;
    await promiseDay(turn, { accountId, areaPath: path, kind: 'answer', subject: ticketId, day });
  }
  return { ticketId, number, dueOn: terms.dueOn };
};

/** The area at whose level the owner works; its whole subtree may see the ticket, the person complained about never. */
function ownerAreaOf(chain: Awaited<ReturnType<typeof areaAndAbove>>, role: Role): string {
  const own = chain[0]?.areaPath ?? '';
  const town = chain.find((area) => area.level === 'town')?.areaPath;
  const county = chain.at(-1)?.areaPath ?? own;
  if (role === 'village-officer') return own;
  return role === 'county-officer' ? county : (town ?? county);
}

/** The one staff member of the area or above whom the words of a complaint name; null when nobody or several could be meant. */
export async function staffNamed(
  turn: TurnContext,
  path: string,
  words: string,
): Promise<string | null> {
  const roles: readonly Role[] = [
    'village-officer',
    'village-secretary',
    'resident-team',
    'helper',
    'town-officer',
    'town-leader',
  ];
  const chain = await areaAndAbove(turn.trx, path);
  const scope = chain.find((area) => area.level === 'town')?.areaPath ?? path;
  const named = new Set<string>();
  for (const role of roles) {
    for (const holder of await holdersWithin(turn.trx, role, scope, turn.today)) {
      if (holder.name !== '' && words.includes(holder.name)) named.add(holder.staffId);
    }
  }
  const [only] = named;
  return only !== undefined && named.size === 1 ? only : null;
}

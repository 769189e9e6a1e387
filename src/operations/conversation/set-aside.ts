/** What becomes of an update that could not be worked off: it is quarantined, its sender is told so, and somebody phones. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { setAsideText } from '#src/flows/text/faults.ts';
import type { Log } from '#src/platform/log.ts';
import { type AccountRow, findOrMakeAccount } from '#src/store/account.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { countFailedAttempt } from '#src/store/inbound.ts';
import { type NewMessage, queueMessages } from '#src/store/message.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { packInForce } from '../duty/area-packs.ts';
import { openCall } from '../duty/open-call.ts';
import { promiseDay } from '../duty/told-days.ts';
import { type BackgroundDeps, type WorkContext, workWithin } from '../duty/work-context.ts';
import { contactOf, officialOf } from './account-facts.ts';

/** After so many failed attempts an update is set aside where an operator sees it, and the person is asked to say it again. */
const ATTEMPTS = 3;

/** Counts a failed attempt at the oldest update of a chat. Returns the account that is told, null while it is tried again. */
export async function setAside(
  deps: BackgroundDeps & { readonly log: Log },
  channel: string,
  chat: string,
  faultCode: string,
): Promise<string | null> {
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const counted = await countFailedAttempt(trx, channel, chat, faultCode, ATTEMPTS);
    if (counted === null || counted.state === 'new') return null;
    deps.log.error({ inboundId: counted.id, faultCode }, 'an update was quarantined');
    const now = deps.clock.now();
    const row = await findOrMakeAccount(trx, channel, chat, deps.newId, now);
    const today = fromInstant(now);
    const { value: call } = await workWithin(deps, trx, (context) =>
      haveThemCalled(context, row, counted.id),
    );
    const apology: NewMessage = {
      id: deps.newId(),
      accountId: row.id,
      kind: 'apology',
      token: 0,
      message: { text: setAsideText(call, await hotlineOf(deps, trx, row), today) },
    };
    await queueMessages(trx, deps.fields, [apology], now);
    return row.id;
  });
}

/**
 * The village phones a farmer it can know: once for one update (unique key of the duty), and without what was said, which nobody
 * could read.
 */
async function haveThemCalled(
  context: WorkContext,
  { id: accountId, staff_id, area_path: areaPath, household_id: householdId }: AccountRow,
  inboundId: number,
): Promise<Parameters<typeof setAsideText>[0]> {
  if (staff_id !== null || areaPath === null || householdId === null) return null;
  const opened = await openCall(context, {
    key: `call-farmer:set-aside:${inboundId}`,
    topic: 'set-aside',
    areaPath,
    about: { householdId },
    details: { accountId },
  });
  if (opened === null) return null;
  const { dutyId, dueOn } = opened;
  await promiseDay(context, { accountId, areaPath, kind: 'duty', subject: dutyId, day: dueOn });
  return { by: await contactOf(context, 'village-officer', areaPath), dueOn };
}

async function hotlineOf(
  { policies, clock }: Pick<BackgroundDeps, 'policies' | 'clock'>,
  trx: Trx,
  row: AccountRow,
): Promise<string> {
  const chain = await areaAndAbove(trx, row.area_path ?? (await topAreaPath(trx)));
  const today = fromInstant(clock.now());
  const pack = await packInForce({ trx, policies, today }, chain[0]?.areaPath ?? '');
  return officialOf(pack, chain).phone;
}

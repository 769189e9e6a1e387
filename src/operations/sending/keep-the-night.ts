/**
 * Nobody is woken by news: what a person did not ask for waits until the quiet hours of their area's pack are over (`farmer.quiet`
 * for farmers, `reminder.quiet` for staff). Danger goes out at any hour, and so does the answer to somebody who wrote just now.
 */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { farmerQuiet, reminderRules, sendableAt } from '#src/domain/duty/ladder.ts';
import { accountsAtNight } from '#src/store/account.ts';
import type { MessageKind, NewMessage } from '#src/store/message.ts';
import { areaPacks } from '../duty/area-packs.ts';
import type { TurnContext } from '../turn.ts';

/**
 * What answers a person, or saves one, is none of these. Digests and escalations are made in the morning only. The details of a
 * receipt follow within seconds while the person looks on; after an outage they may come at night.
 */
const NEWS: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'progress',
  'to-do',
  'reminder',
  'receipt',
]);

/** Somebody who wrote within this time is awake and waits for what becomes of it, in milliseconds. */
const AWAKE_MS = 15 * 60_000;

/** The messages with the moment before which they are not to be sent; whoever set one already knows best. */
export async function keepTheNight(
  context: Pick<TurnContext, 'trx' | 'now' | 'today' | 'policies' | 'pushes'>,
  messages: readonly NewMessage[],
): Promise<readonly NewMessage[]> {
  // By day nothing is looked up: every report and every turn comes through here.
  if (!context.policies.mayBeNight(context.now)) return messages;
  const news = messages.filter((each) => each.notBefore === undefined && NEWS.has(each.kind));
  if (news.length === 0) return messages;
  const ids = [...new Set(news.map((each) => each.accountId))];
  const listeners = await accountsAtNight(context.trx, ids, context.today);
  const packOf = await areaPacks(
    context,
    listeners.map((each) => each.areaPath),
  );
  const awakeSince = plusMs(context.now, -AWAKE_MS);
  const until = new Map(
    listeners.flatMap(({ accountId, areaPath, isStaff, channel, heardAt }) => {
      if (heardAt !== null && heardAt >= awakeSince) return [];
      // A page nobody has open wakes nobody; staff are rung for what waits there.
      if (!isStaff && !context.pushes(channel)) return [];
      const pack = packOf(areaPath);
      const rules = isStaff ? reminderRules(pack) : farmerQuiet(pack);
      const at = sendableAt(context.now, 'urgent', rules);
      return at > context.now ? [[accountId, at] as const] : [];
    }),
  );
  return messages.map((each) => {
    const notBefore = until.get(each.accountId);
    return notBefore === undefined || !news.includes(each) ? each : { ...each, notBefore };
  });
}

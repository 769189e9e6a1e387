/**
 * Rings staff whose messages wait where no channel pushes (web chat closed): one neutral text a sweep and kind of urgency, through
 * the notifier the operator configured. What was rung for is remembered and never rung for again; a ring that failed is.
 */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { ordinaryNotice, urgentNotice } from '#src/flows/text/notifier.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  markUnnotified,
  type NotifyKind,
  ordinaryTurnIsFree,
  takeOrdinaryTurn,
  takeUnnotified,
} from '#src/store/unnotified.ts';
import type { Clock, Notifier } from '../ports.ts';

export type NotifyWaitingDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly notifier: Notifier;
  /** Where the web chat is. */
  readonly link: string;
};

/** At most one ordinary ring in this time, in milliseconds: it tells of everything that waits. */
const ORDINARY_EVERY_MS = 600_000;
/** A page that is open shows a message within seconds; nobody is rung for what they are looking at. */
const LOOKING_MS = 30_000;
/** What has waited longer is the next post's by then. */
const OLD_MS = 86_400_000;

/** Rings for what waits; danger first. Returns which rings went out. */
export async function notifyWaiting(deps: NotifyWaitingDeps): Promise<readonly NotifyKind[]> {
  const rung: NotifyKind[] = [];
  if (await ring(deps, 'urgent', urgentNotice())) rung.push('urgent');
  if (await ring(deps, 'ordinary', ordinaryNotice())) rung.push('ordinary');
  return rung;
}

/**
 * The rows are marked before the call and unmarked when it failed: the call is made outside any transaction, and two processes
 * never ring for the same rows. A process that dies in between has rung for nobody; the ladder of reminders goes on without.
 */
async function ring(deps: NotifyWaitingDeps, kind: NotifyKind, text: string): Promise<boolean> {
  const now = deps.clock.now();
  const ids = await inScope(deps.db, SYSTEM, async (trx) => {
    const ordinary = kind === 'ordinary';
    if (ordinary && !(await ordinaryTurnIsFree(trx, now, ORDINARY_EVERY_MS))) return [];
    const to = ordinary ? plusMs(now, -LOOKING_MS) : now;
    const waiting = await takeUnnotified(trx, kind, { from: plusMs(now, -OLD_MS), to }, now);
    if (ordinary && waiting.length > 0) await takeOrdinaryTurn(trx, now);
    return waiting;
  });
  if (ids.length === 0) return false;
  if ((await deps.notifier.notify(text, deps.link)) === 'sent') return true;
  await inScope(deps.db, SYSTEM, (trx) => markUnnotified(trx, ids));
  return false;
}

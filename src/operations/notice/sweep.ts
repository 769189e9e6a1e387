/** What the worker does for notices by the clock. Each may run twice, late or not at all without anybody noticing. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { inScope } from '#src/store/database.ts';
import { cancelledWithQueued, cancelQueued, sendingNotices } from '#src/store/notice-state.ts';
import { giveUpStaleRecipients } from '#src/store/notice-recipients.ts';
import { promiseNotice, unpromisedNotices } from '#src/store/notice-work.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Sweep } from '../duty/sweeps.ts';
import type { BackgroundDeps } from '../duty/work-context.ts';
import { openMissingApprovals } from './approval-duty.ts';
import { chaseNotices } from './door-to-door.ts';
import { finishIfOver } from './finish.ts';

/** A send that has not come back after this long never will: its worker died. Longer than any channel's own time-out. */
const STALE_MS = 60_000;

/**
 * Gives up sends of dead workers, cancels what slipped through a cancel, ends notices that are over, and promises those nobody
 * has promised to send. Returns the accounts that have something to be sent now.
 */
export async function sweepNotices(deps: BackgroundDeps): Promise<readonly string[]> {
  const { db, clock, newId } = deps;
  const sending = await inScope(db, SYSTEM, async (trx) => {
    const now = clock.now();
    await giveUpStaleRecipients(trx, plusMs(now, -STALE_MS), now);
    await cancelQueued(trx, await cancelledWithQueued(trx), now);
    return await sendingNotices(trx);
  });
  const told: string[] = [];
  for (const noticeId of sending) told.push(...((await finishIfOver(deps, noticeId)) ?? []));
  await inScope(db, SYSTEM, async (trx) => {
    for (const noticeId of await unpromisedNotices(trx)) {
      await promiseNotice(trx, newId(), noticeId, clock.now());
    }
  });
  return [...new Set(told)];
}

export const noticeSweeps: readonly Sweep[] = [
  { name: 'notices', everyMs: 5_000, run: sweepNotices },
  { name: 'door-to-door', everyMs: 15 * 60_000, run: chaseNotices },
  {
    name: 'approvals',
    everyMs: 15 * 60_000,
    run: async (deps) => {
      await openMissingApprovals(deps);
      return [];
    },
  },
];

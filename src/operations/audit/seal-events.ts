/** Sealing the log of events: what was committed is fixed by a key that is not in the database. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import { daySealed } from '#src/flows/text/audit.ts';
import { holdersOf } from '#src/store/registry/posts.ts';
import { eventsOfTransactions, insertSeal, lastSeal, settledTx } from '#src/store/seal.ts';
import { SEAL_START, type SealKeys, sealMac, sealMark } from '#src/platform/seal-mac.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import { type BackgroundDeps, inBackground, type Worked } from '../duty/work-context.ts';

export type SealDeps = BackgroundDeps & {
  readonly keys: SealKeys;
  readonly log: Log;
};

/** Events read at once; more do not make it faster, and this is all that is ever held in memory. */
const PAGE = 2_000;

/**
 * Appends one seal over all events of ended transactions that no seal covers yet; none when there are none. Returns how many it
 * covers. Only transactions below the snapshot's xmin count: one that is still open could add an event in front of others later.
 * Run by one process at a time (a timer's lock); two at once cannot both take the next number (primary key).
 *
 * The first seal of a day also goes to the log and to the auditors: who cuts off the newest seals cannot cut it off there. Each is
 * told once, in the transaction that takes the seal's number.
 */
export async function sealEvents(deps: SealDeps): Promise<Worked<number>> {
  return await inBackground(deps, async (context) => {
    const { trx, today, now: at } = context;
    const last = await lastSeal(trx);
    const head = {
      id: (last?.id ?? 0) + 1,
      prev: last?.hmac ?? SEAL_START,
      upToTx: await settledTx(trx),
    };
    const fromTx = last?.upToTx ?? '0';
    if (BigInt(head.upToTx) < BigInt(fromTx)) {
      throw new Fault('transaction-numbers-restarted', {
        retry: false,
        message:
          '数据库的事务编号比上一个封存点小：数据是从备份倒进新库的。请照 docs/operating.md“从备份恢复”调高事务编号。',
      });
    }
    const mac = sealMac(deps.keys, deps.keys.currentKid, head);
    for await (const page of eventsOfTransactions(trx, fromTx, head.upToTx, PAGE)) {
      for (const { hash } of page) mac.add(hash);
    }
    const { events, hmac } = mac.end();
    if (events === 0) return 0;
    await insertSeal(trx, { ...head, events, hmac, at });
    if (last === null || fromInstant(last.at) !== today) {
      deps.log.info({ seal: head.id, head: hmac }, 'first seal of the day');
      const mark = sealMark({ id: head.id, hmac });
      const auditors = await holdersOf(trx, ['auditor'], today);
      for (const staffId of new Set(auditors.map((each) => each.staffId))) {
        await tellPerson(context, staffId, 'progress', daySealed(mark));
      }
    }
    return events;
  });
}

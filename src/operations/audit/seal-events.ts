/** Sealing the log of events: what was committed is fixed by a key that is not in the database. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { eventsOfTransactions, insertSeal, lastSeal, settledTx } from '#src/store/seal.ts';
import type { Clock } from '../ports.ts';
import { SEAL_START, type SealKeys, sealMac } from '#src/platform/seal-mac.ts';

export type SealDeps = {
  readonly db: Db;
  readonly clock: Clock;
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
 * The first seal of a day also goes to the log: who cuts off the newest seals cannot cut it off there.
 */
export async function sealEvents(deps: SealDeps): Promise<number> {
  return await inScope(deps.db, SYSTEM, async (trx) => {
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
          '数据库的事务编号比上一个封存点小：数据是从备份倒进新库的。请按手册用 pg_resetwal -x 调高事务编号。',
      });
    }
    const mac = sealMac(deps.keys, deps.keys.currentKid, head);
    for await (const page of eventsOfTransactions(trx, fromTx, head.upToTx, PAGE)) {
      for (const { hash } of page) mac.add(hash);
    }
    const { events, hmac } = mac.end();
    if (events === 0) return 0;
    const at = deps.clock.now();
    await insertSeal(trx, { ...head, events, hmac, at });
    if (last === null || fromInstant(last.at) !== fromInstant(at)) {
      deps.log.info({ seal: head.id, head: hmac }, 'first seal of the day');
    }
    return events;
  });
}

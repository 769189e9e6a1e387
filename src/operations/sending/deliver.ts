/** Sending what waits for a person: replies at once by whoever committed them, anything left over by the queue. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Log } from '#src/platform/log.ts';
import { asFault } from '#src/platform/faults.ts';
import { setReachable } from '#src/store/account.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import {
  accountsLeftUnsent,
  claimNextMessage,
  type ClaimedMessage,
  giveUpStaleSends,
  repeatMessage,
  settleMessage,
  uncertainVitals,
} from '#src/store/message.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Channel, Clock, NewId, SendResult } from '../ports.ts';

export type DeliverDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly fields: FieldEncryption;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly log: Log;
  /** Told of each reply sent, so that a broadcast gives up one turn for it (never waits). */
  readonly onSent: (channel: string) => void;
  /** Told of a 429: the whole bot waits until then. */
  readonly onThrottled: (channel: string, until: Instant) => void;
};

/** A send that has not come back after this long never will; its process died. Longer than any channel's own time-out. */
const STALE_MS = 30_000;
/** Rows unclaimed for this long were not sent by the process that committed them: it died in between. */
const UNCLAIMED_MS = 2_000;
/** Telegram's refusals and lost connections are tried this often before a message is given up. */
const ATTEMPTS = 8;

/** Sends everything that waits for an account, one by one, in order. Safe to call from anywhere at any time. */
export async function deliverAccount(deps: DeliverDeps, accountId: string): Promise<void> {
  const { db, clock, fields } = deps;
  let claimed = await inScope(db, SYSTEM, (trx) =>
    claimNextMessage(trx, fields, accountId, clock.now()),
  );
  while (claimed !== null) {
    const sent = claimed;
    const result = await sendOne(deps, sent);
    const now = clock.now();
    // The end of one and the claim of the next share a transaction: a reply of two messages costs three, not five.
    claimed = await inScope(db, SYSTEM, async (trx) => {
      await settle(trx, accountId, sent, result, now);
      // Order holds: what comes after a message that must wait, waits too.
      return result.kind === 'retry-after'
        ? null
        : await claimNextMessage(trx, fields, accountId, now);
    });
    if (result.kind === 'sent') deps.onSent(sent.channel);
    if (result.kind === 'retry-after') deps.onThrottled(sent.channel, plusMs(now, result.ms));
  }
}

async function sendOne(deps: DeliverDeps, claimed: ClaimedMessage): Promise<SendResult> {
  const channel = deps.channels.get(claimed.channel);
  if (channel === undefined) return { kind: 'rejected', code: 'unknown-channel' };
  try {
    return await channel.send(claimed.chat, {
      ...claimed.message,
      messageId: claimed.id,
      token: claimed.token,
    });
  } catch (thrown) {
    // A bug of ours in the adapter: whether anything left is not known.
    const fault = asFault(thrown);
    deps.log.error({ error: fault, channel: claimed.channel }, 'a channel threw while sending');
    return { kind: 'uncertain', code: fault.code };
  }
}

/** Writes how a send ended. */
async function settle(
  trx: Trx,
  accountId: string,
  claimed: ClaimedMessage,
  result: SendResult,
  now: Instant,
): Promise<void> {
  switch (result.kind) {
    case 'sent':
      await settleMessage(trx, claimed.id, { state: 'sent', externalId: result.externalId }, now);
      return;
    case 'waiting':
      await settleMessage(trx, claimed.id, { state: 'waiting' }, now);
      return;
    case 'unreachable':
      await settleMessage(trx, claimed.id, { state: 'unreachable', faultCode: result.code }, now);
      await setReachable(trx, accountId, false);
      return;
    case 'rejected':
      await settleMessage(trx, claimed.id, { state: 'failed', faultCode: result.code }, now);
      return;
    case 'uncertain':
      await settleMessage(trx, claimed.id, { state: 'uncertain', faultCode: result.code }, now);
      return;
    case 'retry-after':
      await settleMessage(
        trx,
        claimed.id,
        claimed.attempts >= ATTEMPTS
          ? { state: 'failed', faultCode: 'too-many-attempts' }
          : { state: 'queued', notBefore: plusMs(now, result.ms) },
        now,
      );
  }
}

/**
 * What a crash left: sends without an end become uncertain, uncertain vital messages are queued once more with their number,
 * unclaimed ones are named for the queue. Returns the accounts to deliver to.
 */
export async function sweepDeliveries(
  deps: Pick<DeliverDeps, 'db' | 'clock' | 'newId' | 'fields'>,
): Promise<readonly string[]> {
  const now = deps.clock.now();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    await giveUpStaleSends(trx, plusMs(now, -STALE_MS), now);
    const vitals = await uncertainVitals(trx, 200);
    for (const vital of vitals) await repeatMessage(trx, deps.fields, vital, deps.newId(), now);
    const left = await accountsLeftUnsent(trx, now, UNCLAIMED_MS, 500);
    return [...new Set([...vitals.map((v) => v.accountId), ...left])];
  });
}

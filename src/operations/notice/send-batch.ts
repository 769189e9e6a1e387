/**
 * What the queue worker runs for a notice: takes turns from the pacer all processes share, claims a recipient for each turn,
 * sends without waiting for the last answer, and writes down how each send ended.
 *
 * The turn comes first and the claim last, so a pause, a cancel or a kill finds next to nothing claimed: at the pace Telegram
 * allows one recipient at a time. What a killed worker had claimed becomes `uncertain` (`sweep.ts`) and is never sent again.
 * No turn of the night is filled: the promise to send is put off until farmers are awake, and whoever is left gets it then.
 */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { heldUntil } from '#src/domain/notice/notice.ts';
import { noticeMessage } from '#src/flows/text/notice-farmer.ts';
import { asFault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import { inScope } from '#src/store/database.ts';
import { findNotice, type Notice } from '#src/store/notice.ts';
import { hasQueued } from '#src/store/notice-state.ts';
import {
  type ClaimedRecipient,
  claimRecipients,
  type RecipientEnd,
} from '#src/store/notice-recipients.ts';
import { promiseNotice } from '#src/store/notice-work.ts';
import { blockUntil, takeTurns } from '#src/store/pacer.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Channel, SendResult } from '../ports.ts';
import { type FinishDeps, finishIfOver } from './finish.ts';
import { createRetryBook, type RetryBook } from './retry-book.ts';
import { createSettler, type Settler } from './settle-sends.ts';

export type SendNoticeDeps = Omit<FinishDeps, 'channels'> & {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly log: Log;
  /** Waits so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Between two turns, in milliseconds, instead of the channel's own; for tests at a raised pace. */
  readonly intervalMs?: number;
  /** Sends without an answer at any time; an answer may take its time without slowing the pace. */
  readonly inFlight?: number;
};

/** `over`: everybody has been sent to. `open`: paused, held for the night, called off, stopped, or another worker still has some. */
export type SendNoticeEnd = {
  readonly kind: 'over' | 'open';
  /** Accounts with a message to be sent now. */
  readonly accounts: readonly string[];
};

export type NoticeSender = {
  /**
   * Sends until nobody is left, the notice is paused or called off, or `signal` asks to stop; then waits for the answers still
   * out. A second call for a notice this process is sending returns at once, and makes the first look again before it ends: jobs
   * may come twice, workers elsewhere share the recipients.
   */
  send(noticeId: string, signal?: AbortSignal): Promise<SendNoticeEnd>;
};

const IN_FLIGHT = 200;
/** Turns reserved at once span this long: one turn at Telegram's pace, several at a raised one, so that Postgres is no limit. */
const RESERVE_MS = 40;
const RESERVE_MOST = 100;
/** The claim is made so long before the turn: a slow database must not make the send late, nor a kill find much claimed. */
const CLAIM_MS = 100;
/**
 * A turn missed by more than this is given up for a new one: sends bunched after a stall would be what Telegram refuses. Turns
 * 35 ms apart, each late by at most this, make no more than the 30 sends in any second that are allowed.
 */
const LATENESS_MS = 20;
/** A claimed recipient does not wait for a turn further away than this; it goes back to the others. */
const HOLD_MS = 1_000;
/** Long waits are cut, so that a stop is heard. */
const WAIT_STEP_MS = 250;

/** One sender a process: it knows which notices it is sending. */
export function createNoticeSender(deps: SendNoticeDeps): NoticeSender {
  const running = new Map<string, { again: boolean }>();
  return {
    async send(noticeId, signal) {
      const already = running.get(noticeId);
      if (already !== undefined) {
        already.again = true;
        return { kind: 'open', accounts: [] };
      }
      const run = { again: false };
      running.set(noticeId, run);
      try {
        for (;;) {
          run.again = false;
          const end = await sendOnce(deps, noticeId, signal);
          if (end.kind === 'over' || !run.again || signal?.aborted === true) return end;
        }
      } finally {
        running.delete(noticeId);
      }
    },
  };
}

async function sendOnce(
  deps: SendNoticeDeps,
  noticeId: string,
  signal: AbortSignal | undefined,
): Promise<SendNoticeEnd> {
  const notice = await inScope(deps.db, SYSTEM, async (trx) =>
    (await hasQueued(trx, noticeId)) ? await findNotice(trx, noticeId) : null,
  );
  if (notice !== null) {
    const channels = [...deps.channels.values()].filter((each) => each.capabilities.push);
    await Promise.all(channels.map((channel) => sendOnChannel(deps, notice, channel, signal)));
    await putOff(deps, notice);
  }
  const accounts = await finishIfOver(deps, noticeId);
  return accounts === null ? { kind: 'open', accounts: [] } : { kind: 'over', accounts };
}

/** At night the promise waits for the morning, so that no queue looks at it in vain. */
async function putOff(deps: SendNoticeDeps, notice: Notice): Promise<void> {
  const morning = heldUntil(notice, deps.clock.now());
  if (morning === null) return;
  await inScope(deps.db, SYSTEM, async (trx) => {
    if (await hasQueued(trx, notice.noticeId)) {
      await promiseNotice(trx, deps.newId(), notice.noticeId, morning);
    }
  });
}

/** What one run on one channel keeps in hand. */
type Run = {
  readonly deps: SendNoticeDeps;
  readonly notice: Notice;
  readonly channel: Channel;
  readonly intervalMs: number;
  readonly signal: AbortSignal | undefined;
  readonly settler: Settler;
  readonly retries: RetryBook;
  readonly inFlight: Set<Promise<void>>;
  /** Told to wait by a 429: nothing is sent before. */
  blockedUntil: Instant | null;
};

async function sendOnChannel(
  deps: SendNoticeDeps,
  notice: Notice,
  channel: Channel,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { broadcastPerSecond } = channel.capabilities;
  const run: Run = {
    deps,
    notice,
    channel,
    intervalMs: deps.intervalMs ?? (broadcastPerSecond === null ? 0 : 1000 / broadcastPerSecond),
    signal,
    settler: createSettler({
      db: deps.db,
      now: () => deps.clock.now(),
      wait: deps.wait,
      onLost: (ends, cause) =>
        deps.log.error({ error: asFault(cause), ends }, 'ends of a notice were lost'),
    }),
    retries: createRetryBook(),
    inFlight: new Set(),
    blockedUntil: null,
  };
  try {
    do {
      while (run.signal?.aborted !== true && (await sendTurns(run))) {
        // until nobody is left
      }
      await Promise.all(run.inFlight);
      await run.settler.written();
      // Only the answers say who is to be tried on another account.
    } while (run.settler.takeRequeued() > 0);
  } finally {
    await Promise.all(run.inFlight);
    await run.settler.written();
  }
}

/** Takes some turns and fills them. False when there was nobody to send to, or farmers are asleep. */
async function sendTurns(run: Run): Promise<boolean> {
  const { deps, channel, intervalMs, inFlight, settler } = run;
  if (heldUntil(run.notice, deps.clock.now()) !== null) return false;
  // Ends not written yet count too: they are what a kill would leave uncertain.
  while (inFlight.size + settler.unwritten() >= (deps.inFlight ?? IN_FLIGHT)) {
    await Promise.race([...inFlight, ...(settler.unwritten() > 0 ? [settler.written()] : [])]);
  }
  const n = Math.min(RESERVE_MOST, Math.max(1, Math.floor(RESERVE_MS / Math.max(intervalMs, 0.1))));
  const turns = await takeTurns(deps.db, channel.name, intervalMs, n, deps.clock.now());
  const [first] = turns;
  if (first === undefined || heldUntil(run.notice, first) !== null) return false;
  if (!(await waitUntil(run, plusMs(first, -CLAIM_MS)))) return false;
  const claimed = await inScope(deps.db, SYSTEM, (trx) =>
    claimRecipients(trx, run.notice.noticeId, channel.name, n, deps.clock.now()),
  );
  for (const [at, recipient] of claimed.entries()) {
    sendOne(run, recipient, !recipient.fit || (await turnCome(run, turns[at] ?? first)));
  }
  return claimed.length > 0;
}

/** Waits for a turn, or for a new one when it was missed. False when the recipient had better go back. */
async function turnCome(run: Run, turn: Instant): Promise<boolean> {
  const { deps, channel, intervalMs } = run;
  for (let mine = turn; mine - deps.clock.now() <= HOLD_MS; ) {
    if (!(await waitUntil(run, mine))) return false;
    // At a raised pace there is no second to keep even.
    if (intervalMs < LATENESS_MS || deps.clock.now() <= mine + LATENESS_MS) return true;
    const [next] = await takeTurns(deps.db, channel.name, intervalMs, 1, deps.clock.now());
    if (next === undefined || heldUntil(run.notice, next) !== null) return false;
    mine = next;
  }
  return false;
}

/** False when asked to stop meanwhile. A turn may be taken a millisecond early: timers come late by as much. */
async function waitUntil({ deps, signal }: Run, turn: Instant): Promise<boolean> {
  for (;;) {
    if (signal?.aborted === true) return false;
    const left = turn - deps.clock.now();
    if (left <= 1) return true;
    await deps.wait(Math.min(left - 1, WAIT_STEP_MS));
  }
}

/** Sends to one recipient whose turn has come; the answer is waited for in the background. Without a turn it goes back. */
function sendOne(run: Run, recipient: ClaimedRecipient, hasTurn: boolean): void {
  const { deps, settler, inFlight } = run;
  const { recipientId, chat, fit } = recipient;
  if (!fit || chat === null) {
    settler.add(ended(recipient, { kind: 'unreachable', code: 'account-changed' }));
    return;
  }
  const now = deps.clock.now();
  if (!hasTurn || (run.blockedUntil !== null && now < run.blockedUntil)) {
    settler.add({ recipientId, state: 'queued', code: null, unreachableAccount: null });
    return;
  }
  const sending = attempt(run, recipient, chat).finally(() => inFlight.delete(sending));
  inFlight.add(sending);
}

async function attempt(run: Run, recipient: ClaimedRecipient, chat: string): Promise<void> {
  const { deps, notice, channel, settler, retries } = run;
  const result = await sendTo(deps, channel, chat, notice, recipient.recipientId);
  if (result.kind !== 'retry-after') {
    retries.succeeded();
    settler.add(ended(recipient, result));
    return;
  }
  const until = plusMs(deps.clock.now(), result.ms);
  if (run.blockedUntil === null || until > run.blockedUntil) run.blockedUntil = until;
  settler.add(
    retries.hopeless(recipient.recipientId)
      ? ended(recipient, { kind: 'rejected', code: 'too-many-attempts' })
      : {
          recipientId: recipient.recipientId,
          state: 'queued',
          code: null,
          unreachableAccount: null,
        },
  );
  try {
    await blockUntil(deps.db, channel.name, until);
  } catch (thrown) {
    deps.log.error({ error: asFault(thrown) }, 'the bot could not be told to wait');
  }
}

async function sendTo(
  deps: SendNoticeDeps,
  channel: Channel,
  chat: string,
  notice: Notice,
  recipientId: string,
): Promise<SendResult> {
  try {
    const message = noticeMessage(notice, recipientId);
    return await channel.send(chat, { ...message, messageId: recipientId, token: 0 });
  } catch (thrown) {
    // A bug of ours in the adapter: whether anything left is not known.
    const fault = asFault(thrown);
    deps.log.error({ error: fault, channel: channel.name }, 'a channel threw while sending');
    return { kind: 'uncertain', code: fault.code };
  }
}

const STATES = {
  sent: 'sent',
  waiting: 'waiting',
  unreachable: 'unreachable',
  uncertain: 'uncertain',
  rejected: 'failed',
} as const;

function ended(
  { recipientId, accountId, fit }: ClaimedRecipient,
  result: Exclude<SendResult, { kind: 'retry-after' }>,
): RecipientEnd {
  return {
    recipientId,
    state: STATES[result.kind],
    code: 'code' in result ? result.code : null,
    unreachableAccount: fit && result.kind === 'unreachable' ? accountId : null,
  };
}

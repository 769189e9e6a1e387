/**
 * Long polling (getUpdates). One process at a time should run it: the caller elects a leader and aborts `signal` when it
 * stops being one. The offset lives in memory only and none is sent at start, so what another process had fetched but
 * not stored comes again; the unique key of stored updates absorbs the rest.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { CallResult, TelegramClient } from './client.ts';
import type { Intake } from './intake.ts';
import { allowedUpdates } from './raw-update.ts';

export type PollingDeps = {
  readonly client: TelegramClient;
  readonly intake: Intake;
  /** Told about trouble by code: another poller, an unreachable server, a batch that could not be stored. */
  readonly onTrouble: (code: string, retryInMs: number) => void;
  /** Seconds Telegram holds an idle poll open; shorter only in tests. */
  readonly holdSeconds?: number;
};

/** Pauses after trouble: doubling from the first to the longest, back to the first after a good poll. */
const firstPauseMs = 500;
const longestPauseMs = 15_000;

/** Polls until `signal` aborts; then resolves. Throws only what is a bug. */
export async function pollUpdates(deps: PollingDeps, signal: AbortSignal): Promise<void> {
  let offset: number | undefined;
  let pauseMs = firstPauseMs;
  const trouble = async (code: string, atLeastMs: number): Promise<void> => {
    const wait = Math.max(pauseMs, atLeastMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    deps.onTrouble(code, wait);
    await pause(wait, undefined, { signal }).catch(() => undefined);
  };
  while (!signal.aborted) {
    const polled = await poll(deps, offset, signal);
    // An abort that crosses an answer loses nothing: what was not stored was not acknowledged either.
    if (signal.aborted) return;
    if (polled.kind !== 'ok') {
      await trouble(...describe(polled));
      continue;
    }
    try {
      await deps.intake.take(polled.value);
    } catch {
      // The batch stays unacknowledged, so the next poll brings it again. Why it failed, the store has logged.
      await trouble('not-stored', 0);
      continue;
    }
    pauseMs = firstPauseMs;
    offset = polled.value.reduce(
      (next, { update_id }) => Math.max(next, update_id + 1),
      offset ?? 0,
    );
    if (polled.value.length === 0 && offset === 0) offset = undefined;
  }
}

function poll(deps: PollingDeps, offset: number | undefined, signal: AbortSignal) {
  const timeout = deps.holdSeconds ?? 30;
  return deps.client.call(
    'getUpdates',
    {
      timeout,
      limit: 100,
      allowed_updates: allowedUpdates,
      ...(offset === undefined ? {} : { offset }),
    },
    { timeoutMs: timeout * 1000 + 10_000, signal },
  );
}

/** A code for the log, and how long to wait at least. */
function describe(result: Exclude<CallResult<unknown>, { kind: 'ok' }>): [string, number] {
  if (result.kind !== 'refused') return [result.code, 0];
  if (result.status === 409) return ['another-poller-or-webhook', 2_000];
  if (result.status === 401 || result.status === 404) return ['token-refused', longestPauseMs];
  return [`status-${result.status}`, result.retryAfterMs ?? 0];
}

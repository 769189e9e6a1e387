/**
 * Work that recurs: relay, sweeps, sealing. Each runs in one process at a time (a Postgres advisory lock per name) and never
 * overlaps itself. A missed run costs nothing: the next one finds the same rows. Never BullMQ schedulers: FLUSHALL deletes them.
 */
import { asFault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import { runUnderLock } from '#src/store/advisory-lock.ts';
import type { Db } from '#src/store/database.ts';

export type Timer = {
  readonly name: string;
  readonly everyMs: number;
  /** True when there is more to do at once. */
  readonly run: () => Promise<boolean>;
  /** False for work that any number of processes may do side by side (rows are claimed one by one). */
  readonly alone: boolean;
};

export type Timers = {
  /** Runs a timer now instead of at its next turn. */
  wake(name: string): void;
  /** Lets running work end, starts none. */
  stop(): Promise<void>;
};

/** Starts all timers. A failing run is logged as a code and tried again at its next turn. */
export function startTimers(
  deps: { readonly db: Db; readonly log: Log },
  timers: readonly Timer[],
): Timers {
  const stop = new AbortController();
  const stopped = (): boolean => stop.signal.aborted;
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const again = new Set<string>();

  const turn = async (timer: Timer): Promise<void> => {
    let more = true;
    while (more && !stopped()) {
      try {
        more = timer.alone ? await underLock(deps.db, timer) : await timer.run();
      } catch (thrown) {
        more = false;
        deps.log.warn({ error: asFault(thrown), timer: timer.name }, 'a timer failed');
      }
    }
  };
  const start = (timer: Timer): void => {
    if (stopped()) return;
    if (running.has(timer.name)) {
      again.add(timer.name);
      return;
    }
    clearTimeout(waiting.get(timer.name));
    const run = turn(timer).finally(() => {
      running.delete(timer.name);
      if (stopped()) return;
      if (again.delete(timer.name)) start(timer);
      else
        waiting.set(
          timer.name,
          setTimeout(() => start(timer), timer.everyMs),
        );
    });
    running.set(timer.name, run);
  };
  for (const timer of timers) start(timer);
  return {
    wake(name) {
      const timer = timers.find((each) => each.name === name);
      if (timer !== undefined) start(timer);
    },
    async stop() {
      stop.abort();
      for (const each of waiting.values()) clearTimeout(each);
      await Promise.all(running.values());
    },
  };
}

/** False when another process is at it. */
const underLock = async (db: Db, timer: Timer): Promise<boolean> =>
  (await runUnderLock(db, `timer ${timer.name}`, timer.run)) ?? false;

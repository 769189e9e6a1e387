import { Fault } from './faults.ts';
import type { Log } from './log.ts';

/** Ends what was begun, in the reverse order, within a deadline. */
export interface Shutdown {
  /** Registers something to close. Later registrations close first, one after another. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Aborted as soon as closing begins: loops stop taking new work. */
  readonly signal: AbortSignal;
  /** Closes everything once; later calls wait for the same end. Resolves to whether all closed well and in time. */
  run(reason: string): Promise<boolean>;
}

/**
 * A closer that fails is logged and the rest still close. When `deadlineMs` passes, whatever still hangs is left
 * behind and `run` resolves to false: the caller is expected to end the process.
 */
export function createShutdown(options: {
  readonly deadlineMs: number;
  readonly log: Log;
}): Shutdown {
  const closers: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];
  const begun = new AbortController();
  let running: Promise<boolean> | undefined;

  const closeAll = async (progress: { closing: string }): Promise<boolean> => {
    let well = true;
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) {
      progress.closing = closer.name;
      try {
        await closer.close();
      } catch (thrown) {
        well = false;
        const err = thrown instanceof Error ? thrown : new Fault('close-failed', { retry: false });
        options.log.error({ err, closing: closer.name }, 'closing failed');
      }
    }
    return well;
  };

  const start = async (reason: string): Promise<boolean> => {
    options.log.info({ reason }, 'shutting down');
    begun.abort();
    const progress = { closing: '' };
    const late = Promise.withResolvers<false>();
    const timer = setTimeout(() => {
      options.log.error({ closing: progress.closing }, 'shutdown deadline passed');
      late.resolve(false);
    }, options.deadlineMs);
    try {
      return await Promise.race([closeAll(progress), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    add(name, close) {
      closers.push({ name, close });
    },
    signal: begun.signal,
    run(reason) {
      running ??= start(reason);
      return running;
    },
  };
}

/** What of `process` this file needs; a test gives its own. */
export interface SignalSource {
  on(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP', listener: (signal: NodeJS.Signals) => void): unknown;
}

/**
 * A Ctrl-C under `npm start` arrives twice within milliseconds: from the terminal and from npm. Only one later than
 * this is a person who does not want to wait.
 */
const IMPATIENCE_MS = 500;

/**
 * Shuts down on SIGTERM, SIGINT and SIGHUP and ends the process: code 0 if all closed in time, otherwise 1. A second
 * Ctrl-C ends it at once (130); a supervisor may say SIGTERM as often as it likes.
 */
export function shutDownOnSignals(options: {
  readonly shutdown: Shutdown;
  readonly source: SignalSource;
  readonly exit: (code: number) => void;
  /** Milliseconds that only ever rise, such as `performance.now`. */
  readonly elapsed: () => number;
}): void {
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt === undefined) {
      firstAt = options.elapsed();
      void options.shutdown.run(signal).then((well) => {
        options.exit(well ? 0 : 1);
      });
    } else if (signal === 'SIGINT' && options.elapsed() - firstAt > IMPATIENCE_MS) {
      options.exit(130);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    options.source.on(signal, onSignal);
}

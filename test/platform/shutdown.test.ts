import { describe, expect, test } from 'vitest';
import type { Log } from '#src/platform/log.ts';
import { createShutdown, shutDownOnSignals, type SignalSource } from '#src/platform/shutdown.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

describe('shutting down', () => {
  test('closes in the reverse order, one after another, and only once', async () => {
    const shutdown = createShutdown({ deadlineMs: 1000, log: silent });
    const order: string[] = [];
    shutdown.add('database', () => void order.push('database'));
    shutdown.add('worker', async () => {
      await Promise.resolve();
      order.push('worker');
    });
    expect(shutdown.signal.aborted).toBe(false);
    const [one, two] = await Promise.all([shutdown.run('a'), shutdown.run('b')]);
    expect([one, two]).toEqual([true, true]);
    expect(order).toEqual(['worker', 'database']);
    expect(shutdown.signal.aborted).toBe(true);
  });

  test('goes on when a part fails to close, and says so', async () => {
    const shutdown = createShutdown({ deadlineMs: 1000, log: silent });
    let closed = false;
    shutdown.add('database', () => {
      closed = true;
    });
    shutdown.add('worker', async () => Promise.reject(new Error('stuck')));
    expect(await shutdown.run('a')).toBe(false);
    expect(closed).toBe(true);
  });

  test('gives up on what hangs when the deadline has passed', async () => {
    const shutdown = createShutdown({ deadlineMs: 20, log: silent });
    shutdown.add('hanging', async () => new Promise<void>(() => undefined));
    expect(await shutdown.run('a')).toBe(false);
  });
});

describe('signals', () => {
  function harness(close: () => Promise<void>) {
    const listeners = new Map<string, (signal: NodeJS.Signals) => void>();
    const source: SignalSource = { on: (signal, listener) => listeners.set(signal, listener) };
    const shutdown = createShutdown({ deadlineMs: 5000, log: silent });
    shutdown.add('part', close);
    let now = 0;
    const exited = Promise.withResolvers<number>();
    const exits: number[] = [];
    shutDownOnSignals({
      shutdown,
      source,
      elapsed: () => now,
      exit(code) {
        exits.push(code);
        exited.resolve(code);
      },
    });
    return {
      send: (signal: NodeJS.Signals, atMs: number): void => {
        now = atMs;
        listeners.get(signal)?.(signal);
      },
      exits,
      exited: exited.promise,
    };
  }

  test('the first one closes everything and ends with 0', async () => {
    const { send, exited } = harness(async () => Promise.resolve());
    send('SIGTERM', 0);
    expect(await exited).toBe(0);
  });

  test('the same Ctrl-C arriving twice, as under npm start, is one', () => {
    const { send, exits } = harness(async () => new Promise(() => undefined));
    send('SIGINT', 0);
    send('SIGINT', 3);
    expect(exits).toEqual([]);
  });

  test('a second one later ends at once', () => {
    const { send, exits } = harness(async () => new Promise(() => undefined));
    send('SIGINT', 0);
    send('SIGINT', 2000);
    expect(exits).toEqual([130]);
  });

  test('a second word of a supervisor does not cut short what is under way', () => {
    const { send, exits } = harness(async () => new Promise(() => undefined));
    send('SIGTERM', 0);
    send('SIGTERM', 2000);
    expect(exits).toEqual([]);
  });
});

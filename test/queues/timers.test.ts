/** Timers: one process at a time, never over itself, whatever a run does. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTimers, type Timer } from '#queues/timers.ts';
import { createLog } from '#src/platform/log.ts';
import { type OpenDatabase, openDatabase } from '#src/store/database.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

describe('timers', () => {
  let database: TestDatabase;
  let one: OpenDatabase;
  let other: OpenDatabase;
  const logged: string[] = [];
  const log = createLog({
    level: 'warn',
    destination: { write: (line: string) => void logged.push(line) },
  });

  beforeAll(async () => {
    database = await createTestDatabase();
    one = openDatabase(database.appUrl, { max: 4 });
    other = openDatabase(database.appUrl, { max: 4 });
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await database.drop();
  });

  const start = ({ db }: OpenDatabase, timer: Timer) => {
    const timers = startTimers({ db, log }, [timer]);
    onTestFinished(() => timers.stop());
    return timers;
  };

  it('run in one process at a time, by an advisory lock, and in another one as soon as it is free', async () => {
    let inside = 0;
    let most = 0;
    const runs = { one: 0, other: 0 };
    const enough = Promise.withResolvers<void>();
    const timer = (who: keyof typeof runs): Timer => ({
      name: 'alone',
      everyMs: 1,
      alone: true,
      run: async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        runs[who] += 1;
        inside -= 1;
        if (runs.one > 20 && runs.other > 20) enough.resolve();
        return false;
      },
    });
    const timers = [start(one, timer('one')), start(other, timer('other'))];
    await enough.promise;
    await Promise.all(timers.map((each) => each.stop()));
    expect(most).toBe(1);
  });

  it('let any number of processes work side by side where rows are claimed one by one', async () => {
    const both = Promise.withResolvers<void>();
    let inside = 0;
    const timer: Timer = {
      name: 'together',
      everyMs: 1,
      alone: false,
      run: async () => {
        inside += 1;
        if (inside === 2) both.resolve();
        await both.promise;
        return false;
      },
    };
    start(one, timer);
    start(other, timer);
    await both.promise;
  });

  it('go on after a run that failed, and log it as a code without what the error said', async () => {
    let runs = 0;
    const again = Promise.withResolvers<void>();
    start(one, {
      name: 'failing',
      everyMs: 1,
      alone: true,
      run: () => {
        runs += 1;
        if (runs === 3) again.resolve();
        return Promise.reject(new Error('张三 510228199001011234'));
      },
    });
    await again.promise;
    expect(logged.join('\n')).toContain('a timer failed');
    expect(logged.join('\n')).not.toContain('张三');
  });

  it('run again at once while there is more to do, and when woken', async () => {
    const seen: number[] = [];
    const woken = Promise.withResolvers<void>();
    const slept = Promise.withResolvers<void>();
    const timers = start(one, {
      name: 'more',
      everyMs: 3_600_000,
      alone: false,
      run: () => {
        seen.push(seen.length);
        if (seen.length === 3) slept.resolve();
        if (seen.length === 4) woken.resolve();
        return Promise.resolve(seen.length < 3);
      },
    });
    await slept.promise;
    timers.wake('more');
    await woken.promise;
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('do not lose a wake that comes in the middle of a run', async () => {
    const middle = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    let runs = 0;
    const timers = start(one, {
      name: 'woken-inside',
      everyMs: 3_600_000,
      alone: true,
      run: async () => {
        runs += 1;
        if (runs === 1) await middle.promise;
        else second.resolve();
        return false;
      },
    });
    timers.wake('woken-inside');
    middle.resolve();
    await second.promise;
    expect(runs).toBe(2);
  });

  it('stop cleanly: the running one ends, none begins', async () => {
    const began = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    let runs = 0;
    let ended = false;
    const timers = startTimers({ db: one.db, log }, [
      {
        name: 'stopping',
        everyMs: 1,
        alone: true,
        run: async () => {
          runs += 1;
          began.resolve();
          await end.promise;
          ended = true;
          return true;
        },
      },
    ]);
    await began.promise;
    const stopping = timers.stop();
    end.resolve();
    await stopping;
    timers.wake('stopping');
    expect({ runs, ended }).toEqual({ runs: 1, ended: true });
  });
});

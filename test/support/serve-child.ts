/** `fangpin serve` as a process of its own, so that a test can kill it without warning. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../src/main/fangpin.mjs', import.meta.url));
/** What `serve` prints once it is ready. */
const READY = '防贫已启动';

export type ServeChild = {
  /** Everything it wrote so far. */
  readonly output: readonly string[];
  /** SIGKILL: no goodbye, nothing cleaned up. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  readonly pid: number;
};

/** Starts the command and resolves when it says that it is ready; throws with its output when it ends before. */
export async function startServeChild(
  env: Readonly<Record<string, string>>,
  roles: readonly string[] = ['bot', 'worker'],
): Promise<ServeChild> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--roles', roles.join(',')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line);
      if (line.includes(READY)) ready.resolve();
    });
  }
  child.once('exit', () => ready.reject(new Error(`it ended at once:\n${output.join('\n')}`)));
  await ready.promise;
  const ended = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (isOver(child)) return child.exitCode;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    output,
    pid: child.pid ?? 0,
    kill: async () => void (await ended('SIGKILL')),
    stop: () => ended('SIGTERM'),
  };
}

const isOver = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** A private redis-server with its files in a folder, for tests and the bench. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#src/platform/embedded-server.ts';

export type TestRedis = {
  readonly url: string;
  /** Ends it without warning, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the data its append-only file holds. */
  restart(): Promise<void>;
  /** As `restart`, having lost everything. */
  restartEmpty(): Promise<void>;
  stop(): Promise<void>;
};

/** Whether the program is on this machine. */
export const redisInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Starts a server on a free port with its files in a folder of their own below `parent`. */
export async function startRedisIn(parent: string): Promise<TestRedis> {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'redis-'));
  const port = await freePort();
  let server = await start(folder, port);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: async () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      server = await start(folder, port);
    },
    async restartEmpty() {
      await end('SIGKILL');
      rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true });
      server = await start(folder, port);
    },
    async stop() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, port: number): Promise<ChildProcess> {
  const server = spawn(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
      ...['--pidfile', join(folder, 'redis.pid'), '--loglevel', 'warning'],
    ],
    { stdio: 'ignore' },
  );
  for (let waited = 0; waited < 10_000; waited += 10) {
    if (server.exitCode !== null) break;
    if (await answers(port)) return server;
    await sleep(10);
  }
  server.kill('SIGKILL');
  throw new Error('redis-server did not start');
}

/** Whether the server says PONG; while it loads its file it says LOADING instead. */
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const done = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      done(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => {
      done(false);
    });
  });
}

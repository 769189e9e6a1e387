/** The server process of the embedded Postgres: found by its `postmaster.pid`, started apart from us, stopped by signal. */
import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, PostgresPrograms } from './embedded-binaries.ts';
import { Fault } from './faults.ts';
import { isRunning, runningCommand } from './running-process.ts';

/** A server that runs on a data directory. */
export type FoundServer = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** A server we spawned. */
export type ServerProcess = { readonly pid: number | undefined; readonly exited: () => boolean };

/** Postgres gets none of our environment, which holds secrets. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/**
 * The server running on `dataDirectory`, as its `postmaster.pid` tells (line 1 the process, 4 the port, 8 the state).
 * A file left behind by a crash is removed if its number now belongs to another program or to a dead process nobody
 * has buried: Postgres would take either for a running server and refuse to start.
 */
export async function findServer(dataDirectory: string): Promise<FoundServer | undefined> {
  const path = join(dataDirectory, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined; // being written
  const command = await runningCommand(pid);
  if (command === undefined || (command !== '' && !command.includes(dataDirectory))) {
    // Not if it was written this moment by a server that is just starting.
    if ((await readFile(path, 'utf8').catch(() => '')) === text) await rm(path, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Starts the server in a process group of its own: a Ctrl-C in the terminal must not reach it while we still drain.
 * It listens on 127.0.0.1 only and logs no statements and no details, for both repeat people's data.
 */
export async function startServer(options: {
  readonly folder: string;
  readonly dataDirectory: string;
  readonly port: number;
  readonly durable: boolean;
  readonly programs: PostgresPrograms;
  readonly account: Account | undefined;
}): Promise<ServerProcess> {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(options.durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const log = await openLog(options.folder);
  let exited = false;
  try {
    const child = spawn(
      options.programs.postgres,
      [
        ...['-D', options.dataDirectory, '-p', String(options.port)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        cwd: '/',
        env: SERVER_ENVIRONMENT,
        ...options.account,
      },
    );
    child.once('exit', () => {
      exited = true;
    });
    child.once('error', () => {
      exited = true;
    });
    child.unref();
    return { pid: child.pid, exited: () => exited };
  } finally {
    await log.close();
  }
}

/** Stops the server by a fast shutdown (open transactions roll back), by force after ten seconds. */
export async function stopServer(dataDirectory: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5000],
  ] as const) {
    const server = await findServer(dataDirectory);
    if (server === undefined) return;
    process.kill(server.pid, signal);
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      if (!(await isRunning(server.pid))) return;
      await sleep(10);
    }
  }
  throw new Fault('embedded-database-did-not-stop', { retry: false });
}

/** The end of the server's own log, for a message to the operator. */
export async function lastLogLines(folder: string): Promise<string> {
  const path = join(folder, LOG_NAME);
  const text = await readFile(path, 'utf8').catch(() => '');
  const end = text.trimEnd().split('\n').slice(-4).join('\n');
  return end === '' ? `Its log ${path} is empty.` : `The end of ${path}:\n${end}`;
}

const LOG_NAME = 'postgres.log';
const LOG_LIMIT_BYTES = 5_000_000;

async function openLog(folder: string): Promise<Awaited<ReturnType<typeof open>>> {
  const path = join(folder, LOG_NAME);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}

/** A port nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
  const port = await listenOnce(0);
  if (port === undefined) throw new Fault('no-free-port', { retry: true });
  return port;
};

/** Whether `port` can be listened on at this moment. */
export const isFreePort = async (port: number): Promise<boolean> =>
  (await listenOnce(port)) !== undefined;

async function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}

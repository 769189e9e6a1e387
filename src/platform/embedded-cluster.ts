/** The files of one embedded Postgres: made once, whole or not at all, and described by `server.json` beside them. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import {
  type Account,
  canReach,
  type PostgresPrograms,
  stagingFolder,
} from './embedded-binaries.ts';
import { freePort, SERVER_ENVIRONMENT } from './embedded-server.ts';
import { errorCode, Fault } from './faults.ts';

const clusterFile = z.strictObject({
  /** The Postgres data directory, relative to the folder of this file unless it had to be staged elsewhere. */
  cluster: z.string(),
  /** The port it was given when made; kept as long as it is free, so that addresses in use stay good. */
  port: z.number().int(),
  passwords: z.strictObject({ superuser: z.string(), owner: z.string(), app: z.string() }),
});

/** An embedded Postgres on disk: where it is and how to get in. */
export type Cluster = {
  readonly dataDirectory: string;
  readonly port: number;
  readonly passwords: {
    readonly superuser: string;
    readonly owner: string;
    readonly app: string;
  };
};

/** The superuser, used only to make roles and databases and to keep watch. */
export const SUPERUSER = 'postgres';
/** Owns the schema and migrates it; may create databases and roles, is no superuser. */
export const OWNER_ROLE = 'fangpin_owner';
/** What the service connects as; row-level security holds for it. */
export const APP_ROLE = 'fangpin_app';

/** Reads the cluster kept in `folder`; undefined if there is none yet. */
export async function readCluster(folder: string): Promise<Cluster | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, 'server.json'), 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw new Fault('data-dir-unreadable', {
      retry: false,
      cause: thrown,
      message: `${folder} cannot be read. It belongs to the user who first started here; start as the same user.`,
    });
  }
  const { cluster, port, passwords } = clusterFile.parse(JSON.parse(text));
  return {
    dataDirectory: isAbsolute(cluster) ? cluster : join(folder, cluster),
    port,
    passwords,
  };
}

/**
 * Makes a cluster in `folder`. It is built beside and renamed into place: of two starters the second finds the
 * folder taken (`rename` refuses to replace a folder that is not empty), drops its own and uses the first one's.
 */
export async function createCluster(options: {
  readonly folder: string;
  readonly programs: PostgresPrograms;
  readonly account: Account | undefined;
  /** False only in tests: skips waiting for the disk. */
  readonly durable: boolean;
}): Promise<Cluster> {
  const { folder, account } = options;
  const building = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(building, { recursive: true, mode: 0o755 });
  await chmod(building, 0o755);
  const reachable = account === undefined || (await canReach(account, building));
  const staged = reachable
    ? undefined
    : join(await stagingFolder('clusters'), randomBytes(8).toString('hex'));
  try {
    const dataDirectory = staged ?? join(building, 'cluster');
    await mkdir(dataDirectory, { mode: 0o700 });
    if (account !== undefined) await chown(dataDirectory, account.uid, account.gid);
    const password = (): string => randomBytes(24).toString('base64url');
    const passwords = { superuser: password(), owner: password(), app: password() };
    await initialise({ ...options, dataDirectory, password: passwords.superuser });
    await writeClusterFile(building, {
      cluster: staged ?? 'cluster',
      port: await freePort(),
      passwords,
    });
    await rename(building, folder);
  } catch (thrown) {
    await rm(building, { recursive: true, force: true });
    if (staged !== undefined) await rm(staged, { recursive: true, force: true });
    if (!/^(?:ENOTEMPTY|EEXIST)$/.test(errorCode(thrown) ?? '')) throw thrown;
  }
  const cluster = await readCluster(folder);
  if (cluster === undefined) {
    throw new Fault('embedded-cluster-incomplete', {
      retry: false,
      message: `${folder} exists but is not complete. Move it away and start again.`,
    });
  }
  return cluster;
}

/** Remembers another port; the file is replaced as a whole. */
export async function rememberPort(folder: string, cluster: Cluster, port: number): Promise<void> {
  const own = join(folder, 'cluster');
  const { dataDirectory, passwords } = cluster;
  const path = dataDirectory === own ? 'cluster' : dataDirectory;
  await writeClusterFile(folder, { cluster: path, port, passwords });
}

async function writeClusterFile(
  folder: string,
  content: z.infer<typeof clusterFile>,
): Promise<void> {
  const path = join(folder, 'server.json');
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, path);
}

/**
 * Runs initdb. UTF8 with C.UTF-8 is named outright: with LANG unset initdb would choose SQL_ASCII. The password goes
 * through a file only the account can read, for a command line can be seen by everyone on the machine.
 */
async function initialise(options: {
  readonly dataDirectory: string;
  readonly programs: PostgresPrograms;
  readonly account: Account | undefined;
  readonly durable: boolean;
  readonly password: string;
}): Promise<void> {
  const { account, dataDirectory } = options;
  const passwordFile = `${dataDirectory}.password`;
  await writeFile(passwordFile, options.password, { mode: 0o600, flag: 'wx' });
  try {
    if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
    const settings = [
      ...[`--pgdata=${dataDirectory}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'],
      ...(options.durable ? [] : ['--no-sync']),
    ];
    const child = spawn(options.programs.initdb, settings, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: SERVER_ENVIRONMENT,
      cwd: '/',
      detached: true,
      ...account,
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    if (code !== 0) {
      throw new Fault('initdb-failed', {
        retry: false,
        message: `The embedded Postgres could not be set up: ${complaint.trim().slice(-600)}`,
      });
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

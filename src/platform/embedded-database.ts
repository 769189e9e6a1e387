/**
 * A Postgres 18 of our own in the data dir, for the first run, the demo and the tests; production sets DATABASE_URL.
 *
 * Any number of processes may open the same data dir. The first one starts the server, the last one to leave stops
 * it. Who is there is kept in the server itself: every participant holds the session advisory lock PRESENT shared,
 * and whoever stops the server must first hold it alone. A process that is killed loses its session and with it the
 * lock; nothing is left to clean up, and the next one to open finds the server running and carries on with it.
 */
import { mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import {
  type Account,
  type PostgresPrograms,
  postgresPrograms,
  serverAccount,
} from './embedded-binaries.ts';
import {
  APP_ROLE,
  type Cluster,
  createCluster,
  OWNER_ROLE,
  readCluster,
  rememberPort,
  SUPERUSER,
} from './embedded-cluster.ts';
import {
  findServer,
  freePort,
  isFreePort,
  lastLogLines,
  type ServerProcess,
  startServer,
  stopServer,
} from './embedded-server.ts';
import { Fault } from './faults.ts';

/** An embedded database that is running. The addresses stay good until `stop`, also when the server had to restart. */
export interface EmbeddedDatabase {
  /** Address for migrations, as a role that owns the schema and may create databases; no superuser. */
  readonly ownerUrl: string;
  /** Address for the service, as a role that row-level security holds for. */
  readonly appUrl: string;
  /** Whether this call started the server, rather than finding it running. */
  readonly started: boolean;
  /** Leaves; the last one to leave stops the server. A server that is already gone is no error. */
  stop(): Promise<void>;
}

export type EmbeddedOptions = {
  /** Where the folder `database` is or will be; made if missing. */
  readonly dataDir: string;
  /** False only in tests: does not wait for the disk, and loses data if the machine stops. */
  readonly durable?: boolean;
  /** Milliseconds to try for before giving up. */
  readonly deadlineMs?: number;
};

/** The advisory lock “somebody uses this server”. Any number would do, but versions running together must agree. */
const PRESENT = 7_140_618;
const SETTING_UP = PRESENT + 1;
const DATABASE = 'fangpin';

type Setting = {
  readonly folder: string;
  readonly durable: boolean;
  readonly deadlineMs: number;
  readonly programs: PostgresPrograms;
  readonly account: Account | undefined;
};

/**
 * Opens the embedded database of `dataDir`: joins the server if it runs, otherwise starts it, making it first if need
 * be. Throws a fault whose message says in plain words what is wrong.
 */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  await mkdir(options.dataDir, { recursive: true });
  const account = await serverAccount();
  const setting: Setting = {
    // One path for one folder, whatever links lead to it: the server is recognised by the path it was started with.
    folder: join(await realpath(options.dataDir), 'database'),
    durable: options.durable ?? true,
    deadlineMs: options.deadlineMs ?? 30_000,
    programs: await postgresPrograms(account),
    account,
  };
  const onDisk = (await readCluster(setting.folder)) ?? (await createCluster(setting));
  let presence = await attach(setting, onDisk);
  const { started } = presence;
  const cluster = { ...onDisk, port: presence.port };

  let stopping = false;
  let reviving: Promise<void> = Promise.resolve();
  /** The server went away under us: bring it back on the same port, so that pools recover by themselves. */
  const watch = (session: Client): void => {
    session.once('end', () => {
      if (stopping) return;
      reviving = attach(setting, cluster).then(
        (next) => {
          presence = next;
          watch(next.session);
        },
        () => undefined,
      );
    });
  };
  watch(presence.session);

  const url = (role: string, password: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${cluster.port}/${DATABASE}`;
  return {
    ownerUrl: url(OWNER_ROLE, cluster.passwords.owner),
    appUrl: url(APP_ROLE, cluster.passwords.app),
    started,
    async stop() {
      if (stopping) return;
      stopping = true;
      await reviving;
      await leave(presence.session, cluster);
    },
  };
}

/** A start may fail for a moment (port taken just now, another starter, memory of a crashed server); so often it will not pass. */
const MAX_STARTS = 6;

type Presence = { readonly session: Client; readonly port: number; readonly started: boolean };

/**
 * Joins the running server or starts one. Two starters at once are settled by Postgres: its `postmaster.pid` lets one
 * server run on a data directory, so the other one's child exits and the loop joins the winner's server.
 */
async function attach(setting: Setting, cluster: Cluster): Promise<Presence> {
  const until = performance.now() + setting.deadlineMs;
  const account = await ownerOf(cluster.dataDirectory, setting.account);
  let child: ServerProcess | undefined;
  for (let starts = 0; starts <= MAX_STARTS && performance.now() < until; ) {
    const server = await findServer(cluster.dataDirectory);
    if (server?.ready === true) {
      const session = await enter(cluster, server.port);
      if (session !== undefined) {
        if (server.port !== cluster.port) await rememberPort(setting.folder, cluster, server.port);
        return { session, port: server.port, started: server.pid === child?.pid };
      }
    } else if (server === undefined && (child === undefined || child.exited())) {
      const port = (await isFreePort(cluster.port)) ? cluster.port : await freePort();
      if (starts > 0) await sleep(starts * 200);
      if (starts < MAX_STARTS) {
        child = await startServer({
          ...setting,
          account,
          dataDirectory: cluster.dataDirectory,
          port,
        });
      }
      starts += 1;
    }
    await sleep(15);
  }
  throw new Fault('embedded-database-did-not-start', {
    retry: false,
    message: `The embedded Postgres did not start. ${await lastLogLines(setting.folder)}`,
  });
}

/** The account that made the data directory, when root opens what an ordinary user made. */
async function ownerOf(
  dataDirectory: string,
  account: Account | undefined,
): Promise<Account | undefined> {
  if (account === undefined) return undefined;
  const { uid, gid } = await stat(dataDirectory);
  return uid === 0 ? account : { uid, gid };
}

/** Connects and takes the lock PRESENT shared; undefined if the server is going down or not yet up. */
async function enter(cluster: Cluster, port: number): Promise<Client | undefined> {
  const session = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: cluster.passwords.superuser,
    database: 'postgres',
    application_name: 'fangpin presence',
    keepAlive: true,
  });
  session.on('error', () => undefined); // `end` follows, and that is what we act on
  try {
    await session.connect();
    const { rows } = await session.query<{ held: boolean }>(
      'select pg_try_advisory_lock_shared($1) as held',
      [PRESENT],
    );
    if (rows[0]?.held === true) {
      await setUp(session, cluster);
      return session;
    }
  } catch (thrown) {
    if (thrown instanceof DatabaseError && thrown.code === '28P01') {
      throw new Fault('embedded-database-refuses-password', {
        retry: false,
        message: `The Postgres on port ${port} runs on ${cluster.dataDirectory} but refuses our password.`,
      });
    }
  }
  await session.end().catch(() => undefined);
  return undefined;
}

/** Makes the roles and the database once. SETTING_UP keeps a second starter waiting until the first has done it. */
async function setUp(session: Client, cluster: Cluster): Promise<void> {
  await session.query('select pg_advisory_lock($1)', [SETTING_UP]);
  try {
    const roles = [
      [OWNER_ROLE, cluster.passwords.owner, 'createdb createrole'],
      [APP_ROLE, cluster.passwords.app, 'nocreatedb nocreaterole'],
    ] as const;
    for (const [role, password, rights] of roles) {
      const { rowCount } = await session.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) {
        await session.query(
          `create role ${escapeIdentifier(role)} login nosuperuser nobypassrls ${rights} password ${escapeLiteral(password)}`,
        );
      }
    }
    // The owner hands the schema of the queues to the service's role, which takes being a member of it.
    await session.query(`grant ${APP_ROLE} to ${OWNER_ROLE}`);
    const { rowCount } = await session.query('select from pg_database where datname = $1', [
      DATABASE,
    ]);
    if (rowCount === 0) await session.query(`create database ${DATABASE} owner ${OWNER_ROLE}`);
  } finally {
    await session.query('select pg_advisory_unlock($1)', [SETTING_UP]);
  }
}

/** Gives up our share of PRESENT and stops the server if nobody else holds one. */
async function leave(session: Client, cluster: Cluster): Promise<void> {
  try {
    await session.query('select pg_advisory_unlock_shared($1)', [PRESENT]);
    const { rows } = await session.query<{ alone: boolean }>(
      'select pg_try_advisory_lock($1) as alone',
      [PRESENT],
    );
    if (rows[0]?.alone === true) await stopServer(cluster.dataDirectory);
  } catch (thrown) {
    // A session that is gone means a server that is gone; a fault says that it would not stop.
    if (thrown instanceof Fault) throw thrown;
  } finally {
    await session.end().catch(() => undefined);
  }
}

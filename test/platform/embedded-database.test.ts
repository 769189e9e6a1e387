import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '#src/platform/embedded-database.ts';
import { readCluster } from '#src/platform/embedded-cluster.ts';
import { findServer } from '#src/platform/embedded-server.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** A data dir; `private` means no other user can enter it, as under a home folder of mode 700. */
function dataDirectory(mode: 'open' | 'private' = 'open'): string {
  const folder = mkdtempSync(join(inject('runFolder'), 'embedded-'));
  if (mode === 'open') chmodSync(folder, 0o755);
  cleanUps.push(async () => {
    const cluster = await readCluster(join(folder, 'database'));
    if (cluster !== undefined) rmSync(cluster.dataDirectory, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function open(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await openEmbeddedDatabase({ dataDir, durable: false });
  cleanUps.push(async () => database.stop());
  return database;
}

async function serverOf(dataDir: string): ReturnType<typeof findServer> {
  const cluster = await readCluster(join(dataDir, 'database'));
  return cluster === undefined ? undefined : findServer(cluster.dataDirectory);
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}

const greeting = z.object({ appUrl: z.string(), started: z.boolean() });

/** Another process holding the database. */
async function hold(
  dataDir: string,
): Promise<{ readonly process: ChildProcess } & z.output<typeof greeting>> {
  const child = spawn(process.execPath, [resolve('test/support/hold-database.ts'), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  cleanUps.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = ended(child);
    child.stdin.end();
    await gone;
  });
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (data: Buffer) => {
      done(data.toString());
    });
    child.once('exit', () => {
      fail(new Error('the holder ended'));
    });
  });
  return { process: child, ...greeting.parse(JSON.parse(line)) };
}

const ended = async (child: ChildProcess): Promise<unknown> =>
  new Promise((done) => child.once('exit', done));

describe('the embedded database', () => {
  test('is UTF8, asks for a password, serves this machine only, and gives its roles no more than they need', async () => {
    const dataDir = dataDirectory();
    const { appUrl, ownerUrl } = await open(dataDir);

    const settings = `select current_setting('server_encoding') as encoding, datctype as ctype,
        current_setting('listen_addresses') as listen, version() like 'PostgreSQL 18%' as new
      from pg_database where datname = current_database()`;
    expect(await query(ownerUrl, settings)).toEqual([
      { encoding: 'UTF8', ctype: 'C.UTF-8', listen: '127.0.0.1', new: true },
    ]);

    const rights = `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
      from pg_roles where rolname = current_user`;
    expect(await query(ownerUrl, rights)).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreatedb: true, rolcreaterole: true },
    ]);
    expect(await query(appUrl, rights)).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false },
    ]);

    const stranger = new URL(appUrl);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(join(dataDir, 'database/server.json')).mode & 0o777).toBe(0o600);

    await expect(query(ownerUrl, "select '冉启明'::integer")).rejects.toThrow('冉启明');
    expect(readFileSync(join(dataDir, 'database/postgres.log'), 'utf8')).not.toContain('冉启明');
  });

  test('keeps its data and its address over a stop', async () => {
    const dataDir = dataDirectory();
    const first = await open(dataDir);
    await query(first.ownerUrl, 'create table kept as select 1 as one');
    await first.stop();
    expect(await serverOf(dataDir)).toBeUndefined();
    const second = await open(dataDir);
    expect(second).toMatchObject({ started: true, ownerUrl: first.ownerUrl });
    expect(await query(second.ownerUrl, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  test('works where its account cannot go, as root under a private home', async () => {
    const dataDir = dataDirectory('private');
    const first = await open(dataDir);
    expect(await query(first.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
    const second = await open(dataDir);
    expect(second.appUrl).toBe(first.appUrl);
  });
});

describe('several processes on one data dir', () => {
  test('starting together they make one server between them', async () => {
    const dataDir = dataDirectory();
    const holders = await Promise.all([hold(dataDir), hold(dataDir), hold(dataDir)]);
    expect(new Set(holders.map((holder) => holder.appUrl)).size).toBe(1);
    expect(holders.filter((holder) => holder.started)).toHaveLength(1);
  });

  test('the last one to leave stops it, whoever started it', async () => {
    const dataDir = dataDirectory();
    const starter = await hold(dataDir);
    const joined = await open(dataDir);
    expect([starter.started, joined.started]).toEqual([true, false]);
    starter.process.stdin?.end();
    await ended(starter.process);
    expect(await query(joined.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await joined.stop();
    expect(await serverOf(dataDir)).toBeUndefined();
  });

  test('after kill -9 of its starter the next one carries on with it, and stops it in the end', async () => {
    const dataDir = dataDirectory();
    const starter = await hold(dataDir);
    starter.process.kill('SIGKILL');
    await ended(starter.process);
    const orphan = await serverOf(dataDir);
    expect(orphan).toBeDefined();
    const next = await open(dataDir);
    expect(next).toMatchObject({ started: false, appUrl: starter.appUrl });
    expect(await serverOf(dataDir)).toEqual(orphan);
    await next.stop();
    expect(await serverOf(dataDir)).toBeUndefined();
  });

  test('a server that is killed comes back at the same address', async () => {
    const dataDir = dataDirectory();
    const { appUrl } = await open(dataDir);
    const before = await serverOf(dataDir);
    process.kill(before?.pid ?? 0, 'SIGKILL');
    await expect
      .poll(async () => query(appUrl, 'select 1 as one').catch(() => []), {
        timeout: 20_000,
        interval: 50,
      })
      .toEqual([{ one: 1 }]);
    expect((await serverOf(dataDir))?.pid).not.toBe(before?.pid);
  });

  test('a process file left by a crash, whose number another program has now, does not keep it from starting', async () => {
    const dataDir = dataDirectory();
    const first = await open(dataDir);
    await first.stop();
    const cluster = await readCluster(join(dataDir, 'database'));
    writeFileSync(
      join(cluster?.dataDirectory ?? '', 'postmaster.pid'),
      `${process.pid}\n/elsewhere\n1\n1\n\n127.0.0.1\n1 1\nready   \n`,
    );
    expect((await open(dataDir)).started).toBe(true);
  });
});

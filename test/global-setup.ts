/** One embedded Postgres for the whole run, with a migrated template that every test file copies. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '#src/platform/embedded-database.ts';
import { migrateToLatest } from '#src/store/migrate.ts';
import { runFolder, sweepDeadRuns } from '#test/support/run-folder.ts';

/** What a test needs to make its own database. */
export type TestServer = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly template: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
    runFolder: string;
  }
}

const TEMPLATE = 'fangpin_test_template';

/** Several projects ask for the server, each through its own copy of this module; all share one. */
type Shared = { users: number; ready: Promise<{ db: EmbeddedDatabase; server: TestServer }> };
const KEY = Symbol.for('fangpin.test-server');
const store: typeof globalThis & { [KEY]?: Shared } = globalThis;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (store[KEY] ??= { users: 0, ready: start() });
  shared.users += 1;
  const { db, server } = await shared.ready;
  project.provide('testServer', server);
  project.provide('runFolder', runFolder());
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete store[KEY];
    await db.stop();
    await rm(runFolder(), { recursive: true, force: true });
  };
}

async function start(): Promise<{ db: EmbeddedDatabase; server: TestServer }> {
  await sweepDeadRuns();
  const db = await openEmbeddedDatabase({ dataDir: join(runFolder(), 'postgres'), durable: false });
  try {
    await query(db.ownerUrl, async (owner) => owner.query(`create database ${TEMPLATE}`));
    await migrateToLatest(addressOf(db.ownerUrl, TEMPLATE), new URL(db.appUrl).username);
    await query(addressOf(db.appUrl, TEMPLATE), runMigrations);
  } catch (thrown) {
    await db.stop();
    throw thrown;
  }
  return { db, server: { ownerUrl: db.ownerUrl, appUrl: db.appUrl, template: TEMPLATE } };
}

async function query(url: string, act: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

function addressOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

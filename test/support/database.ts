/** A migrated, empty database of its own for a test file: a copy of the run's template, made in some 30 ms. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { errorCode } from '#src/platform/faults.ts';

export type TestDatabase = {
  /** As the owner of the schema: may look past row-level security where a test checks what is really stored. */
  readonly ownerUrl: string;
  /** As the service sees it. */
  readonly appUrl: string;
  /** Removes it, cutting connections that are still open. Call it in `afterAll`. */
  drop(): Promise<void>;
};

/** Makes the database. Nobody may stay connected to the template, or this fails. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(`create database ${name} template ${server.template} strategy file_copy`);
  // Rights on a database are not part of its template; migrations grant this one where they run.
  await asOwner(`grant create on database ${name} to ${new URL(server.appUrl).username}`);
  return {
    ownerUrl: addressOf(server.ownerUrl, name),
    appUrl: addressOf(server.appUrl, name),
    drop: async () => dropTestDatabase(name),
  };
}

/** An empty database, as an operator gives it to `fangpin migrate`. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(`create database ${name}`);
  return {
    ownerUrl: addressOf(server.ownerUrl, name),
    appUrl: addressOf(server.appUrl, name),
    drop: async () => dropTestDatabase(name),
  };
}

/** Drops a database of this run. Refuses any name without `test`, lest a wrong address costs somebody's data. */
export async function dropTestDatabase(name: string): Promise<void> {
  if (!/^\w*test\w*$/.test(name)) throw new Error(`not a test database: ${name}`);
  await asOwner(`drop database if exists ${name} with (force)`).catch(async (thrown: unknown) => {
    // Autovacuum is at work in it, which the owner may not end; without force the server ends it by itself.
    if (errorCode(thrown) !== '42501') throw thrown;
    await asOwner(`drop database if exists ${name}`);
  });
}

async function asOwner(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('testServer').ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function addressOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

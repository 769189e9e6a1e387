import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, dropTestDatabase } from '#test/support/database.ts';

test('every test file gets a database of its own in UTF8, and the service is no superuser there', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(one.appUrl).not.toBe(other.appUrl);
  const client = new Client({ connectionString: one.appUrl });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('server_encoding') as encoding, rolsuper, rolbypassrls
       from pg_roles where rolname = current_user`,
  );
  expect(rows).toEqual([{ encoding: 'UTF8', rolsuper: false, rolbypassrls: false }]);
  await client.end();
  await Promise.all([one.drop(), other.drop()]);
});

test('dropping refuses a database that is not a test database', async () => {
  await expect(dropTestDatabase('fangpin')).rejects.toThrow('not a test database');
});

/** SQL is written in `src/store` and nowhere else: whoever wants to know what is read or changed looks there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A call that begins a query or runs one, or a piece of SQL. */
const QUERY =
  /\.(?:selectFrom|selectNoFrom|updateTable|insertInto|deleteFrom|replaceInto|mergeInto|executeQuery|executeTakeFirst(?:OrThrow)?)\(|\bsql(?:<[^`]*>)?`/;

const breaches = (path: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, n) => (QUERY.test(line) ? [`${path}:${n + 1}`] : []));

test('no query stands outside src/store', () => {
  const files = ['src', 'queues', 'prompts'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => path.endsWith('.ts') && !path.startsWith('src/store/')),
  );
  expect(files.length).toBeGreaterThan(400);
  expect(files.flatMap((path) => breaches(path, readFileSync(join(ROOT, path), 'utf8')))).toEqual(
    [],
  );
});

test.each([
  "await trx.updateTable('account').set({ reachable: true }).execute();",
  "  trx\n    .selectFrom('account')",
  'await sql`select 1`.execute(db);',
  'await sql<{ n: number }>`select 1 as n`.execute(db);',
])('a planted query is found: %s', (text) => {
  expect(breaches('src/operations/planted.ts', text)).not.toEqual([]);
});

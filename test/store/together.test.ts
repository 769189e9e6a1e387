/** Statements of work that runs side by side in one transaction are sent as one, and nobody notices. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope, type OpenDatabase, openDatabase } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { together } from '#src/store/together.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

let database: TestDatabase;
let opened: OpenDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDatabase(database.appUrl, { max: 3 });
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

/** Doubles numbers in the database, and remembers which it was asked for with one statement. */
const doubling = () => {
  const statements: (readonly number[])[] = [];
  const double = together(async (trx, numbers: readonly number[]) => {
    statements.push(numbers);
    const { rows } = await sql<{ twice: number }>`
      select 2 * n / (n - 13) * (n - 13) as twice
      from unnest(${[...numbers]}::float8[]) with ordinality as asked(n, place) order by place`.execute(
      trx,
    );
    return rows.map((row) => row.twice);
  });
  return { double, statements };
};

describe('statements together', () => {
  test('what is asked for side by side is one statement, step after step, and each gets its own answer', async () => {
    const { double, statements } = doubling();
    const results = await inScope(opened.db, SYSTEM, (trx) =>
      Promise.all([1, 2, 3].map(async (n) => await double(trx, await double(trx, n)))),
    );
    expect(results).toEqual([4, 8, 12]);
    expect(statements).toEqual([
      [1, 2, 3],
      [2, 4, 6],
    ]);
  });

  test('two transactions never share one', async () => {
    const { double, statements } = doubling();
    const results = await Promise.all(
      [1, 2].map((n) => inScope(opened.db, SYSTEM, (trx) => double(trx, n))),
    );
    expect(results).toEqual([2, 4]);
    expect(statements).toHaveLength(2);
  });

  test('when it fails all who asked hear of it', async () => {
    const { double } = doubling();
    const ends = await inScope(opened.db, SYSTEM, (trx) =>
      Promise.allSettled([1, 13].map((n) => double(trx, n))),
    );
    expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected']);
  });
});

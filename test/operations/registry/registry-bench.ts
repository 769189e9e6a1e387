/** What tests of the registry stand on: an empty database, a fixed morning, and tables written in the test. */
import type { ImportDeps } from '#src/operations/registry/import-deps.ts';
import { importAreas } from '#src/operations/registry/import-areas.ts';
import { importHouseholds } from '#src/operations/registry/import-households.ts';
import { importStaff } from '#src/operations/registry/import-staff.ts';
import type { RowIssue, SourceTable } from '#src/operations/registry/table-rows.ts';
import { createFieldEncryption } from '#src/platform/field-encryption.ts';
import { parseKeyRing } from '#src/platform/secrets.ts';
import { inScope, openDatabase, type Trx } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { clockAt, countingIds } from '#test/support/clock.ts';
import { createTestDatabase } from '#test/support/database.ts';

/** A database with its dependencies; `close` in `afterAll`. */
export async function openRegistry() {
  const database = await createTestDatabase();
  const opened = openDatabase(database.appUrl, { max: 6 });
  const { db } = opened;
  const ring = parseKeyRing(`t1:${Buffer.alloc(32, 7).toString('base64')}`);
  if (ring === undefined) throw new Error('the key of the tests is malformed');
  const deps: ImportDeps = {
    db,
    fields: createFieldEncryption(ring),
    clock: clockAt('2026-11-02T09:00:00+08:00'),
    newId: countingIds(),
  };
  return {
    deps,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    system: <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(db, SYSTEM, work),
    areas: (text: string) => withIssues((report) => importAreas(deps, table(text), report)),
    households: (text: string) =>
      withIssues((report) => importHouseholds(deps, table(text), report)),
    staff: (text: string) => withIssues((report) => importStaff(deps, table(text), report)),
    close: async () => {
      await opened.close();
      await database.drop();
    },
  };
}

async function withIssues<T>(run: (report: (issue: RowIssue) => void) => Promise<T>) {
  const issues: RowIssue[] = [];
  return { summary: await run((issue) => issues.push(issue)), issues };
}

/** A table from lines with cells between '|'; the first line is the header. */
export function table(text: string): SourceTable {
  const [headers = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return {
    headers,
    rows: (async function* () {
      for (const [at, cells] of rows.entries()) yield { row: at + 2, cells };
    })(),
  };
}

/** A county with two towns; 大坪村 lies in both. */
export const AREAS = `
代码|名称|级别|上级代码|电话|政策包
539901000000|云岭县|县||19900000000|default
539901100200|桃源村||||
539901100000|云岭镇||539901000000|19900000010|
539901100201|大坪村||||
539901101000|清溪镇||||
539901101200|大坪村||||
`;

/** G6: nobody sees a household outside their area and duty, whatever a query asks for. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { type Scope, SYSTEM } from '#src/store/scope.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { householdsByVillage, type SentReport, workedOffReport } from '#test/support/reports.ts';

let office: Office;
const reports: SentReport[] = [];
let areas: readonly string[];
let withArea: readonly string[];
let protectedTables: readonly string[];

beforeAll(async () => {
  office = await openOffice();
  for (const ids of (await householdsByVillage(office, 2)).values()) {
    for (const id of ids) reports.push(await workedOffReport(office, id));
  }
  await inScope(office.db, SYSTEM, async (trx) => {
    areas = (await trx.selectFrom('area').select('path').execute()).map((row) => row.path);
    const columns = await sql<{ name: string; secured: boolean; has_area: boolean }>`
      select c.relname as name, c.relrowsecurity as secured,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'area_path') as has_area
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r'`.execute(trx);
    protectedTables = columns.rows.filter((t) => t.secured).map((t) => t.name);
    withArea = columns.rows.filter((t) => t.has_area && t.secured).map((t) => t.name);
  });
}, 60_000);
afterAll(() => office.close());

/** Area paths (or owners) visible in a table under a scope, null counted as ''. */
const visible = (scope: Scope, table: string, column: string): Promise<readonly string[]> =>
  inScope(office.db, scope, async (trx) => {
    const { rows } = await sql<{
      value: string | null;
    }>`select ${sql.ref(column)} as value from ${sql.table(table)}`.execute(trx);
    return rows.map((row) => row.value ?? '');
  });

describe('row-level security', () => {
  test('every table with an area, an account or words is protected', async () => {
    const open = await inScope(office.db, SYSTEM, async (trx) => {
      const { rows } = await sql<{ name: string }>`
        select distinct c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and not c.relrowsecurity
          and (a.attname in ('area_path', 'account_id', 'household_id') or a.attname like '%\\_enc')`.execute(
        trx,
      );
      return rows.map((row) => row.name);
    });
    // A notice is published to an area; its words are for everybody there.
    expect(open.filter((name) => name !== 'notice')).toEqual([]);
    expect(withArea.length).toBeGreaterThan(10);
  });

  test('LX-01 TN-04 a post sees its area and all below, and not one row beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...areas),
        fc.constantFrom(...withArea),
        async (area, table) => {
          const scope: Scope = {
            kind: 'staff',
            staffId: '00000000-0000-7000-8000-000000000001',
            areaPath: area,
          };
          const own = await visible(scope, table, 'area_path');
          const all = await visible(SYSTEM, table, 'area_path');
          expect(own.filter((path) => !path.startsWith(area))).toEqual([]);
          if (table !== 'media' && table !== 'alert') {
            expect(own.length).toBe(all.filter((path) => path.startsWith(area)).length);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('an account sees its own reports and nobody else’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reports), async (report) => {
        const scope: Scope = { kind: 'person', accountId: report.accountId, householdId: null };
        expect(await visible(scope, 'declaration', 'id')).toEqual([report.declarationId]);
        expect(await visible(scope, 'declaration_private', 'declaration_id')).toEqual([
          report.declarationId,
        ]);
        expect(await visible(scope, 'household', 'id')).toEqual([]);
        expect(await visible(scope, 'account', 'id')).toEqual([report.accountId]);
        expect(new Set(await visible(scope, 'message', 'account_id'))).toEqual(
          new Set([report.accountId]),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('without a scope, or after a transaction ended, there is no row at all', async () => {
    for (const table of protectedTables) {
      const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(office.db);
      expect([table, rows.length]).toEqual([table, 0]);
    }
  });

  test('a row cannot be written into somebody else’s area', async () => {
    const [here = '', there = ''] = areas.filter((path) => path.split('/').length === 4);
    const scope: Scope = {
      kind: 'staff',
      staffId: '00000000-0000-7000-8000-000000000001',
      areaPath: here,
    };
    await expect(
      inScope(office.db, scope, (trx) =>
        trx
          .updateTable('household')
          .set({ area_path: there })
          .where('area_path', '=', here)
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('G8 events, seals and the access log can be added to, never changed', async () => {
    for (const table of ['case_event', 'seal', 'access_log']) {
      await expect(
        inScope(office.db, SYSTEM, (trx) => sql`delete from ${sql.table(table)}`.execute(trx)),
      ).rejects.toThrow(/permission denied/);
    }
    await expect(
      inScope(office.db, SYSTEM, (trx) => sql`update case_event set kind = 'x'`.execute(trx)),
    ).rejects.toThrow(/permission denied/);
  });
});

/**
 * The demo county: an invented county of four towns, sixteen villages and some six hundred households with staff of every role,
 * so that a first run has something to look at. It goes through the same imports as a real roster.
 */
import { inScope } from '#src/store/database.ts';
import { allAreas } from '#src/store/registry/areas.ts';
import {
  finishImportRun,
  importRunFinished,
  startImportRun,
} from '#src/store/registry/import-run.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { DEMO_COUNTY, DEMO_PREFIX, DEMO_TOWNS } from './demo-places.ts';
import { seededDice } from './demo-people.ts';
import { DemoRegister, HOUSEHOLD_HEADERS, STAFF_HEADERS } from './demo-register.ts';
import { importAreas } from './import-areas.ts';
import type { ImportDeps } from './import-deps.ts';
import { importHouseholds } from './import-households.ts';
import { importStaff } from './import-staff.ts';
import type { SourceTable } from './table-rows.ts';

/** Any fixed number: the county is the same everywhere. */
const SEED = 20_261_122;

/**
 * Fills an empty database with the demo county; a database that holds any other area is left alone. Broken off half-way it is
 * finished at the next call, since imports can be repeated. Returns whether anything was done.
 */
export async function seedDemoCounty(deps: ImportDeps): Promise<boolean> {
  const { db, clock, newId } = deps;
  const wanted = await inScope(db, SYSTEM, async (trx) => {
    const areas = await allAreas(trx);
    return (
      areas.every((area) => area.code.startsWith(DEMO_PREFIX)) &&
      !(await importRunFinished(trx, 'demo'))
    );
  });
  if (!wanted) return false;
  const run = newId();
  await inScope(db, SYSTEM, (trx) =>
    startImportRun(trx, { id: run, kind: 'demo', fileHash: String(SEED), at: clock.now() }),
  );
  const { areas, households, staff } = demoTables();
  const ignore = (): void => undefined; // invented rows are right by construction; a test imports them and looks
  await importAreas(deps, areas, ignore);
  const { rows } = await importHouseholds(deps, households, ignore);
  await importStaff(deps, staff, ignore);
  await inScope(db, SYSTEM, (trx) =>
    finishImportRun(trx, { id: run, rowsRead: rows, rowsBad: 0, at: clock.now() }),
  );
  return true;
}

/** The three files of the demo county, as a county would hand them in. */
export function demoTables(): {
  readonly areas: SourceTable;
  readonly households: SourceTable;
  readonly staff: SourceTable;
} {
  const dice = seededDice(SEED);
  const county = new DemoRegister(dice);
  const areas: string[][] = [
    [DEMO_COUNTY.code, DEMO_COUNTY.name, '县', DEMO_COUNTY.phone, 'default'],
  ];
  for (const town of DEMO_TOWNS) {
    areas.push([town.code, town.name, '乡镇', town.phone, '']);
    for (const village of town.villages) {
      areas.push([village.code, village.name, '村', '', '']);
      county.addVillage(village);
    }
    county.addTownStaff(town);
  }
  county.addCountyStaff();
  return {
    areas: tableOf(['代码', '名称', '级别', '电话', '政策包'], areas),
    households: tableOf(HOUSEHOLD_HEADERS, county.households),
    staff: tableOf(STAFF_HEADERS, county.staff),
  };
}

/** Rows in memory as a table. */
const tableOf = (
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): SourceTable => ({
  headers,
  rows: (async function* () {
    for (const [at, cells] of rows.entries()) yield { row: at + 2, cells };
  })(),
});

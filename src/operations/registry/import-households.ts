/**
 * Importing a roster of households: a row per member, read as it comes, written in batches. The same file twice changes nothing,
 * a changed row updates, and nobody is removed because a file leaves them out.
 */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { inScope } from '#src/store/database.ts';
import { allAreas } from '#src/store/registry/areas.ts';
import { lockForImport } from '#src/store/registry/household-batch.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { areaFinder } from './area-finder.ts';
import {
  HOUSEHOLD_COLUMNS,
  type HouseholdRow,
  readHouseholdRow,
  type RowContext,
} from './household-row.ts';
import { ISSUE_TEXT } from './import-text.ts';
import {
  columnReader,
  emptyTally,
  type IssueSink,
  type SourceTable,
  type Tally,
} from './table-rows.ts';
import type { Changes } from './compare-household.ts';
import type { BatchContext, HouseholdGroup, ImportDeps } from './import-deps.ts';
import {
  type Batch,
  batchOf,
  overlap,
  prepareBatch,
  writeChanges,
} from './write-household-batch.ts';

/** How far a long import has come, for the operator's screen. */
export type ImportProgress = { readonly rows: number };

export type HouseholdImportSummary = {
  readonly rows: number;
  /** Rows left out. */
  readonly bad: number;
  readonly households: Tally;
  readonly members: Tally;
  /** Ids of the households that are new or that somebody or something changed in. */
  readonly touched: readonly string[];
  readonly unknownColumns: readonly string[];
};

/** Rows in one transaction: some 0.2 s, short enough that nobody waits, large enough that the round trips do not count. */
const BATCH_ROWS = 3000;

/** More people than any household; beyond it a code was filled in for a whole village. */
const MOST_MEMBERS = 200;

/**
 * Imports the table. Reports each bad row and each doubtful cell to `report`. Throws only for faults of the database or the
 * file; what was committed before stays, and running the import again carries on.
 */
export async function importHouseholds(
  deps: ImportDeps,
  table: SourceTable,
  report: IssueSink,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<HouseholdImportSummary> {
  const columns = columnReader(table.headers, HOUSEHOLD_COLUMNS);
  const areas = areaFinder(await inScope(deps.db, SYSTEM, allAreas));
  const bad = { rows: 0 };
  const context: RowContext = {
    columns,
    areas,
    today: fromInstant(deps.clock.now()),
    report: (issue) => {
      if (!issue.imported) bad.rows += 1;
      report(issue);
    },
  };
  const tallies = { households: emptyTally(), members: emptyTally() };
  const touched = new Set<string>();
  let rows = 0;
  // The lock is held by a transaction that does nothing else; the batches commit in transactions of their own.
  await inScope(deps.db, SYSTEM, async (lock) => {
    await lockForImport(lock);
    const writer = batchWriter({ ...deps, has: columns.has, tallies }, context.report, touched);
    const grouping = new HouseholdGrouping();
    for await (const source of table.rows) {
      rows += 1;
      const row = readHouseholdRow(source, context);
      const complete = row === null ? null : grouping.add(row);
      if (complete !== null && (await writer.add(complete))) onProgress({ rows });
    }
    const last = grouping.finish();
    if (last !== null) await writer.add(last);
    await writer.finish();
  });
  onProgress({ rows });
  return {
    rows,
    bad: bad.rows,
    ...tallies,
    touched: [...touched],
    unknownColumns: columns.unknown,
  };
}

/** Batches being written at a time: beside reading, that is as much as two cores can do. */
const WRITERS = 2;

/** Collects groups; while batches are being written the next is read and worked out, so that all cores have something to do. */
function batchWriter(context: BatchContext, report: IssueSink, touched: Set<string>) {
  let groups: HouseholdGroup[] = [];
  let size = 0;
  const underWay: { readonly batch: Batch; readonly written: Promise<void> }[] = [];
  const flush = async (): Promise<void> => {
    const batch = batchOf(groups);
    groups = [];
    size = 0;
    // What is looked up must not be on its way; and two writers never touch the same household.
    for (const earlier of underWay) if (overlap(earlier.batch, batch)) await earlier.written;
    const changes = await prepareBatch(context, batch);
    for (const id of householdsIn(changes)) touched.add(id);
    while (underWay.length >= WRITERS) await underWay.shift()?.written;
    const written = writeChanges(context, changes);
    // Awaited later; until then a failure must not count as unhandled.
    written.catch(() => undefined);
    underWay.push({ batch, written });
  };
  return {
    /** True when a batch was handed to the database. */
    async add(group: HouseholdGroup): Promise<boolean> {
      if (group.length > MOST_MEMBERS) {
        for (const { row } of group) {
          report({ row, column: '户编号', imported: false, ...ISSUE_TEXT['too-many-members'] });
        }
        return false;
      }
      groups.push(group);
      size += group.length;
      if (size < BATCH_ROWS) return false;
      await flush();
      return true;
    },
    async finish(): Promise<void> {
      await flush();
      for (const { written } of underWay) await written;
    },
  };
}

function* householdsIn(changes: Changes): Generator<string> {
  for (const { id } of changes.newHouseholds) yield id;
  for (const { id } of changes.changedHouseholds) yield id;
  for (const { household_id: id } of changes.newMembers) yield id;
  for (const { household_id: id } of changes.changedMembers) yield id;
}

/** Puts neighbouring rows of one household together. Rows that come back to a household later are merged with it when written. */
class HouseholdGrouping {
  #rows: HouseholdRow[] = [];

  /** Takes a row; gives the household before it when this one begins another. */
  add(row: HouseholdRow): HouseholdGroup | null {
    const complete = this.#belongs(row) ? null : this.finish();
    this.#rows.push(row);
    return complete;
  }

  finish(): HouseholdGroup | null {
    const [first, ...rest] = this.#rows;
    this.#rows = [];
    return first === undefined ? null : [first, ...rest];
  }

  #belongs(row: HouseholdRow): boolean {
    const [first] = this.#rows;
    if (first === undefined) return true;
    if (row.householdCode !== null || first.householdCode !== null) {
      return row.householdCode === first.householdCode;
    }
    if (row.headName !== first.headName || row.area.areaId !== first.area.areaId) return false;
    // Two heads of one name in one village: the second head's row begins the second household.
    const head = this.#rows.find((other) => other.isHead);
    return !(row.isHead && head !== undefined && head.idNumber !== row.idNumber);
  }
}

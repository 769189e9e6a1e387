/** Cases: one row each, the state its events led to. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type Case, isClosed, stateName } from '#src/domain/case/case.ts';
import { readCase } from './case-json.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

/** A case with the end of its chain of events. */
export type StoredCase = {
  readonly file: Case;
  readonly number: string;
  readonly areaId: string;
  readonly version: number;
  readonly lastHash: string;
};

const columns = [
  'number',
  'area_id as areaId',
  'version',
  'last_hash as lastHash',
  'data',
] as const;

const stored = (row: {
  number: string;
  areaId: string;
  version: number;
  lastHash: string;
  data: unknown;
}): StoredCase => ({ ...row, file: readCase(row.data) });

/** The case, locked until the transaction ends: decisions about one case are made one after another. */
export async function lockCase(trx: Trx, caseId: string): Promise<StoredCase | null> {
  const row = await trx
    .selectFrom('case_file')
    .select(columns)
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : stored(row);
}

/** The case as it is, without a lock. */
export async function findCase(trx: Trx, caseId: string): Promise<StoredCase | null> {
  const row = await trx
    .selectFrom('case_file')
    .select(columns)
    .where('id', '=', caseId)
    .executeTakeFirst();
  return row === undefined ? null : stored(row);
}

/** The household's open case, locked; null when there is none. */
export const lockOpenCaseOf = together(
  async (trx, householdIds: readonly string[]): Promise<readonly (StoredCase | null)[]> => {
    const rows = await trx
      .selectFrom('case_file')
      .select([...columns, 'household_id'])
      .where('household_id', '=', sql<string>`any(${[...householdIds]}::uuid[])`)
      .where('closed_at', 'is', null)
      .orderBy('household_id')
      .forUpdate()
      .execute();
    const open = new Map(rows.map(({ household_id, ...row }) => [household_id, row]));
    return householdIds.map((householdId) => {
      const row = open.get(householdId);
      return row === undefined ? null : stored(row);
    });
  },
);

/**
 * Inserts a new case. False when the household got an open one in the meantime (unique index `case_open_once`): the caller
 * links to that one instead.
 */
export const insertCase = together(async (trx, cases: readonly NewCase[]) => {
  const inserted = await trx
    .insertInto('case_file')
    .values(cases.map(asRow))
    .onConflict((c) => c.column('household_id').where('closed_at', 'is', null).doNothing())
    .returning('id')
    .execute();
  const ids = new Set(inserted.map((row) => row.id));
  return cases.map(({ file }) => ids.has(file.caseId));
});

type NewCase = Omit<StoredCase, 'number'> & { readonly openedOn: LocalDate };

const asRow = ({ file, ...opened }: NewCase) => ({
  id: file.caseId,
  // Counted over all years, the year for the reader: 2026-000123.
  number: sql<string>`${opened.openedOn.slice(0, 4)} || '-' || lpad(nextval('case_number')::text, 6, '0')`,
  household_id: file.householdId,
  area_id: opened.areaId,
  area_path: file.area,
  state: stateName(file.state),
  data: JSON.stringify(file),
  version: opened.version,
  pack_id: file.pack.id,
  pack_version: file.pack.version,
  clue_at: timestamp(file.clueAt),
  opened_on: opened.openedOn,
  due_on: file.identifyDueOn,
  urgent: file.urgent,
  last_hash: opened.lastHash,
  closed_at: null,
});

/** Writes what a case became. The caller holds its row lock. */
export async function saveCase(
  trx: Trx,
  file: Case,
  end: { readonly seq: number; readonly hash: string },
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('case_file')
    .set({
      state: stateName(file.state),
      due_on: file.identifyDueOn,
      pack_id: file.pack.id,
      pack_version: file.pack.version,
      clue_at: timestamp(file.clueAt),
      data: JSON.stringify(file),
      version: end.seq,
      last_hash: end.hash,
      urgent: file.urgent,
      closed_at: isClosed(file) ? timestamp(now) : null,
    })
    .where('id', '=', file.caseId)
    .execute();
}

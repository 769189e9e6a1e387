/** What a ledger (台账) is: named columns and one query that gives them, read through a cursor so that size does not matter. */
import { type RawBuilder, sql } from 'kysely';
import { type AreaPath, areaRange } from '#src/domain/people/areas.ts';
import type { FieldEncryption, FieldPlace } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';

/** How a value is written out. `code` values have words for people; `codes` is a list of such. */
export type ColumnType =
  | 'text'
  | 'number'
  | 'date'
  | 'instant'
  | 'boolean'
  | 'code'
  | 'codes'
  | 'json';

/** One column: its key in JSON, its title for people, and, for coded values, every code with its word. */
export type LedgerColumn = {
  readonly key: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly words?: Readonly<Record<string, string>>;
  /** Encrypted where it stands, at this place; left out unless asked for by somebody with the key. */
  readonly secret?: FieldPlace;
};

export type LedgerName =
  | 'areas'
  | 'staff'
  | 'households'
  | 'declarations'
  | 'cases'
  | 'duties'
  | 'visits'
  | 'messages'
  | 'notices'
  | 'tickets'
  | 'events';

/** A value of a ledger by key; instants are epoch milliseconds, dates 'YYYY-MM-DD'. */
export type LedgerRow = Readonly<Record<string, unknown>>;

/**
 * Gives the query of a ledger: every key of its columns as an output column, and `secretRow`, the row id private columns are
 * bound to, where there are any. `area` null: everything.
 */
export type LedgerQuery = (area: AreaPath | null) => RawBuilder<LedgerRow>;

/** SQL of “lies in the area”. Literals, as a cursor's statement takes no parameters; a path holds only letters, digits, -, _ and /. */
export function inArea(column: string, area: AreaPath | null): RawBuilder<boolean> {
  if (area === null) return sql<boolean>`true`;
  const { from, to } = areaRange(area);
  return sql<boolean>`(${sql.ref(column)} >= ${sql.lit(from)} and ${sql.ref(column)} < ${sql.lit(to)})`;
}

/** Rows fetched at a time: some megabytes at most. */
const FETCHED = 2000;

/**
 * Reads a ledger batch by batch inside the caller's transaction: all rows are of one moment, and memory stays flat whatever the
 * size. Private columns are decrypted when `fields` is given and left out otherwise.
 */
export async function* readLedger(
  trx: Trx,
  ledger: { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery },
  options: { readonly area: AreaPath | null; readonly fields: FieldEncryption | null },
): AsyncGenerator<readonly LedgerRow[]> {
  const reveal = revealer(ledger.columns, options.fields);
  await sql`declare ledger no scroll cursor for ${ledger.query(options.area)}`.execute(trx);
  try {
    for (;;) {
      const { rows } = await sql<LedgerRow>`fetch forward ${sql.lit(FETCHED)} from ledger`.execute(
        trx,
      );
      if (rows.length > 0) yield rows.map(reveal);
      if (rows.length < FETCHED) return;
    }
  } finally {
    await sql`close ledger`.execute(trx);
  }
}

function revealer(
  columns: readonly LedgerColumn[],
  fields: FieldEncryption | null,
): (row: LedgerRow) => LedgerRow {
  return (row) => {
    const shown: Record<string, unknown> = {};
    for (const { key, secret } of columns) {
      const value = row[key] ?? null;
      if (secret === undefined) shown[key] = value;
      else if (fields !== null) {
        const stored = typeof value === 'string' ? value : null;
        shown[key] =
          stored === null ? null : fields.decrypt(secret, String(row['secretRow']), stored);
      }
    }
    return shown;
  };
}

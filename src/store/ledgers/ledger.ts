/** What a ledger (台账) is: named columns and one query that gives them, read through a cursor so that size does not matter. */
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type AreaPath, areaRange } from '#src/domain/people/areas.ts';
import type { FieldEncryption, FieldPlace } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import type { CodedWords } from './coded-words.ts';

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
  readonly words?: CodedWords;
  /** A structure (`json`) as people read it in CSV and workbooks; JSON lines keep the structure. */
  readonly inWords?: (value: unknown) => string;
  /** Encrypted where it stands, at this place; left out unless asked for by somebody with the key. */
  readonly secret?: FieldPlace;
  /** The output column with the row id it is bound to, where that is another than `secretRow`: a number of a person beside one of a family. */
  readonly secretRow?: string;
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
  | 'notice-delivery'
  | 'tickets'
  | 'alarms'
  | 'comparisons'
  | 'monitored'
  | 'relief'
  | 'enrolments'
  | 'review-agenda'
  | 'reviews'
  | 'publicity'
  | 'assessments'
  | 'measures'
  | 'low-income'
  | 'insurance'
  | 'jobs'
  | 'job-changes'
  | 'referrals'
  | 'joint-reviews'
  | 'rectification'
  | 'month-report'
  | 'elimination-marking'
  | 'quality'
  | 'events';

/** A value of a ledger by key; instants are epoch milliseconds, dates 'YYYY-MM-DD'. */
export type LedgerRow = Readonly<Record<string, unknown>>;

/** What a query may depend on besides the area. */
export type LedgerFacts = {
  readonly today: LocalDate;
  /** '2026-10': of ledgers by month, that month only. */
  readonly month: string | null;
  /** Below this net income a head and year a household counts as low-income, whole yuan; null: the county says none. */
  readonly lowIncomeYuan: number | null;
};

/**
 * Gives the query of a ledger: every key of its columns as an output column, and `secretRow`, the row id private columns are
 * bound to, where there are any. `area` null: everything.
 */
export type LedgerQuery = (area: AreaPath | null, facts: LedgerFacts) => RawBuilder<LedgerRow>;

/** The key of a column made from a code: businessCost of business-cost. */
export const camel = (code: string): string =>
  code.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

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
  options: {
    readonly area: AreaPath | null;
    readonly fields: FieldEncryption | null;
    readonly facts: LedgerFacts;
  },
): AsyncGenerator<readonly LedgerRow[]> {
  const reveal = revealer(ledger.columns, options.fields);
  await sql`declare ledger no scroll cursor for ${ledger.query(options.area, options.facts)}`.execute(
    trx,
  );
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
    for (const { key, secret, secretRow = 'secretRow' } of columns) {
      const value = row[key] ?? null;
      if (secret === undefined) shown[key] = value;
      else if (fields !== null) {
        const stored = typeof value === 'string' ? value : null;
        shown[key] =
          stored === null ? null : fields.decrypt(secret, String(row[secretRow]), stored);
      }
    }
    return shown;
  };
}

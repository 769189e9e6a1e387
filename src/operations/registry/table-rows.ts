/** Rows of a file as an import sees them, and what it says about those it cannot take. */

/** One row of a table; `row` is its number as a spreadsheet shows it, the header being row 1. */
export type SourceRow = { readonly row: number; readonly cells: readonly string[] };

/** A table being read: its header and then its rows, one by one. */
export type SourceTable = {
  readonly headers: readonly string[];
  readonly rows: AsyncIterable<SourceRow>;
};

/** Something to tell about one cell. `imported` false: the whole row was left out. No value of the row is repeated. */
export type RowIssue = {
  readonly row: number;
  readonly column: string;
  readonly imported: boolean;
  readonly reason: string;
  readonly mend: string;
};

/** Where issues go as they are found; a file of a million rows may have as many. */
export type IssueSink = (issue: RowIssue) => void;

/** How many of one kind were new, brought up to date, or as they were. */
export type Tally = { added: number; changed: number; unchanged: number };

export const emptyTally = (): Tally => ({ added: 0, changed: 0, unchanged: 0 });

/** The header names of one column, the first as documents show it. */
export type ColumnNames = readonly [string, ...string[]];

/** A header folded for comparison: no spaces, plain brackets, small letters; marks such as '*' for required fields left out. */
const foldHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/[\s*_：:]/g, '')
    .toLowerCase();

/** Reads cells by column. Unknown headers are kept to be named to the operator, never an error. */
export type ColumnReader<Key extends string> = {
  /** The trimmed cell, '' when the file has no such column or the row is short. */
  readonly cell: (row: SourceRow, key: Key) => string;
  readonly has: (key: Key) => boolean;
  /** The header as the file writes it, else its first name in the documentation. */
  readonly title: (key: Key) => string;
  readonly unknown: readonly string[];
};

/** Finds the columns of a table by their headers. A header that comes twice counts at its first place. */
export function columnReader<Key extends string>(
  headers: readonly string[],
  names: Readonly<Record<Key, ColumnNames>>,
): ColumnReader<Key> {
  const folded = headers.map(foldHeader);
  const keys = Object.keys(names) as Key[]; // keys of a Record<Key, …> are Keys
  const places = new Map<Key, number>();
  for (const key of keys) {
    const known = names[key].map(foldHeader);
    const at = folded.findIndex((header) => known.includes(header));
    if (at >= 0) places.set(key, at);
  }
  const used = new Set(places.values());
  return {
    cell: (row, key) => {
      const at = places.get(key);
      return at === undefined ? '' : cleanCell(row.cells[at] ?? '');
    },
    has: (key) => places.has(key),
    title: (key) => {
      const at = places.get(key);
      return at === undefined ? names[key][0] : (headers[at] ?? names[key][0]).trim();
    },
    unknown: headers.filter((header, at) => header.trim() !== '' && !used.has(at)),
  };
}

/**
 * A cell as meant: spreadsheets guard long numbers and formulas with a leading apostrophe, `="…"` or a trailing tab, and so do
 * our own exports.
 */
export const cleanCell = (cell: string): string =>
  cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'(?=[=+\-@\d\t\r])/, '')
    .trim();

/** Whether a file was read in the wrong encoding: the replacement character stands where bytes made no sense. */
export const isGarbled = (row: SourceRow): boolean =>
  row.cells.some((cell) => cell.includes('\uFFFD'));

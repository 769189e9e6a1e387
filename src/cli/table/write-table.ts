/** Writing a ledger as JSON lines, CSV or a workbook: as rows come, in memory that does not grow. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type {
  ExportColumn,
  ExportRow,
  LedgerSink,
} from '#src/operations/registry/export-ledger.ts';
import { isoTime } from './iso-time.ts';
import { startWorkbook, type Workbook } from './workbook.ts';

export type TableFormat = 'jsonl' | 'csv' | 'xlsx';
export const tableFormats: readonly TableFormat[] = ['jsonl', 'csv', 'xlsx'];

/** A sink that can be ended; the stream itself is the caller's to close. */
export type TableWriter = LedgerSink & { end(): Promise<void> };

/** The writer of a format. JSON carries keys and codes for machines; CSV and workbooks carry titles and words for people. */
export function tableWriter(format: TableFormat, stream: Writable): TableWriter {
  if (format === 'jsonl') return jsonLines(stream);
  return format === 'csv' ? csv(stream) : workbook(stream);
}

/** Writes and waits while the other side is slower. */
async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

function jsonLines(stream: Writable): TableWriter {
  let columns: readonly ExportColumn[] = [];
  return {
    begin: (_, shown) => {
      columns = shown;
      return Promise.resolve();
    },
    rows: (rows) =>
      write(stream, rows.map((row) => `${JSON.stringify(jsonRow(columns, row))}\n`).join('')),
    end: () => Promise.resolve(),
  };
}

function jsonRow(columns: readonly ExportColumn[], row: ExportRow): ExportRow {
  return Object.fromEntries(
    columns.map(({ key, type }) => {
      const value = row[key] ?? null;
      if (type === 'instant' && typeof value === 'number') return [key, isoTime(value)];
      if (type === 'json' && typeof value === 'string') return [key, JSON.parse(value)];
      return [key, value];
    }),
  );
}

function csv(stream: Writable): TableWriter {
  let columns: readonly ExportColumn[] = [];
  return {
    async begin(_, shown) {
      columns = shown;
      // The mark tells Excel that the file is UTF-8.
      await write(stream, `\uFEFF${csvLine(shown.map(({ title }) => title))}`);
    },
    rows: (rows) =>
      write(
        stream,
        rows.map((row) => csvLine(columns.map((column) => cellText(column, row)))).join(''),
      ),
    end: () => Promise.resolve(),
  };
}

function workbook(stream: Writable): TableWriter {
  let columns: readonly ExportColumn[] = [];
  let book: Workbook | null = null;
  return {
    async begin(title, shown, mark) {
      columns = shown;
      book = await startWorkbook(stream, title, mark);
      await book.row(shown.map((column) => column.title));
    },
    async rows(rows) {
      for (const row of rows) {
        await book?.row(
          columns.map((column) => {
            const value = row[column.key];
            return column.type === 'number' && typeof value === 'number'
              ? value
              : cellText(column, row);
          }),
        );
      }
    },
    end: async () => {
      await book?.end();
    },
  };
}

/** A value in words for people. */
function cellText(column: ExportColumn, row: ExportRow): string {
  const value = row[column.key];
  if (value === null || value === undefined) return '';
  switch (column.type) {
    case 'instant':
      return typeof value === 'number' ? isoTime(value).slice(0, 19).replace('T', ' ') : '';
    case 'boolean':
      return value === true ? '是' : '否';
    case 'code':
      return column.words?.[plain(value)] ?? guarded(plain(value));
    case 'codes':
      return Array.isArray(value)
        ? guarded(value.map((code) => column.words?.[plain(code)] ?? plain(code)).join('、'))
        : '';
    case 'number':
    case 'date':
      return plain(value);
    case 'json':
      return guarded(column.inWords === undefined ? plain(value) : column.inWords(value));
    case 'text':
      return guarded(plain(value));
  }
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** Text a spreadsheet would run as a formula gets an apostrophe in front; imports take it off again. */
export const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** One line of CSV, quoted where needed. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;

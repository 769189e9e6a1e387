/** Opening a file of rows: CSV in the encodings spreadsheets write, streamed, or a small xlsx workbook. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import readXlsxFile from 'read-excel-file/node';
import type { SourceRow, SourceTable } from '#src/operations/registry/table-rows.ts';
import { errorCode, Fault } from '#src/platform/faults.ts';

/** A workbook is held in memory whole; a larger roster comes as CSV, which is streamed. */
export const MOST_XLSX_ROWS = 50_000;

/** How much of a CSV file is looked at to tell its encoding and its separator. */
const SAMPLE_BYTES = 256 * 1024;

/** Longer than any honest row: a forgotten quote would otherwise swallow the rest of the file. */
const LONGEST_ROW = 64 * 1024;

/**
 * Opens a table by its file name's ending: .xlsx, everything else as CSV. Throws a fault whose message tells the operator what
 * to do when the file is missing, of another kind, empty, or too large a workbook.
 */
export async function openTable(path: string): Promise<SourceTable> {
  const ending = extname(path).toLowerCase();
  if (ending === '.xls') {
    throw unreadable(
      'file-is-xls',
      '这是旧版 Excel 文件（.xls）。请在 Excel 里另存为 .xlsx 或“CSV UTF-8”。',
    );
  }
  return ending === '.xlsx' ? await openWorkbook(path) : await openCsv(path);
}

async function openCsv(path: string): Promise<SourceTable> {
  const sample = await readSample(path);
  if (sample.subarray(0, 2).toString('latin1') === 'PK') {
    throw unreadable('file-is-workbook', '这像是 Excel 工作簿。请把文件名的后缀改成 .xlsx 再试。');
  }
  const encoding = encodingOf(sample);
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(sample));
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_ROW,
  });
  pipeline(
    createReadStream(path, { highWaterMark: 256 * 1024 }),
    decodedBy(encoding),
    parser,
    () => undefined, // a failure reaches the reader through the parser
  );
  const rows = csvRows(parser);
  const first = await rows.next();
  if (first.done === true) throw emptyFile();
  return { headers: first.value.cells, rows };
}

/** What csv-parse gives with `info: true` and no column names. `lines` counts to the row's last line. */
type CsvRecord = {
  readonly record: string[];
  readonly info: { readonly lines: number; readonly records: number };
};

async function* csvRows(records: AsyncIterable<unknown>): AsyncGenerator<SourceRow, void> {
  try {
    for await (const each of records) {
      const { record, info } = each as CsvRecord; // fixed by the options above
      yield { row: info.lines, cells: record };
    }
  } catch (thrown) {
    if (!(errorCode(thrown) ?? '').startsWith('CSV_')) throw thrown;
    const line: unknown = thrown instanceof Error ? Reflect.get(thrown, 'lines') : undefined;
    const where = typeof line === 'number' ? `第 ${line} 行附近` : '有一处';
    throw unreadable(
      'csv-broken',
      `${where}读不下去，多半是少了一个双引号。请改好后重新导入；前面的行已经导入。`,
    );
  }
}

/** Bytes to text; a character may lie across two chunks. */
function decodedBy(encoding: string) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
}

async function readSample(path: string): Promise<Buffer> {
  let file;
  try {
    file = await open(path);
  } catch (cause) {
    throw new Fault('file-unreadable', {
      retry: false,
      cause,
      message: `打不开文件 ${path}。请检查路径和权限。`,
    });
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    if (bytesRead === 0) throw emptyFile();
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * UTF-16 by its mark, UTF-8 if the sample is valid UTF-8, else GB18030, which Chinese Excel writes. GB18030 text is practically
 * never valid UTF-8; the header alone has enough characters to tell.
 */
export function encodingOf(sample: Uint8Array): 'utf-8' | 'gb18030' | 'utf-16le' {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  try {
    // `stream` lets a character be cut off at the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** The separator that divides the first line into most cells. */
export function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counted = [',', '\t', ';', '，'].map((sign) => ({ sign, cells: line.split(sign).length }));
  return counted.reduce((best, next) => (next.cells > best.cells ? next : best)).sign;
}

async function openWorkbook(path: string): Promise<SourceTable> {
  await readSample(path);
  let sheets;
  try {
    sheets = await readXlsxFile(path, { parseNumber: (text) => text });
  } catch (cause) {
    throw new Fault('workbook-unreadable', {
      retry: false,
      cause,
      message: '这个 Excel 文件打不开。请在 Excel 里重新另存为 .xlsx，或另存为“CSV UTF-8”。',
    });
  }
  const [header, ...rows] = sheets[0]?.data ?? [];
  if (header === undefined) throw emptyFile();
  if (rows.length > MOST_XLSX_ROWS) {
    throw unreadable(
      'workbook-too-large',
      `Excel 文件有 ${rows.length} 行，超过 ${MOST_XLSX_ROWS} 行。请另存为“CSV UTF-8（逗号分隔）”后导入，行数不限。`,
    );
  }
  const texts = (row: typeof header): string[] => row.map(textOf);
  return {
    headers: texts(header),
    rows: (async function* () {
      for (const [at, row] of rows.entries()) {
        const cells = texts(row);
        if (cells.some((cell) => cell !== '')) yield { row: at + 2, cells };
      }
    })(),
  };
}

/** A cell as text. Days of a workbook are read as midnight UTC. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object' && 'toISOString' in cell && typeof cell.toISOString === 'function') {
    return String(cell.toISOString()).slice(0, 10);
  }
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

const emptyFile = (): Fault => unreadable('file-empty', '文件是空的：第一行应当是列名。');

const unreadable = (code: string, message: string): Fault =>
  new Fault(code, { retry: false, message });

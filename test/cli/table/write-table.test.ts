import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openTable } from '#src/cli/table/read-table.ts';
import { tableWriter, type TableFormat } from '#src/cli/table/write-table.ts';
import type { ExportColumn } from '#src/operations/registry/export-ledger.ts';
import { figuresInWords } from '#src/store/ledgers/json-words.ts';
import { cleanCell } from '#src/operations/registry/table-rows.ts';

const COLUMNS: readonly ExportColumn[] = [
  { key: 'name', title: '姓名', type: 'text' },
  { key: 'state', title: '状态', type: 'code', words: { open: '办理中' } },
  { key: 'at', title: '时间', type: 'instant' },
  { key: 'flags', title: '情况', type: 'codes', words: { a: '甲' } },
  { key: 'urgent', title: '紧急', type: 'boolean' },
  { key: 'size', title: '人口', type: 'number' },
  { key: 'data', title: '内容', type: 'json' },
  { key: 'figures', title: '名单数据', type: 'json', inWords: figuresInWords },
];
const ROWS = [
  {
    name: '=HYPERLINK("http://x")',
    state: 'open',
    at: Date.UTC(2026, 10, 2, 1, 2, 3, 4),
    flags: ['a', 'b'],
    urgent: true,
    size: 3,
    data: { k: 1 },
    figures: { selfPaidYuan: 48_600, grade: 2 },
  },
  {
    name: '阿依,"木果"\n',
    state: null,
    at: null,
    flags: [],
    urgent: false,
    size: null,
    data: null,
    figures: null,
  },
];

async function written(format: TableFormat): Promise<Buffer> {
  const stream = new PassThrough();
  const content = buffer(stream);
  const writer = tableWriter(format, stream);
  await writer.begin('农户', COLUMNS, '2026-11-02 09:00 张三 导出 1A2B3C4D');
  await writer.rows(ROWS);
  await writer.end();
  stream.end();
  return await content;
}

test('JSON lines carry keys, codes and times with their zone', async () => {
  const lines = (await written('jsonl'))
    .toString()
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines[0]).toEqual({ ...ROWS[0], at: '2026-11-02T09:02:03.004+08:00' });
  expect(lines[1]).toEqual(ROWS[1]);
});

test('a workbook says in its properties and on every printed page who took it away', async () => {
  const file = await written('xlsx');
  /** A part of the zip, which names it and then holds it compressed. */
  const part = (name: string): string =>
    inflateRawSync(file.subarray(file.indexOf(name) + name.length)).toString();
  expect(part('docProps/core.xml')).toContain('<dc:creator>2026-11-02 09:00 张三 导出 1A2B3C4D<');
  expect(part('xl/worksheets/sheet1.xml')).toContain(
    '&amp;L2026-11-02 09:00 张三 导出 1A2B3C4D&amp;R',
  );
});

test.each(['csv', 'xlsx'] as const)(
  '%s carries titles and words, and nothing a spreadsheet would run',
  async (format) => {
    const folder = await mkdtemp(join(tmpdir(), 'fangpin-test-table-'));
    try {
      const path = join(folder, `t.${format}`);
      await writeFile(path, await written(format));
      const table = await openTable(path);
      const rows = [];
      for await (const { cells } of table.rows) rows.push(cells);
      const titles = ['姓名', '状态', '时间', '情况', '紧急', '人口', '内容', '名单数据'];
      expect(table.headers).toEqual(titles);
      expect(rows[0]).toEqual([
        `'=HYPERLINK("http://x")`,
        '办理中',
        '2026-11-02 09:02:03',
        '甲、b',
        '是',
        '3',
        '{"k":1}',
        '自付 48600 元；残疾 2 级',
      ]);
      expect(cleanCell(rows[0]?.[0] ?? '')).toBe('=HYPERLINK("http://x")');
      expect(rows[1]?.[0]?.trim()).toBe('阿依,"木果"');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

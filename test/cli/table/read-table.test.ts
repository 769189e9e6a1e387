import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTable } from '#src/cli/table/read-table.ts';
import { startWorkbook } from '#src/cli/table/workbook.ts';
import { Fault } from '#src/platform/faults.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangpin-test-table-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

/** '代码,名称\r\n1,云岭县\r\n' in GB18030, as Chinese Excel saves it. */
const GB18030 = Buffer.from('b4fac2eb2cc3fbb3c60d0a312cd4c6c1ebcfd80d0a', 'hex');

async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, content);
  const table = await openTable(path);
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  return { headers: table.headers, rows };
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const thrown: unknown = await attempt.then(
    () => null,
    (cause: unknown) => cause,
  );
  return thrown instanceof Fault ? thrown.code : String(thrown);
}

test.each([
  ['UTF-8', Buffer.from('代码,名称\n1,云岭县\n')],
  ['UTF-8 with its mark', Buffer.from('\uFEFF代码,名称\r\n1,云岭县\r\n')],
  ['GB18030', GB18030],
  [
    'UTF-16 with tabs, as Excel’s Unicode text',
    Buffer.from('\uFEFF代码\t名称\r\n1\t云岭县\r\n', 'utf16le'),
  ],
  ['semicolons', Buffer.from('代码;名称\n1;云岭县\n')],
])('a table in %s is read', async (name, content) => {
  const { headers, rows } = await read(`${name}.csv`, content);
  expect(headers).toEqual(['代码', '名称']);
  expect(rows).toEqual([{ row: 2, cells: ['1', '云岭县'] }]);
});

test('a character cut in half at the end of the looked-at part is still UTF-8', async () => {
  const filler = 'x'.repeat(256 * 1024 - Buffer.byteLength('名称\n') - 1);
  const { rows } = await read(
    'cut.csv',
    `名称\n${filler.slice(0, 60_000)}\n${'好,'.repeat(90_000).slice(0, 60_000)}\n`.replace(
      /x{60000}/,
      'x',
    ),
  );
  expect(rows.length).toBeGreaterThan(0);
});

test('rows keep the number a spreadsheet shows, with line ends inside cells and empty rows between', async () => {
  const { rows } = await read('lines.csv', '名称,注\n甲,"一\n二"\n\n乙,三\n');
  expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['甲', '一\n二'],
    ['乙', '三'],
  ]);
});

test('a forgotten quote is told with its place instead of swallowing the file', async () => {
  const rest = Array.from({ length: 20_000 }, (_, at) => `行${at},值`).join('\n');
  expect(await codeOf(read('quote.csv', `名称,注\n甲,"没有结束\n${rest}`))).toBe('csv-broken');
});

test.each([
  ['empty.csv', '', 'file-empty'],
  ['old.xls', 'x', 'file-is-xls'],
  ['workbook.csv', 'PK\u0003\u0004', 'file-is-workbook'],
  ['broken.xlsx', 'no workbook', 'workbook-unreadable'],
])('%s is refused in plain words', async (name, content, code) => {
  expect(await codeOf(read(name, content))).toBe(code);
});

test('a missing file is told', async () => {
  expect(await codeOf(openTable(join(folder, 'nothing.csv')))).toBe('file-unreadable');
});

async function workbookOf(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const stream = new PassThrough();
  const content = buffer(stream);
  const book = await startWorkbook(stream, '农户 & <表>', '2026-11-02 09:00 张三 导出');
  for (const row of rows) await book.row(row);
  await book.end();
  stream.end();
  return await content;
}

test('a workbook of ours is read back, rare characters and all', async () => {
  const { headers, rows } = await read(
    'own.xlsx',
    await workbookOf([
      ['姓名', '人口'],
      ['李𬭎 <&> "㛃"', 3],
      ['=SUM(A1)\u0001', -2],
    ]),
  );
  expect(headers).toEqual(['姓名', '人口']);
  expect(rows).toEqual([
    { row: 2, cells: ['李𬭎 <&> "㛃"', '3'] },
    { row: 3, cells: ['=SUM(A1)', '-2'] },
  ]);
});

test('an ID number kept as a number is not rounded on the way in', async () => {
  const { rows } = await read('number.xlsx', await workbookOf([['证件号码'], [110_101]]));
  expect(rows[0]?.cells).toEqual(['110101']);
});

test('a workbook beyond 50 000 rows is sent to CSV', async () => {
  const rows = Array.from({ length: 50_002 }, (_, at) => [at]);
  expect(await codeOf(read('large.xlsx', await workbookOf(rows)))).toBe('workbook-too-large');
});

/**
 * A workbook (.xlsx) with one sheet, written as rows come. An .xlsx is a zip of a few XML parts; the sheet is compressed while it
 * grows and its sizes follow it (data descriptors), so that a ledger of any length needs no memory.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Fault } from '#src/platform/faults.ts';

export type Workbook = {
  /** Adds a row. Texts are written as text, never as formulas. */
  row(cells: readonly (string | number)[]): Promise<void>;
  end(): Promise<void>;
};

/** What a sheet can hold by the format (ECMA-376). */
const MOST_ROWS = 1_048_576;

/** Rows are gathered to this many characters before they are compressed. */
const CHUNK = 64 * 1024;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/**
 * Begins a workbook whose sheet is called `title`; `mark` is printed on every page and stands in the file's properties. The caller
 * ends the stream after `end`.
 */
export async function startWorkbook(
  stream: Writable,
  title: string,
  mark: string,
): Promise<Workbook> {
  const zip = new ZipWriter(stream);
  for (const [name, text] of Object.entries(fixedParts(title, mark))) {
    const part = zip.part(name);
    await part.write(text);
    await part.end();
  }
  const sheet = zip.part('xl/worksheets/sheet1.xml');
  let pending = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  let rows = 0;
  return {
    async row(cells) {
      rows += 1;
      if (rows > MOST_ROWS) {
        throw new Fault('workbook-full', {
          retry: false,
          message: `Excel 一张表最多 ${MOST_ROWS} 行。请改用 --format csv，或用 --area 分地区导出。`,
        });
      }
      pending += `<row r="${rows}">${cells.map((cell, at) => cellXml(cell, columnName(at) + rows)).join('')}</row>`;
      if (pending.length < CHUNK) return;
      await sheet.write(pending);
      pending = '';
    },
    async end() {
      await sheet.write(`${pending}</sheetData>${printed(title, mark)}</worksheet>`);
      await sheet.end();
      await zip.end();
    },
  };
}

/** Header and footer of printed pages; `&` begins a code there and is doubled. */
const printed = (title: string, mark: string): string => {
  const text = (words: string): string => escapeXml(words.replaceAll('&', '&&'));
  return `<headerFooter><oddHeader>&amp;C${text(title)}</oddHeader><oddFooter>&amp;L${text(mark)}&amp;R&amp;P/&amp;N</oddFooter></headerFooter>`;
};

const cellXml = (value: string | number, place: string): string =>
  typeof value === 'number'
    ? `<c r="${place}"><v>${value}</v></c>`
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;

/** 0 → A, 25 → Z, 26 → AA. Excel does without places, other readers do not. */
const columnName = (at: number): string =>
  (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** XML 1.0 knows no control characters but tab and line ends. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const fixedParts = (title: string, mark: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(mark)}</dc:creator></cp:coreProperties>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${escapeXml(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
});

type Entry = {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  packed: number;
  plain: number;
};

/** Flags: sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980, the earliest day a zip can say: a file of the same rows is the same file. */
const DOS_DATE = 0x0021;

class ZipWriter {
  readonly #stream: Writable;
  readonly #entries: Entry[] = [];
  #offset = 0;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** Begins a part; parts are written one after another. */
  part(name: string): { write(text: string): Promise<void>; end(): Promise<void> } {
    const entry: Entry = {
      name: Buffer.from(name),
      offset: this.#offset,
      crc: 0,
      packed: 0,
      plain: 0,
    };
    this.#entries.push(entry);
    const deflate = createDeflateRaw({ level: 6 });
    const begun = this.#write(
      Buffer.concat([header(0x04034b50, [20, 2], common(entry, false)), entry.name]),
    );
    const packing = (async () => {
      await begun;
      for await (const chunk of deflate) {
        const bytes = chunk as Buffer; // a deflate stream gives buffers
        entry.packed += bytes.length;
        await this.#write(bytes);
      }
      await this.#write(header(0x08074b50, [entry.crc, 4], [entry.packed, 4], [entry.plain, 4]));
    })();
    return {
      async write(text) {
        const bytes = Buffer.from(text);
        entry.crc = crc32(bytes, entry.crc);
        entry.plain += bytes.length;
        if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), packing]);
      },
      async end() {
        deflate.end();
        await packing;
      },
    };
  }

  async end(): Promise<void> {
    const start = this.#offset;
    for (const entry of this.#entries) {
      await this.#write(
        Buffer.concat([
          header(
            0x02014b50,
            [20, 2],
            [20, 2],
            common(entry, true),
            [0, 2],
            [0, 2],
            [0, 2],
            [0, 4],
            [entry.offset, 4],
          ),
          entry.name,
        ]),
      );
    }
    const count = this.#entries.length;
    const size = this.#offset - start;
    await this.#write(
      header(0x06054b50, [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [start, 4], [0, 2]),
    );
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length;
    if (!this.#stream.write(bytes)) await once(this.#stream, 'drain');
  }
}

type Field = readonly [value: number, bytes: 2 | 4];

/** The fields a local header and a directory entry share; before the data its sizes are not known yet. */
const common = (entry: Entry, known: boolean): readonly Field[] => [
  [FLAGS, 2],
  [DEFLATED, 2],
  [0, 2],
  [DOS_DATE, 2],
  [known ? entry.crc : 0, 4],
  [known ? entry.packed : 0, 4],
  [known ? entry.plain : 0, 4],
  [entry.name.length, 2],
  [0, 2],
];

/** Little-endian numbers after a signature. */
function header(signature: number, ...parts: readonly (Field | readonly Field[])[]): Buffer {
  const fields: Field[] = [[signature, 4]];
  for (const part of parts) {
    if (isField(part)) fields.push(part);
    else fields.push(...part);
  }
  const bytes = Buffer.alloc(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}

const isField = (part: Field | readonly Field[]): part is Field => typeof part[0] === 'number';

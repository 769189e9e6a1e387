/** Importing the area tree: county, towns, villages, groups, in any order of rows. */
import { fromInstant, localDate } from '#src/domain/calendar/local-date.ts';
import { assignPack, ownPackIds } from '#src/store/area-pack.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import {
  type AreaContent,
  insertAreas,
  type NewArea,
  updateArea,
} from '#src/store/registry/area-writes.ts';
import { type Area, allAreas } from '#src/store/registry/areas.ts';
import { lockForImport } from '#src/store/registry/household-batch.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { ImportDeps } from './import-deps.ts';
import { ISSUE_TEXT, type IssueCode } from './import-text.ts';
import {
  type ColumnNames,
  columnReader,
  emptyTally,
  isGarbled,
  type IssueSink,
  type SourceRow,
  type SourceTable,
  type Tally,
} from './table-rows.ts';

export type AreaColumn = 'code' | 'name' | 'level' | 'parent' | 'phone' | 'pack';

/** Header names; `docs/import.md` shows this table. */
export const AREA_COLUMNS: Readonly<Record<AreaColumn, ColumnNames>> = {
  code: ['代码', '地区代码', '行政区划代码', 'code'],
  name: ['名称', '地区名称', 'name'],
  level: ['级别', 'level'],
  parent: ['上级代码', '上级', 'parent_code'],
  phone: ['电话', '值班电话', '联系电话', 'phone'],
  pack: ['政策包', 'pack'],
};

/** The words of a level; the first is the one documents use. */
export const LEVEL_WORDS: Readonly<Record<Area['level'], readonly string[]>> = {
  county: ['县', '区', '县区', '区县', '市'],
  town: ['乡镇', '镇', '乡', '街道', '镇街', '新城'],
  village: ['村', '行政村', '社区', '村(社区)'],
  group: ['组', '村民小组', '小组'],
  other: ['其他'],
};

export type AreaImportSummary = {
  readonly rows: number;
  readonly bad: number;
  readonly areas: Tally;
  readonly unknownColumns: readonly string[];
};

type AreaRow = {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly level: Area['level'];
  readonly parentCode: string | null;
  readonly phone: string;
  readonly packId: string | null;
};

/** Imports the table in one transaction: a tree of tens of thousands of areas is small, and half a tree is of no use. */
export async function importAreas(
  deps: ImportDeps,
  table: SourceTable,
  report: IssueSink,
): Promise<AreaImportSummary> {
  const columns = columnReader(table.headers, AREA_COLUMNS);
  const problems = { bad: 0 };
  const reject = (row: number, column: AreaColumn, code: IssueCode): void => {
    problems.bad += 1;
    report({ row, column: columns.title(column), imported: false, ...ISSUE_TEXT[code] });
  };
  const rows = new Map<string, AreaRow>();
  let read = 0;
  for await (const source of table.rows) {
    read += 1;
    const row = readAreaRow(source, (key) => columns.cell(source, key), reject);
    if (row === null) continue;
    if (rows.has(row.code)) reject(row.row, 'code', 'twice-in-file');
    else rows.set(row.code, row);
  }
  const areas = emptyTally();
  await inScope(deps.db, SYSTEM, async (trx) => {
    await lockForImport(trx);
    const tree = new AreaTree(await allAreas(trx), deps.newId);
    const packs = columns.has('pack') ? await packAssigner(trx, deps.clock) : null;
    for (const row of parentsFirst(rows)) {
      const placed = await place(trx, tree, row, { phone: columns.has('phone') });
      const isPlaced = placed === 'added' || placed === 'changed' || placed === 'unchanged';
      const repacked =
        isPlaced &&
        (await packs?.(tree.find(row.code)?.areaId, row.packId, placed === 'added')) === true;
      const outcome = placed === 'unchanged' && repacked ? 'changed' : placed;
      if (outcome === 'added' || outcome === 'changed' || outcome === 'unchanged')
        areas[outcome] += 1;
      else reject(row.row, outcome === 'path-taken' ? 'code' : 'parent', outcome);
    }
  });
  return { rows: read, bad: problems.bad, areas, unknownColumns: columns.unknown };
}

function readAreaRow(
  source: SourceRow,
  cell: (key: AreaColumn) => string,
  reject: (row: number, column: AreaColumn, code: IssueCode) => void,
): AreaRow | null {
  const refuse = (column: AreaColumn, code: IssueCode): null => {
    reject(source.row, column, code);
    return null;
  };
  if (isGarbled(source)) return refuse('name', 'garbled');
  const code = cell('code');
  if (code === '') return refuse('code', 'no-code');
  if (!/^[0-9A-Za-z_-]{1,32}$/.test(code)) return refuse('code', 'bad-code');
  const name = cell('name').replace(/\s/g, '');
  if (name === '') return refuse('name', 'no-name');
  const word = cell('level').normalize('NFKC');
  const level = word === '' ? levelOfCode(code) : levelOfWord(word);
  if (level === null) return refuse('level', 'unknown-level');
  return {
    row: source.row,
    code,
    name,
    level,
    parentCode: cell('parent') || parentOfCode(code),
    phone: cell('phone').replace(/[^\d-]/g, ''),
    packId: cell('pack') || null,
  };
}

const levelOfWord = (word: string): Area['level'] | null => {
  const levels = Object.keys(LEVEL_WORDS) as Area['level'][]; // keys of a Record<Area['level'], …>
  return levels.find((level) => level === word || LEVEL_WORDS[level].includes(word)) ?? null;
};

/** The level a 12-digit statistics code says by the zeros at its end (统计用区划代码: 6 county, 3 town, 3 village). */
function levelOfCode(code: string): Area['level'] | null {
  if (!/^\d{12}$/.test(code)) return null;
  if (code.endsWith('000000')) return 'county';
  return code.endsWith('000') ? 'town' : 'village';
}

/** The code above a 12-digit code; null for a county or any other code. */
function parentOfCode(code: string): string | null {
  const level = levelOfCode(code);
  if (level === 'village') return `${code.slice(0, 9)}000`;
  return level === 'town' ? `${code.slice(0, 6)}000000` : null;
}

/** Rows such that a parent of the same file comes before its children. Rows in a circle come in any order and find no parent. */
function parentsFirst(rows: ReadonlyMap<string, AreaRow>): readonly AreaRow[] {
  const sorted: AreaRow[] = [];
  const seen = new Set<string>();
  const visit = (row: AreaRow): void => {
    if (seen.has(row.code)) return;
    seen.add(row.code);
    const parent = row.parentCode === null ? undefined : rows.get(row.parentCode);
    if (parent !== undefined) visit(parent);
    sorted.push(row);
  };
  for (const row of rows.values()) visit(row);
  return sorted;
}

/** The tree as it grows during the import. */
class AreaTree {
  readonly #byCode: Map<string, Area>;
  readonly #paths: Set<string>;
  readonly newId: () => string;

  constructor(areas: readonly Area[], newId: () => string) {
    this.#byCode = new Map(areas.map((area) => [area.code, area]));
    this.#paths = new Set(areas.map((area) => area.areaPath));
    this.newId = newId;
  }

  find(code: string): Area | undefined {
    return this.#byCode.get(code);
  }

  isTaken(path: string): boolean {
    return this.#paths.has(path);
  }

  remember(area: Area): void {
    this.#byCode.set(area.code, area);
    this.#paths.add(area.areaPath);
  }
}

/**
 * Assigns packs as the file says: a new area has followed its pack from the beginning, another one follows the new pack from
 * today, and an empty cell hands the area back to the nearest one above. Tells whether anything changed.
 */
async function packAssigner(trx: Trx, clock: ImportDeps['clock']) {
  const now = clock.now();
  const today = fromInstant(now);
  const own = await ownPackIds(trx, today);
  return async (
    areaId: string | undefined,
    packId: string | null,
    isNew: boolean,
  ): Promise<boolean> => {
    if (areaId === undefined || (own.get(areaId) ?? null) === packId) return false;
    await assignPack(trx, { areaId, packId, fromDay: isNew ? EVER_SINCE : today }, now);
    return true;
  };
}

/** Earlier than anything this system records. */
const EVER_SINCE = localDate('2000-01-01');

/** Adds or updates one area below its parent. */
async function place(
  trx: Trx,
  tree: AreaTree,
  row: AreaRow,
  told: { readonly phone: boolean },
): Promise<'added' | 'changed' | 'unchanged' | 'unknown-parent' | 'moved-area' | 'path-taken'> {
  const parent = row.parentCode === null ? null : tree.find(row.parentCode);
  if (parent === undefined) return 'unknown-parent';
  const stored = tree.find(row.code);
  if (stored !== undefined && stored.parentId !== (parent?.areaId ?? null)) return 'moved-area';
  const content: AreaContent = {
    level: row.level,
    name: row.name,
    fullName: fullNameOf(row.name, parent),
    phone: told.phone ? row.phone : (stored?.phone ?? ''),
  };
  if (stored !== undefined) {
    if (sameContent(stored, content)) return 'unchanged';
    await updateArea(trx, stored, content);
    tree.remember({ ...stored, ...content });
    return 'changed';
  }
  const path = `${parent?.areaPath ?? ''}${segmentOf(row.code, parent?.code ?? null)}/`;
  if (tree.isTaken(path)) return 'path-taken';
  const area: NewArea = {
    ...content,
    id: tree.newId(),
    parentId: parent?.areaId ?? null,
    path,
    code: row.code,
  };
  await insertAreas(trx, [area]);
  tree.remember({
    ...content,
    areaId: area.id,
    parentId: area.parentId,
    areaPath: path,
    code: row.code,
    active: true,
  });
  return 'added';
}

/** For people: names from below the county down; the county goes by its own name. */
const fullNameOf = (name: string, parent: Area | null): string =>
  parent === null || parent.parentId === null ? name : `${parent.fullName} ${name}`;

const sameContent = (area: Area, content: AreaContent): boolean =>
  area.level === content.level &&
  area.name === content.name &&
  area.fullName === content.fullName &&
  area.phone === content.phone;

/**
 * What a code adds to its parent's path. Twelve digits repeat the parent's; the path keeps only the new ones
 * (500230000000 → 500230101000 → 500230101203 gives 500230/101/203/), which keeps every index on it short.
 */
function segmentOf(code: string, parentCode: string | null): string {
  const short = code.replace(/(?:000){1,2}$/, '');
  if (!/^\d{12}$/.test(code)) return code;
  const above =
    parentCode !== null && /^\d{12}$/.test(parentCode)
      ? parentCode.replace(/(?:000){1,2}$/, '')
      : '';
  return above !== '' && short.startsWith(above) && short.length > above.length
    ? short.slice(above.length)
    : short;
}

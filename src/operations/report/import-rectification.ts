/**
 * Entering what inspections, audits and hidden visits found (整改台账, TN-50, BN-65) from the list they hand over: a row a problem, with its
 * measure, day and owner. A number known already is left as it is, so that a list can be handed in again.
 */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import {
  rectificationCategories,
  type RectificationCategory,
  rectificationSources,
  type RectificationSource,
} from '#src/domain/ledger/rectification.ts';
import { departmentNamed } from '#src/domain/policy/departments.ts';
import { inScope } from '#src/store/database.ts';
import { findRectification, insertRectification } from '#src/store/rectification.ts';
import { allAreas } from '#src/store/registry/areas.ts';
import { staffByCode } from '#src/store/registry/staff.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { areaFinder } from '../registry/area-finder.ts';
import { readDay } from '../registry/import-staff.ts';
import {
  type ColumnNames,
  columnReader,
  emptyTally,
  isGarbled,
  type IssueSink,
  type SourceRow,
  type SourceTable,
  type Tally,
} from '../registry/table-rows.ts';
import { askToRectify } from './rectification-desk.ts';

type Column =
  | 'number'
  | 'areaCode'
  | 'town'
  | 'village'
  | 'source'
  | 'category'
  | 'problem'
  | 'measure'
  | 'department'
  | 'owner'
  | 'foundOn'
  | 'dueOn';

/** Header names; `docs/import.md` shows this table. */
const COLUMNS: Readonly<Record<Column, ColumnNames>> = {
  number: ['编号', '问题编号', 'number'],
  areaCode: ['地区代码', '代码', 'area_code'],
  town: ['乡镇', '镇街', 'town'],
  village: ['村', '行政村', 'village'],
  source: ['问题来源', '来源', 'source'],
  category: ['问题类别', '类别', 'category'],
  problem: ['问题', '问题描述', 'problem'],
  measure: ['整改措施', '措施', 'measure'],
  department: ['责任部门', '部门', 'department'],
  owner: ['责任人编号', '人员编号', 'owner'],
  foundOn: ['发现日期', 'found_on'],
  dueOn: ['整改时限', '完成时限', 'due_on'],
};

/** Words of the lists; the first is the ledger's. */
const SOURCES: Readonly<Record<RectificationSource, readonly string[]>> = {
  inspection: ['督查检查', '督查', '检查'],
  'hidden-visit': ['暗访', '暗查暗访', '四不两直'],
  assessment: ['考核评估', '考核', '评估', '后评估'],
  audit: ['审计'],
  patrol: ['巡视巡察', '巡视', '巡察'],
  media: ['媒体反映', '媒体', '舆情'],
  'self-check': ['自查', '自查自纠'],
};

const CATEGORIES: Readonly<Record<RectificationCategory, readonly string[]>> = {
  identification: ['识别认定', '识别', '监测识别'],
  help: ['帮扶措施', '帮扶'],
  guarantees: ['三保障和饮水', '三保障', '饮水'],
  industry: ['产业发展', '产业'],
  employment: ['就业'],
  relocation: ['易地搬迁', '搬迁'],
  funds: ['资金项目', '资金', '项目'],
  conduct: ['干部作风', '作风'],
  data: ['数据质量', '数据'],
  other: ['其他'],
};

export type RectificationImport = {
  readonly rows: number;
  readonly bad: number;
  readonly problems: Tally;
  readonly unknownColumns: readonly string[];
};

/** Enters the rows; each becomes a duty of its owner, or of the town's officer where none is named. */
export async function importRectifications(
  deps: BackgroundDeps,
  table: SourceTable,
  report: IssueSink,
): Promise<RectificationImport> {
  const columns = columnReader(table.headers, COLUMNS);
  const areas = areaFinder(await inScope(deps.db, SYSTEM, allAreas));
  const problems = emptyTally();
  let rows = 0;
  let bad = 0;
  for await (const row of table.rows) {
    rows += 1;
    const reject = (column: Column, reason: string, mend: string): null => {
      report({ row: row.row, column: columns.title(column), imported: false, reason, mend });
      return null;
    };
    const read = readRow(row, columns, areas, fromInstant(deps.clock.now()), reject);
    if (read === null) {
      bad += 1;
      continue;
    }
    const entered = await inBackground(deps, (context) => enter(context, read, reject));
    if (entered.value === 'bad') bad += 1;
    else problems[entered.value] += 1;
  }
  return { rows, bad, problems, unknownColumns: columns.unknown };
}

type Reject = (column: Column, reason: string, mend: string) => null;
type Read = NonNullable<ReturnType<typeof readRow>>;

function readRow(
  row: SourceRow,
  columns: ReturnType<typeof columnReader<Column>>,
  areas: ReturnType<typeof areaFinder>,
  today: LocalDate,
  reject: Reject,
) {
  const cell = (key: Column): string => columns.cell(row, key);
  if (isGarbled(row)) return reject('problem', '这一行有乱码。', '请另存为“CSV UTF-8”再导入。');
  const place = areas.find({
    code: cell('areaCode'),
    town: cell('town'),
    village: cell('village'),
    group: '',
  });
  const found = place.kind === 'missing' ? areas.findTown(cell('town')) : place;
  if (found.kind !== 'found') {
    return reject('areaCode', '找不到这个地区。', '请填地区代码，或者写清乡镇和村。');
  }
  const source = wordIn(SOURCES, rectificationSources, cell('source'));
  if (source === null) return reject('source', '看不懂问题来源。', '可用的词见 docs/import.md。');
  const category = wordIn(CATEGORIES, rectificationCategories, cell('category'));
  if (category === null)
    return reject('category', '看不懂问题类别。', '可用的词见 docs/import.md。');
  if (cell('problem') === '') return reject('problem', '没有写问题。', '请写清是什么问题。');
  if (cell('measure') === '') return reject('measure', '没有写整改措施。', '请写清怎么整改。');
  const department = cell('department') === '' ? null : departmentNamed(cell('department'));
  if (department === null && cell('department') !== '') {
    return reject('department', '没有这个部门。', '请写通用名，例如 医保、住建。');
  }
  const dueOn = readDay(cell('dueOn'));
  if (dueOn === null || dueOn === undefined) {
    return reject('dueOn', '没有整改时限，或者日期看不懂。', '请写成 2026-11-30 这样。');
  }
  const foundOn = readDay(cell('foundOn')) ?? today;
  const words = { problem: cell('problem'), measure: cell('measure'), number: cell('number') };
  const owner = cell('owner');
  return { area: found.area, source, category, department, dueOn, foundOn, owner, ...words };
}

function wordIn<T extends string>(
  words: Readonly<Record<T, readonly string[]>>,
  codes: readonly T[],
  cell: string,
): T | null {
  return codes.find((code) => code === cell || words[code].includes(cell)) ?? null;
}

async function enter(
  context: WorkContext,
  read: Read,
  reject: Reject,
): Promise<'added' | 'unchanged' | 'bad'> {
  const owner = read.owner === '' ? null : ((await staffByCode(context.trx, read.owner)) ?? null);
  if (owner === null && read.owner !== '') {
    reject('owner', '没有这个编号的人员。', '请先导入人员，或者把这一格空着。');
    return 'bad';
  }
  const { area, owner: _code, ...rest } = read;
  const id = context.newId();
  const number = await insertRectification(context.trx, context.fields, {
    ...rest,
    id,
    areaId: area.areaId,
    areaPath: area.areaPath,
    ownerStaffId: owner?.staffId ?? null,
  });
  if (number === null) return 'unchanged';
  const stored = await findRectification(context.trx, id);
  if (stored !== null) await askToRectify(context, stored);
  return 'added';
}

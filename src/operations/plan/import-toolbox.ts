/** Reading a town's own tool box from its list (潼南 2025（二）以镇街为单位，完善帮扶政策“工具箱”). */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { riskTypes, type RiskType } from '#src/domain/declaration/risk.ts';
import type { TownMeasure } from '#src/domain/plan/town-toolbox.ts';
import { departmentNamed } from '#src/domain/policy/departments.ts';
import { measureClasses } from '#src/domain/policy/toolbox.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { inScope } from '#src/store/database.ts';
import { MEASURE_CLASS } from '#src/store/ledgers/help-words.ts';
import { findAreaByCode } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { writeTownMeasure } from '#src/store/town-measure.ts';
import { readYesNo } from '../registry/form-codes.ts';
import type { ImportDeps } from '../registry/import-deps.ts';
import {
  type ColumnNames,
  columnReader,
  emptyTally,
  type IssueSink,
  type SourceTable,
  type Tally,
} from '../registry/table-rows.ts';

type Column =
  | 'code'
  | 'title'
  | 'class'
  | 'lead'
  | 'risks'
  | 'cap'
  | 'condition'
  | 'handout'
  | 'off';

/** Header names; `docs/import.md` shows this table. */
const COLUMNS: Readonly<Record<Column, ColumnNames>> = {
  code: ['代码', 'code'],
  title: ['措施', '名称', 'title'],
  class: ['措施类别', '类别', 'class'],
  lead: ['牵头部门', '部门', 'lead'],
  risks: ['对应风险', '风险', 'risks'],
  cap: ['每户每年上限(元)', '上限', 'cap'],
  condition: ['条件', 'condition'],
  handout: ['直接发钱发物', 'handout'],
  off: ['本镇不提供', '停用', 'off'],
};

export type ToolboxImport = {
  readonly rows: number;
  readonly bad: number;
  readonly measures: Tally;
  readonly unknownColumns: readonly string[];
};

/** Stores the list for the town; a code the county has is worded anew or taken out, any other is the town's own. */
export async function importToolbox(
  deps: ImportDeps,
  areaCode: string,
  table: SourceTable,
  report: IssueSink,
): Promise<Result<ToolboxImport, { readonly code: 'unknown-area' | 'not-a-town' }>> {
  const town = await inScope(deps.db, SYSTEM, (trx) => findAreaByCode(trx, areaCode));
  if (town === undefined) return refused({ code: 'unknown-area' });
  if (town.level !== 'town') return refused({ code: 'not-a-town' });
  const columns = columnReader(table.headers, COLUMNS);
  const measures = emptyTally();
  let rows = 0;
  let bad = 0;
  for await (const row of table.rows) {
    rows += 1;
    const read = readMeasure((key) => columns.cell(row, key), town.name);
    if (!read.ok) {
      bad += 1;
      const { column, reason, mend } = read.refusal;
      report({ row: row.row, column: columns.title(column), imported: false, reason, mend });
      continue;
    }
    const on = fromInstant(deps.clock.now());
    const news = await inScope(deps.db, SYSTEM, (trx) =>
      writeTownMeasure(trx, town, read.value, on),
    );
    measures[news ? 'added' : 'unchanged'] += 1;
  }
  return accepted({ rows, bad, measures, unknownColumns: columns.unknown });
}

type Mistake = { readonly column: Column; readonly reason: string; readonly mend: string };

function readMeasure(
  cell: (key: Column) => string,
  townName: string,
): Result<TownMeasure, Mistake> {
  const wrong = (column: Column, reason: string, mend: string) => refused({ column, reason, mend });
  const code = cell('code');
  if (!/^[a-z][a-z0-9-]*$/.test(code)) {
    return wrong('code', '代码要用小写字母、数字和“-”。', '县里已有的措施照县里的代码写。');
  }
  if (readYesNo(cell('off')) === true) return accepted({ code, item: null });
  if (cell('title') === '') return wrong('title', '没有写措施名称。', '请写农户看得懂的名称。');
  const word = cell('class');
  const found = measureClasses.find((each) => each === word || MEASURE_CLASS[each] === word);
  if (found === undefined) return wrong('class', '看不懂措施类别。', '可用的词见 docs/import.md。');
  const lead = departmentNamed(cell('lead'));
  if (lead === null) return wrong('lead', '没有这个部门。', '请写通用名，例如 人社、民政。');
  const risks: RiskType[] = [];
  for (const each of cell('risks')
    .split(/[、,，;；]/)
    .filter((one) => one !== '')) {
    const risk = riskTypes.find((one) => one === each.trim());
    if (risk === undefined)
      return wrong('risks', '看不懂对应风险。', '可用的词见 docs/import.md。');
    risks.push(risk);
  }
  const cap = cell('cap');
  if (cap !== '' && !/^[1-9]\d*$/.test(cap))
    return wrong('cap', '上限要写整数元。', '没有上限就空着。');
  return accepted({
    code,
    item: {
      code,
      title: cell('title'),
      class: found,
      risks,
      lead,
      capYuanPerYear: cap === '' ? null : Number(cap),
      condition: cell('condition') || null,
      handout: readYesNo(cell('handout')) === true,
      source: { kind: 'own-default', reason: `${townName}工具箱` },
    },
  });
}

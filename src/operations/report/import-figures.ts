/**
 * Figures of targets nothing stored can tell (考核指标数据): a row a target and year. Targets are those of the county's pack, by code or title,
 * so that a figure cannot land under another name.
 */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { readFigure } from '#src/domain/ledger/kpi-figure.ts';
import type { Kpi } from '#src/domain/policy/kpi.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { writeKpiFigure } from '#src/store/kpi-figure.ts';
import { allAreas } from '#src/store/registry/areas.ts';
import { countyAreas } from '#src/store/registry/top-area.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { BackgroundDeps } from '../duty/work-context.ts';
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

type Column = 'areaCode' | 'target' | 'year' | 'value' | 'asOf';

/** Header names; `docs/import.md` shows this table. */
const COLUMNS: Readonly<Record<Column, ColumnNames>> = {
  areaCode: ['地区代码', '县代码', 'area_code'],
  target: ['指标', '考核指标', '指标代码', 'target'],
  year: ['年度', '年份', 'year'],
  value: ['数值', '完成数', '数', 'value'],
  asOf: ['截至日期', '日期', 'as_of'],
};

export type FigureImport = {
  readonly rows: number;
  readonly bad: number;
  readonly figures: Tally;
  readonly unknownColumns: readonly string[];
};

type County = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly kpis: readonly Kpi[];
};

/** Reads the list; a row of the same target and year takes the place of the earlier one. */
export async function importFigures(
  deps: BackgroundDeps,
  table: SourceTable,
  report: IssueSink,
): Promise<FigureImport> {
  const columns = columnReader(table.headers, COLUMNS);
  const now = deps.clock.now();
  const today = fromInstant(now);
  const areas = areaFinder(await inScope(deps.db, SYSTEM, allAreas));
  const counties = await inScope(deps.db, SYSTEM, (trx) => countiesOf(deps, trx, today));
  const figures = emptyTally();
  let rows = 0;
  let bad = 0;
  for await (const row of table.rows) {
    rows += 1;
    const reject = (column: Column, reason: string, mend: string): null => {
      report({ row: row.row, column: columns.title(column), imported: false, reason, mend });
      return null;
    };
    const read = readRow(row, columns, areas, counties, today, reject);
    if (read === null) {
      bad += 1;
      continue;
    }
    const { county, ...figure } = read;
    figures[await inScope(deps.db, SYSTEM, (trx) => writeKpiFigure(trx, county, figure, now))] += 1;
  }
  return { rows, bad, figures, unknownColumns: columns.unknown };
}

async function countiesOf(
  { policies }: Pick<BackgroundDeps, 'policies'>,
  trx: Trx,
  today: LocalDate,
): Promise<readonly County[]> {
  const counties: County[] = [];
  for (const { areaId, areaPath } of await countyAreas(trx)) {
    const pack = await packInForce({ trx, policies, today }, areaPath);
    counties.push({ areaId, areaPath, kpis: pack.settings.kpis.value });
  }
  return counties;
}

type Reject = (column: Column, reason: string, mend: string) => null;

function readRow(
  row: SourceRow,
  columns: ReturnType<typeof columnReader<Column>>,
  areas: ReturnType<typeof areaFinder>,
  counties: readonly County[],
  today: LocalDate,
  reject: Reject,
) {
  const cell = (key: Column): string => columns.cell(row, key);
  if (isGarbled(row)) return reject('target', '这一行有乱码。', '请另存为“CSV UTF-8”再导入。');
  const code = cell('areaCode');
  const place = areas.find({ code, town: '', village: '', group: '' });
  const [only, ...more] =
    code === ''
      ? counties
      : counties.filter((each) => place.kind === 'found' && each.areaId === place.area.areaId);
  if (only === undefined || more.length > 0) {
    return reject('areaCode', '看不出是哪个县。', '请填县的地区代码。');
  }
  const named = cell('target');
  const kpi = only.kpis.find((each) => each.code === named || each.title === named);
  if (kpi === undefined) {
    return reject('target', '县里的政策包没有这项指标。', '指标名称用 fangpin kpi 看。');
  }
  const value = readFigure(cell('value'), kpi.unit);
  if (value === null) {
    return reject('value', '数值看不懂。', '请写成 95%、2.3亿元 或者 2000 这样。');
  }
  const year = /^(20\d\d)年?$/.exec(cell('year'))?.[1];
  if (year === undefined && cell('year') !== '') {
    return reject('year', '年度看不懂。', '请写成 2026 这样。');
  }
  const asOf = readDay(cell('asOf'));
  if (asOf === undefined) return reject('asOf', '日期看不懂。', '请写成 2026-11-30 这样。');
  const day = asOf ?? today;
  return {
    county: only,
    code: kpi.code,
    year: Number(year ?? day.slice(0, 4)),
    value,
    asOf: day,
  };
}

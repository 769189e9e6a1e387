/** `fangpin import figures`: figures of targets the county hands in, because nothing stored can tell them. */
import { importFigures } from '#src/operations/report/import-figures.ts';
import { backgroundOf } from './background.ts';
import type { CliDeps } from './command.ts';
import { errorFile } from './table/error-file.ts';
import { openTable } from './table/read-table.ts';

/** Imports the list; 1 when rows could not be read. */
export async function importKpiFigures(path: string, deps: CliDeps): Promise<number> {
  const table = await openTable(path);
  const service = await deps.open();
  const issues = errorFile(`${path}.errors.csv`);
  const { rows, bad, figures, unknownColumns } = await importFigures(
    backgroundOf(service),
    table,
    issues.report,
  );
  const written = await issues.end();
  deps.terminal.out(`读了 ${rows} 行。`);
  const { added, changed, unchanged } = figures;
  deps.terminal.out(
    `考核数据：新增 ${added}，更新 ${changed}，不变 ${unchanged}。用 fangpin kpi 看。`,
  );
  if (unknownColumns.length > 0) {
    deps.terminal.err(`这些列没有用到：${unknownColumns.join('、')}（列名见 docs/import.md）。`);
  }
  if (written > 0) {
    deps.terminal.err(`有 ${bad} 行没有导入，写在 ${path}.errors.csv，改好后再导入一次就行。`);
  }
  return bad > 0 ? 1 : 0;
}

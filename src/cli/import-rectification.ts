/** `fangpin import rectification`: a list of what an inspection found becomes the ledger of rectification. */
import { importRectifications } from '#src/operations/report/import-rectification.ts';
import { backgroundOf } from './background.ts';
import type { CliDeps } from './command.ts';
import { errorFile } from './table/error-file.ts';
import { openTable } from './table/read-table.ts';

/** Imports the list; 1 when rows could not be read. */
export async function importRectification(path: string, deps: CliDeps): Promise<number> {
  const table = await openTable(path);
  const service = await deps.open();
  const issues = errorFile(`${path}.errors.csv`);
  const { rows, bad, problems, unknownColumns } = await importRectifications(
    backgroundOf(service),
    table,
    issues.report,
  );
  const written = await issues.end();
  deps.terminal.out(`读了 ${rows} 行。`);
  deps.terminal.out(`整改问题：新增 ${problems.added}，已有 ${problems.unchanged}`);
  if (unknownColumns.length > 0) {
    deps.terminal.err(`这些列没有用到：${unknownColumns.join('、')}（列名见 docs/import.md）。`);
  }
  if (written > 0) {
    deps.terminal.err(`有 ${bad} 行没有导入，写在 ${path}.errors.csv，改好后再导入一次就行。`);
  }
  return bad > 0 ? 1 : 0;
}

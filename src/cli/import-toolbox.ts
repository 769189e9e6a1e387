/** `fangpin import toolbox`: a town's own measures over the county's tool box. */
import { importToolbox } from '#src/operations/plan/import-toolbox.ts';
import { type CliDeps, UsageError } from './command.ts';
import { errorFile } from './table/error-file.ts';
import { openTable } from './table/read-table.ts';

/** Imports the list; 1 when rows could not be read or the area is no town. */
export async function importTownToolbox(
  path: string,
  areaCode: string | undefined,
  deps: CliDeps,
): Promise<number> {
  if (areaCode === undefined) throw new UsageError('请用 --area 写明是哪个乡镇。');
  const table = await openTable(path);
  const issues = errorFile(`${path}.errors.csv`);
  const done = await importToolbox(await deps.open(), areaCode, table, issues.report);
  const written = await issues.end();
  if (!done.ok) {
    deps.terminal.err(
      done.refusal.code === 'unknown-area'
        ? `没有代码是 ${areaCode} 的地区。`
        : '工具箱以乡镇为单位，请写乡镇的代码。',
    );
    return 1;
  }
  const { rows, bad, measures, unknownColumns } = done.value;
  deps.terminal.out(`读了 ${rows} 行。`);
  deps.terminal.out(`措施：更新 ${measures.added}，不变 ${measures.unchanged}`);
  if (unknownColumns.length > 0) {
    deps.terminal.err(`这些列没有用到：${unknownColumns.join('、')}（列名见 docs/import.md）。`);
  }
  if (written > 0) deps.terminal.err(`有 ${bad} 行没有导入，写在 ${path}.errors.csv。`);
  return bad > 0 ? 1 : 0;
}

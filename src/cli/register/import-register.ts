/** `fangpin import register`: a department's list compared with the registry, and the report of the month. */
import { type RegisterDepartment, registerDepartments } from '#src/domain/alarm/register-risk.ts';
import { fromInstant, monthOf } from '#src/domain/calendar/local-date.ts';
import { departmentNamed, departmentTitle } from '#src/domain/policy/departments.ts';
import { comparisonReport } from '#src/operations/alarm/comparison-report.ts';
import { compareRegister } from '#src/operations/alarm/compare-register.ts';
import { comparisonLines, comparedLines } from '#src/flows/text/comparison.ts';
import { backgroundOf } from '../background.ts';
import { type CliDeps, UsageError } from '../command.ts';
import { errorFile } from '../table/error-file.ts';
import { hashOf } from '../table/hash-of.ts';
import { openTable } from '../table/read-table.ts';
import { openRegister } from './read-register.ts';

/** Lists every department has columns for, as the help shows them. */
export const registerHelp: string = registerDepartments
  .map((code) => `  ${code.padEnd(12)} ${departmentTitle(code)}`)
  .join('\n');

/** A department of the option by code or name; those without columns are refused. */
function departmentOf(word: string | undefined): RegisterDepartment {
  const named = departmentNamed(word ?? '');
  const known = registerDepartments.find((code) => code === named);
  if (known === undefined) {
    const said = word === undefined ? '请用 --department 写明部门' : `没有叫 ${word} 的部门，现有`;
    throw new UsageError(`${said}：${registerDepartments.join('、')}。`);
  }
  return known;
}

/** Compares a list; 1 when rows could not be read, matched or not. */
export async function importRegister(
  path: string,
  options: { readonly department?: string; readonly alert: boolean },
  deps: CliDeps,
): Promise<number> {
  const department = departmentOf(options.department);
  const table = await openTable(path);
  const service = await deps.open();
  const today = fromInstant(service.clock.now());
  const issues = errorFile(`${path}.unmatched.csv`);
  const list = openRegister(department, table, today, issues.report);
  if (list.missing.length > 0) {
    deps.terminal.err(`文件里没有这些列：${list.missing.join('、')}（列名见 docs/import.md）。`);
  }
  const background = backgroundOf(service);
  const { run, repeated } = await compareRegister(
    background,
    { department, fileHash: await hashOf(path), rows: list.rows, isAlert: options.alert },
    issues.report,
  );
  const written = await issues.end();
  for (const line of comparedLines(run, repeated)) deps.terminal.out(line);
  if (list.unknownColumns.length > 0) {
    deps.terminal.err(`这些列没有用到：${list.unknownColumns.join('、')}。`);
  }
  if (written > 0) {
    deps.terminal.err(`有 ${written} 行没有对上或读不进去，写在 ${path}.unmatched.csv。`);
  }
  const report = await comparisonReport(background, monthOf(today));
  for (const line of comparisonLines(report)) deps.terminal.out(line);
  return run.bad > 0 ? 1 : 0;
}

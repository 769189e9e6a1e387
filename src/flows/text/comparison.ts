/** The month's data comparison (数据比对) in words: for the operator's terminal and for the report that is handed on. */
import type { YearMonth } from '#src/domain/calendar/local-date.ts';
import { type DepartmentCode, departmentTitle } from '#src/domain/policy/departments.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import { issueLabels } from './staff-issue.ts';

export type ComparedList = {
  readonly department: DepartmentCode;
  readonly rows: number;
  readonly matchedByNumber: number;
  readonly matchedByName: number;
  readonly unmatched: number;
  readonly bad: number;
  readonly findings: number;
  readonly known: number;
  readonly newRisks: number;
};

/** What one list brought. */
export const comparedLines = (run: ComparedList, repeated: boolean): readonly string[] => [
  ...(repeated ? ['这个文件比对过了，没有重复计算。'] : []),
  `读了 ${run.rows} 行，按证件号码对上 ${run.matchedByNumber} 行，按姓名和村对上 ${run.matchedByName} 行，没有对上 ${run.unmatched} 行，读不进去 ${run.bad} 行。`,
  `有风险的 ${run.findings} 户次：新发现 ${run.newRisks}，已经知道的 ${run.known}。新发现的都转给村和镇核实。`,
];

/** What is known of a month's comparison. */
export type MonthCompared = {
  readonly month: YearMonth;
  readonly runs: readonly ComparedList[];
  readonly missing: readonly DepartmentCode[];
};

/** To the bureau's data person, once every list of the month is in. */
export const comparisonReported = (report: MonthCompared): Message => ({
  text: comparisonLines(report).join('\n'),
  choices: [[lasting('menu', 'staff-issue', issueLabels.list)]],
});

/** The month so far. */
export function comparisonLines(report: MonthCompared): readonly string[] {
  const sum = (of: (run: ComparedList) => number): number =>
    report.runs.reduce((total, run) => total + of(run), 0);
  return [
    `${report.month} 数据比对：${report.runs.length} 份名单，${sum((run) => run.rows)} 行，新发现风险 ${sum((run) => run.newRisks)} 户次，没有对上 ${sum((run) => run.unmatched)} 行。`,
    ...report.runs.map(
      (run) =>
        `  ${departmentTitle(run.department)}：${run.rows} 行，新发现 ${run.newRisks}，已知 ${run.known}，没有对上 ${run.unmatched}`,
    ),
    report.missing.length === 0
      ? '本月名单都已比对。'
      : `还没有交名单的部门：${report.missing.map(departmentTitle).join('、')}。`,
  ];
}

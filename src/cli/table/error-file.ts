/** The file of rows an import could not take or doubts: made with the first issue, in Excel's own encoding mark. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { IssueSink } from '#src/operations/registry/table-rows.ts';
import { csvLine, guarded } from './write-table.ts';

const HEADER = ['行号', '列', '结果', '原因', '怎么改'];

/** Lines gathered before they are written. */
const GATHERED = 500;

/**
 * Collects issues into `path`; an old file there is replaced, and none is left when there are no issues. It names rows and
 * columns and never repeats a value: the file may travel further than the roster.
 */
export function errorFile(path: string): {
  readonly report: IssueSink;
  /** Closes the file; the number of issues written. */
  readonly end: () => Promise<number>;
} {
  rmSync(path, { force: true });
  let file: number | null = null;
  let lines: string[] = [];
  let count = 0;
  const flush = (): void => {
    if (lines.length === 0) return;
    file ??= openNew(path);
    writeSync(file, lines.join(''));
    lines = [];
  };
  return {
    report(issue) {
      count += 1;
      const outcome = issue.imported ? '已导入，请核对' : '没有导入';
      lines.push(
        csvLine([String(issue.row), guarded(issue.column), outcome, issue.reason, issue.mend]),
      );
      if (lines.length >= GATHERED) flush();
    },
    end() {
      flush();
      if (file !== null) closeSync(file);
      return Promise.resolve(count);
    },
  };
}

function openNew(path: string): number {
  const file = openSync(path, 'w');
  writeSync(file, `\uFEFF${csvLine(HEADER)}`);
  return file;
}

/** `fangpin import`: areas, households or staff from a file of rows. */
import { checkImported } from '#src/operations/quality/check-imported.ts';
import { importAreas } from '#src/operations/registry/import-areas.ts';
import { importHouseholds } from '#src/operations/registry/import-households.ts';
import { importStaff } from '#src/operations/registry/import-staff.ts';
import { recordedImport } from '#src/operations/registry/record-import.ts';
import type { IssueSink, SourceTable, Tally } from '#src/operations/registry/table-rows.ts';
import { type CliDeps, type Command, readArgs, type Service, UsageError } from './command.ts';
import { backgroundOf } from './background.ts';
import { importKpiFigures } from './import-figures.ts';
import { importRectification } from './import-rectification.ts';
import { importTownToolbox } from './import-toolbox.ts';
import { importRegister, registerHelp } from './register/import-register.ts';
import { errorFile } from './table/error-file.ts';
import { hashOf } from './table/hash-of.ts';
import { openTable } from './table/read-table.ts';

const KINDS = ['areas', 'households', 'staff'] as const;
type Kind = (typeof KINDS)[number];

export const importCommand: Command = {
  name: 'import',
  summary: '从 CSV 或 Excel 文件导入地区、农户、人员，比对部门名单',
  help: `用法：fangpin import areas|households|staff 文件

  areas       地区（县、乡镇、村、组）
  households  农户名册，一行一名成员
  staff       人员和岗位，一行一个岗位

      fangpin import register 文件 --department 部门 [--alert]

  register    部门名单，和农户名册比对，新的风险变成预警
              --alert 表示这份名单本身就是部门预警线索
${registerHelp}

      fangpin import rectification 文件

  rectification  督查、审计、暗访等发现的问题，进整改台账

      fangpin import figures 文件

  figures     考核指标里系统算不出来的数，例如满意度、贷款发放

      fangpin import toolbox 文件 --area 乡镇代码

  toolbox     一个乡镇自己的帮扶措施

文件可以是 CSV（UTF-8 或 GB18030 编码，行数不限）或 .xlsx（最多 50000 行）。
第一行是列名，列名和可用的词见 docs/import.md。
同一个文件导入两次不会重复；文件里没有的人不会被删除。
读不进去的行写在“文件名.errors.csv”里，其余照常导入。`,
  async run(args, deps) {
    const { positionals, values } = readArgs(args, {
      department: { type: 'string' },
      alert: { type: 'boolean', default: false },
      area: { type: 'string' },
    });
    const [kindText, path, ...rest] = positionals;
    if (kindText === 'register' && path !== undefined && rest.length === 0) {
      return await importRegister(path, values, deps);
    }
    if (kindText === 'toolbox' && path !== undefined && rest.length === 0) {
      return await importTownToolbox(path, values.area, deps);
    }
    if (kindText === 'figures' && path !== undefined && rest.length === 0) {
      return await importKpiFigures(path, deps);
    }
    if (kindText === 'rectification' && path !== undefined && rest.length === 0) {
      return await importRectification(path, deps);
    }
    const kind = KINDS.find((known) => known === kindText);
    if (kind === undefined || path === undefined || rest.length > 0) {
      throw new UsageError('请写明导入什么和哪个文件。');
    }
    const table = await openTable(path);
    const service = await deps.open();
    const issues = errorFile(`${path}.errors.csv`);
    const summary = await recordedImport(service, { kind, fileHash: await hashOf(path) }, () =>
      runImport(kind, service, table, issues.report, deps),
    );
    const written = await issues.end();
    report(deps, kind, summary);
    if (written > 0) {
      deps.terminal.err(
        `有 ${written} 处问题（其中 ${summary.bad} 行没有导入），写在 ${path}.errors.csv，改好后把文件再导入一次就行。`,
      );
    }
    return summary.bad > 0 ? 1 : 0;
  },
};

type Summary = {
  readonly rows: number;
  readonly bad: number;
  readonly unknownColumns: readonly string[];
  readonly counts: readonly (readonly [string, Tally])[];
  readonly more: readonly string[];
};

async function runImport(
  kind: Kind,
  service: Service,
  table: SourceTable,
  report: IssueSink,
  { terminal }: CliDeps,
): Promise<Summary> {
  switch (kind) {
    case 'areas': {
      const { areas, ...rest } = await importAreas(service, table, report);
      return { ...rest, counts: [['地区', areas]], more: [] };
    }
    case 'households': {
      let shown = 0;
      const { households, members, touched, ...rest } = await importHouseholds(
        service,
        table,
        report,
        ({ rows }) => {
          if (rows - shown < 30_000) return;
          shown = rows;
          terminal.err(`已读 ${rows} 行……`);
        },
      );
      if (touched.length > 0) terminal.err('名册已经进去了，正在做数据体检……');
      const checks = await checkImported(backgroundOf(service), touched);
      return {
        ...rest,
        counts: [
          ['农户', households],
          ['成员', members],
        ],
        more: touched.length === 0 ? [] : [checkedLine(checks)],
      };
    }
    case 'staff': {
      const { staff, posts, assigned, ...rest } = await importStaff(service, table, report);
      const more = [`岗位：新任 ${posts.opened}，离任 ${posts.closed}，不变 ${posts.unchanged}`];
      return { ...rest, counts: [['人员', staff]], more: [...more, `新增包户：${assigned} 户`] };
    }
  }
}

const checkedLine = ({ checked, findings }: Awaited<ReturnType<typeof checkImported>>): string =>
  findings === 0
    ? `数据体检：看了 ${checked} 户，没有发现问题。`
    : `数据体检：看了 ${checked} 户，有 ${findings} 处要核对，村里在“数据体检”里能看到，今晚放进待办。`;

function report({ terminal }: CliDeps, kind: Kind, summary: Summary): void {
  terminal.out(`读了 ${summary.rows} 行。`);
  for (const [name, { added, changed, unchanged }] of summary.counts) {
    terminal.out(`${name}：新增 ${added}，更新 ${changed}，不变 ${unchanged}`);
  }
  for (const line of summary.more) terminal.out(line);
  if (summary.unknownColumns.length > 0) {
    terminal.err(
      `这些列没有用到：${summary.unknownColumns.join('、')}（${kind} 的列名见 docs/import.md）。`,
    );
  }
}

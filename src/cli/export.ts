/** `fangpin export`: a ledger as JSON lines, CSV or a workbook. */
import { createWriteStream } from 'node:fs';
import { userInfo } from 'node:os';
import { finished } from 'node:stream/promises';
import { nearestOf } from '#src/domain/nearest-name.ts';
import {
  exportableLedgers,
  exportLedger,
  ledgerNamed,
} from '#src/operations/registry/export-ledger.ts';
import { type CliDeps, type Command, readArgs, UsageError } from './command.ts';
import { tableFormats, tableWriter } from './table/write-table.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: '导出台账（JSON、CSV、Excel）',
  help: `用法：fangpin export 台账 --format jsonl|csv|xlsx [--area 地区代码] [--month 月份]
                      [--out 文件] [--by 姓名] [--private]

台账：
${exportableLedgers.map(({ name, title }) => `  ${name.padEnd(19)} ${title}`).join('\n')}

  --area     只要这个地区和它下面的
  --month    只要这个月的，如 2026-10（月报、消除标注、务工变动）
  --out      写到文件；不写就输出到屏幕
  --by       谁导出的；不写就记本机账号。和时间一起写在每一行的“导出标记”里，并记入查看记录
  --private  连同电话、原话等加密内容。会要求输入密钥，并记入查看记录

各列的名称和状态的说法见 docs/ledgers.md。`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, {
      format: { type: 'string', default: 'jsonl' },
      area: { type: 'string' },
      month: { type: 'string' },
      out: { type: 'string' },
      by: { type: 'string' },
      private: { type: 'boolean', default: false },
    });
    const [name] = positionals;
    if (name === undefined || positionals.length > 1) throw new UsageError('请写明导出哪个台账。');
    const ledger = ledgerNamed(name);
    if (ledger === null) {
      const meant = nearestOf(exportableLedgers.map((each) => each.name))(name);
      throw new UsageError(`没有“${name}”这个台账。${meant === null ? '' : `是不是 ${meant}？`}`);
    }
    const format = tableFormats.find((known) => known === values.format);
    if (format === undefined) throw new UsageError('--format 只能是 jsonl、csv 或 xlsx。');
    if (values.month !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(values.month)) {
      throw new UsageError('--month 要写成 2026-10 这样。');
    }
    if (values.private && !(await holdsKey(deps))) {
      deps.terminal.err('密钥不对，没有导出。');
      return 1;
    }
    const service = await deps.open();
    const file = values.out === undefined ? null : createWriteStream(values.out, { mode: 0o600 });
    const writer = tableWriter(format, file ?? deps.terminal.stdout);
    const request = {
      ledger,
      areaCode: values.area ?? null,
      month: values.month ?? null,
      fields: values.private ? service.fields : null,
      by: { staffId: null, name: values.by?.trim() || userInfo().username },
      format,
    };
    const done = await exportLedger(service, request, writer);
    if (!done.ok) {
      file?.destroy();
      deps.terminal.err(`没有代码是 ${values.area ?? ''} 的地区。`);
      return 1;
    }
    await writer.end();
    if (file !== null) {
      file.end();
      await finished(file);
    }
    deps.terminal.err(`导出 ${done.value} 行。`);
    return 0;
  },
};

/** Whoever may read private text holds the installation's key; being able to start a command is not enough. */
async function holdsKey(deps: CliDeps): Promise<boolean> {
  return await deps.isSecretKey(
    (await deps.terminal.readSecret('请输入密钥（FANGPIN_SECRET_KEY 的当前一项）：')).trim(),
  );
}

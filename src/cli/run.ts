/** Finds the command that was asked for, runs it, and says in plain words what went wrong. */
import { asFault } from '#src/platform/faults.ts';
import { auditCommand } from './audit.ts';
import { type CliDeps, type Command, messageOf, UsageError } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { kpiCommand } from './kpi.ts';
import { importCommand } from './import.ts';
import { linkCommand } from './link.ts';
import { migrateCommand } from './migrate.ts';
import { policyCommand } from './policy.ts';
import { posterCommand } from './poster.ts';
import { privacyCommand } from './privacy.ts';
import { quarantineCommand } from './quarantine.ts';
import { readCommand } from './read.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { staffCommand } from './staff.ts';

/** All commands, in the order in which an operator meets them. */
export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  doctorCommand,
  quarantineCommand,
  importCommand,
  exportCommand,
  kpiCommand,
  staffCommand,
  linkCommand,
  posterCommand,
  policyCommand,
  simulateCommand,
  readCommand,
  auditCommand,
  privacyCommand,
];

const HELP = ['help', '--help', '-h'];

/** Runs a command line; resolves to the exit code: 0 done, 1 not done, 2 wrongly called. */
export async function run(argv: readonly string[], deps: CliDeps): Promise<number> {
  const { terminal } = deps;
  const [name = 'help', ...args] = argv;
  if (HELP.includes(name)) {
    const wanted = commands.find((command) => command.name === args[0]);
    terminal.out(wanted?.help ?? overview());
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    terminal.err(`没有“${name}”这个命令。`);
    terminal.err(overview());
    return 2;
  }
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    terminal.out(command.help);
    return 0;
  }
  try {
    return await command.run(args, deps);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      terminal.err(thrown.message);
      terminal.err('');
      terminal.err(command.help);
      return 2;
    }
    terminal.err(explain(thrown));
    return 1;
  }
}

const overview = (): string =>
  [
    '防贫：农户申报、走访提醒、政策通知',
    '',
    '用法：fangpin 命令 [选项]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`),
    '',
    '某个命令怎么用：fangpin help 命令',
  ].join('\n');

/** Our own words where we have them; otherwise a code and where to look. Never a stack, never a value from the data. */
function explain(thrown: unknown): string {
  const told = messageOf(thrown);
  if (told !== '') return told;
  const { code } = asFault(thrown);
  if (code === 'system-eaddrinuse') {
    return '端口已被别的程序占用。请先停掉那个程序，或用 PORT 换一个端口。';
  }
  const lost = /^(?:sql-(?:08|57P)|system-econn)/.test(code);
  return lost
    ? `连不上数据库（${code}）。请检查 DATABASE_URL 和数据库是否在运行，或运行 fangpin doctor。`
    : `没有完成，原因代码：${code}。请运行 fangpin doctor 看看，或把代码告诉维护人员。`;
}

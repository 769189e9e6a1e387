/** `fangpin audit verify`: whether anybody touched the log of events. */
import { type Command, readArgs, UsageError } from './command.ts';

export const auditCommand: Command = {
  name: 'audit',
  summary: '核对办理记录有没有被改动',
  help: `用法：fangpin audit verify

逐条核对每个个案的事件链和封印，说明有没有缺失或改动。`,
  async run(args, deps) {
    const { positionals } = readArgs(args, {});
    if (positionals[0] !== 'verify' || positionals.length > 1)
      throw new UsageError('请写 audit verify。');
    const { ok, lines } = await deps.verifyAudit();
    for (const line of lines) deps.terminal.out(line);
    return ok ? 0 : 1;
  },
};

/** `fangpin audit verify`: whether anybody touched the log of events. */
import { type Command, readArgs, UsageError } from './command.ts';

export const auditCommand: Command = {
  name: 'audit',
  summary: '核对办理记录有没有被改动',
  help: `用法：fangpin audit verify [--mark 封存号]

逐条核对每个个案的事件链和封印，说明有没有缺失或改动。

  --mark  监督检查员抄下的封存号（如 128-3f9a0c5d7e1b2a46）：看它还在不在、是不是原样`,
  async run(args, deps) {
    const { positionals, values } = readArgs(args, { mark: { type: 'string' } });
    if (positionals[0] !== 'verify' || positionals.length > 1)
      throw new UsageError('请写 audit verify。');
    const { ok, lines } = await deps.verifyAudit(values.mark?.trim() ?? null);
    for (const line of lines) deps.terminal.out(line);
    return ok ? 0 : 1;
  },
};

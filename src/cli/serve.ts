/** `fangpin serve`: runs the service. */
import { type Command, readArgs, UsageError } from './command.ts';

const ROLES = ['web', 'bot', 'worker'] as const;

export const serveCommand: Command = {
  name: 'serve',
  summary: '启动服务',
  help: `用法：fangpin serve [--roles web,bot,worker]

  web     网页、工作台、Telegram 回调
  bot     向 Telegram 取消息
  worker  队列、规则检查、提醒、发通知
不写 --roles 就全部启动。每种可以在多台机器上各启动若干个。按 Ctrl-C 停止。`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, {
      roles: { type: 'string', default: ROLES.join(',') },
    });
    const roles = values.roles.split(',').map((role) => role.trim());
    const known = roles.every((role) => ROLES.some((each) => each === role));
    if (!known || positionals.length > 0)
      throw new UsageError('--roles 只能写 web、bot、worker，用逗号分开。');
    return await deps.serve(roles);
  },
};

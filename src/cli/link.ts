/** `fangpin link`: a link into the console that works once. */
import { roleTitle } from '#src/domain/people/roles.ts';
import { issueConsoleLink } from '#src/operations/registry/console-link.ts';
import { type Command, readArgs } from './command.ts';

export const linkCommand: Command = {
  name: 'link',
  summary: '生成一次性的工作台登录链接',
  help: `用法：fangpin link [--name 姓名]

给一位工作人员生成进入工作台的链接：只能用一次，10 分钟内有效。
不写姓名时给系统管理员；没有管理员时给县信息员。`,
  async run(args, deps) {
    const { values } = readArgs(args, { name: { type: 'string' } });
    const service = await deps.open();
    const issued = await issueConsoleLink(service, { name: values.name ?? null });
    if (!issued.ok) {
      deps.terminal.err(
        issued.refusal.code === 'ambiguous'
          ? '有好几位同名的工作人员。请先用 fangpin export staff 查看，再改用不重复的姓名。'
          : '没有找到这样的工作人员。请先用 fangpin import staff 导入，或用 fangpin staff invite 邀请。',
      );
      return 1;
    }
    const { code, name, role } = issued.value;
    deps.terminal.err(`${name}（${roleTitle(role)}）的工作台链接，10 分钟内有效，只能用一次：`);
    deps.terminal.out(`${service.publicUrl}/console/enter/${code}`);
    return 0;
  },
};

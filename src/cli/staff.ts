/** `fangpin staff invite`: an invitation that works once and brings a role with it. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { isRole, roles, roleTitle } from '#src/domain/people/roles.ts';
import { inviteStaff } from '#src/operations/registry/invite-staff.ts';
import { type Command, readArgs, UsageError } from './command.ts';
import { isoTime } from './table/iso-time.ts';

export const staffCommand: Command = {
  name: 'staff',
  summary: '邀请工作人员',
  help: `用法：fangpin staff invite --role 岗位 --area 地区代码 [--name 姓名] [--json]

岗位：
${roles.map((role) => `  ${role.padEnd(19)} ${roleTitle(role)}`).join('\n')}

给出一个只能用一次、7 天内有效的邀请码，和网页、Telegram 的链接。
写了姓名，而名册里这个地区正好有这位任这个岗位的人，就绑定到他本人。`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, {
      role: { type: 'string' },
      area: { type: 'string' },
      name: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    });
    if (positionals[0] !== 'invite' || positionals.length > 1)
      throw new UsageError('请写 staff invite。');
    if (values.role === undefined || !isRole(values.role))
      throw new UsageError('--role 要写上面列出的岗位。');
    if (values.area === undefined) throw new UsageError('请用 --area 写地区代码。');
    const service = await deps.open();
    const invited = await inviteStaff(service, {
      role: values.role,
      areaCode: values.area,
      name: values.name,
    });
    if (!invited.ok) {
      deps.terminal.err(
        `没有代码是 ${values.area} 的地区。用 fangpin export areas --format csv 可以看到所有代码。`,
      );
      return 1;
    }
    const { code, areaName, expiresAt } = invited.value;
    const bot = await deps.botName();
    const telegram = bot === null ? null : `https://t.me/${bot}?start=${code}`;
    const chat = `${service.publicUrl}/i/${code}`;
    if (values.json) {
      deps.terminal.out(
        JSON.stringify({
          code,
          telegram,
          chat,
          role: values.role,
          area: values.area,
          expiresAt: isoTime(expiresAt),
        }),
      );
      return 0;
    }
    deps.terminal.out(`邀请码：${code}（${roleTitle(values.role)}，${areaName}）`);
    deps.terminal.out(`网页：${chat}`);
    if (telegram !== null) deps.terminal.out(`Telegram：${telegram}`);
    deps.terminal.out(`${fromInstant(expiresAt)} 前有效，只能用一次。请直接发给本人。`);
    return 0;
  },
};

/** `fangpin staff invite`: an invitation that works once and brings a role with it. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import {
  departmentCodes,
  departmentNamed,
  departmentTitle,
} from '#src/domain/policy/departments.ts';
import { isRole, type Level, levelOf, roles, roleTitle } from '#src/domain/people/roles.ts';
import { inviteStaff } from '#src/operations/registry/invite-staff.ts';
import { type Command, readArgs, UsageError } from './command.ts';
import { isoTime } from './table/iso-time.ts';

/** Where a post belongs, when it was asked for elsewhere. */
const WHERE: Readonly<Record<Level, string>> = {
  village: '村一级的岗位请写一个村的代码；管几个村的，一个村邀请一次。',
  town: '镇一级的岗位请写一个乡镇的代码。',
  county: '县一级的岗位请写县的代码。',
};

export const staffCommand: Command = {
  name: 'staff',
  summary: '邀请工作人员',
  help: `用法：fangpin staff invite --role 岗位 --area 地区代码 [--department 部门]
      [--name 姓名] [--json]

岗位：
${roles.map((role) => `  ${role.padEnd(19)} ${roleTitle(role)}`).join('\n')}

部门（岗位是 department-officer 时要写）：
${departmentCodes.map((code) => `  ${code.padEnd(19)} ${departmentTitle(code)}`).join('\n')}

给出一个只能用一次、7 天内有效的邀请码，和网页、Telegram 的链接。
写了姓名，而名册里这个地区正好有这位任这个岗位的人，就绑定到他本人。`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, {
      role: { type: 'string' },
      area: { type: 'string' },
      department: { type: 'string' },
      name: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
    });
    if (positionals[0] !== 'invite' || positionals.length > 1)
      throw new UsageError('请写 staff invite。');
    if (values.role === undefined || !isRole(values.role))
      throw new UsageError('--role 要写帮助里列出的岗位（fangpin help staff）。');
    if (values.area === undefined) throw new UsageError('请用 --area 写地区代码。');
    const department = departmentNamed(values.department ?? '');
    if ((values.role === 'department-officer') !== (department !== null))
      throw new UsageError('行业部门联络员要用 --department 写明部门，别的岗位不写。');
    const service = await deps.open();
    const invited = await inviteStaff(service, {
      role: values.role,
      department,
      areaCode: values.area,
      name: values.name,
    });
    if (!invited.ok) {
      deps.terminal.err(
        invited.refusal.code === 'wrong-level'
          ? `${roleTitle(values.role)}不能任在这一级。${WHERE[levelOf(values.role)]}`
          : `没有代码是 ${values.area} 的地区。用 fangpin export areas --format csv 可以看到所有代码。`,
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
          ...(department === null ? {} : { department }),
          area: values.area,
          expiresAt: isoTime(expiresAt),
        }),
      );
      return 0;
    }
    const title = department === null ? '' : `${departmentTitle(department)}部门`;
    deps.terminal.out(`邀请码：${code}（${title}${roleTitle(values.role)}，${areaName}）`);
    deps.terminal.out(`网页：${chat}`);
    if (telegram !== null) deps.terminal.out(`Telegram：${telegram}`);
    deps.terminal.out(`${fromInstant(expiresAt)} 前有效，只能用一次。请直接发给本人。`);
    return 0;
  },
};

/** `fangpin policy`: whether packs are right, what one says and why, how two differ, which area follows which, working days. */
import { parseLocalDate } from '#src/domain/calendar/local-date.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { assignPackToArea, type AssignRefusal } from '#src/operations/policy/assign-pack.ts';
import { type CliDeps, type Command, readArgs, UsageError } from './command.ts';
import { diffLines } from './policy/diff.ts';
import { packLines, settingNames } from './policy/show.ts';

const OPTIONS = {
  area: { type: 'string' },
  from: { type: 'string' },
  inherit: { type: 'boolean' },
} as const;

export const policyCommand: Command = {
  name: 'policy',
  summary: '检查、查看、比较、指派政策包，导入节假日',
  help: `用法：
  fangpin policy check                检查所有政策包和节假日文件
  fangpin policy check 文件或文件夹   检查自己写的政策包，逐条说明哪一行怎么改
  fangpin policy show [政策包]        列出每项参数的值和出处（不写就是 default）
  fangpin policy diff 甲 乙           列出两个政策包不同的参数
  fangpin policy assign 政策包 --area 地区代码 [--from 日期]
                                      这个地区从这天起按这个政策包办（不写日期就是今天）
  fangpin policy assign --inherit --area 地区代码 [--from 日期]
                                      改回跟上级地区一样
  fangpin policy calendar             有哪些年份的节假日安排
  fangpin policy calendar import 文件 导入或改正一年的节假日安排，重算受影响的到期日

已经开始办的案件，一直按开始时的政策包办。
自己写的政策包放在数据目录（FANGPIN_DATA_DIR）的 policies 文件夹里，写法见 docs/policy-packs.md。`,
  async run(args, deps) {
    const { positionals, values } = readArgs(args, OPTIONS);
    const [verb = '', first, second, ...rest] = positionals;
    if (rest.length === 0) {
      if (verb === 'assign' && second === undefined) return await assign(deps, first, values);
      if (verb === 'check' && second === undefined) {
        return first === undefined ? await checkAll(deps) : await checkOne(deps, first);
      }
      if (verb === 'show' && second === undefined) return await show(deps, first ?? 'default');
      if (verb === 'diff' && second !== undefined) return await diff(deps, first ?? '', second);
      if (verb === 'calendar' && first === undefined) return await years(deps);
      if (verb === 'calendar' && first === 'import' && second !== undefined) {
        return await importYear(deps, second);
      }
    }
    throw new UsageError(
      '请写 policy check、policy show、policy diff、policy assign 或 policy calendar。',
    );
  },
};

async function checkAll(deps: CliDeps): Promise<number> {
  const { packs, calendar } = await deps.loadPolicies();
  for (const pack of packs.values()) {
    deps.terminal.out(`${pack.id.padEnd(10)} ${pack.title}　版本 ${pack.version}　没有问题`);
  }
  deps.terminal.out(`节假日：${yearList(calendar.published)} 年`);
  return 0;
}

/** A pack of the user's own; mistakes come as a fault whose message lists them with line and remedy. */
async function checkOne(deps: CliDeps, path: string): Promise<number> {
  const pack = await deps.checkPack(path);
  const { terminal } = deps;
  const names = settingNames(pack);
  const own = names.filter((name) => pack.settings[name].source.kind !== 'inherited');
  terminal.out(`${pack.title}（${pack.id}，版本 ${pack.version}）没有问题。`);
  terminal.out(
    `自己规定了 ${own.length} 项，其余 ${names.length - own.length} 项本文件未规定，采用默认值。`,
  );
  terminal.out(
    `下一步：放进数据目录的 policies 文件夹，重新启动，再运行 npx fangpin policy assign ${pack.id} --area 地区代码`,
  );
  return 0;
}

async function show(deps: CliDeps, id: string): Promise<number> {
  const pack = await packNamed(deps, id);
  if (pack === null) return 1;
  for (const line of packLines(pack)) deps.terminal.out(line);
  return 0;
}

async function diff(deps: CliDeps, first: string, second: string): Promise<number> {
  const a = await packNamed(deps, first);
  const b = await packNamed(deps, second);
  if (a === null || b === null) return 1;
  const { lines, count } = diffLines(a, b);
  for (const line of lines) deps.terminal.out(line);
  deps.terminal.err(count === 0 ? '两个政策包的参数完全一样。' : `有 ${count} 项不同。`);
  return 0;
}

async function assign(
  deps: CliDeps,
  packId: string | undefined,
  values: { readonly area?: string; readonly from?: string; readonly inherit?: boolean },
): Promise<number> {
  if (values.area === undefined) throw new UsageError('请用 --area 写地区代码。');
  if ((packId === undefined) !== (values.inherit === true)) {
    throw new UsageError('请写一个政策包，或者只写 --inherit。');
  }
  const fromDay = values.from === undefined ? null : parseLocalDate(values.from);
  if (values.from !== undefined && fromDay === null) {
    throw new UsageError('--from 请写成 2026-01-01 这样的日期。');
  }
  const service = await deps.open();
  const assigned = await assignPackToArea(service, {
    packId: packId ?? null,
    areaCode: values.area,
    fromDay,
  });
  if (!assigned.ok) {
    deps.terminal.err(refusalText(assigned.refusal, packId ?? '', values.area));
    return 1;
  }
  const { areaName, assignments } = assigned.value;
  deps.terminal.out(`${areaName}：`);
  for (const each of assignments) {
    deps.terminal.out(`  ${each.fromDay} 起　${each.packId ?? '跟上级地区一样'}`);
  }
  deps.terminal.out('已经开始办的案件不变。');
  return 0;
}

function refusalText(refusal: AssignRefusal, packId: string, area: string): string {
  switch (refusal.code) {
    case 'unknown-area':
      return `没有代码是 ${area} 的地区。`;
    case 'unknown-pack':
      return `没有叫 ${packId} 的政策包。运行 npx fangpin policy check 看有哪些。`;
    case 'not-in-force':
      return `${packId} 从 ${refusal.from} 起生效${refusal.to === null ? '' : `，到 ${refusal.to} 止`}，请把 --from 改到这段时间里。`;
  }
}

async function years(deps: CliDeps): Promise<number> {
  const { policies } = await deps.open();
  for (const { year, source } of [...policies.calendar.years].sort((a, b) => a.year - b.year)) {
    deps.terminal.out(`${year} 年　${source}`);
  }
  return 0;
}

async function importYear(deps: CliDeps, path: string): Promise<number> {
  const { year, known, seen, moved } = await deps.importHolidayYear(path);
  deps.terminal.out(`${year} 年的节假日安排已${known ? '更新' : '导入'}。`);
  deps.terminal.out(`重算了 ${seen} 项没办完的事，其中 ${moved} 项改了到期日，已告诉办理的人。`);
  return 0;
}

const yearList = (years: ReadonlySet<number>): string =>
  [...years].sort((a, b) => a - b).join('、');

async function packNamed(deps: CliDeps, id: string): Promise<Pack | null> {
  const { packs } = await deps.loadPolicies();
  const pack = packs.get(id);
  if (pack !== undefined) return pack;
  deps.terminal.err(`没有叫 ${id} 的政策包。现有：${[...packs.keys()].join('、')}。`);
  return null;
}

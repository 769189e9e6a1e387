/** `fangpin policy`: whether the packs are right, what one says and why, and how two differ. */
import type { Pack } from '#src/domain/policy/pack.ts';
import type { Source } from '#src/domain/policy/setting.ts';
import { type CliDeps, type Command, readArgs, UsageError } from './command.ts';

export const policyCommand: Command = {
  name: 'policy',
  summary: '检查、查看、比较政策包',
  help: `用法：
  fangpin policy check           检查所有政策包和节假日文件
  fangpin policy show [政策包]   列出每项参数的值和出处（不写就是 default）
  fangpin policy diff 甲 乙      列出两个政策包不同的参数`,
  async run(args, deps) {
    const [verb, ...ids] = readArgs(args, {}).positionals;
    if (verb === 'check' && ids.length === 0) return await check(deps);
    if (verb === 'show' && ids.length <= 1) return await show(deps, ids[0] ?? 'default');
    if (verb === 'diff' && ids.length === 2) return await diff(deps, ids[0] ?? '', ids[1] ?? '');
    throw new UsageError('请写 policy check、policy show 或 policy diff。');
  },
};

async function check(deps: CliDeps): Promise<number> {
  const { packs, calendar } = await deps.loadPolicies();
  for (const pack of packs.values()) {
    deps.terminal.out(`${pack.id.padEnd(10)} ${pack.title}　版本 ${pack.version}　没有问题`);
  }
  deps.terminal.out(`节假日：${[...calendar.published].sort((a, b) => a - b).join('、')} 年`);
  return 0;
}

async function show(deps: CliDeps, id: string): Promise<number> {
  const pack = await packNamed(deps, id);
  if (pack === null) return 1;
  const { terminal } = deps;
  terminal.out(`${pack.title}（${pack.id}，版本 ${pack.version}）`);
  terminal.out(
    `${pack.effectiveFrom} 起${pack.effectiveTo === null ? '' : `，到 ${pack.effectiveTo} 止`}`,
  );
  for (const [name, setting] of Object.entries(pack.settings)) {
    terminal.out('');
    terminal.out(`${name} = ${valueText(setting)}`);
    terminal.out(`  出处：${sourceText(setting.source)}`);
  }
  return 0;
}

async function diff(deps: CliDeps, first: string, second: string): Promise<number> {
  const a = await packNamed(deps, first);
  const b = await packNamed(deps, second);
  if (a === null || b === null) return 1;
  const others = new Map(Object.entries(b.settings));
  const changed = Object.entries(a.settings).flatMap(([name, setting]) => {
    const other = others.get(name);
    return other === undefined || valueText(setting) === valueText(other)
      ? []
      : [{ name, setting, other }];
  });
  for (const { name, setting, other } of changed) {
    deps.terminal.out(name);
    deps.terminal.out(`  ${a.id}：${valueText(setting)}（${sourceText(setting.source)}）`);
    deps.terminal.out(`  ${b.id}：${valueText(other)}（${sourceText(other.source)}）`);
  }
  deps.terminal.err(
    changed.length === 0 ? '两个政策包的参数完全一样。' : `有 ${changed.length} 项不同。`,
  );
  return 0;
}

async function packNamed(deps: CliDeps, id: string): Promise<Pack | null> {
  const { packs } = await deps.loadPolicies();
  const pack = packs.get(id);
  if (pack !== undefined) return pack;
  deps.terminal.err(`没有叫 ${id} 的政策包。现有：${[...packs.keys()].join('、')}。`);
  return null;
}

const UNITS: Readonly<Record<string, string>> = {
  'calendar-days': '天',
  'working-days': '个工作日',
  months: '个月',
};
const STRENGTHS: Readonly<Record<string, string>> = {
  hard: '，硬性',
  soft: '，原则上',
  block: '，不满不得进入下一步',
};

/** A value as people read it; a limit with its unit and strength. */
function valueText(setting: {
  readonly value: unknown;
  readonly unit?: string;
  readonly strength?: string;
}): string {
  const { value, unit, strength } = setting;
  if (value === null) return '未规定';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return JSON.stringify(value);
  return `${typeof value === 'string' ? value : JSON.stringify(value)}${UNITS[unit ?? ''] ?? ''}${STRENGTHS[strength ?? ''] ?? ''}`;
}

function sourceText(source: Source): string {
  switch (source.kind) {
    case 'clause':
      return `${source.document} ${source.article}${source.quote === undefined ? '' : `“${source.quote}”`}`;
    case 'own-default':
      return `本系统默认：${source.reason}`;
    case 'inherited':
      return `本文件未规定，沿用 ${source.from}：${sourceText(source.source)}`;
  }
}

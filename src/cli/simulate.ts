/** `fangpin simulate`: which past cases would have fared differently under another pack, and why. */
import type { Pack } from '#src/domain/policy/pack.ts';
import type { SimulationSummary } from '#src/operations/policy/simulate.ts';
import { simulate } from '#src/operations/policy/simulate.ts';
import { type CliDeps, type Command, readArgs, UsageError } from './command.ts';
import { changeText, troubleTitle } from './policy/change-text.ts';
import { type TableFormat, tableFormats, tableWriter } from './table/write-table.ts';

export const simulateCommand: Command = {
  name: 'simulate',
  summary: '换一个政策包，看以往的案件会有什么不同',
  help: `用法：fangpin simulate --pack 政策包或文件 [--area 地区代码] [--format text|jsonl|csv|xlsx]

把以往的案件按另一个政策包重新算一遍，列出会有不同的案件和原因：
时限够不够、公示满不满、步骤缺不缺、收入在线上还是线下、消除早不早。
自己写的政策包不用装上，写文件路径就行。只看不改，也不等于哪一户该纳入、不该纳入。

  --area     只看这个地区和它下面的
  --format   text（默认，给人看）、jsonl、csv 或 xlsx`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, {
      pack: { type: 'string' },
      area: { type: 'string' },
      format: { type: 'string', default: 'text' },
    });
    if (values.pack === undefined || positionals.length > 0) {
      throw new UsageError('请用 --pack 写政策包。');
    }
    const format = (['text', ...tableFormats] as const).find((known) => known === values.format);
    if (format === undefined) throw new UsageError('--format 只能是 text、jsonl、csv 或 xlsx。');
    const pack = await packNamed(deps, values.pack);
    if (pack === null) return 1;
    const { db, clock, book } = await deps.open();
    const out = format === 'text' ? textOut(deps) : await tableOut(deps, format);
    const done = await simulate(
      { db, clock, policies: book },
      { pack, areaCode: values.area ?? null },
      out.take,
    );
    if (!done.ok) {
      deps.terminal.err(`没有代码是 ${values.area ?? ''} 的地区。`);
      return 1;
    }
    await out.end();
    for (const line of summaryLines(done.value, pack)) deps.terminal.err(line);
    return 0;
  },
};

type Out = {
  readonly take: Parameters<typeof simulate>[2];
  end(): Promise<void>;
};

const textOut = ({ terminal }: CliDeps): Out => ({
  take: async (cases) => {
    for (const { number, areaName, changes } of cases) {
      terminal.out(`${number}　${areaName}`);
      for (const change of changes) terminal.out(`  ${changeText(change)}`);
    }
  },
  end: () => Promise.resolve(),
});

async function tableOut({ terminal }: CliDeps, format: TableFormat): Promise<Out> {
  const writer = tableWriter(format, terminal.stdout);
  const columns = [
    { key: 'number', title: '案件编号', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'change', title: '变化', type: 'code', words: { new: '会出现', gone: '不再有' } },
    { key: 'code', title: '代码', type: 'text' },
    { key: 'step', title: '步骤', type: 'text' },
    { key: 'day', title: '应在', type: 'date' },
    { key: 'limit', title: '要求', type: 'number' },
    { key: 'text', title: '说明', type: 'text' },
  ] as const;
  await writer.begin('政策包对照', columns, '');
  return {
    take: (cases) =>
      writer.rows(
        cases.flatMap(({ number, areaName, changes }) =>
          changes.map((change) => ({
            number,
            areaName,
            change: change.kind,
            code: change.trouble.code,
            step: change.trouble.step,
            day: change.trouble.day,
            limit: change.trouble.number,
            text: changeText(change),
          })),
        ),
      ),
    end: () => writer.end(),
  };
}

function summaryLines(summary: SimulationSummary, pack: Pack): readonly string[] {
  const { cases, changed, skipped, byCode } = summary;
  return [
    `看了 ${cases} 个案件，按“${pack.title}”有 ${changed} 个会不同。`,
    ...[...byCode].map(([key, count]) => {
      const [kind = '', code = ''] = key.split(' ');
      return `  ${kind === 'new' ? '会出现' : '不再有'}：${troubleTitle(code)}　${count} 处`;
    }),
    ...(skipped === 0 ? [] : [`有 ${skipped} 个案件当时的政策包已找不到，没有算。`]),
  ];
}

async function packNamed(deps: CliDeps, name: string): Promise<Pack | null> {
  if (/[./\\]/.test(name)) return await deps.checkPack(name);
  const { packs } = await deps.loadPolicies();
  const pack = packs.get(name);
  if (pack !== undefined) return pack;
  deps.terminal.err(`没有叫 ${name} 的政策包。现有：${[...packs.keys()].join('、')}。`);
  return null;
}

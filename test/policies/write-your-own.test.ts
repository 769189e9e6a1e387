/** Follows docs/policy-packs.md as somebody from a sixth county would. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedSettings } from '#src/domain/policy/recorded-settings.ts';
import { settingGroups, settingsInOrder } from '#src/domain/policy/setting-titles.ts';
import { checkPackAt, loadPolicies } from '#src/policies/load.ts';
import { PolicyMistakes } from '#src/policies/mistake.ts';
import { fallback } from './packs.ts';

const guide = await readFile(
  fileURLToPath(new URL('../../docs/policy-packs.md', import.meta.url)),
  'utf8',
);
const example = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const { packs } = await loadPolicies();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangpin-own-pack-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
  return path;
}

const problemsOf = async (path: string): Promise<readonly string[]> => {
  try {
    await checkPackAt(path, packs);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof PolicyMistakes)) throw thrown;
    return thrown.message.split('\n');
  }
};

describe('a pack for a sixth county', () => {
  it('FD-61 TN-45 the example of the guide is right and says what it says', async () => {
    const pack = await checkPackAt(await write('yunling.yaml', example), packs);
    expect(pack.settings['monitor_line.yuan']).toMatchObject({ value: 8900, to: '2026-12-31' });
    expect(pack.settings['publicity.min_days'].value).toBe(7);
    expect(pack.settings.departments.value).toMatchObject({
      medical: '县医保局',
      water: '水利部门',
    });
    const codes = pack.settings.toolbox.value.map(({ code }) => code);
    expect(codes[0]).toBe('industry-award');
    expect(codes).not.toContain('medical-mutual-aid');
    expect(codes).toContain('small-loan');
    expect(pack.settings['clock.plan'].source.kind).toBe('inherited');
    const { inherited, source } = pack.settings.departments;
    expect(source).toMatchObject({ kind: 'clause' });
    expect(inherited?.['water']).toMatchObject({ kind: 'inherited', from: 'default' });
    expect(inherited?.['medical']).toBeUndefined();
  });

  it('TN-06 is found in the data folder, as a file or as a folder; a town adds to its county’s tool box', async () => {
    const extra = join(folder, 'policies');
    await write('policies/yunling.yaml', example);
    await write('policies/town/pack.yaml', townHead);
    await write('policies/town/toolbox.yaml', townTools);
    const loaded = await loadPolicies({ extra });
    expect([...loaded.packs.keys()]).toEqual(expect.arrayContaining(['banan', 'yunling', 'town']));
    const town = loaded.packs.get('town');
    expect(town?.settings['monitor_line.yuan'].source).toMatchObject({ from: 'yunling' });
    const tools = town?.settings.toolbox.value;
    expect(tools?.find(({ code }) => code === 'tea-workshop')?.source.kind).toBe('clause');
    expect(tools?.find(({ code }) => code === 'industry-award')).toMatchObject({
      capYuanPerYear: 3000,
      source: { kind: 'inherited', from: 'yunling' },
    });
    expect((await loadPolicies({ extra: join(folder, 'nothing') })).packs.size).toBe(packs.size);
  });

  it('cannot take the place of a pack that is there', async () => {
    await write('double/banan.yaml', example.replace('id: yunling', 'id: banan'));
    await expect(loadPolicies({ extra: join(folder, 'double') })).rejects.toThrow(
      /已有叫 banan 的政策包/,
    );
  });

  it('each mistake comes with file, line and remedy', async () => {
    const line = (text: string): number =>
      example.split('\n').findIndex((each) => each.includes(text)) + 1;
    const faulty = example
      .replace('value: 15\n', 'value: 15天\n')
      .replace('capYuanPerYear: 3000', 'capYuanPerYear: 三千')
      .replace('period: month', 'period: 每月');
    expect(await problemsOf(await write('yunling.yaml', faulty))).toEqual(
      expect.arrayContaining([
        `yunling.yaml 第 ${line('value: 15')} 行 clock.identify.value：类型不对。改法：写成数字。`,
        `yunling.yaml 第 ${line('capYuanPerYear')} 行 toolbox.value.0.capYuanPerYear：类型不对。改法：写成数字。`,
        `yunling.yaml 第 ${line('period: month')} 行 recurring_duties.value.0.period：不是允许的写法。改法：写成其中之一：week、month、quarter、half-year、year。`,
      ]),
    );
  });

  it('all mistakes are told at once, whichever stage of reading finds them', async () => {
    const faulty = example
      .replace('effective_from: 2026-03-01', 'effective_from: 2026-13-01')
      .replace('medical-mutual-aid', 'medical-aid')
      .replace('capYuanPerYear: 3000', 'capYuanPerYear: 三千');
    const problems = await problemsOf(await write('yunling.yaml', faulty));
    expect(problems).toHaveLength(3);
    expect(problems[0]).toContain('写成 YYYY-MM-DD，例如 2026-03-01');
    const contradictory = example
      .replace('effective_from: 2026-03-01', 'effective_from: 春天')
      .replace('    value: 1\n', '    value: 4\n');
    const both = (await problemsOf(await write('yunling.yaml', contradictory))).join('\n');
    expect(both).toContain('不是日历上的日期');
    expect(both).toContain('各步时限加起来要 18 天');
  });

  it('a mistake in one file of a folder names that file', async () => {
    await write('policies2/yunling.yaml', example);
    await write('policies2/town/pack.yaml', townHead);
    await write('policies2/town/toolbox.yaml', townTools.replace('class: industry', 'class: tea'));
    const problems = await loadPolicies({ extra: join(folder, 'policies2') }).then(
      () => '',
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : ''),
    );
    expect(problems).toContain('town/toolbox.yaml 第 8 行 toolbox.value.0.class');
  });

  it('settings that cannot all hold are refused with what to change', async () => {
    const check = async (change: (text: string) => string) =>
      (await problemsOf(await write('yunling.yaml', change(example)))).join('\n');
    expect(await check((text) => text.replace('    value: 1\n', '    value: 4\n'))).toContain(
      '各步时限加起来要 18 天，超过识别认定的 15 天',
    );
    expect(
      await check((text) =>
        text.replace('calendar-days', 'working-days').replace('value: 15', 'value: 5'),
      ),
    ).toContain('各步时限加起来要 15 天，超过识别认定的 7 天');
    expect(
      await check((text) => text.replace('    value: month\n', '    value: week\n')),
    ).toContain('村级研判写的是 month，village_review.period 却是 week');
    expect(
      await check(
        (text) =>
          `${text}  publicity.before_town_review: { value: false, source: { reason: x } }\n`,
      ),
    ).toContain('和 case.steps 里公示、镇街审核的先后不一致');
    expect(await check((text) => text.replace('value: 7\n', 'value: 0\n'))).toContain('不少于 1');
    expect(await check((text) => text.replace('value: 8900', 'value: 89000000'))).toContain(
      '不超过 100000',
    );
    expect(await check((text) => text.replace('medical-mutual-aid', 'medical-aid'))).toContain(
      'default 里没有代号 medical-aid',
    );
    expect(
      await check((text) => text.replace('code: insured', 'code: elimination-rate')),
    ).toContain('风险消除率只在县级显示');
    expect(
      await check((text) => `${text}  terms.household: { value: 贫困户, source: { reason: x } }\n`),
    ).toContain('称呼里不能有“贫困户”');
    const scope = await check(
      (text) => `${text}  edu.aid_scope: { value: 高中以上, source: { reason: x } }\n`,
    );
    expect(scope).toMatch(/第 \d+ 行 edu\.aid_scope\.value：不是允许的写法/);
    expect(scope).toContain(
      '写成其中之一：every-stage、from-senior-high、from-senior-high-before-postgraduate',
    );
    expect(
      await check((text) => `${text}  income.net: { value: wage + rent, source: { reason: x } }\n`),
    ).toContain('公式里没有 rent 这一项');
    expect(
      await check((text) => `${text}  income.net: { value: wage +, source: { reason: x } }\n`),
    ).toContain('公式没有写完');
    expect(
      await check(
        (text) => `${text}  monitor_line.expression: { value: a * b, source: { reason: x } }\n`,
      ),
    ).toContain('在 monitor_line.inputs 里加上 a');
  });

  it('what cannot be read is said plainly', async () => {
    expect((await problemsOf(join(folder, 'nowhere.yaml')))[0]).toContain('读不到');
  });

  it('every parameter is in the guide’s table with its title, and no other', () => {
    const rows = [...guide.matchAll(/^\| ([^|]+) \| `([a-z_.]+)`( ※)? \| ([^|]+) \|/gm)];
    const listed = rows.map(([, group, name, , title]) => ({ group, name, title }));
    expect(new Set(rows.filter((row) => row[3] !== undefined).map((row) => row[2]))).toEqual(
      recordedSettings,
    );
    const names = Object.keys(fallback.settings);
    expect(listed).toEqual(
      settingsInOrder(names).map(({ name, group, title }) => ({ group, name, title })),
    );
    expect(new Set(listed.map(({ group }) => group))).toEqual(new Set(settingGroups));
  });
});

const townHead = `id: town
title: 云岭镇
edition: '2026'
extends: yunling
effective_from: 2026-03-01
documents:
  list: { title: 云岭镇帮扶政策工具箱 }
`;
const townTools = `settings:
  toolbox:
    source: { document: list, article: 全文 }
    value:
      # 只有本镇有的。
      - code: tea-workshop
        title: 茶叶车间
        class: industry
        lead: rural
        source: { document: list, article: 第3项 }
`;

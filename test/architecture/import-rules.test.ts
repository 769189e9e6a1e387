import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, describe, expect, test } from 'vitest';
import rules from './import-rules.ts';

const FOLDERS = ['src', 'queues', 'prompts', 'migrations', 'test'];

/** dependency-cruiser over `folders` of `root`, by the rules of `npm test`. */
async function check(root: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { options = {}, ...ruleSet } = rules;
  const { output } = await cruise([...folders], {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet,
  });
  if (typeof output === 'string') throw new Error('expected a result, not a report');
  return output;
}

describe('the machine that checks imports', () => {
  // Without a parser for TypeScript it would see no module, find no breach and report success.
  test('sees every source file of the project', async () => {
    const onDisk = FOLDERS.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`),
    );
    expect(onDisk.length).toBeGreaterThan(100);
    const { modules } = await check(process.cwd(), FOLDERS);
    const seen = new Set(modules.map((module) => module.source));
    expect(onDisk.filter((name) => !seen.has(name))).toEqual([]);
    const edges = modules.flatMap((module) => module.dependencies);
    expect(edges.length).toBeGreaterThan(onDisk.length);
  });
});

describe('a planted breach is found', () => {
  const root = mkdtempSync(join(tmpdir(), 'fangpin-imports-'));
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const plant = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  plant({
    'src/domain/thing.ts': 'export const thing = 1;',
    'src/store/table.ts': 'export type Table = 1;',
    'src/main/serve.ts': 'export const serve = 1;',
    'src/config.ts': 'export const config = 1;',
    'queues/relay.ts': 'export const relay = 1;',
    'test/support/fake.ts': 'export const fake = 1;',
    'node_modules/zod/package.json': '{"name":"zod","main":"index.js"}',
    'node_modules/zod/index.js': 'exports.z = 1;',
    'node_modules/telegraf/package.json': '{"name":"telegraf","main":"index.js"}',
    'node_modules/telegraf/index.js': 'exports.Telegraf = 1;',
    'package.json': '{"dependencies":{"zod":"1","telegraf":"1"},"imports":{"#src/*":"./src/*"}}',
  });

  const BREACHES = [
    ['src/domain/a.ts', "import type { Table } from '../store/table.ts'; export type A = Table;"],
    ['src/domain/b.ts', "import { z } from 'zod'; export const b = z;"],
    ['src/domain/c.ts', "import { readFileSync } from 'node:fs'; export const c = readFileSync;"],
    ['src/flows/d.ts', "import { z } from 'zod'; export const d = z;"],
    [
      'src/operations/e.ts',
      "import { relay } from '../../queues/relay.ts'; export const e = relay;",
    ],
    ['src/operations/f.ts', "import { config } from '../config.ts'; export const f = config;"],
    ['src/web/g.ts', "import { serve } from '../main/serve.ts'; export const g = serve;"],
    ['src/web/h.ts', "import type { Table } from '../store/table.ts'; export type H = Table;"],
    [
      'src/channels/webchat/i.ts',
      "import { Telegraf } from 'telegraf'; export const i = Telegraf;",
    ],
    ['src/cli/j.ts', "import { fake } from '../../test/support/fake.ts'; export const j = fake;"],
    ['migrations/k.ts', "import { thing } from '../src/domain/thing.ts'; export const k = thing;"],
    ['src/store/l.ts', "import { gone } from './gone.ts'; export const l = gone;"],
  ] as const;

  test.each(BREACHES)('%s: %s', async (path, text) => {
    plant({ [path]: text });
    const { summary } = await check(root, [path]);
    const breaches = summary.violations.filter(({ from }) => from === path);
    expect(breaches.map(({ rule }) => rule.name)).not.toEqual([]);
    expect(breaches.every(({ rule }) => rule.severity === 'error')).toBe(true);
  });

  test('two files that need each other, by types alone', async () => {
    plant({
      'src/domain/m.ts': "import type { N } from './n.ts'; export type M = { n: N };",
      'src/domain/n.ts': "import type { M } from './m.ts'; export type N = { m: M };",
    });
    const { summary } = await check(root, ['src/domain']);
    expect(summary.violations.map(({ rule }) => rule.name)).toContain('no circles');
  });

  test('what is allowed is let through', async () => {
    plant({
      'src/flows/o.ts': "import { thing } from '#src/domain/thing.ts'; export const o = thing;",
    });
    const { summary } = await check(root, ['src/flows/o.ts']);
    expect(summary.violations.filter(({ from }) => from === 'src/flows/o.ts')).toEqual([]);
  });
});

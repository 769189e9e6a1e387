/** No module keeps state: any number of processes may run, and test files share what a worker loaded. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** A binding that can change, or an empty collection waiting to be filled, at the top of a module. */
const STATE = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = new (?:Map|Set|WeakMap)(?:<.*>)?\(\))/m;

it('nothing under src, queues or prompts can change at the top of a module', () => {
  const files = globSync('{src,queues,prompts}/**/*.ts');
  expect(files.length).toBeGreaterThan(800);
  expect(files.filter((file) => STATE.test(readFileSync(file, 'utf8')))).toEqual([]);
});

it.each([
  'let last = 0;',
  'const seen = new Map();',
  'export const seen: Seen = new Set<string>();',
])('would see: %s', (planted) => {
  expect(STATE.test(`import x from 'y';\n${planted}\n`)).toBe(true);
});

/** Rows of the source documents that must be shown by a test of their own name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROWS = [
  ...['BN-51', 'BN-52', 'BN-53', 'BN-54', 'BN-56', 'BN-57', 'BN-60', 'BN-61', 'BN-63'],
  ...['LX-01', 'LX-02', 'LX-03', 'LX-04', 'LX-05', 'LX-06', 'LX-08', 'LX-10', 'LX-53', 'LX-54'],
  ...['TN-02', 'TN-03', 'TN-04', 'TN-31'],
  ...['XX-01', 'XX-02', 'XX-06'],
  ...['FD-02', 'FD-03', 'FD-04', 'FD-63'],
  // Assessment, plan and measures.
  ...['BN-26', 'BN-37', 'BN-44', 'BN-48', 'BN-49', 'BN-62'],
  ...['LX-09', 'LX-11', 'LX-12', 'LX-13', 'LX-14', 'LX-21', 'LX-29', 'LX-45', 'LX-48'],
  ...['TN-10', 'TN-15', 'TN-26'],
  ...['XX-03', 'XX-07', 'XX-09', 'XX-11', 'XX-12', 'XX-14'],
  ...['FD-05', 'FD-06', 'FD-07', 'FD-08', 'FD-49', 'FD-50', 'FD-54'],
];

const TESTS = fileURLToPath(new URL('..', import.meta.url));

/** What stands in the names of tests and of the groups around them. */
const names = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('rows.test.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(join(TESTS, file), 'utf8').matchAll(
        /\b(?:test|it|describe)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])(.*?)\1/gs,
      ),
    ].map((match) => match[2] ?? ''),
  )
  .join('\n');

test.each(ROWS)('%s is shown by a test that names it', (row) => {
  expect(names).toContain(row);
});

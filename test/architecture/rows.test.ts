/** Rows of the source documents that must be shown by a test of their own name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROWS = [
  ...['BN-24', 'BN-26', 'BN-27', 'BN-29', 'BN-30', 'BN-32', 'BN-33', 'BN-34', 'BN-37'],
  ...['BN-38', 'BN-40', 'BN-43', 'BN-44', 'BN-47', 'BN-48', 'BN-49', 'BN-51', 'BN-52'],
  ...['BN-53', 'BN-54', 'BN-56', 'BN-57', 'BN-59', 'BN-60', 'BN-61', 'BN-62', 'BN-63'],
  ...['BN-66', 'BN-80'],
  ...['LX-01', 'LX-02', 'LX-03', 'LX-04', 'LX-05', 'LX-06', 'LX-07', 'LX-08', 'LX-09'],
  ...['LX-10', 'LX-11', 'LX-12', 'LX-13', 'LX-14', 'LX-18', 'LX-20', 'LX-21', 'LX-22'],
  ...['LX-27', 'LX-29', 'LX-30', 'LX-31', 'LX-32', 'LX-37', 'LX-38', 'LX-45', 'LX-46'],
  ...['LX-48', 'LX-53', 'LX-54', 'LX-76'],
  ...['TN-02', 'TN-03', 'TN-04', 'TN-05', 'TN-06', 'TN-10', 'TN-12', 'TN-13', 'TN-15'],
  ...['TN-16', 'TN-18', 'TN-19', 'TN-20', 'TN-21', 'TN-25', 'TN-26', 'TN-31', 'TN-32'],
  ...['TN-45', 'TN-50'],
  ...['XX-01', 'XX-02', 'XX-03', 'XX-04', 'XX-05', 'XX-06', 'XX-07', 'XX-09', 'XX-10'],
  ...['XX-11', 'XX-12', 'XX-14', 'XX-16', 'XX-36'],
  ...['FD-01', 'FD-02', 'FD-03', 'FD-04', 'FD-05', 'FD-06', 'FD-07', 'FD-08', 'FD-11'],
  ...['FD-12', 'FD-13', 'FD-14', 'FD-16', 'FD-17', 'FD-19', 'FD-20', 'FD-41', 'FD-46'],
  ...['FD-47', 'FD-48', 'FD-49', 'FD-50', 'FD-54', 'FD-55', 'FD-61', 'FD-63', 'FD-69'],
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

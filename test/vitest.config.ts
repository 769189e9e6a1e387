import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const inTest = (...folders: readonly string[]): string[] =>
  folders.map((folder) => `test/${folder}/**/*.test.ts`);

/**
 * core: no IO, seconds. shell: real Postgres, a database per file. journeys and browser: whole processes, one file at
 * a time and after everything else, for they measure time.
 */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    maxWorkers: 2,
    // Nothing in src or in the tests' support keeps state in a module, so files share what was loaded: a third of the time.
    isolate: false,
    testTimeout: 15_000,
    hookTimeout: 60_000,
    // What is waited for comes when it comes: no wait is an assertion about speed.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: inTest('domain', 'flows', 'prompts', 'policies', 'architecture'),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'shell',
          include: [
            ...inTest('store', 'operations', 'queues', 'channels', 'web', 'cli', 'platform'),
            ...inTest('assistant', 'main', 'support'),
            'test/*.test.ts',
          ],
          globalSetup: ['test/global-setup.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: inTest('journeys', 'torture'),
          globalSetup: ['test/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: inTest('browser'),
          globalSetup: ['test/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});

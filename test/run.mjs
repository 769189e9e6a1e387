/**
 * `npm test`: one line per stage with its time, what went wrong in full, and at the end `N passed, N failed, N
 * skipped` alone on a line. `--static` leaves the tests out; other arguments go to vitest (`npm test -- test/store`).
 * Plain JavaScript, for it may be started by an older Node; the stages run under the one in node_modules.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');
const RESULTS = join(ROOT, 'test/.artifacts/vitest.json');
const FOLDERS = ['src', 'queues', 'prompts', 'migrations', 'test'];

const STATIC_STAGES = [
  ['format', 'biome', ['format', '--config-path=.biome.json', '.']],
  ['lint', 'oxlint', ['--type-aware', '-c', '.oxlintrc.json', ...FOLDERS]],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['imports', 'depcruise', ['--config', 'test/architecture/import-rules.ts', ...FOLDERS]],
  ['dead code', 'knip', ['--no-progress']],
];

/** Runs a program of node_modules; resolves to its exit code and, if `quiet`, what it said. */
function run(program, args, quiet) {
  return new Promise((resolve) => {
    const child = spawn(join(BIN, program), args, {
      cwd: ROOT,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function stage(name, program, args, quiet) {
  const start = performance.now();
  const { code, output } = await run(program, args, quiet);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (code !== 0 && output !== '') process.stdout.write(`${output.trimEnd()}\n`);
  process.stdout.write(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.padStart(6)} s\n`,
  );
  return code === 0;
}

/** The counts of the JSON report; a file that could not even be loaded counts as one failed test. */
function counts() {
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const notLoaded = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + notLoaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function main(args) {
  if (!existsSync(BIN)) {
    process.stderr.write('Nothing is installed yet. Run: npm install\n');
    return false;
  }
  let well = true;
  for (const [name, program, programArgs] of STATIC_STAGES) {
    well = (await stage(name, program, programArgs, true)) && well;
  }
  if (args.includes('--static')) return well;
  rmSync(RESULTS, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const vitest = ['run', '--config', 'test/vitest.config.ts', ...reporters, ...args];
  const testsWell = await stage('tests', 'vitest', vitest, false);
  const { passed, failed, skipped } = counts();
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return well && testsWell;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;

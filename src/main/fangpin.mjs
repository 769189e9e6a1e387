#!/usr/bin/env node
/**
 * The command `fangpin`. Plain JavaScript that Node 20 can read: it says what is missing, hands over to the Node 24 of
 * node_modules if it was started by an older one, and loads the TypeScript of the rest.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const NODE = join(PACKAGES, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
const LAUNCHED = 'FANGPIN_LAUNCHED';
/** The oldest Node that runs our TypeScript as it stands. */
const NEEDED_MAJOR = 24;

endWithNpm();

const major = Number(process.versions.node.split('.')[0]);

if (!existsSync(PACKAGES)) {
  complain('Nothing is installed yet. Run: npm install');
} else if (major >= NEEDED_MAJOR) {
  endWithLauncher();
  const { runCli } = await import('./cli.ts');
  const code = await runCli(process.argv.slice(2));
  if (typeof code === 'number') process.exitCode = code;
} else if (existsSync(NODE)) {
  launch();
} else {
  complain(
    `Fangpin needs Node ${NEEDED_MAJOR}, and this is Node ${process.versions.node}.\n` +
      'Run npm install, which brings the right one along, or install Node 24.',
  );
}

function complain(text) {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

/**
 * Runs this file again under the newer Node and ends as it ends. The child has a session of its own, so that a Ctrl-C
 * in the terminal reaches it once, through us, and not a second time directly.
 */
function launch() {
  const child = spawn(NODE, process.argv.slice(1), {
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [LAUNCHED]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', (error) => {
    complain(`${NODE} could not be started (${error.code}). Run npm install again.`);
  });
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + constants.signals[signal]);
  });
}

/**
 * npm runs a script in a shell and passes a SIGTERM on to that shell only, which ends without telling us. Whoever stops
 * npm means us: when the parent is gone we stop as if we had been told.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/** If the launcher is killed outright, nobody could stop us any more: the lost channel tells, and we go too. */
function endWithLauncher() {
  if (process.env[LAUNCHED] === undefined || process.channel === undefined) return;
  delete process.env[LAUNCHED];
  process.channel.unref();
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

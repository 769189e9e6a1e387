import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isRunning } from '#src/platform/running-process.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A clone with the real bin and a small `cli.ts` that shows what it is told; returns the path of the bin. */
function clone(options: { readonly installed: boolean; readonly withNode: boolean }): string {
  const root = mkdtempSync(join(tmpdir(), 'fangpin-bin-'));
  folders.push(root);
  mkdirSync(join(root, 'src/main'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  copyFileSync('src/main/fangpin.mjs', join(root, 'src/main/fangpin.mjs'));
  writeFileSync(
    join(root, 'src/main/cli.ts'),
    `export async function runCli(args: readonly string[]): Promise<number> {
       const greet = () =>
         console.log(JSON.stringify({ args, major: process.versions.node.split('.')[0], pid: process.pid }));
       if (args[0] !== 'wait') {
         greet();
         return 7;
       }
       return new Promise((resolve) => {
         const idle = setInterval(() => undefined, 1000);
         let count = 0;
         for (const signal of ['SIGINT', 'SIGTERM'] as const) {
           process.on(signal, () => {
             count += 1;
             console.log(signal);
             setTimeout(() => { clearInterval(idle); console.log('count ' + count); resolve(3); }, 100);
           });
         }
         greet();
       });
     }`,
  );
  if (options.installed) mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
  if (options.withNode) symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
  return join(root, 'src/main/fangpin.mjs');
}

/** An older Node of this machine, as a stranger may have. */
const OLDER = ['/usr/bin/node', '/usr/local/bin/node', '/opt/node/bin/node'].find((path) => {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const major = Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 99);
  return major >= 20 && major < 24;
});

describe('the command under the right Node', () => {
  test('loads the rest and ends with its code', () => {
    const run = spawnSync(
      process.execPath,
      [clone({ installed: true, withNode: false }), 'a', 'b'],
      {
        encoding: 'utf8',
      },
    );
    expect(JSON.parse(run.stdout)).toMatchObject({ args: ['a', 'b'], major: '24' });
    expect(run.status).toBe(7);
  });

  test('says so when nothing is installed', () => {
    const run = spawnSync(process.execPath, [clone({ installed: false, withNode: false })], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('Nothing is installed yet. Run: npm install\n');
    expect(run.status).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('the command under npm', () => {
  test('stops in order when the shell npm runs it in is gone: npm passes a SIGTERM on to nobody else', async () => {
    // A last command of its own keeps the shell from handing itself over to node.
    const command = `"$NODE" "$BIN" wait; true`;
    const shell = spawn('sh', ['-c', command], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE: process.execPath,
        BIN: clone({ installed: true, withNode: false }),
        npm_lifecycle_event: 'start',
      },
    });
    let output = '';
    await new Promise<void>((resolve) => {
      shell.stdout.setEncoding('utf8').on('data', (text: string) => {
        const waiting = output === '';
        output += text;
        if (waiting) shell.kill('SIGTERM');
      });
      shell.stdout.once('close', resolve);
    });
    expect(output).toContain('SIGTERM\ncount 1');
  });
});

describe.skipIf(OLDER === undefined)('the command under an older Node', () => {
  const older = OLDER ?? '';

  /** Starts `wait` and resolves once the child speaks. */
  async function startWaiting(): Promise<{
    readonly launcher: ChildProcess;
    readonly childPid: number;
    readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  }> {
    const launcher = spawn(older, [clone({ installed: true, withNode: true }), 'wait'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let output = '';
    const ended = new Promise<{ readonly code: number | null; readonly output: string }>(
      (resolve) => {
        launcher.once('close', (code) => {
          resolve({ code, output });
        });
      },
    );
    const childPid = await new Promise<number>((resolve) => {
      launcher.stdout?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const pid = /"pid":(\d+)/.exec(output)?.[1];
        if (pid !== undefined) resolve(Number(pid));
      });
    });
    return { launcher, childPid, ended };
  }

  test('says so when the right one is not there', () => {
    const run = spawnSync(older, [clone({ installed: true, withNode: false })], {
      encoding: 'utf8',
    });
    expect(run.stderr).toContain('Fangpin needs Node 24');
    expect(run.status).toBe(1);
  });

  test('hands over to the right one and passes its code on', () => {
    const run = spawnSync(older, [clone({ installed: true, withNode: true }), 'x'], {
      encoding: 'utf8',
    });
    expect(JSON.parse(run.stdout)).toMatchObject({ args: ['x'], major: '24' });
    expect(run.status).toBe(7);
  });

  test('a Ctrl-C, which the terminal sends to the whole group, reaches the child once', async () => {
    const { launcher, ended } = await startWaiting();
    process.kill(-(launcher.pid ?? 0), 'SIGINT');
    const { code, output } = await ended;
    expect(output).toMatch(/SIGINT\ncount 1\n$/);
    expect(code).toBe(3);
  });

  test('a signal to the launcher alone is passed on', async () => {
    const { launcher, ended } = await startWaiting();
    launcher.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 3, output: expect.stringContaining('SIGTERM\n') });
  });

  test('a launcher killed outright takes the child with it', async () => {
    const { launcher, childPid, ended } = await startWaiting();
    launcher.kill('SIGKILL');
    // `close` comes only when the child, which holds the same output, has gone too.
    await ended;
    expect(await isRunning(childPid)).toBe(false);
  });
});

/** A folder per test run, named after its process, so that the next run can clear up after one that was killed. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCluster } from '#src/platform/embedded-cluster.ts';
import { stopServer } from '#src/platform/embedded-server.ts';
import { isRunning, runningCommand } from '#src/platform/running-process.ts';

const PREFIX = 'fangpin-test-';

/** Where this run keeps its servers' files. Call it in the main process; tests get it by `inject('runFolder')`. */
export const runFolder = (): string => join(tmpdir(), `${PREFIX}${process.pid}`);

/** Stops the servers and removes the folders of runs whose process is gone. */
export async function sweepDeadRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length));
    if (!name.startsWith(PREFIX) || !Number.isInteger(pid)) continue;
    if (pid !== process.pid && (await isRunning(pid))) continue;
    const folder = join(tmpdir(), name);
    await stopPostgresIn(folder);
    await stopRedisIn(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stops the embedded databases of a run, each in a folder of its own. */
async function stopPostgresIn(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const cluster = await readCluster(join(folder, name, 'database')).catch(() => undefined);
    if (cluster !== undefined) await stopServer(cluster.dataDirectory).catch(() => undefined);
  }
}

/** Ends the redis servers of a run, by the process ids they wrote themselves. */
async function stopRedisIn(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith('redis-')) continue;
    const pid = Number(await readFile(join(folder, name, 'redis.pid'), 'utf8').catch(() => '0'));
    const command = await runningCommand(pid);
    if (command?.includes('redis-server') === true) process.kill(pid, 'SIGKILL');
  }
}

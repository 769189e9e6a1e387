import { readFile } from 'node:fs/promises';
import { errorCode } from './faults.ts';

/**
 * What the process `pid` was started with, its words joined by blanks; undefined if it does not run, `''` where the
 * system does not tell. A dead process that nobody has buried (a zombie, common in containers) does not run.
 */
export async function runningCommand(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 1 || !exists(pid)) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The state follows the program's name, which stands in brackets and may itself hold brackets.
  const state = stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
  if (state === 'Z' || state === 'X') return undefined;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.replaceAll('\0', ' ');
}

/** Whether the process `pid` runs. */
export const isRunning = async (pid: number): Promise<boolean> =>
  (await runningCommand(pid)) !== undefined;

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Somebody else's process is a process too.
    return errorCode(thrown) === 'EPERM';
  }
}

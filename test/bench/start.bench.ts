/** From `npm start` on a warm installation to ready, and the memory of the process then. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServeChild } from '#test/support/serve-child.ts';
import type { Bench } from './figure.ts';
import { median } from './figure.ts';

export const startBench: Bench = {
  name: 'start',
  about: 'ready after the start command, and resident memory',
  async run({ quick }) {
    const folder = await mkdtemp(join(tmpdir(), 'fangpin-bench-'));
    const env = { FANGPIN_DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn' };
    const roles = ['web', 'bot', 'worker'];
    try {
      // The first start makes the database and the demo county; it is not what is measured.
      await (await startServeChild(env, roles)).stop();
      const ready: number[] = [];
      const resident: number[] = [];
      for (let n = 0; n < (quick ? 1 : 5); n += 1) {
        const before = performance.now();
        const child = await startServeChild(env, roles);
        ready.push((performance.now() - before) / 1_000);
        resident.push(await residentMegabytes(child.pid));
        await child.stop();
      }
      const figure = { backend: 'postgres', floor: null };
      return [
        {
          ...figure,
          name: 'ready after start',
          value: median(ready),
          unit: 's',
          budget: { atMost: 5 },
        },
        {
          ...figure,
          name: 'resident memory',
          value: median(resident),
          unit: 'MB',
          budget: { atMost: 400 },
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** As the kernel counts it. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

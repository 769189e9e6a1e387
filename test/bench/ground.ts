/** An installation of its own for a bench: durable embedded Postgres, the demo county, no network. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Installation, openInstallation } from '#src/main/installation.ts';
import { readConfig } from '#src/config.ts';
import { createLog } from '#src/platform/log.ts';
import { seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import { redisInstalled, startRedisIn, type TestRedis } from '#test/support/redis-server.ts';

export type Ground = {
  readonly installation: Installation;
  readonly folder: string;
  /** What another process needs to serve the same installation. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

export type Backend = 'redis' | 'postgres';

/** The backends that can be measured here. */
export const backends = (): readonly Backend[] =>
  redisInstalled() ? ['redis', 'postgres'] : ['postgres'];

/** Opens everything in a temporary folder; `close` removes it. */
export async function openGround(
  options: {
    readonly backend?: Backend;
    readonly env?: Readonly<Record<string, string>>;
    readonly county?: boolean;
  } = {},
): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'fangpin-bench-'));
  const redis: TestRedis | null = options.backend === 'redis' ? await startRedisIn(folder) : null;
  const env = {
    FANGPIN_DATA_DIR: join(folder, 'data'),
    FANGPIN_DEMO: '0',
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
    ...options.env,
  };
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.refusal.join('\n'));
  const log = createLog({ level: config.value.logLevel });
  const installation = await openInstallation(config.value, log);
  if (options.county ?? true) await seedDemoCounty(installation);
  return {
    installation,
    folder,
    env,
    async close() {
      await installation.close();
      await redis?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The whole service in this process, as `fangpin serve` starts it: real database, real queues, real HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { readConfig } from '#src/config.ts';
import { serve, type ServeRole, type Serving, serveRoles } from '#src/main/serve.ts';
import type { Channel } from '#src/operations/ports.ts';
import { createLog, type Log } from '#src/platform/log.ts';
import type { BotApiServer } from './bot-api/server.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export type TestService = Serving & {
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** Lines of the log so far, to be searched for personal data. */
  readonly logged: string[];
  /** Stops and starts again on the same database, as after a deploy; `offset` moves the clock, e.g. `P3D`. */
  restart(change?: { readonly offset?: string }): Promise<TestService>;
  stop(): Promise<void>;
  /** Stops and removes everything. */
  end(): Promise<void>;
};

export type ServiceOptions = {
  readonly telegram?: BotApiServer;
  readonly redisUrl?: string;
  readonly roles?: readonly ServeRole[];
  readonly offset?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly broadcastIntervalMs?: number;
  /** Channels of the test's own. */
  readonly extraChannels?: readonly Channel[];
  /** Seeds the demo county; on unless told otherwise. */
  readonly demo?: boolean;
};

type Place = {
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly logged: string[];
};

/** Starts the service on a database of its own. */
export async function startService(options: ServiceOptions = {}): Promise<TestService> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'fangpin-service-'));
  return await startOn({ database, dataDir, logged: [] }, options);
}

async function startOn(place: Place, options: ServiceOptions): Promise<TestService> {
  const env = {
    DATABASE_URL: place.database.appUrl,
    FANGPIN_DATA_DIR: place.dataDir,
    FANGPIN_DEMO: options.demo === false ? '0' : '1',
    PORT: '0',
    ...(options.offset === undefined ? {} : { FANGPIN_CLOCK_OFFSET: options.offset }),
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...(options.telegram === undefined
      ? {}
      : { TELEGRAM_BOT_TOKEN: options.telegram.token, TELEGRAM_API_ROOT: options.telegram.url }),
    ...options.env,
  };
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.refusal.join('\n'));
  const serving = await serve(config.value, {
    roles: options.roles ?? serveRoles,
    log: memoryLog(place.logged),
    print: () => undefined,
    ...(options.extraChannels === undefined ? {} : { extraChannels: options.extraChannels }),
    ...(options.broadcastIntervalMs === undefined
      ? {}
      : { broadcastIntervalMs: options.broadcastIntervalMs }),
  });
  const stop = async (): Promise<void> => {
    if (!(await serving.shutdown.run('test'))) throw new Error('the service did not stop in time');
  };
  return {
    ...serving,
    ...place,
    stop,
    async restart(change = {}) {
      await stop();
      return await startOn(place, { ...options, ...change });
    },
    async end() {
      await stop();
      await place.database.drop();
      await rm(place.dataDir, { recursive: true, force: true });
    },
  };
}

function memoryLog(lines: string[]): Log {
  return createLog({
    level: 'debug',
    destination: { write: (line: string) => void lines.push(line) },
  });
}

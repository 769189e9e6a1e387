/** What every command needs: database, keys, clock, ids, policies – opened from the configuration, closed together. */
import path from 'node:path';
import type { QueueStore } from '#queues/connection.ts';
import type { Config } from '#src/config.ts';
import type { Clock, NewId } from '#src/operations/ports.ts';
import { systemClock } from '#src/platform/clock.ts';
import { openEmbeddedDatabase } from '#src/platform/embedded-database.ts';
import { Fault } from '#src/platform/faults.ts';
import { createFieldEncryption, type FieldEncryption } from '#src/platform/field-encryption.ts';
import { randomCode, uuidV7 } from '#src/platform/ids.ts';
import type { Log } from '#src/platform/log.ts';
import { type KeyRing, loadOrCreateKeyRing } from '#src/platform/secrets.ts';
import { loadPolicies, type Policies } from '#src/policies/load.ts';
import { type Db, inScope, openDatabase } from '#src/store/database.ts';
import { openMediaFiles, type MediaFiles } from '#src/store/media-files.ts';
import { storedYears } from '#src/store/holiday-year.ts';
import { migrateToLatest, pendingMigrations } from '#src/store/migrate.ts';
import { keepPacks, keptPacks } from '#src/store/policy-pack.ts';
import { servingRoleProblem } from '#src/store/serving-role.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { withMistakesTold } from './told-mistakes.ts';
import { policyBook, type LivingPolicyBook, wordingsOf } from './policy-book.ts';

/** Connections of one process: chats, sweeps and ten workers side by side; three processes stay below Postgres' usual 100. */
const POOL = 24;

export type Installation = {
  readonly config: Config;
  readonly log: Log;
  readonly db: Db;
  /** Address as the serving role; the queues' Postgres backend uses it too. */
  readonly databaseUrl: string;
  readonly ownerUrl: string | null;
  readonly keys: KeyRing;
  readonly fields: FieldEncryption;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newCode: () => string;
  readonly policies: Policies;
  readonly book: LivingPolicyBook;
  readonly files: MediaFiles;
  close(): Promise<void>;
};

/**
 * Opens everything. The embedded database is migrated on the way; an external one must have been (`fangpin migrate`), or the
 * fault `migrations-pending` says so. In production a superuser or BYPASSRLS role is refused: row-level security would not hold.
 */
export async function openInstallation(config: Config, log: Log): Promise<Installation> {
  const address = await openAddress(config);
  const opened = openDatabase(address.url, {
    max: POOL,
    onLost: (cause) => log.warn({ error: cause }, 'a database connection was lost'),
  });
  const close = async (): Promise<void> => {
    await opened.close();
    await address.stop();
  };
  try {
    const { db } = opened;
    if ((await pendingMigrations(db)).length > 0) {
      throw new Fault('migrations-pending', {
        retry: false,
        message: '数据库结构还没有更新：请先运行 npx fangpin migrate。',
      });
    }
    const problem = await servingRoleProblem(db);
    if (config.production && problem !== null) {
      throw new Fault(problem, {
        retry: false,
        message:
          'DATABASE_URL 用的是超级用户或能绕过行级安全的账号，行级安全会失效：请换成普通服务账号。',
      });
    }
    const keys = config.keys ?? (await loadOrCreateKeyRing(config.dataDir));
    const fields = createFieldEncryption(keys);
    const clock = systemClock(config.clockOffset);
    const policies = await withMistakesTold(() => loadPolicies({ extra: policiesFolder(config) }));
    const { kept, years } = await inScope(db, SYSTEM, async (trx) => {
      await keepPacks(trx, wordingsOf(policies), clock.now());
      return { kept: await keptPacks(trx), years: await storedYears(trx) };
    });
    const book = policyBook(policies, kept);
    book.withYears(years);
    return {
      config,
      log,
      db,
      databaseUrl: address.url,
      ownerUrl: address.ownerUrl,
      keys,
      fields,
      clock,
      newId: uuidV7(clock),
      newCode: () => randomCode(),
      policies,
      book,
      files: openMediaFiles(path.join(config.dataDir, 'media'), fields),
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** Where a county keeps packs of its own. */
export const policiesFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string =>
  path.join(dataDir, 'policies');

/** Where the queues live: Redis if one is set, otherwise the same database. */
export const queueStoreOf = ({ config, databaseUrl }: Installation): QueueStore =>
  config.queue.kind === 'redis' ? config.queue : { kind: 'postgres', url: databaseUrl };

type Address = {
  readonly url: string;
  readonly ownerUrl: string | null;
  stop(): Promise<void>;
};

async function openAddress(config: Config): Promise<Address> {
  const { database } = config;
  if (database.kind === 'external') {
    return { url: database.url, ownerUrl: database.ownerUrl, stop: () => Promise.resolve() };
  }
  const embedded = await openEmbeddedDatabase({ dataDir: config.dataDir });
  await migrateToLatest(embedded.ownerUrl, new URL(embedded.appUrl).username);
  return { url: embedded.appUrl, ownerUrl: embedded.ownerUrl, stop: () => embedded.stop() };
}

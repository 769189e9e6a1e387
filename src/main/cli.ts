/**
 * The command line: reads the configuration, gives commands their dependencies, and closes what they opened. What only one command
 * needs is loaded when it runs: `help` must not wait for a web server and a queue to be read from the disk.
 */
import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CliDeps, Service } from '#src/cli/command.ts';
import { broken } from '#src/cli/doctor/finding.ts';
import { run } from '#src/cli/run.ts';
import { type Config, readConfig } from '#src/config.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { readWithModel } from '#src/operations/assistant/read-with-model.ts';
import { importHolidayYear } from '#src/operations/policy/import-holiday-year.ts';
import { verifyAudit } from '#src/operations/audit/verify.ts';
import { systemClock } from '#src/platform/clock.ts';
import { openEmbeddedDatabase } from '#src/platform/embedded-database.ts';
import { Fault } from '#src/platform/faults.ts';
import { createLog } from '#src/platform/log.ts';
import { loadOrCreateKeyRing, parseKeyRing } from '#src/platform/secrets.ts';
import { shutDownOnSignals } from '#src/platform/shutdown.ts';
import { checkPackAt, loadPolicies } from '#src/policies/load.ts';
import { PolicyMistakes } from '#src/policies/mistake.ts';
import { readHolidayYear } from '#src/policies/read-calendar.ts';
import { migrateToLatest } from '#src/store/migrate.ts';
import { type Installation, openInstallation, policiesFolder } from './installation.ts';
import { withMistakesTold } from './told-mistakes.ts';
import { openTerminal } from './terminal.ts';

/** Runs `fangpin ARGV…`; resolves to the exit code once everything it opened is closed. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal();
  const read = readConfig(process.env);
  let installation: Promise<Installation> | null = null;

  /** The configuration, or a fault that lists everything wrong with it. */
  const config = (): Config => {
    if (read.ok) return read.value;
    throw new Fault('config-refused', {
      retry: false,
      message: ['配置有误，请改正后重试：', ...read.refusal.map((line) => `  ${line}`)].join('\n'),
    });
  };
  /** Commands speak through their results; only what goes wrong is logged. */
  const open = (): Promise<Installation> =>
    (installation ??= openInstallation(config(), createLog({ level: 'silent' })));

  const deps: CliDeps = {
    terminal,
    open: async () => serviceOf(await open()),
    migrate: () => migrate(config()),
    serve: (roles) => serveUntilSignal(config(), roles, (line) => terminal.out(line)),
    loadPolicies: () => policiesOrFault(read.ok ? read.value : null),
    checkPack: (file) => packOrFault(file, read.ok ? read.value : null),
    importHolidayYear: async (file) => await importYear(file, await open()),
    botName: () => botName(config()),
    isSecretKey: (text) => isSecretKey(config(), text),
    readWithModel: read.ok ? modelReader(read.value) : null,
    verifyAudit: async (mark) => await verifyAudit(await open(), mark),
    diagnose: async () =>
      read.ok
        ? await (await import('./diagnose.ts')).diagnoseMachine(read.value, open)
        : read.refusal.map((problem) => broken('配置', problem, '各项说明见 .env.example。')),
  };
  try {
    return await run(argv, deps);
  } finally {
    const opened: Promise<Installation> | null = installation;
    await closeQuietly(opened);
  }
}

const closeQuietly = async (opened: Promise<Installation> | null): Promise<void> => {
  const installation = await opened?.catch(() => null);
  await installation?.close();
};

const serviceOf = (installation: Installation): Service => ({
  db: installation.db,
  fields: installation.fields,
  clock: installation.clock,
  newId: installation.newId,
  newCode: installation.newCode,
  publicUrl: installation.config.publicUrl,
  policies: { ...installation.policies, calendar: installation.book.calendar },
  book: installation.book,
});

/** Migrates as the owner; the serving role named in DATABASE_URL gets its rights. */
async function migrate(config: Config): Promise<readonly string[]> {
  const { database } = config;
  if (database.kind === 'embedded') {
    const embedded = await openEmbeddedDatabase({ dataDir: config.dataDir });
    try {
      return await migrateToLatest(embedded.ownerUrl, new URL(embedded.appUrl).username);
    } finally {
      await embedded.stop();
    }
  }
  if (database.ownerUrl === null) {
    throw new Fault('owner-url-missing', {
      retry: false,
      message: '请设置 DATABASE_OWNER_URL（数据库所有者的地址），更新结构要用它。',
    });
  }
  return await migrateToLatest(
    database.ownerUrl,
    decodeURIComponent(new URL(database.url).username),
  );
}

/** Serves until Ctrl-C or a stop from outside; 0 when all closed in time. */
async function serveUntilSignal(
  config: Config,
  roles: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const { serve, serveRoles } = await import('./serve.ts');
  const wanted = serveRoles.filter((role) => roles.includes(role));
  const log = createLog({ level: config.logLevel });
  const { shutdown } = await serve(config, { roles: wanted, log, print });
  const ended = Promise.withResolvers<number>();
  shutDownOnSignals({
    shutdown,
    source: process,
    exit: (code) => {
      ended.resolve(code);
      process.exit(code);
    },
    elapsed: () => performance.now(),
  });
  return await ended.promise;
}

/** The program's packs and the county's own beside them; without a readable configuration the program's alone. */
const policiesOrFault = (config: Config | null): ReturnType<typeof loadPolicies> =>
  withMistakesTold(() => loadPolicies(config === null ? {} : { extra: policiesFolder(config) }));

const packOrFault = (file: string, config: Config | null): Promise<Pack> =>
  withMistakesTold(async () => {
    const { packs } = await policiesOrFault(config);
    return await checkPackAt(file, packs);
  });

async function importYear(file: string, installation: Installation) {
  const text = await readFile(file, 'utf8');
  const year = readHolidayYear(basename(file), text);
  if (!year.ok)
    return await withMistakesTold(() => Promise.reject(new PolicyMistakes(year.refusal)));
  const { db, clock, newId, fields, book: policies } = installation;
  const deps = { db, clock, newId, fields, policies, channels: new Map() };
  return { year: year.value.year, ...(await importHolidayYear(deps, year.value)) };
}

async function botName(config: Config): Promise<string | null> {
  if (config.telegram.kind === 'off') return null;
  const { createTelegramClient } = await import('#src/channels/telegram/client.ts');
  const me = await createTelegramClient(config.telegram).call('getMe', {}, { timeoutMs: 5_000 });
  return me.kind === 'ok' ? me.value.username : null;
}

async function isSecretKey(config: Config, text: string): Promise<boolean> {
  const given = parseKeyRing(text);
  const ring = config.keys ?? (await loadOrCreateKeyRing(config.dataDir));
  const key = ring.masters.get(ring.currentKid)?.export();
  const other = given?.masters.get(ring.currentKid)?.export();
  return key !== undefined && other !== undefined && timingSafeEqual(key, other);
}

function modelReader({ model, clockOffset }: Config): CliDeps['readWithModel'] {
  if (model.kind === 'off') return null;
  return async (text) => {
    const { openAssistant } = await import('#src/assistant/open-assistant.ts');
    const assistant = openAssistant(model, { clock: systemClock(clockOffset) });
    return (await readWithModel(assistant.model, text)).reading;
  };
}

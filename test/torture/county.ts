/** A county under torture: real processes that can be killed, a strict Bot API server, many bound farmers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Redis } from 'ioredis';
import { expect, vi } from 'vitest';
import { readConfig } from '#src/config.ts';
import { type Installation, openInstallation } from '#src/main/installation.ts';
import { verifyAudit } from '#src/operations/audit/verify.ts';
import { seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import { createLog } from '#src/platform/log.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Person } from '#test/support/bot-api/person.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import { bindFarmers, bindStaff } from '#test/support/bound-farmers.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { type ServeChild, startServeChild } from '#test/support/serve-child.ts';
import { startRedis, type TestRedis } from '#test/support/redis.ts';

const FIRST_FARMER = 100_001;
const FIRST_STAFF = 900_000;
const KEY = `t1:${Buffer.alloc(32, 7).toString('base64')}`;

export type Tortured = {
  readonly telegram: BotApiServer;
  readonly installation: Installation;
  readonly redis: TestRedis | null;
  readonly people: readonly Person[];
  /**
   * Starts a process with polling, queues and sweeps. Each one's clock is two minutes ahead of the one before: what waits for
   * a time-out is due at once, and no test waits for it.
   */
  start(): Promise<ServeChild>;
  /** Everything the queues hold is gone. */
  loseQueues(): Promise<void>;
  /** Stops `running` with SIGTERM, and lets one more process finish whatever is left. */
  drain(running: readonly ServeChild[]): Promise<void>;
  close(): Promise<void>;
};

export async function tortureCounty(options: {
  readonly backend: 'postgres' | 'redis';
  readonly farmers: number;
  /** Another database than one of the test server's. */
  readonly database?: { readonly ownerUrl: string; readonly appUrl: string };
}): Promise<Tortured> {
  const telegram = await BotApiServer.start({ limits: 'none' });
  const own = options.database === undefined ? await createTestDatabase() : null;
  const database = options.database ?? own;
  if (database === null || database === undefined) throw new Error('unreachable');
  const redis = options.backend === 'redis' ? await startRedis() : null;
  const dataDir = await mkdtemp(join(tmpdir(), 'fangpin-torture-'));
  const env = {
    DATABASE_URL: database.appUrl,
    FANGPIN_DATA_DIR: dataDir,
    FANGPIN_SECRET_KEY: KEY,
    FANGPIN_DEMO: '0',
    LOG_LEVEL: 'warn',
    PORT: '0',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  };
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.refusal.join('\n'));
  const installation = await openInstallation(config.value, createLog({ level: 'silent' }));
  await seedDemoCounty(installation);
  const farmers = await bindFarmers(installation, {
    count: options.farmers,
    channel: 'telegram',
    firstChat: FIRST_FARMER,
  });
  telegram.openChats(FIRST_FARMER, options.farmers);
  await bindStaff(installation, 'telegram', FIRST_STAFF);
  telegram.openChats(FIRST_STAFF, 400);
  const children = new Set<ServeChild>();
  let started = 0;
  const start = async (): Promise<ServeChild> => {
    started += 1;
    const child = await startServeChild({ ...env, FANGPIN_CLOCK_OFFSET: `PT${started * 2}M` });
    children.add(child);
    return child;
  };
  return {
    telegram,
    installation,
    redis,
    people: farmers.map(({ chat }) =>
      telegram.person({ id: Number(chat), firstName: `农户${chat}` }),
    ),
    start,
    async loseQueues() {
      if (redis === null) {
        await sql`alter schema bullmq rename to lost_bullmq`.execute(installation.db);
        return;
      }
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
    async drain(running) {
      const codes = await Promise.all(running.map((child) => child.stop()));
      // Far ahead: every later hand-over and every time-out is due.
      started += 60;
      const last = await start();
      await vi.waitFor(async () => expect(await leftOf(installation)).toEqual(NOTHING_LEFT), {
        timeout: 60_000,
        interval: 250,
      });
      codes.push(await last.stop());
      expect(codes.map((code) => code ?? 'killed')).toEqual(codes.map(() => 0));
    },
    async close() {
      await Promise.all([...children].map((child) => child.kill()));
      await installation.close();
      await telegram.close();
      await redis?.stop();
      await own?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const NOTHING_LEFT = { inbound: 0, outbox: 0, messages: 0, reports: 0 };

/** What is still to be done now; messages held back for quiet hours are not. */
async function leftOf({ db }: Installation): Promise<typeof NOTHING_LEFT> {
  const { rows } = await inScope(db, SYSTEM, (trx) =>
    sql<typeof NOTHING_LEFT>`select
      (select count(*) from inbound where state = 'new') as inbound,
      (select count(*) from outbox where closed_at is null) as outbox,
      (select count(*) from message where state in ('queued', 'sending')
        and (not_before is null or not_before <= now())) as messages,
      (select count(*) from declaration where processed_at is null) as reports`.execute(trx),
  );
  return rows[0] ?? NOTHING_LEFT;
}

/** How long a farmer looks at the phone before trying again, in milliseconds. */
const PATIENCE = 15_000;
/** How long somebody who asked twice lets the answers come in before going on: two answers mean two questions. */
const BREATH = 1_000;

/**
 * Reports by three taps as somebody with a bad connection would: an answer that does not come is asked for again, but 提交 is
 * pressed once, and then the receipt has to come by itself. Returns the number it shows.
 */
export async function reportInsistently(person: Person): Promise<string> {
  person.text('一键申报');
  let confused = false;
  for (let tries = 0; tries < 40; tries += 1) {
    let shown = await newButton(person);
    if (shown === null) {
      person.text('一键申报');
      confused = true;
      continue;
    }
    if (confused) shown = (await quiet(person)) ?? shown;
    confused = false;
    person.pressOn(shown.messageId, shown.label);
    if (shown.label !== '提交') continue;
    const number = await receiptOf(person);
    if (number !== null) return number;
    // The button was out of date: what was asked twice had moved the conversation on. The draft is still there.
    confused = true;
  }
  throw new Error(`no way to report:\n${person.transcript()}`);
}

/** What leads on to a report, whatever the conversation has come to. */
const ONWARDS = /^(?:生病花钱多|继续申报|提交)$/;
type Shown = { readonly messageId: number; readonly label: string };

/** The newest button that leads on, if it was shown since the person's last act. */
function look(person: Person): Shown | null {
  const found = person.chat.findButton(ONWARDS);
  return found !== undefined && found.message.changedAt > person.lastAct
    ? { messageId: found.message.id, label: found.button.text }
    : null;
}

/** A button that leads on, as soon as one is shown; null when none is in time. */
async function newButton(person: Person): Promise<Shown | null> {
  const shown = Promise.withResolvers<Shown | null>();
  const looking = (): void => {
    const found = look(person);
    if (found !== null) shown.resolve(found);
  };
  const unwatch = person.chat.watch(looking);
  const timer = setTimeout(() => shown.resolve(null), PATIENCE);
  looking();
  return await shown.promise.finally(() => {
    clearTimeout(timer);
    unwatch();
  });
}

/** The newest button once nothing has come in for a moment. */
async function quiet(person: Person): Promise<Shown | null> {
  const settled = Promise.withResolvers<void>();
  let timer = setTimeout(settled.resolve, BREATH);
  const unwatch = person.chat.watch(() => {
    clearTimeout(timer);
    timer = setTimeout(settled.resolve, BREATH);
  });
  await settled.promise;
  unwatch();
  return look(person);
}

const RECEIPT = /\d{3,}-\d{4}/;

/** The number on the receipt; null when the conversation shows a button that leads on instead. */
async function receiptOf(person: Person): Promise<string | null> {
  const asked = Promise.withResolvers<null>();
  const unwatch = person.chat.watch(() => {
    if (look(person) !== null) asked.resolve(null);
  });
  const receipt = person.expect(RECEIPT, { withinMs: 100_000 });
  try {
    const found = await Promise.race([receipt, asked.promise]);
    return found === null ? null : (RECEIPT.exec(found.text)?.[0] ?? '');
  } finally {
    unwatch();
    // Nobody waits for it any more where something else was asked.
    receipt.catch(() => undefined);
  }
}

/** Runs `work` for each person, `atOnce` side by side. */
export async function eachOf<T>(
  people: readonly Person[],
  atOnce: number,
  work: (person: Person) => Promise<T>,
): Promise<readonly T[]> {
  const queue = [...people.entries()];
  const results: T[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        results[next[0]] = await work(next[1]);
      }
    }),
  );
  return results;
}

/** Everything that must hold at the end, whatever was killed on the way. `shown` are the numbers people saw. */
export async function mustHold(
  tortured: Tortured,
  shown: readonly string[],
  options: { readonly quarantined?: number } = {},
): Promise<void> {
  const { installation, telegram, people } = tortured;
  const count = people.length;
  const state = await inScope(installation.db, SYSTEM, async (trx) => {
    const { rows } = await sql<Record<string, number>>`select
      (select count(*) from declaration) as reports,
      (select count(distinct account_id) from declaration) as reporters,
      (select count(distinct receipt_number) from declaration) as numbers,
      (select count(*) from declaration where state = 'open' and case_id is not null) as opened,
      (select count(*) from case_file) as cases,
      (select count(distinct household_id) from case_file) as households,
      (select count(*) from case_event) as events,
      (select count(*) from duty where kind = 'accept-clue' and state = 'open') as "toAccept",
      (select count(*) from duty where kind = 'identify' and state = 'open') as "toIdentify",
      (select count(*) - count(distinct (case_id, kind)) from duty where case_id is not null)
        as "dutiesTwice",
      (select count(*) from outbox where closed_at is null or fault_code is not null) as unkept,
      (select count(*) from inbound where state = 'new') as unread,
      (select count(*) from inbound where state = 'quarantined') as quarantined,
      (select count(*) from message where state = 'failed') as failed,
      (select count(*) from message) - (select count(*) from message
        where state in ('queued', 'sent', 'uncertain', 'waiting')) as unaccounted`.execute(trx);
    return rows[0];
  });
  expect(state).toEqual({
    reports: count,
    reporters: count,
    numbers: count,
    opened: count,
    cases: count,
    households: count,
    events: count,
    toAccept: count,
    toIdentify: count,
    dutiesTwice: 0,
    unkept: 0,
    unread: 0,
    quarantined: options.quarantined ?? 0,
    failed: 0,
    unaccounted: 0,
  });
  const numbers = await inScope(installation.db, SYSTEM, (trx) =>
    trx
      .selectFrom('declaration')
      .innerJoin('account', 'account.id', 'declaration.account_id')
      .select(['account.chat', 'declaration.receipt_number as number'])
      .execute(),
  );
  const byChat = new Map(numbers.map((row) => [Number(row.chat), row.number]));
  expect(shown).toEqual(people.map(({ id }) => byChat.get(id)));
  for (const { id } of people) {
    const seen = telegram.sentTo(id).flatMap(({ text }) => RECEIPT.exec(text)?.[0] ?? []);
    expect(new Set(seen)).toEqual(new Set([byChat.get(id)]));
  }
  expect(await verifyAudit(installation)).toMatchObject({ ok: true });
  expect(telegram.violations).toEqual([]);
}

/** The real web chat for tests: real server, real database, real conversations; only the time may be set. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { createWebchatChannel, WEBCHAT_CHANNEL } from '#src/channels/webchat/channel.ts';
import { policyBook } from '#src/main/policy-book.ts';
import { advanceChat } from '#src/operations/conversation/advance.ts';
import type { Channel, Clock, NewId } from '#src/operations/ports.ts';
import { seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import { deliverAccount } from '#src/operations/sending/deliver.ts';
import { whatWaits } from '#src/operations/webchat/history.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createFieldEncryption, type FieldEncryption } from '#src/platform/field-encryption.ts';
import { randomCode, uuidV7 } from '#src/platform/ids.ts';
import { createLog, type Log } from '#src/platform/log.ts';
import { parseKeyRing } from '#src/platform/secrets.ts';
import { type SheetLinks, sheetLinks } from '#src/platform/sheet-link.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { type Db, openDatabase } from '#src/store/database.ts';
import { type MediaFiles, openMediaFiles } from '#src/store/media-files.ts';
import { createLiveChats } from '#src/web/chat/live.ts';
import { createWebServer } from '#src/web/server.ts';
import { createTestDatabase } from '#test/support/database.ts';

export type ChatServer = {
  readonly app: FastifyInstance;
  /** Address while listening. */
  readonly url: string;
  readonly db: Db;
  /** Owner's address, to look at what is really stored. */
  readonly ownerUrl: string;
  readonly fields: FieldEncryption;
  readonly files: MediaFiles;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly sheets: SheetLinks;
  /** Sends what waits for an account, as a worker would. */
  readonly deliver: (accountId: string) => Promise<void>;
  /** Everything logged so far. */
  readonly logged: () => string;
  readonly close: () => Promise<void>;
};

/** Starts it on a free port. `demo` fills in the demo county, which takes a moment. */
export async function startChatServer(
  options: { readonly clock?: Clock; readonly demo?: boolean } = {},
): Promise<ChatServer> {
  const database = await createTestDatabase();
  const opened = openDatabase(database.appUrl, { max: 8 });
  const { db } = opened;
  const keys = parseKeyRing(`k1:${Buffer.alloc(32, 7).toString('base64')}`);
  if (keys === undefined) throw new Error('the key of the tests is broken');
  const fields = createFieldEncryption(keys);
  const clock = options.clock ?? systemClock();
  const newId = uuidV7(systemClock());
  const folder = await mkdtemp(join(inject('runFolder'), 'media-'));
  const files = openMediaFiles(folder, fields);
  const lines: string[] = [];
  const log: Log = createLog({
    level: 'debug',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const policies = policyBook(await loadPolicies(), []);
  if (options.demo === true) await seedDemoCounty({ db, fields, clock, newId });

  const live = createLiveChats({ whatWaits: (ids) => whatWaits({ db }, ids), log });
  const webchat = createWebchatChannel(live.poke);
  const channels: ReadonlyMap<string, Channel> = new Map([[webchat.name, webchat]]);
  const newCode = (): string => randomCode();
  const shared = { db, clock, newId, newCode, fields, policies, channels, log };
  const deliver = (accountId: string): Promise<void> =>
    deliverAccount({ ...shared, onSent: () => undefined, onThrottled: () => undefined }, accountId);

  const sheets = sheetLinks(keys, 'http://127.0.0.1');
  const app = await createWebServer({
    log,
    settings: {
      publicUrl: 'http://127.0.0.1',
      trustedProxies: ['loopback'],
      sessionKey: Buffer.alloc(32, 5),
    },
    health: { checks: [{ name: 'database', check: async () => true }] },
    metrics: { render: async () => 'up 1\n', bearerToken: 'metrics-token' },
    telegramWebhook: null,
    console: { db, clock, policies, sheets },
    chat: {
      ...shared,
      files,
      live,
      advance: async (chat) => {
        const touched = await advanceChat(shared, WEBCHAT_CHANNEL, chat);
        for (const accountId of touched) await deliver(accountId);
      },
      official: async () => ({ name: '云岭县农业农村局', phone: '0570-612 3456' }),
    },
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    url,
    sheets,
    db,
    ownerUrl: database.ownerUrl,
    fields,
    files,
    clock,
    newId,
    deliver,
    logged: () => lines.join(''),
    close: async () => {
      await app.close();
      await opened.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

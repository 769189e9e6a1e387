/**
 * A worker that does nothing but send one notice, in a process of its own so that a test can kill it. Started with its settings
 * as JSON in the environment; says `over` or `open` when there is nothing more to do.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createTelegramChannel } from '#src/channels/telegram/channel.ts';
import { createTelegramClient } from '#src/channels/telegram/client.ts';
import { createNoticeSender } from '#src/operations/notice/send-batch.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createFieldEncryption } from '#src/platform/field-encryption.ts';
import { uuidV7 } from '#src/platform/ids.ts';
import { createLog } from '#src/platform/log.ts';
import { parseKeyRing } from '#src/platform/secrets.ts';
import { openDatabase } from '#src/store/database.ts';

/** What such a worker is told. */
export type BroadcastWorkerSettings = {
  readonly databaseUrl: string;
  readonly apiRoot: string;
  readonly token: string;
  readonly noticeId: string;
  readonly intervalMs: number;
  readonly key: string;
};

const settings: BroadcastWorkerSettings = JSON.parse(process.env['BROADCAST_WORKER'] ?? '{}');
const ring = parseKeyRing(settings.key);
if (ring === undefined) throw new Error('the test key is malformed');
const database = openDatabase(settings.databaseUrl, { max: 4 });
const clock = systemClock();
const client = createTelegramClient({ token: settings.token, apiRoot: settings.apiRoot });
const channel = createTelegramChannel({ client, readMedia: async () => null });
const sender = createNoticeSender({
  db: database.db,
  clock,
  newId: uuidV7(clock),
  fields: createFieldEncryption(ring),
  channels: new Map([[channel.name, channel]]),
  log: createLog({ level: 'error' }),
  wait: async (ms) => pause(ms),
  intervalMs: settings.intervalMs,
});
const end = await sender.send(settings.noticeId);
process.stdout.write(`${end.kind}\n`);
await database.close();

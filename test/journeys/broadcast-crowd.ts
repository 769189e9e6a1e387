/** Many farmers on Telegram in the invented county, a notice approved for them, and workers in processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { createTelegramChannel } from '#src/channels/telegram/channel.ts';
import { createTelegramClient } from '#src/channels/telegram/client.ts';
import { instant } from '#src/domain/calendar/instant.ts';
import type { RecipientState } from '#src/domain/notice/progress.ts';
import { createNoticeSender, type SendNoticeDeps } from '#src/operations/notice/send-batch.ts';
import { uuidV7 } from '#src/platform/ids.ts';
import { createLog } from '#src/platform/log.ts';
import type { BotApiServer } from '#test/support/bot-api/server.ts';
import type { BroadcastWorkerSettings } from '#test/support/broadcast-worker.ts';
import { AREAS, type County } from '#test/operations/duty/county.ts';

/** The first farmer's chat; the others follow. */
export const FIRST_CHAT = 500_000;

/** Households with one believed account each, spread over the villages a and b, and their chats. */
export async function makeCrowd(county: County, server: BotApiServer, n: number): Promise<void> {
  server.openChats(FIRST_CHAT, n);
  await county.system(async (trx) => {
    await sql`
      insert into household (id, area_id, area_path, code, head_name, origin, created_at, updated_at)
      select ('00000000-0000-7000-8100-' || lpad(i::text, 12, '0'))::uuid, a.id, a.path, 'M' || i, '户主' || i,
        'registry', now(), now()
      from generate_series(0, ${n - 1}::int) i
      join area a on a.id = case when i % 2 = 0 then ${AREAS.a.areaId}::uuid else ${AREAS.b.areaId}::uuid end`.execute(
      trx,
    );
    await sql`
      insert into account (id, channel, chat, created_at, consent, area_id, area_path, household_id, name, trust)
      select ('00000000-0000-7000-8200-' || lpad(i::text, 12, '0'))::uuid, 'telegram', (${FIRST_CHAT}::bigint + i)::text,
        now(), 'given', h.area_id, h.area_path, h.id, h.head_name, 'phone-matched'
      from generate_series(0, ${n - 1}::int) i
      join household h on h.id = ('00000000-0000-7000-8100-' || lpad(i::text, 12, '0'))::uuid`.execute(
      trx,
    );
    await sql`analyze household, account`.execute(trx).catch(() => undefined);
  });
}

/** Every chat with how many messages it got. */
export const messagesByChat = (server: BotApiServer, n: number): readonly number[] =>
  Array.from({ length: n }, (_, at) => server.sentTo(FIRST_CHAT + at).length);

/** State of each recipient, by chat. */
export async function statesByChat(
  county: County,
  noticeId: string,
): Promise<ReadonlyMap<number, RecipientState>> {
  return await county.system(async (trx) => {
    const { rows } = await sql<{ chat: string; state: RecipientState }>`
      select a.chat, r.state from notice_recipient r join account a on a.id = r.account_id
      where r.notice_id = ${noticeId}::uuid`.execute(trx);
    return new Map(rows.map((row) => [Number(row.chat), row.state]));
  });
}

/** Ten o'clock on a Monday, when staff may be told things, whatever hour the test runs at; from there on time passes. */
const START = Date.parse('2026-11-02T10:00:00+08:00');
const clock = { now: () => instant(Math.floor(START + performance.now())) };

/** What a sender in this process needs, on a clock that goes. */
export function senderDeps(
  county: County,
  server: BotApiServer,
  more: Partial<SendNoticeDeps> = {},
): SendNoticeDeps {
  const client = createTelegramClient({ token: server.token, apiRoot: server.url });
  const channel = createTelegramChannel({ client, readMedia: async () => null });
  return {
    db: county.db,
    clock,
    newId: uuidV7(clock),
    fields: county.deps.fields,
    channels: new Map([[channel.name, channel]]),
    log: createLog({ level: 'error' }),
    wait: async (ms) => pause(ms),
    ...more,
  };
}

export const makeSender = (
  county: County,
  server: BotApiServer,
  more: Partial<SendNoticeDeps> = {},
) => createNoticeSender(senderDeps(county, server, more));

const WORKER = fileURLToPath(new URL('../support/broadcast-worker.ts', import.meta.url));

/** A worker process sending a notice. `ended` resolves with what it said last, or '' when it was killed. */
export async function startWorker(
  county: County,
  server: BotApiServer,
  noticeId: string,
  intervalMs: number,
): Promise<{ readonly process: ChildProcess; readonly ended: Promise<string> }> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
    county.db,
  );
  const address = new URL(inject('testServer').appUrl);
  address.pathname = `/${rows[0]?.name ?? ''}`;
  // A process of its own goes by the machine's clock, whatever hour that is.
  await sql`update notice set quiet_from = 0, quiet_to = 0 where id = ${noticeId}::uuid`.execute(
    county.db,
  );
  const settings: BroadcastWorkerSettings = {
    databaseUrl: address.href,
    apiRoot: server.url,
    token: server.token,
    noticeId,
    intervalMs,
    key: `t1:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const child = spawn(process.execPath, [WORKER], {
    env: { ...process.env, BROADCAST_WORKER: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += String(data);
  });
  return { process: child, ended: once(child, 'exit').then(() => said.trim()) };
}

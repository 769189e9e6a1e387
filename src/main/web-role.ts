/** The web role: all HTTP. */
import { queueAnswers } from '#queues/ready.ts';
import { bureauFactsFor } from '#src/operations/conversation/official.ts';
import { createWebServer, type TelegramWebhook } from '#src/web/server.ts';
import type { LiveChats } from '#src/web/chat/live.ts';
import { WEBCHAT_CHANNEL } from '#src/channels/webchat/channel.ts';
import { purposeKey } from '#src/platform/secrets.ts';
import { sheetLinks } from '#src/platform/sheet-link.ts';
import type { Shutdown } from '#src/platform/shutdown.ts';
import { pendingMigrations } from '#src/store/migrate.ts';
import { databaseAnswers } from '#src/store/advisory-lock.ts';
import type { Core } from './core.ts';
import { queueStoreOf } from './installation.ts';
import { renderMetrics } from './metrics.ts';

/** Listens and returns the port that was taken (the configured one, or any when it is 0). */
export async function startWebRole(
  core: Core,
  live: LiveChats,
  telegramWebhook: TelegramWebhook | null,
  shutdown: Shutdown,
): Promise<number> {
  const { installation } = core;
  const { config, db, log, keys } = installation;
  const app = await createWebServer({
    log,
    settings: {
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
      sessionKey: purposeKey(keys, 'session'),
    },
    health: {
      checks: [
        {
          name: 'database',
          check: () => databaseAnswers(db),
        },
        { name: 'migrations', check: async () => (await pendingMigrations(db)).length === 0 },
        { name: 'queue', check: () => queueAnswers(queueStoreOf(installation)) },
      ],
    },
    metrics: {
      render: () => renderMetrics(db),
      bearerToken: purposeKey(keys, 'metrics').toString('base64url'),
    },
    telegramWebhook,
    console: {
      db,
      clock: installation.clock,
      policies: installation.book,
      sheets: sheetLinks(keys, config.publicUrl),
    },
    chat: {
      ...installation,
      live,
      advance: (chat) => core.chats.work(WEBCHAT_CHANNEL, chat),
      official: (accountId) => bureauFactsFor(core.background, accountId),
    },
  });
  await app.listen({ host: config.host, port: config.port });
  shutdown.add('web', async () => {
    live.close();
    await app.close();
  });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : config.port;
}

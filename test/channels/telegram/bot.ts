/** A bot's client beside the local Bot API server, for the tests of the adapter. */
import { onTestFinished } from 'vitest';
import { createTelegramClient } from '#src/channels/telegram/client.ts';
import type { TelegramClient } from '#src/channels/telegram/client.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import type { ServerOptions } from '#test/support/bot-api/server.ts';

/** A server of the test's own, closed when the test ends, and a client for its bot. */
export async function startBot(
  options: ServerOptions = {},
): Promise<{ readonly server: BotApiServer; readonly client: TelegramClient }> {
  const server = await BotApiServer.start(options);
  onTestFinished(() => server.close());
  return { server, client: createTelegramClient({ token: server.token, apiRoot: server.url }) };
}

/** The floor of every reply: a bot that polls and answers, with nothing in between. Told its token and API root by environment. */
import { createTelegramClient } from '#src/channels/telegram/client.ts';

const client = createTelegramClient({
  token: process.env['TELEGRAM_BOT_TOKEN'] ?? '',
  apiRoot: process.env['TELEGRAM_API_ROOT'] ?? '',
});

process.stdout.write('ready\n');
let offset = 0;
for (;;) {
  const polled = await client.call('getUpdates', { timeout: 20, limit: 100, offset });
  if (polled.kind !== 'ok') continue;
  for (const update of polled.value) {
    offset = Math.max(offset, update.update_id + 1);
    const chat = 'message' in update ? update.message.chat.id : undefined;
    if (chat !== undefined) void client.call('sendMessage', { chat_id: chat, text: 'echo' });
  }
}

/** Telegram as one way of talking to people: the port's functions over one client. */
import type { Channel } from '#src/operations/ports.ts';
import type { TelegramClient } from './client.ts';
import { channelName, readUpdate } from './inbound.ts';
import { fetchMedia } from './media.ts';
import { createSender } from './sender.ts';
import type { ReadMedia } from './sender.ts';

export type TelegramChannelDeps = {
  readonly client: TelegramClient;
  readonly readMedia: ReadMedia;
};

/** Receiving is apart: `pollUpdates` and `acceptDelivery` hand raw updates to an intake. */
export function createTelegramChannel(deps: TelegramChannelDeps): Channel {
  const send = createSender(deps);
  return {
    name: channelName,
    capabilities: {
      push: true,
      provesContact: true,
      // Telegram stops bots at about 30 a second (Bot FAQ); one turn per 35 ms leaves room for replies and jitter.
      broadcastPerSecond: 1000 / 35,
    },
    send,
    read: readUpdate,
    fetchMedia: (reference, limitBytes) => fetchMedia(deps.client, reference, limitBytes),
  };
}

/** Tells Telegram how the bot presents itself and how updates are fetched. Safe to repeat at every start. */
import type { CallResult, TelegramClient } from './client.ts';
import { allowedUpdates } from './raw-update.ts';
import { commands, description, shortDescription } from './wording.ts';

/** How updates come: pushed to an address with a secret, or fetched. */
export type Delivery =
  | { readonly mode: 'webhook'; readonly url: string; readonly secret: string }
  | { readonly mode: 'polling' };

/** `username` makes deep links; `trouble` names by code what could not be set, which never stops the bot. */
export type BotIdentity = { readonly username: string; readonly trouble: readonly string[] };

/** What `getMe` said when the bot cannot work: a refused token, or no way to the server. */
export type SetupFailure = { readonly failure: 'token-refused' | 'unreachable' };

/** Sets the bot up. Only an unusable token or server fails; everything else is reported in `trouble`. */
export async function setUpBot(
  client: TelegramClient,
  delivery: Delivery,
): Promise<BotIdentity | SetupFailure> {
  const me = await client.call('getMe', {});
  if (me.kind !== 'ok') {
    const refused = me.kind === 'refused' && (me.status === 401 || me.status === 404);
    return { failure: refused ? 'token-refused' : 'unreachable' };
  }
  const trouble: string[] = [];
  const tried = (what: string, result: CallResult<unknown>): void => {
    if (result.kind === 'ok') return;
    trouble.push(`${what}: ${result.kind === 'refused' ? `status-${result.status}` : result.code}`);
  };
  tried('delivery', await setDelivery(client, delivery));
  await present(client, tried);
  return { username: me.value.username, trouble };
}

/** Never drops waiting updates: they are reports. */
function setDelivery(client: TelegramClient, delivery: Delivery): Promise<CallResult<unknown>> {
  return delivery.mode === 'polling'
    ? client.call('deleteWebhook', { drop_pending_updates: false })
    : client.call('setWebhook', {
        url: delivery.url,
        secret_token: delivery.secret,
        allowed_updates: allowedUpdates,
        max_connections: 20,
        drop_pending_updates: false,
      });
}

/** Reads before it writes: Telegram limits changes of a profile far more than looking at it. */
async function present(
  client: TelegramClient,
  tried: (what: string, result: CallResult<unknown>) => void,
): Promise<void> {
  const shown = await client.call('getMyCommands', {});
  if (shown.kind !== 'ok' || JSON.stringify(shown.value) !== JSON.stringify(commands)) {
    tried('commands', await client.call('setMyCommands', { commands }));
  }
  const button = await client.call('getChatMenuButton', {});
  if (button.kind !== 'ok' || button.value.type !== 'commands') {
    const menu = { menu_button: { type: 'commands' } } as const;
    tried('menu button', await client.call('setChatMenuButton', menu));
  }
  const long = await client.call('getMyDescription', {});
  if (long.kind !== 'ok' || long.value.description !== description) {
    tried('description', await client.call('setMyDescription', { description }));
  }
  const short = await client.call('getMyShortDescription', {});
  if (short.kind !== 'ok' || short.value.short_description !== shortDescription) {
    const payload = { short_description: shortDescription };
    tried('short description', await client.call('setMyShortDescription', payload));
  }
}

/** `fangpin serve`: starts the roles asked for, says when it is ready, and ends cleanly. */
import { createTelegramChannel } from '#src/channels/telegram/channel.ts';
import { createTelegramClient, type TelegramClient } from '#src/channels/telegram/client.ts';
import { createIntake } from '#src/channels/telegram/intake.ts';
import { setUpBot } from '#src/channels/telegram/setup.ts';
import { acceptDelivery } from '#src/channels/telegram/webhook.ts';
import { createWebchatChannel } from '#src/channels/webchat/channel.ts';
import type { Config } from '#src/config.ts';
import type { Channel } from '#src/operations/ports.ts';
import { keysOpen } from '#src/operations/registry/examine-service.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import { createShutdown, type Shutdown } from '#src/platform/shutdown.ts';
import { inScope } from '#src/store/database.ts';
import { mediaById } from '#src/store/media.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { whatWaits } from '#src/operations/webchat/history.ts';
import { createLiveChats } from '#src/web/chat/live.ts';
import type { TelegramWebhook } from '#src/web/server.ts';
import { startPolling } from './bot-role.ts';
import { startCalendarRefresh } from './calendar-refresh.ts';
import { type Core, wireCore } from './core.ts';
import { demoGuide } from './demo-guide.ts';
import { startHeartbeat } from './heartbeat.ts';
import { type Installation, openInstallation } from './installation.ts';
import { startWebRole } from './web-role.ts';
import { startWorkerRole } from './worker-role.ts';

export const serveRoles = ['web', 'bot', 'worker'] as const;
export type ServeRole = (typeof serveRoles)[number];

export type Serving = {
  /** How people reach the web; null without the web role. */
  readonly url: string | null;
  readonly core: Core;
  readonly shutdown: Shutdown;
};

const KEYS_DO_NOT_FIT =
  '现在的密钥打不开库里的加密数据，没有启动。请把原来的密钥加回 FANGPIN_SECRET_KEY（逗号分隔，当前的放第一个），或恢复数据目录里的 secret-key 文件。';

/** Jobs and requests in hand get this long to end, in milliseconds. Containers are usually killed after 30 s. */
const SHUTDOWN_MS = 15_000;

/**
 * Starts the roles and resolves when they are ready. `print` shows lines to the person at the terminal. Throws a fault with a
 * plain message when something an operator must mend is in the way; what was opened by then is closed again.
 */
export async function serve(
  config: Config,
  options: {
    readonly roles: readonly ServeRole[];
    readonly log: Log;
    readonly print: (line: string) => void;
    /** Milliseconds between two turns of a broadcast; tests raise the pace. */
    readonly broadcastIntervalMs?: number;
    /** Further channels beside ours; what they receive goes to `core.take`. */
    readonly extraChannels?: readonly Channel[];
  },
): Promise<Serving> {
  const { log } = options;
  const shutdown = createShutdown({ deadlineMs: SHUTDOWN_MS, log });
  try {
    const installation = await openInstallation(config, log);
    shutdown.add('installation', () => installation.close());
    // Served with the wrong key, every message would fail three times and be set aside.
    if ((await keysOpen(installation)) === false) {
      throw new Fault('keys-do-not-fit', { retry: false, message: KEYS_DO_NOT_FIT });
    }
    return await startRoles(installation, options, shutdown);
  } catch (thrown) {
    await shutdown.run('start failed');
    throw thrown;
  }
}

async function startRoles(
  installation: Installation,
  options: Parameters<typeof serve>[1],
  shutdown: Shutdown,
): Promise<Serving> {
  const { config, log, db } = installation;
  const has = (role: ServeRole): boolean => options.roles.includes(role);
  const guide = config.demo ? await demoGuide(installation) : null;

  const live = createLiveChats({
    log,
    whatWaits: (ids) => whatWaits({ db }, ids),
  });
  const channels = new Map<string, Channel>();
  const add = (channel: Channel): void => void channels.set(channel.name, channel);
  add(createWebchatChannel((chat) => live.poke(chat)));
  const telegram = telegramClient(config);
  if (telegram !== null) {
    add(createTelegramChannel({ client: telegram, readMedia: mediaReader(installation) }));
  }

  for (const channel of options.extraChannels ?? []) add(channel);

  const core = wireCore(installation, channels);
  shutdown.add('chats', () => core.chats.settled());
  if (has('worker')) await startWorkerRole(core, options, shutdown);
  const bot = telegram === null ? null : await startTelegram(core, telegram, has, shutdown);
  let url: string | null = null;
  if (has('web')) {
    const webhook = bot?.webhook ?? null;
    const port = await startWebRole(core, live, webhook, shutdown);
    url = config.port === 0 ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl;
  }
  startHeartbeat(installation, options.roles, shutdown);
  startCalendarRefresh(installation, shutdown);
  for (const line of readyLines(config, url, bot?.username ?? null)) options.print(line);
  if (guide !== null && url !== null) for (const line of guide(url)) options.print(line);
  return { url, core, shutdown };
}

const telegramClient = (config: Config): TelegramClient | null =>
  config.telegram.kind === 'off' ? null : createTelegramClient(config.telegram);

/** Bytes of a medium that a message carries; operations attach media only with a permission in hand. */
const mediaReader =
  ({ db, fields, files }: Installation) =>
  async (mediaId: string) => {
    const row = await inScope(db, SYSTEM, (trx) => mediaById(trx, fields, mediaId));
    if (row?.state !== 'stored') return null;
    const bytes = await files.read(mediaId);
    // A neutral name: what people called the file may say who they are.
    const ending = row.mimeType.split('/')[1]?.split(';')[0] ?? 'bin';
    return bytes === null ? null : { bytes, fileName: `${row.kind}.${ending}` };
  };

async function startTelegram(
  core: Core,
  client: TelegramClient,
  has: (role: ServeRole) => boolean,
  shutdown: Shutdown,
): Promise<{ readonly username: string | null; readonly webhook: TelegramWebhook | null }> {
  const { config, log } = core.installation;
  const { telegram } = config;
  if (telegram.kind === 'off') return { username: null, webhook: null };
  const delivery =
    telegram.kind === 'webhook'
      ? { mode: 'webhook' as const, url: telegram.url, secret: telegram.secret }
      : { mode: 'polling' as const };
  const receives = telegram.kind === 'webhook' ? has('web') : has('bot');
  const identity = receives ? await setUpBot(client, delivery) : null;
  if (identity !== null && 'failure' in identity) {
    if (identity.failure === 'token-refused') {
      throw new Fault('token-refused', {
        retry: false,
        message: 'Telegram 不认这个机器人令牌：请检查 TELEGRAM_BOT_TOKEN。',
      });
    }
    // Telegram is away; what polls or is pushed to will work once it is back.
    log.warn({ code: identity.failure }, 'the bot could not be set up');
  }
  const username = identity !== null && 'username' in identity ? identity.username : null;
  if (telegram.kind === 'polling') {
    if (has('bot')) startPolling(core, client, shutdown);
    return { username, webhook: null };
  }
  const intake = createIntake(client, core.take);
  shutdown.add('webhook', () => intake.settled());
  return {
    username,
    webhook: ({ secretToken, update }) =>
      acceptDelivery({ secret: telegram.secret, intake }, secretToken, update),
  };
}

function readyLines(config: Config, url: string | null, botName: string | null): readonly string[] {
  const off: string[] = [];
  if (config.telegram.kind === 'off') {
    off.push('Telegram 机器人没有开：设置 TELEGRAM_BOT_TOKEN（向 @BotFather 申请）后重新启动。');
  }
  if (config.model.kind === 'off') {
    off.push(
      config.model.missing === null
        ? '大模型助手没有开：设置 OPENAI_MODEL 和 OPENAI_API_KEY（或 OPENAI_BASE_URL）后重新启动。不开也能用。'
        : `大模型助手没有开：还缺 ${config.model.missing}。不开也能用。`,
    );
  }
  if (config.queue.kind === 'postgres') {
    off.push('队列用的是 Postgres；要用 Redis，设置 REDIS_URL。');
  }
  return [
    '',
    '防贫已启动。',
    ...(url === null ? [] : [`网页聊天：${url}/chat`]),
    ...(botName === null ? [] : [`Telegram 机器人：https://t.me/${botName}`]),
    ...off,
  ];
}

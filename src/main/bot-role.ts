/** The bot role: fetching updates from Telegram. One process at a time polls; the others stand by. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TelegramClient } from '#src/channels/telegram/client.ts';
import { createIntake } from '#src/channels/telegram/intake.ts';
import { pollUpdates } from '#src/channels/telegram/polling.ts';
import { asFault } from '#src/platform/faults.ts';
import type { Shutdown } from '#src/platform/shutdown.ts';
import { holdLock } from '#src/store/advisory-lock.ts';
import type { Core } from './core.ts';

/** How often a process that does not poll asks whether it may. */
const STAND_BY_MS = 2_000;

/** Polls while this process holds the advisory lock of the bot; the lock ends with its connection, however that ends. */
export function startPolling(core: Core, client: TelegramClient, shutdown: Shutdown): void {
  const { log } = core.installation;
  const intake = createIntake(client, core.take);
  const { signal } = shutdown;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await pollAsLeader(core, client, intake, signal);
      } catch (thrown) {
        log.warn({ error: asFault(thrown) }, 'polling lost its place');
      }
      await pause(STAND_BY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = loop();
  shutdown.add('polling', async () => {
    await running;
    await intake.settled();
  });
}

async function pollAsLeader(
  core: Core,
  client: TelegramClient,
  intake: ReturnType<typeof createIntake>,
  signal: AbortSignal,
): Promise<void> {
  const { db, log } = core.installation;
  await holdLock(db, `poll ${client.botId}`, (lost) =>
    pollUpdates(
      {
        client,
        intake,
        onTrouble: (code, retryInMs) => log.warn({ code, retryInMs }, 'polling has trouble'),
      },
      AbortSignal.any([signal, lost]),
    ),
  );
}

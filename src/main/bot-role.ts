/** The bot role: fetching updates from Telegram. One process at a time polls; the others stand by. */
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import type { TelegramClient } from '#src/channels/telegram/client.ts';
import { createIntake } from '#src/channels/telegram/intake.ts';
import { pollUpdates } from '#src/channels/telegram/polling.ts';
import { asFault } from '#src/platform/faults.ts';
import type { Shutdown } from '#src/platform/shutdown.ts';
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
  await db.connection().execute(async (connection) => {
    const key = sql`hashtextextended(${`fangpin poll ${client.botId}`}, 0)`;
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${key}) as mine`.execute(connection);
    if (rows[0]?.mine !== true) return;
    const lost = new AbortController();
    // The lock is only ours while its connection lives: a broken one must stop the polling.
    const watch = setInterval(() => {
      sql`select 1`.execute(connection).catch(() => lost.abort());
    }, STAND_BY_MS);
    try {
      await pollUpdates(
        {
          client,
          intake,
          onTrouble: (code, retryInMs) => log.warn({ code, retryInMs }, 'polling has trouble'),
        },
        AbortSignal.any([signal, lost.signal]),
      );
    } finally {
      clearInterval(watch);
      if (!lost.signal.aborted) await sql`select pg_advisory_unlock(${key})`.execute(connection);
    }
  });
}

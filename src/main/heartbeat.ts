/** Shows `doctor` that this process lives, as long as it does. */
import { asFault } from '#src/platform/faults.ts';
import type { Shutdown } from '#src/platform/shutdown.ts';
import { beat, stopBeating } from '#src/store/heartbeat.ts';
import type { Installation } from './installation.ts';

/** `doctor` counts a process as living for two minutes: three beats may be missed. */
const EVERY_MS = 30_000;

/** Beats at once and then regularly; a lost database is noticed by others, so a beat that fails is only noted. */
export function startHeartbeat(
  { db, clock, newId, log }: Installation,
  roles: readonly string[],
  shutdown: Shutdown,
): void {
  const heart = { process: newId(), roles, startedAt: clock.now() };
  const next = async (): Promise<void> => {
    try {
      await beat(db, heart, clock.now());
    } catch (thrown) {
      log.debug({ code: asFault(thrown).code }, 'heartbeat failed');
    }
  };
  void next();
  const timer = setInterval(() => void next(), EVERY_MS);
  shutdown.add('heartbeat', async () => {
    clearInterval(timer);
    await stopBeating(db, heart.process).catch(() => undefined);
  });
}

/** Keeps the working days of this process up to date with what a county entered meanwhile. */
import { asFault } from '#src/platform/faults.ts';
import type { Shutdown } from '#src/platform/shutdown.ts';
import { inScope } from '#src/store/database.ts';
import { storedYears } from '#src/store/holiday-year.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Installation } from './installation.ts';

/** A notice of the State Council comes weeks before its year: nothing hangs on seconds. */
const EVERY_MS = 30_000;

/** Looks regularly; a look that fails is noted and tried again. */
export function startCalendarRefresh(
  { db, book, log }: Pick<Installation, 'db' | 'book' | 'log'>,
  shutdown: Shutdown,
): void {
  const look = async (): Promise<void> => {
    try {
      book.withYears(await inScope(db, SYSTEM, storedYears));
    } catch (thrown) {
      log.debug({ code: asFault(thrown).code }, 'the calendar was not refreshed');
    }
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  shutdown.add('calendar', async () => clearInterval(timer));
}

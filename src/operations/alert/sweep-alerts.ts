/** Rings alarms nobody has taken, every 15 minutes and one step further up each time, and asks how the taken ones ended. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { alertHowEnded } from '#src/flows/text/staff-alert.ts';
import { takeDueAlerts, takeUnended } from '#src/store/alert.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import { type BackgroundDeps, inBackground } from '../duty/work-context.ts';
import { ringAlert } from './ring-alert.ts';

const PAGE = 50;
/** Asked again after so long while the end is not known, in milliseconds. */
export const ASK_AGAIN_MS = 2 * 3_600_000;

/** Returns the accounts that have a message now. Two sweeps at once share the alarms out (row locks, skip locked). */
export async function sweepAlerts(deps: BackgroundDeps): Promise<readonly string[]> {
  const accounts = new Set<string>();
  for (;;) {
    const rung = await inBackground(deps, async (context) => {
      const due = await takeDueAlerts(context.trx, context.fields, context.now, PAGE);
      for (const alert of due) await ringAlert(context, alert);
      return due.length;
    });
    for (const account of rung.accounts) accounts.add(account);
    if (rung.value < PAGE) break;
  }
  const asked = await inBackground(deps, async (context) => {
    const again = plusMs(context.now, ASK_AGAIN_MS);
    for (const { alertId, takenBy } of await takeUnended(context.trx, context.now, again)) {
      await tellPerson(context, takenBy, 'alert', alertHowEnded(alertId));
    }
  });
  for (const account of asked.accounts) accounts.add(account);
  return [...accounts];
}

/** Danger to life: somebody on call hears of it in the same transaction as the words came in. No case, tick or binding is waited for. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { alertMoreSaid } from '#src/flows/text/staff-alert.ts';
import { addToAlert, type Alert, calledStaff, insertAlert, openAlertOf } from '#src/store/alert.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { alertSheet, ringAlert } from './ring-alert.ts';

/** What is said within this time of an alarm still going on belongs to it, in milliseconds: one person in danger is one alarm. */
const SAME_ALARM_MS = 12 * 3_600_000;

/** Raises an alarm or adds to the one going on, and rings at once. */
export const raiseAlert: Handler<'raise-alert'> = async (turn, ask) => {
  const { trx, fields, now, account } = turn;
  const going = await openAlertOf(trx, fields, account.accountId, plusMs(now, -SAME_ALARM_MS));
  if (going !== null) {
    await addToAlert(trx, fields, going, ask.words);
    await tellMore(turn, going, ask.words);
    return { alertId: going.alertId };
  }
  const alertId = turn.newId();
  const { person, staff } = account;
  const alert = {
    alertId,
    accountId: account.accountId,
    areaId: person?.areaId ?? staff?.posts[0]?.areaId ?? null,
    areaPath: person?.areaPath ?? staff?.posts[0]?.areaPath ?? null,
    householdId: person?.householdId ?? null,
    kind: ask.kind,
  };
  await insertAlert(trx, fields, { ...alert, words: ask.words }, now);
  const raised: Alert = {
    ...alert,
    said: [ask.words],
    raisedAt: now,
    rung: 0,
    takenBy: null,
    takenAt: null,
    closedAt: null,
  };
  await ringAlert(turn, raised);
  return { alertId };
};

/** New words go to whoever has it, before that to everybody rung so far: a place or a number may be among them. */
async function tellMore(turn: TurnContext, alert: Alert, words: string): Promise<void> {
  const { phone } = await alertSheet(turn, alert);
  const staff =
    alert.takenBy === null ? await calledStaff(turn.trx, alert.alertId) : [alert.takenBy];
  for (const staffId of staff) {
    await tellPerson(turn, staffId, 'alert', {
      text: alertMoreSaid(words, phone),
      weight: 'vital',
    });
  }
}

/** Danger to life: somebody on call hears of it in the same transaction as the words came in. No case, tick or binding is waited for. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { areaPath, contains } from '#src/domain/people/areas.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import { type AlertKind, alertKinds } from '#src/flows/farmer.intents.ts';
import { storedOneOf } from '#src/flows/place.ts';
import { alertMoreSaid } from '#src/flows/text/staff-alert.ts';
import {
  addToAlert,
  type Alert,
  calledStaff,
  correctAlert,
  insertAlert,
  openAlertOf,
} from '#src/store/alert.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { alertSheet, ringAlert } from './ring-alert.ts';

type Place = { readonly areaId: string; readonly areaPath: string };

/** What is said within this time of an alarm still going on belongs to it, in milliseconds: one person in danger is one alarm. */
const SAME_ALARM_MS = 12 * 3_600_000;
export const sameAlarmSince = (now: Instant): Instant => plusMs(now, -SAME_ALARM_MS);

/** Where somebody is as far as we know them; null for a stranger. */
export const ownArea = ({ person, staff }: AccountFacts): Place | null =>
  person ?? staff?.posts[0] ?? null;

/** The ladder begins anew where the person is: the round that was rung last is rung there as well. */
export const roundFrom = (alert: Alert, place: Place): Alert => ({
  ...alert,
  areaId: place.areaId,
  areaPath: place.areaPath,
  rung: Math.max(0, alert.rung - 1),
});

/** Raises an alarm or adds to the one going on, and rings at once. */
export const raiseAlert: Handler<'raise-alert'> = async (turn, ask) => {
  const { trx, fields, now, account } = turn;
  const going = await openAlertOf(trx, fields, account.accountId, sameAlarmSince(now));
  if (going !== null) {
    await addWords(turn, going, ask);
    return { alertId: going.alertId };
  }
  const alertId = turn.newId();
  const place = ask.area ?? ownArea(account);
  const alert = {
    alertId,
    accountId: account.accountId,
    areaId: place?.areaId ?? null,
    areaPath: place?.areaPath ?? null,
    householdId: account.person?.householdId ?? null,
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

/** 现在没事了: it goes on ringing until somebody has looked; whoever presses may not be the one in danger. */
export const noteAlert: Handler<'note-alert'> = async (turn, { words }) => {
  const { trx, fields, now, account } = turn;
  const going = await openAlertOf(trx, fields, account.accountId, sameAlarmSince(now));
  return { hears: going === null ? 0 : await addWords(turn, going, { words }) };
};

/** Keeps and passes on what is said of an alarm; a place told only now has its own people rung. Returns how many heard the words. */
async function addWords(
  turn: TurnContext,
  before: Alert,
  told: { readonly words: string; readonly kind?: AlertKind; readonly area?: Place },
): Promise<number> {
  const { trx, fields } = turn;
  const worse = worsened(before.kind, told.kind);
  const place = nearer(before, told.area);
  const alert: Alert = {
    ...before,
    areaId: place?.areaId ?? before.areaId,
    areaPath: place?.areaPath ?? before.areaPath,
    kind: worse ?? before.kind,
    said: [...before.said, told.words],
  };
  await addToAlert(trx, fields, before, told.words);
  if (worse !== null || place !== null) await correctAlert(trx, alert);
  const heard = await tellMore(turn, alert, told.words, worse);
  if (place !== null && alert.takenBy === null) await ringAlert(turn, roundFrom(alert, place));
  return heard;
}

/** A place that says more than what was known: any for none, one inside for one around it. */
const nearer = (alert: Alert, place: Place | undefined): Place | null =>
  place !== undefined &&
  (alert.areaPath === null ||
    (place.areaPath !== alert.areaPath &&
      contains(areaPath(alert.areaPath), areaPath(place.areaPath))))
    ? place
    : null;

/** The kind that comes first of the two is the more pressing; null when that is what it was before. */
function worsened(before: string, now: AlertKind | undefined): AlertKind | null {
  const known = storedOneOf(before, alertKinds) ?? 'other';
  return now !== undefined && alertKinds.indexOf(now) < alertKinds.indexOf(known) ? now : null;
}

/** New words go to whoever has it, before that to everybody rung so far: a place or a number may be among them. */
async function tellMore(
  turn: TurnContext,
  alert: Alert,
  words: string,
  worse: AlertKind | null,
): Promise<number> {
  const sheet = await alertSheet(turn, alert);
  const message = { text: alertMoreSaid(words, sheet, worse), weight: 'vital' } as const;
  const staff =
    alert.takenBy === null ? await calledStaff(turn.trx, alert.alertId) : [alert.takenBy];
  let told = 0;
  for (const staffId of staff) {
    if (await tellPerson(turn, staffId, 'alert', message)) told += 1;
  }
  return told;
}

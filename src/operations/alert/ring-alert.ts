/** One round of an alarm: everybody up to this step of the ladder hears it, at any hour of the day or night. */
import { nextAlertAt } from '#src/domain/duty/escalation.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { emergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import { alertKinds } from '#src/flows/farmer.intents.ts';
import { storedOneOf } from '#src/flows/place.ts';
import type { AlertSheet } from '#src/flows/staff.intents.ts';
import { alertRing } from '#src/flows/text/staff-alert.ts';
import { accountById } from '#src/store/account.ts';
import { addCalls, type Alert, moveAlert } from '#src/store/alert.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { staffContact } from '#src/store/registry/staff.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { packOfAlert, receiversOf } from './receivers.ts';

/**
 * Rings the round that is due and sets the next. Each person is told once a round (primary key of `alert_call`).
 */
export async function ringAlert(context: WorkContext, alert: Alert): Promise<void> {
  const { trx, now, today } = context;
  const receivers = await receiversOf(context, alert);
  const fresh = await addCalls(trx, alert.alertId, alert.rung, receivers, now);
  const message = alertRing(await alertSheet(context, alert), alert.rung, today);
  for (const staffId of fresh) await tellPerson(context, staffId, 'alert', message);
  const pack = await packOfAlert(context, alert);
  const minutes = pack.settings['alert.repeat_minutes'].value;
  // After an outage the next round counts from now: one ring at once, not all the missed ones in a row.
  const planned = nextAlertAt(alert.raisedAt, alert.rung + 1, minutes);
  const nextAt = planned > now ? planned : nextAlertAt(now, 1, minutes);
  await moveAlert(trx, alert.alertId, alert.rung + 1, nextAt);
}

/** What is known of the person: name, phone, village, words. Of an officer who raised it for others, the officer's own. */
export async function alertSheet(
  context: Pick<WorkContext, 'trx' | 'fields' | 'policies' | 'today'>,
  alert: Alert,
): Promise<AlertSheet> {
  const { trx, fields } = context;
  const account = alert.accountId === null ? null : await accountById(trx, alert.accountId);
  const area = alert.areaId === null ? undefined : await findArea(trx, alert.areaId);
  const staffId = account?.staff_id ?? null;
  const officer = staffId === null ? undefined : await staffContact(trx, fields, staffId);
  const phone = account?.phone_enc ?? null;
  return {
    alertId: alert.alertId,
    kind: storedOneOf(alert.kind, alertKinds) ?? 'other',
    personName: account === null || account.name === '' ? (officer?.name ?? '') : account.name,
    phone:
      phone === null || account === null
        ? phoneSaid(alert.said) || (officer?.phone ?? '')
        : fields.decrypt('account.phone', account.id, phone),
    areaName: area?.fullName ?? '',
    said: alert.said,
    raisedAt: alert.raisedAt,
    numbers: emergencyNumbers(await packOfAlert(context, alert)),
  };
}

/** The last number among the words; '' when none was said. Who is unknown may still have told how to call them. */
const phoneSaid = (said: readonly string[]): string =>
  said.flatMap((words) => readMessage(words).pii.phones).at(-1) ?? '';

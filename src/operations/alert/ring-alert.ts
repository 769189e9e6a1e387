/** One round of an alarm: everybody up to this step of the ladder hears it, at any hour of the day or night. */
import {
  alertReceivers,
  alertSteps,
  type HeldPost,
  nextAlertAt,
} from '#src/domain/duty/escalation.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { alertKinds } from '#src/flows/farmer.intents.ts';
import { storedOneOf } from '#src/flows/place.ts';
import type { AlertSheet } from '#src/flows/staff.intents.ts';
import { alertRing } from '#src/flows/text/staff-alert.ts';
import { accountById } from '#src/store/account.ts';
import { addCalls, type Alert, moveAlert, topPaths } from '#src/store/alert.ts';
import { postsOver } from '#src/store/duty.ts';
import { findArea, packIdFor } from '#src/store/registry/areas.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { WorkContext } from '../duty/work-context.ts';

/**
 * Rings the round that is due and sets the next. Each person is told once a round (primary key of `alert_call`); who raised the
 * alarm, when they are staff, is not called to their own.
 */
export async function ringAlert(context: WorkContext, alert: Alert): Promise<void> {
  const { trx, now, today } = context;
  const raiser = alert.accountId === null ? null : await accountById(trx, alert.accountId);
  const excluded = new Set(raiser?.staff_id == null ? [] : [raiser.staff_id]);
  const paths = alert.areaPath === null ? await topPaths(trx) : [alert.areaPath];
  const pack = context.policies.packFor(
    alert.areaPath === null ? null : await packIdFor(trx, alert.areaPath, today),
    today,
  );
  const posts = await postsOver(trx, paths, today);
  const receivers: HeldPost[] = [];
  for (const path of paths) {
    const chain = pack.settings['alert.chain'].value;
    const steps = alertSteps(posts, chain, areaPath(path), excluded);
    receivers.push(...alertReceivers(steps, alert.rung));
  }
  const fresh = await addCalls(
    trx,
    alert.alertId,
    alert.rung,
    [...new Set(receivers.map((post) => post.staffId))],
    now,
  );
  const message = alertRing(await alertSheet(context, alert), alert.rung, today);
  for (const staffId of fresh) await tellPerson(context, staffId, 'alert', message);
  const minutes = pack.settings['alert.repeat_minutes'].value;
  // After an outage the next round counts from now: one ring at once, not all the missed ones in a row.
  const planned = nextAlertAt(alert.raisedAt, alert.rung + 1, minutes);
  const nextAt = planned > now ? planned : nextAlertAt(now, 1, minutes);
  await moveAlert(trx, alert.alertId, alert.rung + 1, nextAt);
}

/** What is known of the person: name, phone, village, words. */
export async function alertSheet(
  { trx, fields }: Pick<WorkContext, 'trx' | 'fields'>,
  alert: Alert,
): Promise<AlertSheet> {
  const account = alert.accountId === null ? null : await accountById(trx, alert.accountId);
  const area = alert.areaId === null ? undefined : await findArea(trx, alert.areaId);
  const phone = account?.phone_enc ?? null;
  return {
    alertId: alert.alertId,
    kind: storedOneOf(alert.kind, alertKinds) ?? 'other',
    personName: account?.name ?? '',
    phone:
      phone === null || account === null
        ? phoneSaid(alert.said)
        : fields.decrypt('account.phone', account.id, phone),
    areaName: area?.fullName ?? '',
    said: alert.said,
    raisedAt: alert.raisedAt,
  };
}

/** The last number among the words; '' when none was said. Who is unknown may still have told how to call them. */
const phoneSaid = (said: readonly string[]): string =>
  said.flatMap((words) => readMessage(words).pii.phones).at(-1) ?? '';

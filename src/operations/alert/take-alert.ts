/** 我来处理: the first one has the alarm, the others hear who; and how it ended. */
import { areaPath } from '#src/domain/people/areas.ts';
import { emergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import { plusMs } from '#src/domain/calendar/instant.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { ended, takenBy } from '#src/flows/text/danger.ts';
import { alertTakenByOther } from '#src/flows/text/staff-alert.ts';
import {
  type Alert,
  calledStaff,
  closeAlertRow,
  findAlert,
  takeAlertRow,
  topPaths,
} from '#src/store/alert.ts';
import { findStaff, staffContact } from '#src/store/registry/staff.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import { allowed } from '../staff/as-post.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { packOfAlert } from './receivers.ts';
import { alertSheet } from './ring-alert.ts';
import { ASK_AGAIN_MS } from './sweep-alerts.ts';

export const takeAlert: Handler<'take-alert'> = async (turn, { alertId }) => {
  const alert = await findAlert(turn.trx, turn.fields, alertId);
  const staffId = turn.account.staff?.staffId;
  if (alert === null || alert.closedAt !== null) return refused({ code: 'gone' });
  const called = await calledStaff(turn.trx, alertId);
  if (staffId === undefined || !(called.includes(staffId) || (await mayTake(turn, alert)))) {
    return refused({ code: 'not-yours' });
  }
  const askAgainAt = plusMs(turn.now, ASK_AGAIN_MS);
  const taken = await takeAlertRow(turn.trx, alertId, staffId, turn.now, askAgainAt);
  if (!taken) {
    const holder = (await findAlert(turn.trx, turn.fields, alertId))?.takenBy ?? null;
    if (holder === staffId) return accepted(await alertSheet(turn, alert));
    const name = holder === null ? '' : ((await findStaff(turn.trx, holder))?.name ?? '');
    return refused({ code: 'taken', byName: name });
  }
  const message = { text: alertTakenByOther(turn.account.staff?.name ?? '') };
  for (const other of called.filter((each) => each !== staffId)) {
    await tellPerson(turn, other, 'alert', message);
  }
  const sheet = await alertSheet(turn, alert);
  const phone = (await staffContact(turn.trx, turn.fields, staffId))?.phone ?? '';
  const name = turn.account.staff?.name ?? '';
  tellRaiser(turn, alert, takenBy(name, phone, sheet.phone !== ''));
  return accepted(sheet);
};

/** Who asked for help hears that somebody has it, at any hour; whoever works on their own alarm knows already. */
function tellRaiser(turn: TurnContext, { accountId }: Alert, text: string): void {
  if (accountId === null || accountId === turn.account.accountId) return;
  turn.tell(accountId, 'danger', { text, weight: 'vital' });
}

/** Somebody who was not rung may take it too, if their post covers the place. */
async function mayTake(turn: TurnContext, alert: Alert): Promise<boolean> {
  const path = alert.areaPath ?? (await topPaths(turn.trx))[0];
  if (path === undefined) return false;
  const proof = await allowed(turn, 'take-alert', {
    id: alert.alertId,
    area: areaPath(path),
    householdId: alert.householdId,
    authors: [],
    concerned: [],
  });
  return proof.ok;
}

export const closeAlert: Handler<'close-alert'> = async (turn, { alertId, end }) => {
  const alert = await findAlert(turn.trx, turn.fields, alertId);
  const staffId = turn.account.staff?.staffId;
  if (alert === null || staffId === undefined) return refused({ code: 'gone' });
  const closed = await closeAlertRow(turn.trx, turn.fields, alert, staffId, end, turn.now);
  if (!closed) return refused({ code: 'gone' });
  const numbers = emergencyNumbers(await packOfAlert(turn, alert));
  tellRaiser(turn, alert, ended(end === 'handed-over', numbers));
  return accepted({});
};

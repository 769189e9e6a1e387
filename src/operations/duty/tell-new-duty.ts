/** Telling the owner of a duty at once: because it is urgent, or because a colleague passed it on. */
import { type ReminderRules, sendableAt } from '#src/domain/duty/ladder.ts';
import { passedOnDuty, urgentDuty } from '#src/flows/text/staff-duty.ts';
import { dutyGlances } from '#src/store/duty-list.ts';
import { tellStaff } from './tell-staff.ts';
import type { WorkContext } from './work-context.ts';

/** Tells the owner of an open duty; in quiet hours the message waits for their end. `from`: who passed it on. */
export async function tellNewDuty(
  context: WorkContext,
  dutyId: string,
  rules: ReminderRules,
  from: string | null = null,
): Promise<void> {
  const [duty] = await dutyGlances(context.trx, [dutyId]);
  if (duty === undefined || duty.ownerStaffId === null) return;
  await tellStaff(
    context,
    { staffId: duty.ownerStaffId, role: duty.ownerRole, areaPath: duty.areaPath },
    'to-do',
    from === null || duty.urgent
      ? urgentDuty(duty, context.today)
      : passedOnDuty(duty, from, context.today),
    sendableAt(context.now, 'urgent', rules),
  );
}

/** Telling the owner of an urgent duty at once. */
import { type ReminderRules, sendableAt } from '#src/domain/duty/ladder.ts';
import { urgentDuty } from '#src/flows/text/staff-duty.ts';
import { dutyGlances } from '#src/store/duty-list.ts';
import { tellStaff } from './tell-staff.ts';
import type { WorkContext } from './work-context.ts';

/** Tells the owner of an open duty; in quiet hours the message waits for their end. */
export async function tellNewDuty(
  context: WorkContext,
  dutyId: string,
  rules: ReminderRules,
): Promise<void> {
  const [duty] = await dutyGlances(context.trx, [dutyId]);
  if (duty === undefined || duty.ownerStaffId === null) return;
  await tellStaff(
    context,
    { staffId: duty.ownerStaffId, role: duty.ownerRole, areaPath: duty.areaPath },
    'to-do',
    urgentDuty(duty, context.today),
    sendableAt(context.now, 'urgent', rules),
  );
}

/** Duties whose last day moves: a clock that stood still, or holidays that were published meanwhile. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { nextReminder, reminderRules } from '#src/domain/duty/ladder.ts';
import { moveDuty, type OpenDutyTiming } from '#src/store/duty-timing.ts';
import { packOfDuty } from './duty-pack.ts';
import type { WorkContext } from './work-context.ts';

/** Gives an open duty another last day; its reminders follow. Call it in the system scope. */
export async function moveDueDay(
  context: WorkContext,
  duty: OpenDutyTiming,
  to: { readonly dueOn: LocalDate; readonly estimated: boolean },
): Promise<void> {
  const rules = reminderRules(packOfDuty(context.policies, duty.details, context.today));
  const next = nextReminder({ ...duty, dueOn: to.dueOn }, context.now, rules);
  await moveDuty(context.trx, duty.dutyId, { ...to, next });
}

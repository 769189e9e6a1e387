/** A clock that stood still: the steps of identification are due that much later (gross days go on, net days do not). */
import { plusDays } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { suspendedDays } from '#src/domain/case/overlays.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { openTimingsOfCase } from '#src/store/duty-timing.ts';
import { moveVisitDays } from '#src/store/told-day.ts';
import { moveDueDay } from '../duty/move-due-days.ts';
import type { WorkContext } from '../duty/work-context.ts';

const CLOCKS: readonly DutyKind[] = [
  'identify',
  'accept-clue',
  'verify-home',
  'authorise',
  'village-review',
  'post-publicity',
  'town-review',
  'county-decision',
];

/** Moves what is open by the days that were added or given back between the two states. */
export async function postponeSteps(
  context: WorkContext,
  before: Case,
  after: Case,
): Promise<void> {
  if (before.cycle !== after.cycle) return;
  const days = suspendedDays(after.suspensions) - suspendedDays(before.suspensions);
  if (days === 0) return;
  await moveVisitDays(context.trx, after.caseId, days);
  for (const duty of await openTimingsOfCase(context.trx, after.caseId, CLOCKS)) {
    await moveDueDay(context, duty, { dueOn: plusDays(duty.dueOn, days), estimated: false });
  }
}

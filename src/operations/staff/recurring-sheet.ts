/** Regular work (定期工作) as whoever does it opens it: what shows that it was done, and what was done the last time. */
import { dutyEvidence } from '#src/domain/policy/recurring-duty.ts';
import type { RecurringSheet } from '#src/flows/staff.needs.ts';
import type { DutyRow } from '#src/store/duty-list.ts';
import { lastWork } from '#src/store/recurring-work.ts';
import type { TurnContext } from '../turn.ts';

/** Read in the scope of the post that opened it. */
export async function recurringSheet(
  { trx, fields }: TurnContext,
  { areaId, details }: DutyRow,
): Promise<RecurringSheet> {
  const { code, evidence, unit } = details;
  const department = details.department ?? null;
  return {
    evidence: dutyEvidence.find((each) => each === evidence) ?? 'record',
    unit: typeof unit === 'string' ? unit : null,
    last:
      typeof code === 'string' ? await lastWork(trx, fields, { areaId, code, department }) : null,
  };
}

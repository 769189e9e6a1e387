/** What was done of the work that comes back: written down with a note and photos, which closes its duty. */
import { accepted, refused } from '#src/domain/result.ts';
import { recordWork } from '#src/store/recurring-work.ts';
import { closeDuties } from '../duty/open-duty.ts';
import type { Handler } from '../turn.ts';
import { openableDuty } from './duty-sheet.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const recordRecurringWork: Handler<'record-recurring-work'> = async (
  turn,
  { dutyId, words, mediaIds },
) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null) return refused({ code: 'gone' });
  if (!opened.ok) return opened;
  const { duty } = opened.value;
  const staffId = turn.account.staff?.staffId;
  if (duty.kind !== 'recurring-work' || staffId === undefined) return refused({ code: 'gone' });
  const { areaId, areaPath, details } = duty;
  // Written first and once (primary key of the duty): of two who say it at the same moment one is told that it is done.
  const written = await recordWork(turn.trx, turn.fields, {
    dutyId,
    areaId,
    areaPath,
    code: textOf(details['code']),
    department: details.department ?? null,
    note: words,
    doneOn: turn.today,
    staffId,
    mediaIds,
    accountId: turn.account.accountId,
  });
  if (!written) return refused({ code: 'gone' });
  await closeDuties(turn, { dutyId }, { state: 'done', byStaffId: staffId });
  return accepted({ title: duty.label });
};

/** One decision about one alarm: lock, decide, store; what is real becomes a clue like any other. */
import {
  type AlarmCommand,
  type AlarmRefusal,
  decideAlarm,
  evolveAlarm,
} from '#src/domain/alarm/decide.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { findAlarm, saveAlarm, type StoredAlarm } from '#src/store/alarm.ts';
import { writeIssueEvents } from '#src/store/issue-event.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { alignAlarmDuties } from './alarm-duties.ts';
import { clueFromAlarm, type AlarmClue } from './clue-from-alarm.ts';

export type AlarmChange = { readonly stored: StoredAlarm; readonly clue: AlarmClue | null };

/** Runs a command on an alarm; two at once are decided one after the other (row lock). System scope, permission proven. */
export async function changeAlarm(
  context: WorkContext,
  change: {
    readonly alarmId: string;
    readonly command: AlarmCommand;
  },
): Promise<Result<AlarmChange, AlarmRefusal | { readonly code: 'gone' }>> {
  const { trx } = context;
  const before = await findAlarm(trx, change.alarmId, 'lock');
  if (before === null) return refused({ code: 'gone' });
  const decision = decideAlarm(before.alarm, change.command, context.today);
  if (!decision.ok) return decision;
  const event = decision.value;
  const alarm = evolveAlarm(before.alarm, event);
  await writeIssueEvents(
    trx,
    {
      subject: 'alarm',
      subjectId: alarm.alarmId,
      department: alarm.department,
      areaPath: before.areaPath,
      after: before.alarm.round,
    },
    [event],
    { kind: 'staff', id: change.command.byStaffId },
    context.now,
  );
  const stored = { ...before, alarm };
  const clue = event.kind === 'verified' ? await clueFromAlarm(context, stored) : null;
  await saveAlarm(trx, stored, clue);
  await alignAlarmDuties(context, {
    alarm,
    area: before,
    householdId: before.householdId,
    pack: context.policies.packOf(alarm.pack),
    byStaffId: change.command.byStaffId,
  });
  return accepted({ stored, clue });
}

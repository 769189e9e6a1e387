/** An alarm is received: numbered, with its two days, and in the hands of village and town. */
import type { AlarmKind } from '#src/domain/alarm/alarm.ts';
import { alarmReceivedBy, type AlarmReceived } from '#src/domain/alarm/decide.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import { insertAlarm, nextAlarmNumber } from '#src/store/alarm.ts';
import { writeIssueEvents } from '#src/store/issue-event.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { alarmClocks } from '../ticket/issue-clocks.ts';
import { alignAlarmDuties } from './alarm-duties.ts';

export type AlarmToReceive = {
  readonly kind: AlarmKind;
  readonly department: DepartmentCode;
  readonly source: 'dept_alert' | 'data_match';
  readonly runId: string | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly householdId: string | null;
  readonly memberId: string | null;
  readonly figures: Readonly<Record<string, number>>;
};

/** Null when the household (the area) has an open alarm of the kind: one trouble is one alarm. System scope. */
export async function receiveAlarm(
  context: WorkContext,
  told: AlarmToReceive,
): Promise<{ readonly alarmId: string; readonly number: string } | null> {
  const { trx, policies, today } = context;
  const pack = await packInForce(context, told.areaPath);
  const event: AlarmReceived = {
    kind: 'received',
    alarm: told.kind,
    department: told.department,
    pack: { id: pack.id, version: pack.version },
    on: today,
    ...alarmClocks(today, pack, policies.calendar),
  };
  const alarm = alarmReceivedBy(context.newId(), event);
  const number = await nextAlarmNumber(trx);
  const inserted = await insertAlarm(trx, { ...told, alarm, number, receivedAt: context.now });
  if (!inserted) return null;
  await writeIssueEvents(
    trx,
    {
      subject: 'alarm',
      subjectId: alarm.alarmId,
      department: alarm.department,
      areaPath: told.areaPath,
      after: 0,
    },
    [event],
    { kind: 'system', id: null },
    context.now,
  );
  await alignAlarmDuties(context, {
    alarm,
    area: told,
    householdId: told.householdId,
    pack,
    byStaffId: null,
  });
  return { alarmId: alarm.alarmId, number };
}

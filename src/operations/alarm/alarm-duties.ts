/** The duties of an alarm: the village looks, the town puts right, both by days counted from receipt (FD-12). */
import type { Alarm } from '#src/domain/alarm/alarm.ts';
import { startOfDay } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { closeDuties, openDuties } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

type AlarmDutyKind = 'verify-alarm' | 'fix-alarm';

const wantedOf = ({ state }: Alarm): readonly AlarmDutyKind[] =>
  state.tag === 'received'
    ? ['verify-alarm', 'fix-alarm']
    : state.tag === 'verified'
      ? ['fix-alarm']
      : [];

/** Idempotent by the keys of the duties. An alarm about no household belongs to the bureau itself. */
export async function alignAlarmDuties(
  context: WorkContext,
  change: {
    readonly alarm: Alarm;
    readonly area: { readonly areaId: string; readonly areaPath: string };
    readonly householdId: string | null;
    readonly pack: Pack;
    readonly byStaffId: string | null;
  },
): Promise<void> {
  const { alarm, householdId, pack, byStaffId } = change;
  const wanted = wantedOf(alarm);
  const over = (['verify-alarm', 'fix-alarm'] as const).filter((kind) => !wanted.includes(kind));
  if (byStaffId !== null && over.length > 0) {
    await closeDuties(
      context,
      { alarmId: alarm.alarmId, kinds: over },
      { state: 'done', byStaffId },
    );
  }
  await openDuties(
    context,
    wanted.map((kind) => ({
      key: `${kind}:${alarm.alarmId}`,
      terms: {
        ...dutyTerms(kind, {
          openedAt: startOfDay(alarm.receivedOn),
          pack,
          calendar: context.policies.calendar,
          ...(householdId === null ? { ownerRole: 'county-officer' as const } : {}),
        }),
        openedAt: context.now,
      },
      pack,
      area: change.area,
      about: { alarmId: alarm.alarmId, householdId },
      department: alarm.department,
    })),
  );
}

/** What may be done with an alarm, and what it is afterwards. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { DepartmentCode } from '../policy/departments.ts';
import type { PackVersion } from '../policy/pack.ts';
import { accepted, refused, type Result } from '../result.ts';
import type { FixWay } from '../ticket/issue.ts';
import type { Alarm, AlarmKind, AlarmState, UnrealReason } from './alarm.ts';

export type AlarmReceived = {
  readonly kind: 'received';
  readonly alarm: AlarmKind;
  readonly department: DepartmentCode;
  readonly pack: PackVersion;
  readonly on: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
};

/** Codes, days and ids only. */
export type AlarmEvent =
  | AlarmReceived
  | { readonly kind: 'verified'; readonly on: LocalDate; readonly byStaffId: string }
  | {
      readonly kind: 'found-not-real';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly reason: UnrealReason;
    }
  | {
      readonly kind: 'fixed';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly way: FixWay;
    };

export type AlarmCommand =
  | { readonly kind: 'verify'; readonly byStaffId: string }
  | {
      readonly kind: 'find-not-real';
      readonly byStaffId: string;
      readonly reason: UnrealReason;
    }
  | { readonly kind: 'fix'; readonly byStaffId: string; readonly way: FixWay };

/** Somebody did it before, or it is too early. */
export type AlarmRefusal = { readonly code: 'wrong-state'; readonly state: AlarmState['tag'] };

/** An alarm as its receipt makes it. */
export const alarmReceivedBy = (alarmId: string, event: AlarmReceived): Alarm => ({
  alarmId,
  kind: event.alarm,
  department: event.department,
  pack: event.pack,
  receivedOn: event.on,
  verifyDueOn: event.verifyDueOn,
  fixDueOn: event.fixDueOn,
  round: 1,
  state: { tag: 'received' },
});

/** Decides a command: first looked at, then put right. */
export function decideAlarm(
  alarm: Alarm,
  command: AlarmCommand,
  today: LocalDate,
): Result<AlarmEvent, AlarmRefusal> {
  const { tag } = alarm.state;
  const early = command.kind === 'fix' ? tag !== 'verified' : tag !== 'received';
  if (early) return refused({ code: 'wrong-state', state: tag });
  const by = { on: today, byStaffId: command.byStaffId };
  switch (command.kind) {
    case 'verify':
      return accepted({ kind: 'verified', ...by });
    case 'find-not-real':
      return accepted({ kind: 'found-not-real', ...by, reason: command.reason });
    case 'fix':
      return accepted({ kind: 'fixed', ...by, way: command.way });
  }
}

/** The alarm after one more event. */
export function evolveAlarm(alarm: Alarm, event: AlarmEvent): Alarm {
  const next = { ...alarm, round: alarm.round + 1 };
  switch (event.kind) {
    case 'received':
      return alarm;
    case 'verified':
      return {
        ...next,
        state: { tag: 'verified', verifiedOn: event.on, verifiedBy: event.byStaffId },
      };
    case 'found-not-real': {
      const { on, byStaffId, reason } = event;
      return { ...next, state: { tag: 'not-real', on, byStaffId, reason } };
    }
    case 'fixed': {
      if (alarm.state.tag !== 'verified') return alarm;
      const { on, byStaffId, way } = event;
      return { ...next, state: { ...alarm.state, tag: 'fixed', on, byStaffId, way } };
    }
  }
}

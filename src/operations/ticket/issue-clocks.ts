/** The two days of an issue ticket, both counted from receipt (FD-12, K4 and K5). */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import { limitEnd } from '#src/domain/duty/clocks.ts';
import type { Pack } from '#src/domain/policy/pack.ts';

/** By when a ticket is to be verified and put right, from the pack (working or calendar days as it says). */
export const issueClocks = (receivedOn: LocalDate, pack: Pack, calendar: HolidayCalendar) => ({
  verifyDueOn: limitEnd(receivedOn, pack.settings['clock.ticket.verify'], calendar).date,
  fixDueOn: limitEnd(receivedOn, pack.settings['clock.ticket.fix'], calendar).date,
});

/** By when an alarm is to be verified and put right, from the pack. */
export const alarmClocks = (receivedOn: LocalDate, pack: Pack, calendar: HolidayCalendar) => ({
  verifyDueOn: limitEnd(receivedOn, pack.settings['clock.alarm.verify'], calendar).date,
  fixDueOn: limitEnd(receivedOn, pack.settings['clock.alarm.fix'], calendar).date,
});

/**
 * The reminder ladder: when the holder of a duty hears of it, and who else hears when it is late (TN-03 工作预警).
 *
 * Everything is computed from the day the duty was opened, the day it is due and the pack, so a missed sweep costs nothing: the
 * next one finds the same rungs. Levels on or before the day of opening are skipped – the person was told on that day anyway.
 */
import type { Instant } from '../calendar/instant.ts';
import {
  atMinute,
  daysBetween,
  fromInstant,
  type LocalDate,
  minuteOfDay,
  plusDays,
} from '../calendar/local-date.ts';
import { nextUp, type Role } from '../people/roles.ts';
import type { LadderRung, MinuteOfDay, ReminderLevel } from '../policy/settings.ts';
import type { Pack } from '../policy/pack.ts';
import type { DutyTiming } from './duty.ts';

/** What of a pack the ladder needs. */
export type ReminderRules = {
  readonly ladder: readonly LadderRung[];
  /** When the daily digest goes out. */
  readonly digest: MinuteOfDay;
  /** No message from `from` until `to`, over midnight when `from` is the later. Equal: no quiet hours. */
  readonly quiet: { readonly from: MinuteOfDay; readonly to: MinuteOfDay };
};

/** One rung on the calendar: the level reached and the moment its reminder goes out. */
export type Reminder = { readonly level: ReminderLevel; readonly at: Instant };

/** Colour of a duty on lists: orange when late, red when late for long or past a hard limit. */
export type Lateness = 'in-time' | 'orange' | 'red';

/** Who may be woken: `danger` always, anything else never in quiet hours. */
export type Urgency = 'ordinary' | 'urgent' | 'danger';

/** The reminder rules of a pack. */
export const reminderRules = (pack: Pack): ReminderRules => ({
  ladder: pack.settings['reminder.ladder'].value,
  digest: pack.settings['reminder.digest'].value,
  quiet: pack.settings['reminder.quiet'].value,
});

/**
 * All reminders of a duty, earliest first, each level at most once, at most one a day. Ordinary levels go with the digest; `red`
 * goes at the first moment of its day that is not quiet.
 */
export function remindersOf(duty: DutyTiming, rules: ReminderRules): readonly Reminder[] {
  const openedOn = fromInstant(duty.openedAt);
  const byDay = new Map<LocalDate, ReminderLevel>();
  // The ladder is written from mild to severe; of two rungs on one day the severer one stays.
  for (const rung of rules.ladder) {
    const day = dayOf(rung, openedOn, duty);
    if (day !== null && day > openedOn) byDay.set(day, rung.level);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, level]) => ({ level, at: momentOn(day, level, rules) }));
}

/** The first reminder after `after`, null when the ladder is climbed. An open duty stores it as `next_level, next_at`. */
export const nextReminder = (
  duty: DutyTiming,
  after: Instant,
  rules: ReminderRules,
): Reminder | null => remindersOf(duty, rules).find((each) => each.at > after) ?? null;

/**
 * The severest level reached by `now`, null before the first. After an outage a sweep says this one and not every rung it missed.
 */
export const levelReached = (
  duty: DutyTiming,
  now: Instant,
  rules: ReminderRules,
): ReminderLevel | null =>
  remindersOf(duty, rules).findLast((each) => each.at <= now)?.level ?? null;

/** Colour on `today`. A hard limit missed is red at once, a soft one orange until the ladder's red rung. */
export function latenessOn(duty: DutyTiming, today: LocalDate, rules: ReminderRules): Lateness {
  const late = daysBetween(duty.dueOn, today);
  if (late <= 0) return 'in-time';
  if (duty.strength === 'hard') return 'red';
  const red = rules.ladder.find((rung) => rung.level === 'red');
  return red !== undefined && red.at !== 'half' && late >= red.at ? 'red' : 'orange';
}

/**
 * Who is told at a level: the owner always; the next post up from overdue on; the county leader at red. The owner comes first,
 * nobody twice.
 */
export function toldAt(level: ReminderLevel, owner: Role): readonly Role[] {
  const above = nextUp(owner);
  const late = level === 'overdue' || level === 'red';
  return [
    ...new Set<Role>([
      owner,
      ...(late && above !== null ? [above] : []),
      ...(level === 'red' ? (['county-leader'] as const) : []),
    ]),
  ];
}

/** Whether a moment lies in the quiet hours. */
export function isQuiet(at: Instant, rules: ReminderRules): boolean {
  const { from, to } = rules.quiet;
  const minute = minuteOfDay(at);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * When a message that is ready at `at` may go out: at once outside quiet hours and for danger, else when they end. Digests are
 * not this function's business.
 */
export function sendableAt(at: Instant, urgency: Urgency, rules: ReminderRules): Instant {
  if (urgency === 'danger' || !isQuiet(at, rules)) return at;
  const today = fromInstant(at);
  const end = atMinute(today, rules.quiet.to);
  return end > at ? end : atMinute(plusDays(today, 1), rules.quiet.to);
}

/** The next digest strictly after `after`, never in quiet hours. */
export function nextDigest(after: Instant, rules: ReminderRules): Instant {
  const today = sendableAt(atMinute(fromInstant(after), rules.digest), 'ordinary', rules);
  if (today > after) return today;
  const tomorrow = atMinute(plusDays(fromInstant(after), 1), rules.digest);
  return sendableAt(tomorrow, 'ordinary', rules);
}

/** The day of a rung; null when the ladder has none for this duty (a hard duty is red at once and never orange). */
function dayOf(rung: LadderRung, openedOn: LocalDate, duty: DutyTiming): LocalDate | null {
  if (rung.at === 'half') {
    return plusDays(openedOn, Math.floor(daysBetween(openedOn, duty.dueOn) / 2));
  }
  if (duty.strength === 'hard') {
    if (rung.level === 'overdue') return null;
    if (rung.level === 'red') return plusDays(duty.dueOn, 1);
  }
  return plusDays(duty.dueOn, rung.at);
}

function momentOn(day: LocalDate, level: ReminderLevel, rules: ReminderRules): Instant {
  return level === 'red'
    ? sendableAt(atMinute(day, 0), 'urgent', rules)
    : sendableAt(atMinute(day, rules.digest), 'ordinary', rules);
}

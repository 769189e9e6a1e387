/**
 * The reminder ladder: when the holder of a duty hears of it, and who else hears when it is late (TN-03 工作预警).
 *
 * Everything is computed from the day the duty was opened, the day it is due and the pack, so a missed sweep costs nothing: the
 * next one finds the same rungs. Levels on or before the day of opening are skipped – the person was told on that day anyway.
 * The ladder has no top: what is red is said again every few days, one post further up each time, until it is done.
 */
import type { Instant } from '../calendar/instant.ts';
import {
  atMinute,
  daysBetween,
  fromInstant,
  laterOf,
  type LocalDate,
  minuteOfDay,
  plusDays,
} from '../calendar/local-date.ts';
import { chainAbove, type Role } from '../people/roles.ts';
import type { LadderRung, MinuteOfDay, ReminderLevel } from '../policy/settings.ts';
import type { Pack } from '../policy/pack.ts';
import type { DutyTiming } from './duty.ts';

/** What of a pack the ladder needs. */
export type ReminderRules = {
  readonly ladder: readonly LadderRung[];
  /** Calendar days between two reminders of what is red. */
  readonly redRepeatDays: number;
  /** When the daily digest goes out. */
  readonly digest: MinuteOfDay;
  /** No message from `from` until `to`, over midnight when `from` is the later. Equal: no quiet hours. */
  readonly quiet: { readonly from: MinuteOfDay; readonly to: MinuteOfDay };
};

/** A rung of the pack, or red said for the second, third, … time; each is told once. */
export type ReachedLevel = ReminderLevel | `red-${number}`;

/** Quiet hours alone: a pack's for staff, or its for farmers. */
export type QuietRules = Pick<ReminderRules, 'quiet'>;

/** One rung on the calendar: the level reached and the moment its reminder goes out. */
export type Reminder = { readonly level: ReachedLevel; readonly at: Instant };

/** Colour of a duty on lists: orange when late, red when late for long or past a hard limit. */
export type Lateness = 'in-time' | 'orange' | 'red';

/** Who may be woken: `danger` always, anything else never in quiet hours. */
export type Urgency = 'ordinary' | 'urgent' | 'danger';

/** When farmers are left in peace (`farmer.quiet`). */
export const farmerQuiet = (pack: Pack): QuietRules => ({
  quiet: pack.settings['farmer.quiet'].value,
});

/** The reminder rules of a pack. */
export const reminderRules = (pack: Pack): ReminderRules => ({
  ladder: pack.settings['reminder.ladder'].value,
  redRepeatDays: pack.settings['reminder.red_repeat_days'].value,
  digest: pack.settings['reminder.digest'].value,
  quiet: pack.settings['reminder.quiet'].value,
});

/**
 * The rungs of a duty on the calendar, earliest first, each level at most once, at most one a day. Ordinary levels go with the
 * digest; `red` goes at the first moment of its day that is not quiet. What comes after them: `nextReminder`.
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

/** The first reminder after `after`; there always is one. An open duty stores it as `next_level, next_at`. */
export function nextReminder(duty: DutyTiming, after: Instant, rules: ReminderRules): Reminder {
  const rung = remindersOf(duty, rules).find((each) => each.at > after);
  if (rung !== undefined) return rung;
  const first = repetitionBefore(duty, after, rules) + 1;
  const next = repetition(duty, first, rules);
  return next.at > after ? next : repetition(duty, first + 1, rules);
}

/**
 * The severest level reached by `now`, null before the first. After an outage a sweep says this one and not every rung it missed.
 */
export function levelReached(
  duty: DutyTiming,
  now: Instant,
  rules: ReminderRules,
): ReachedLevel | null {
  const times = repetitionBefore(duty, now, rules);
  for (const each of [times + 1, times]) {
    const said = each < 2 ? null : repetition(duty, each, rules);
    if (said !== null && said.at <= now) return said.level;
  }
  return remindersOf(duty, rules).findLast((each) => each.at <= now)?.level ?? null;
}

/** Whether a level is red, for the first time or again. */
export const isRed = (level: string): boolean => level === 'red' || level.startsWith('red-');

/** Colour on `today`. A hard limit missed is red at once, a soft one orange until the ladder's red rung. */
export function latenessOn(duty: DutyTiming, today: LocalDate, rules: ReminderRules): Lateness {
  const late = daysBetween(duty.dueOn, today);
  if (late <= 0) return 'in-time';
  if (duty.strength === 'hard') return 'red';
  const red = rules.ladder.find((rung) => rung.level === 'red');
  return red !== undefined && red.at !== 'half' && late >= red.at ? 'red' : 'orange';
}

/**
 * Who is told at a level: the owner always; the next post up from overdue on; the county leader at red. Each time red is said
 * again one post more between the two hears of it. The owner comes first, nobody twice.
 */
export function toldAt(level: ReachedLevel, owner: Role): readonly Role[] {
  const red = isRed(level);
  const postsAbove = red ? timesRed(level) : level === 'overdue' ? 1 : 0;
  return [
    ...new Set<Role>([
      owner,
      ...chainAbove(owner).slice(0, postsAbove),
      ...(red ? (['county-leader'] as const) : []),
    ]),
  ];
}

const timesRed = (level: ReachedLevel): number =>
  level === 'red' ? 1 : Number(level.slice('red-'.length));

/** Whether a moment lies in the quiet hours. */
export function isQuiet(at: Instant, rules: QuietRules): boolean {
  const { from, to } = rules.quiet;
  const minute = minuteOfDay(at);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * When a message that is ready at `at` may go out: at once outside quiet hours and for danger, else when they end. Digests are
 * not this function's business.
 */
export function sendableAt(at: Instant, urgency: Urgency, rules: QuietRules): Instant {
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

/** Red for the `times`-th time: every few days after the red rung, not before the day after opening. */
function repetition(duty: DutyTiming, times: number, rules: ReminderRules): Reminder {
  const day = plusDays(firstRedOn(duty, rules), (times - 1) * rules.redRepeatDays);
  return { level: times === 1 ? 'red' : `red-${times}`, at: momentOn(day, 'red', rules) };
}

/** How often red was to be said before the day of `at`, for that day's may be still to come; 1 before any repetition. */
const repetitionBefore = (duty: DutyTiming, at: Instant, rules: ReminderRules): number =>
  Math.max(
    1,
    Math.ceil(daysBetween(firstRedOn(duty, rules), fromInstant(at)) / rules.redRepeatDays),
  );

/** The day of red; of a duty that was late before it was opened the day of opening, so that it is said again soon. */
function firstRedOn(duty: DutyTiming, rules: ReminderRules): LocalDate {
  const openedOn = fromInstant(duty.openedAt);
  const rung = rules.ladder.find(({ level }) => level === 'red');
  const day = rung === undefined ? null : dayOf(rung, openedOn, duty);
  return laterOf(day ?? plusDays(duty.dueOn, 1), openedOn);
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

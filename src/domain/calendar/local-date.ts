/**
 * Calendar days as people and clauses count them: 'YYYY-MM-DD' in Asia/Shanghai.
 *
 * Arithmetic is done on day numbers, without the runtime's date object, so nothing here depends on the machine's zone.
 * Asia/Shanghai is UTC+8 without summer time since 1991-09-15; every instant this system records is later than that, so the
 * offset is a constant. (Birth dates before 1991 are days, never instants, and are not touched by it.)
 */
import { type Instant, instant } from './instant.ts';

/** A calendar day, 'YYYY-MM-DD', always a day that exists. Compares correctly as a string. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** A calendar month, 'YYYY-MM'. Compares correctly as a string. */
export type YearMonth = string & { readonly __brand: 'YearMonth' };

/** Day of the week by ISO 8601: 1 is Monday (周一), 7 is Sunday (周日). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The parts of a day as numbers, for wording. */
export type DateParts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: Weekday;
};

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether `year` has a 29 February. */
export const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** How many days `month` (1–12) of `year` has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** Reads 'YYYY-MM-DD'; null when the text has another shape or names a day that does not exist. */
export function parseLocalDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return text as LocalDate;
}

/** Brands a day known to be right (a literal, a stored value). Throws on anything that is no day. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new RangeError('not a calendar day YYYY-MM-DD');
  return date;
}

/** The day with these numbers, or null when there is none (31 June, month 13). */
export const localDateOf = (year: number, month: number, day: number): LocalDate | null =>
  parseLocalDate(write(year, month, day));

/** The day's numbers and weekday. */
export function partsOf(date: LocalDate): DateParts {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
    weekday: weekday(date),
  };
}

/** The calendar year. */
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The day `days` calendar days later (earlier when negative). */
export const plusDays = (date: LocalDate, days: number): LocalDate =>
  fromDayNumber(dayNumber(date) + days);

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  dayNumber(to) - dayNumber(from);

/**
 * The same day `months` later; the last day of that month where it has no such day
 * (民法典第二百零二条: 期间按月计算而没有对应日的，月末日为期间的最后一日).
 */
export function plusMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  return localDate(write(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))));
}

/** Monday 1 … Sunday 7. */
export function weekday(date: LocalDate): Weekday {
  // Day 0 (1970-01-01) was a Thursday; the double modulo keeps days before 1970 right.
  const index = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return (index + 1) as Weekday; // 0–6 plus 1 is within 1–7
}

/** The month a day lies in. */
export const monthOf = (date: LocalDate): YearMonth => date.slice(0, 7) as YearMonth;

/** First day of the month. */
export const firstOfMonth = (month: YearMonth): LocalDate => localDate(`${month}-01`);

/** Last day of the month. */
export const endOfMonth = (month: YearMonth): LocalDate =>
  localDate(
    write(
      Number(month.slice(0, 4)),
      Number(month.slice(5, 7)),
      daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))),
    ),
  );

/** The month `months` later (earlier when negative). */
export const plusMonthsOf = (month: YearMonth, months: number): YearMonth =>
  monthOf(plusMonths(firstOfMonth(month), months));

/** The day an instant falls on in Asia/Shanghai. */
export const fromInstant = (at: Instant): LocalDate =>
  fromDayNumber(Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS));

/** 00:00 of the day in Asia/Shanghai. */
export const startOfDay = (date: LocalDate): Instant =>
  instant(dayNumber(date) * DAY_MS - SHANGHAI_OFFSET_MS);

/** The instant `minutes` after 00:00 of the day in Asia/Shanghai (480 is 08:00). */
export const atMinute = (date: LocalDate, minutes: number): Instant =>
  instant(startOfDay(date) + minutes * 60_000);

/** Whole minutes since 00:00 in Asia/Shanghai, 0–1439. */
export const minuteOfDay = (at: Instant): number =>
  Math.floor((at - startOfDay(fromInstant(at))) / 60_000);

/** The later of two days. */
export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** The earlier of two days. */
export const earlierOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years run March to February so that 29 February comes last. */
function dayNumber(date: LocalDate): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayNumber`. */
function fromDayNumber(days: number): LocalDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (year < 1 || year > 9999) throw new RangeError('a day outside the years 1 to 9999');
  return write(year, month, day) as LocalDate; // a day number always names a day that exists
}

const write = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

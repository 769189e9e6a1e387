/**
 * Working days (工作日): Monday to Friday, minus the holidays and plus the make-up working weekends (调休) the State Council
 * publishes each year. Next year's notice appears in October to December, so a clock started late in the year can cross into a
 * year nobody has published yet: the answer then says `estimated`, never a silent guess.
 */
import { type LocalDate, plusDays, weekday, yearOf } from './local-date.ts';

/** What one State Council notice says. `off` and `work` may hold days of the neighbouring years (2022-12-31 in the notice for 2023). */
export type HolidayYear = {
  readonly year: number;
  /** The notice these days come from. */
  readonly source: string;
  readonly off: readonly LocalDate[];
  readonly work: readonly LocalDate[];
};

/** All published years, ready for look-up. */
export type HolidayCalendar = {
  readonly years: readonly HolidayYear[];
  readonly published: ReadonlySet<number>;
  readonly off: ReadonlySet<LocalDate>;
  readonly work: ReadonlySet<LocalDate>;
};

/** A computed day. `estimated` when a year on the way is unpublished and only weekends were taken off. */
export type CountedDay = { readonly date: LocalDate; readonly estimated: boolean };

/** Puts the published years together. */
export const holidayCalendar = (years: readonly HolidayYear[]): HolidayCalendar => ({
  years,
  published: new Set(years.map((each) => each.year)),
  off: new Set(years.flatMap((each) => each.off)),
  work: new Set(years.flatMap((each) => each.work)),
});

/** The calendar with these years in the place of their namesakes. */
export const withYears = (
  calendar: HolidayCalendar,
  years: readonly HolidayYear[],
): HolidayCalendar => {
  const told = new Set(years.map(({ year }) => year));
  return holidayCalendar([...calendar.years.filter(({ year }) => !told.has(year)), ...years]);
};

/** The calendar as it was known in `year`, before any later one was published. */
export const asKnownIn = (calendar: HolidayCalendar, year: number): HolidayCalendar =>
  holidayCalendar(calendar.years.filter((each) => each.year <= year));

/** Whether the State Council's notice for the day's year is known here. */
export const isPublished = (date: LocalDate, calendar: HolidayCalendar): boolean =>
  calendar.published.has(yearOf(date));

/** Whether people work on this day. In an unpublished year only weekends are known to be off; ask `isPublished` too. */
export function isWorkingDay(date: LocalDate, calendar: HolidayCalendar): boolean {
  if (calendar.work.has(date)) return true;
  return !calendar.off.has(date) && weekday(date) <= 5;
}

/**
 * The day `count` working days after `start` (before, when negative). The start day is not counted
 * (民法典第二百零一条: 按照日计算期间的，开始的当日不计入). Zero gives the start day itself, working day or not.
 */
export function addWorkingDays(
  start: LocalDate,
  count: number,
  calendar: HolidayCalendar,
): CountedDay {
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let date = start;
  let estimated = false;
  while (left > 0) {
    date = plusDays(date, step);
    estimated ||= !isPublished(date, calendar);
    if (isWorkingDay(date, calendar)) left -= 1;
  }
  return { date, estimated };
}

/** The day itself if people work on it, otherwise the next working day (民法典第二百零三条, for clocks whose pack says so). */
export const rollToWorkingDay = (date: LocalDate, calendar: HolidayCalendar): CountedDay =>
  isWorkingDay(date, calendar)
    ? { date, estimated: !isPublished(date, calendar) }
    : addWorkingDays(date, 1, calendar);

/**
 * The last day from which `count` working days end by `finish`: the inverse of `addWorkingDays`. From Sunday as well as from
 * Friday one working day ends on Monday, so the answer may be a day of rest.
 */
export function latestStart(
  finish: LocalDate,
  count: number,
  calendar: HolidayCalendar,
): LocalDate {
  let date = plusDays(finish, 1);
  for (let left = count; left > 0; ) {
    date = plusDays(date, -1);
    if (isWorkingDay(date, calendar)) left -= 1;
  }
  return plusDays(date, -1);
}

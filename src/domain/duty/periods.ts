/** Periods in which something recurs (每周、每月、每季、每年): their name and their last day. Weeks begin on Monday. */
import {
  endOfMonth,
  type LocalDate,
  localDate,
  monthOf,
  plusDays,
  plusMonthsOf,
  weekday,
  yearOf,
} from '../calendar/local-date.ts';
import type { Period } from '../policy/settings.ts';

/** Last day of the period a day lies in. */
export function endOfPeriod(day: LocalDate, period: Period): LocalDate {
  switch (period) {
    case 'week':
      return plusDays(day, 7 - weekday(day));
    case 'month':
      return endOfMonth(monthOf(day));
    case 'quarter':
      return endOfMonth(plusMonthsOf(monthOf(day), (12 - Number(day.slice(5, 7))) % 3));
    case 'year':
      return localDate(`${yearOf(day)}-12-31`);
  }
}

/** A name that tells this period from every other: the day it ends. */
export const periodKey = (day: LocalDate, period: Period): string =>
  `${period}-${endOfPeriod(day, period)}`;

/** The first day of the first period that begins on `day` or after it. */
export function startOfWholePeriod(day: LocalDate, period: Period): LocalDate {
  const lastOfBefore = plusDays(day, -1);
  return endOfPeriod(lastOfBefore, period) === lastOfBefore
    ? day
    : plusDays(endOfPeriod(day, period), 1);
}

import { instant, type Instant } from '#src/domain/calendar/instant.ts';

/** A span as people write it in ISO 8601: whole months and the rest in milliseconds, both may be negative. */
export type ClockOffset = { readonly months: number; readonly ms: number };

const DURATION =
  /^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Reads an ISO-8601 duration such as `P10D`, `PT36H`, `P3M` or `-P1W`.
 * Returns undefined for anything else; fractions are not accepted.
 */
export function parseIsoDuration(text: string): ClockOffset | undefined {
  const match = DURATION.exec(text);
  if (match === null || /[PT]$/.test(text)) return undefined;
  const [, sign, ...parts] = match;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.map((part) =>
    Number(part ?? 0),
  );
  const direction = sign === '-' ? -1 : 1;
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0);
  const wholeSeconds = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  const offset = {
    months: direction * ((years ?? 0) * 12 + (months ?? 0)),
    ms: direction * (wholeDays * 86_400 + wholeSeconds) * 1000,
  };
  const centuries = 100 * 366 * 86_400_000;
  return Math.abs(offset.ms) > centuries || Math.abs(offset.months) > 1200 ? undefined : offset;
}

/**
 * The clock of this machine, shifted by `offset`. Months are turned into milliseconds once, at the start:
 * added to every reading they would make time jump back at the end of a month.
 */
export function systemClock(offset: ClockOffset = { months: 0, ms: 0 }): { now(): Instant } {
  const start = Date.now();
  const shift = addMonths(start, offset.months) - start + offset.ms;
  return { now: () => instant(Date.now() + shift) };
}

/** The same day of a later month in UTC, or its last day where the month is shorter. */
function addMonths(epochMs: number, months: number): number {
  const date = new Date(epochMs);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

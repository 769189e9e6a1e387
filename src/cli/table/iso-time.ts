/** Instants in files: Beijing time with its offset, which machines read and people recognise. */
import { instant } from '#src/domain/calendar/instant.ts';
import { fromInstant, minuteOfDay } from '#src/domain/calendar/local-date.ts';

/** '2026-11-02T09:00:00.000+08:00' */
export function isoTime(epochMs: number): string {
  const at = instant(Math.trunc(epochMs));
  const minutes = minuteOfDay(at);
  const ms = ((at % 60_000) + 60_000) % 60_000;
  const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(Math.floor(ms / 1000))}`;
  return `${fromInstant(at)}T${clock}.${pad(ms % 1000, 3)}+08:00`;
}

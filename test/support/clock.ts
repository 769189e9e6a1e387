import { instant, type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { Clock, NewId } from '#src/operations/ports.ts';

/** A clock that stands still until a test moves it. */
export interface SettableClock extends Clock {
  set(at: Instant): void;
  advance(ms: number): void;
}

/** A standing clock at an ISO time written in the test, such as `2026-11-02T09:00:00+08:00`. */
export function clockAt(iso: string): SettableClock {
  let at = instant(Date.parse(iso));
  return {
    now: () => at,
    set(next) {
      at = next;
    },
    advance(ms) {
      at = plusMs(at, ms);
    },
  };
}

/** Identifiers that count up from 1 in the shape of a UUID, so that a test can name them. */
export function countingIds(): NewId {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  };
}

/** Telling a new row from a changed one and from one that is as it was. */
import type { BatchContext } from './import-deps.ts';

/** Counts a row as new, changed or as it was, and queues it to be written. */
export function count<Row extends object>(
  tally: BatchContext['tallies']['members'],
  before: Row | null,
  now: Row,
  added: Row[],
  changed: Row[],
): void {
  if (before === null) {
    tally.added += 1;
    added.push(now);
  } else if (sameRow(before, now)) {
    tally.unchanged += 1;
  } else {
    tally.changed += 1;
    changed.push(now);
  }
}

/** Compares the columns of `now`; lists by their elements, objects without regard to the order of keys. */
function sameRow<Row extends object>(before: Row, now: Row): boolean {
  return Object.entries(now).every(([key, value]) => {
    const earlier: unknown = Reflect.get(before, key);
    return earlier === value || canonical(earlier) === canonical(value);
  });
}

const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value);

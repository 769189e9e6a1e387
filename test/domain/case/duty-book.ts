/** The duties of a case as they are opened and closed beside it: what the operation does with its table, in memory. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import {
  fromInstant,
  type LocalDate,
  plusDays,
  startOfDay,
} from '#src/domain/calendar/local-date.ts';
import type { HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import { type Case, isUndecided } from '#src/domain/case/case.ts';
import { type CaseDuty, dutiesOf } from '#src/domain/case/duties.ts';
import { runningSuspension, suspendedDays } from '#src/domain/case/overlays.ts';
import { openPublicity } from '#src/domain/case/publicity.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DutyKind, DutyTerms } from '#src/domain/duty/duty.ts';
import type { Pack } from '#src/domain/policy/pack.ts';

/** An open duty under the key that makes it unique for ever. */
export type OpenDuty = DutyTerms & {
  readonly key: string;
  /** First day that counts for it: the one it was opened on, or the end of the suspension it was opened in. */
  readonly from: LocalDate;
};

/** What is open, and every key there ever was. */
export type DutyBook = {
  readonly open: readonly OpenDuty[];
  readonly keys: ReadonlySet<string>;
  /** Keys that were wanted after they had been closed: work that nobody would ever be told of. */
  readonly lost: readonly string[];
};

export const EMPTY_BOOK: DutyBook = { open: [], keys: new Set(), lost: [] };

/** Clocks that stand still with the case. */
const CLOCKS: readonly DutyKind[] = [
  'identify',
  'accept-clue',
  'verify-home',
  'authorise',
  'village-review',
  'post-publicity',
  'town-review',
  'county-decision',
];

type Surroundings = {
  readonly now: Instant;
  readonly pack: Pack;
  readonly calendar: HolidayCalendar;
};

/** Opens what is missing, closes what is over, moves what stood still. Run twice it changes nothing the second time. */
export function align(book: DutyBook, before: Case, file: Case, around: Surroundings): DutyBook {
  const wanted = new Map(dutiesOf(file).map((duty) => [`${duty.kind}:${duty.occasion}`, duty]));
  const kept = book.open.filter(({ key }) => wanted.has(key));
  const fresh = [...wanted].filter(([key]) => !kept.some((each) => each.key === key));
  const opened = fresh
    .filter(([key]) => !book.keys.has(key))
    .map(([key, duty]) => ({ key, ...openedNow(file, duty, around) }));
  return {
    open: [...moved(kept, before, file), ...opened],
    keys: new Set([...book.keys, ...wanted.keys()]),
    lost: [...book.lost, ...fresh.map(([key]) => key).filter((key) => book.keys.has(key))],
  };
}

function openedNow(
  file: Case,
  { kind }: CaseDuty,
  { now, pack, calendar }: Surroundings,
): Omit<OpenDuty, 'key'> {
  const notice = openPublicity(file);
  const closing = kind === 'close-publicity' || kind === 'close-elimination';
  const openedAt =
    kind === 'identify'
      ? file.clueAt
      : closing && notice !== null
        ? startOfDay(notice.postedOn)
        : now;
  const today = fromInstant(now);
  const still = isUndecided(file) ? runningSuspension(file.suspensions, today) : null;
  const terms = dutyTerms(kind, {
    openedAt,
    pack,
    calendar,
    suspendedDays: suspendedDays(file.suspensions),
    stillUntil: still?.until ?? null,
    ...(isUndecided(file) ? { clueOn: fromInstant(file.clueAt) } : {}),
  });
  return { ...terms, from: still?.until ?? today };
}

function moved(kept: readonly OpenDuty[], before: Case, after: Case): readonly OpenDuty[] {
  const days = suspendedDays(after.suspensions) - suspendedDays(before.suspensions);
  if (before.cycle !== after.cycle || days === 0) return kept;
  return kept.map((duty) =>
    CLOCKS.includes(duty.kind)
      ? { ...duty, dueOn: plusDays(duty.dueOn, days), from: plusDays(duty.from, days) }
      : duty,
  );
}

/** Kind and last day of everything open, in the order the duties came. */
export const dueDays = (book: DutyBook): Readonly<Partial<Record<DutyKind, LocalDate>>> =>
  Object.fromEntries(book.open.map(({ kind, dueOn }) => [kind, dueOn]));

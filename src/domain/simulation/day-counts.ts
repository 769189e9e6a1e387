/** Last and first days by pack and start, each counted once: a hundred thousand cases begin on a few hundred days. */
import { fromInstant, type LocalDate } from '../calendar/local-date.ts';
import type { HolidayCalendar } from '../calendar/working-days.ts';
import { eliminationFrom, limitEnd, publicityClosesAt } from '../duty/clocks.ts';
import type { Pack } from '../policy/pack.ts';
import type { LimitName } from '../policy/settings.ts';

export type DayCounts = {
  /** Last day of a limit that starts on `day`. */
  end(pack: Pack, limit: LimitName, day: LocalDate): LocalDate;
  /** First day on which publicity posted on `day` may be closed. */
  closes(pack: Pack, day: LocalDate): LocalDate;
  /** First day elimination may be applied for by a household recognised on `day`. */
  eliminationFrom(pack: Pack, day: LocalDate): LocalDate;
};

/** Counts under one calendar; what was counted is kept as long as the result is. */
export function dayCounts(calendar: HolidayCalendar): DayCounts {
  const known = new WeakMap<Pack, Map<string, LocalDate>>();
  const once = (pack: Pack, key: string, count: () => LocalDate): LocalDate => {
    let days = known.get(pack);
    if (days === undefined) known.set(pack, (days = new Map()));
    let day = days.get(key);
    if (day === undefined) days.set(key, (day = count()));
    return day;
  };
  return {
    end: (pack, limit, day) =>
      once(pack, limit + day, () => limitEnd(day, pack.settings[limit], calendar).date),
    closes: (pack, day) =>
      once(pack, `closes${day}`, () => fromInstant(publicityClosesAt(day, pack, calendar))),
    eliminationFrom: (pack, day) =>
      once(pack, `elimination${day}`, () => eliminationFrom(day, pack, calendar)),
  };
}

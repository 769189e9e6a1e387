/** The policy packs and the calendar of working days, as loaded at start and handed in by the composition root. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import type { Pack, PackVersion } from '#src/domain/policy/pack.ts';

export interface PolicyBook {
  /** The pack a case beginning on `day` in the area begins under; `packId` is the area's assignment, null for the default. */
  packFor(packId: string | null, day: LocalDate): Pack;
  /** The very pack a case began under. Throws the fault `unknown-pack` when this installation does not have it. */
  packOf(version: PackVersion): Pack;
  readonly calendar: HolidayCalendar;
  /** Whether it is quiet at `at` for anybody under any pack of this installation; by day nobody's area need be looked up. */
  mayBeNight(at: Instant): boolean;
}

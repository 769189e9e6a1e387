/** Rows of pack assignments and of working-day years, as migration 12 made them. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';

export type AreaPackAssignmentTable = {
  area_id: string;
  from_day: LocalDate;
  /** Null: from this day on the nearest area above says. */
  pack_id: string | null;
  assigned_at: Instant;
};

export type HolidayYearTable = {
  year: number;
  source: string;
  off_days: LocalDate[];
  work_days: LocalDate[];
  stored_at: Instant;
};

/** Rows of relief given first and of the monthly marking lists, as migration 13 made them. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EliminationWay } from '#src/domain/case/elimination.ts';

export type ReliefTable = {
  id: string;
  case_id: string;
  household_id: string;
  area_path: string;
  code: string;
  title: string;
  yuan: number | null;
  given_on: LocalDate;
  by_staff: string;
};

export type EliminationListTable = {
  id: string;
  month: string;
  area_path: string;
  marked_by: string;
  marked_at: Instant;
};

export type EliminationEntryTable = {
  list_id: string;
  case_id: string;
  household_id: string;
  area_path: string;
  way: EliminationWay;
  enrolled_on: LocalDate;
  applied_on: LocalDate;
  marked_on: LocalDate;
};

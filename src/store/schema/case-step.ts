/** Rows of authorisations, village meetings, public notices and objections, as migration 08 made them. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AuthorisationForm, Category } from '#src/domain/case/dossier.ts';
import type { NoticeKind } from '#src/domain/case/public-notice.ts';
import type { GiverRelation, ReasonCode } from '#src/domain/case/reasons.ts';
import type { Json } from './case.ts';

export type AuthorisationTable = {
  id: string;
  case_id: string;
  household_id: string;
  area_path: string;
  form: AuthorisationForm;
  given_by: 'household' | 'relative';
  relation: GiverRelation | null;
  read_aloud_by: string | null;
  media_id: string | null;
  account_id: string | null;
  recorded_by: string;
  text_version: string;
  asked_at: Instant;
  given_on: LocalDate | null;
  refused_on: LocalDate | null;
};

export type VillageMeetingTable = {
  id: string;
  draft_id: string;
  area_id: string;
  area_path: string;
  kind: 'regular' | 'ad-hoc';
  held_on: LocalDate;
  staff_present: string[];
  villagers_present: number;
  minutes_enc: string | null;
  recorded_by: string;
  recorded_at: Instant;
};

export type VillageMeetingMediaTable = { meeting_id: string; media_id: string; area_path: string };

export type MeetingItemTable = {
  meeting_id: string;
  case_id: string;
  area_path: string;
  category: Category | null;
  reason: ReasonCode | null;
};

export type PublicNoticeTable = {
  id: string;
  case_id: string;
  household_id: string;
  area_id: string;
  area_path: string;
  kind: NoticeKind;
  fields: Json;
  posted_on: LocalDate;
  min_days: number;
  may_close_at: Instant;
  posted_by: string;
  closed_at: Instant | null;
  closed_by: string | null;
  withdrawn_at: Instant | null;
};

export type ObjectionTable = {
  id: string;
  notice_id: string;
  case_id: string;
  area_path: string;
  source: 'chat' | 'paper';
  account_id: string | null;
  filed_by_staff: string | null;
  words_enc: string | null;
  filed_on: LocalDate;
  checked_by: string | null;
  upheld: boolean | null;
  checked_on: LocalDate | null;
};

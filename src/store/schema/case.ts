/** Rows of reports, cases, events, visits, duties, alerts and tickets, as migration 03 made them. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { ClueSource, Reporter } from '#src/domain/declaration/declaration.ts';
import type { GuaranteeIssue, RiskType, Urgency } from '#src/domain/declaration/risk.ts';
import type { Role } from '#src/domain/people/roles.ts';

/** jsonb: parsed when read, JSON text when written (arrays would otherwise become Postgres arrays). */
export type Json<Read = unknown> = ColumnType<Read, string, string>;

export type CaseFileTable = {
  id: string;
  number: string;
  household_id: string;
  area_id: string;
  area_path: string;
  state: string;
  data: Json;
  version: number;
  pack_id: string;
  pack_version: string;
  clue_at: Instant;
  opened_on: LocalDate;
  due_on: LocalDate;
  urgent: Generated<boolean>;
  last_hash: string;
  closed_at: Instant | null;
};

export type DeclarationTable = {
  id: string;
  receipt_number: string;
  draft_id: string;
  account_id: string | null;
  filed_by_staff: string | null;
  area_id: string;
  area_path: string;
  household_id: string | null;
  case_id: string | null;
  reporter: Reporter;
  source: ClueSource;
  risk_types: RiskType[];
  guarantee_issues: GuaranteeIssue[];
  urgency: Urgency;
  amounts: Json;
  latitude: number | null;
  longitude: number | null;
  state: 'received' | 'held' | 'open' | 'withdrawing' | 'closed';
  checks: Json | null;
  rules_version: string | null;
  submitted_at: Instant;
  processed_at: Instant | null;
  answered_at: Instant | null;
  /** When the reporter last added something. */
  added_at: Generated<Instant | null>;
};

export type DeclarationPrivateTable = {
  declaration_id: string;
  area_path: string;
  body_enc: string;
};
export type DeclarationMediaTable = { declaration_id: string; media_id: string; area_path: string };

export type CaseEventTable = {
  id: GeneratedAlways<number>;
  case_id: string;
  seq: number;
  area_path: string;
  kind: string;
  at: Instant;
  actor_kind: 'person' | 'staff' | 'system';
  actor_id: string | null;
  payload: Json;
  prev_hash: string;
  hash: string;
  tx: GeneratedAlways<string>;
};

export type SealTable = {
  id: number;
  up_to_tx: string;
  events: number;
  prev: string;
  hmac: string;
  at: Instant;
};

export type VisitTable = {
  id: string;
  draft_id: string;
  household_id: string;
  area_path: string;
  case_id: string | null;
  staff_id: string;
  second_staff_id: string | null;
  kind: 'routine' | 'home-verification' | 'phone';
  outcome: 'all-well' | 'changed' | 'hardship';
  finding: 'true' | 'partly' | 'untrue' | null;
  details: Json;
  note_enc: string | null;
  latitude: number | null;
  longitude: number | null;
  visited_on: LocalDate;
  received_at: Instant;
};
export type VisitMediaTable = { visit_id: string; media_id: string; area_path: string };

export type DutyTable = {
  id: string;
  key: string;
  kind: string;
  area_id: string;
  area_path: string;
  owner_role: Role;
  owner_staff_id: string | null;
  case_id: string | null;
  declaration_id: string | null;
  household_id: string | null;
  notice_id: string | null;
  ticket_id: string | null;
  alert_id: string | null;
  issue_id: string | null;
  alarm_id: string | null;
  details: ColumnType<unknown, string | undefined, string>;
  strength: 'hard' | 'soft';
  clause: string;
  created_at: Instant;
  due_on: LocalDate;
  estimated: Generated<boolean>;
  state: Generated<'open' | 'done' | 'cancelled'>;
  next_level: string | null;
  next_at: Instant | null;
  breached_at: Instant | null;
  closed_at: Instant | null;
  closed_by: string | null;
  outcome: string | null;
};

export type DutyReminderTable = {
  duty_id: string;
  level: string;
  area_path: string;
  at: Instant;
  told_staff_id: string | null;
};

export type DigestItemTable = {
  staff_id: string;
  duty_id: string;
  level: string;
  send_at: Instant;
  sent_at: Instant | null;
};

export type AlertTable = {
  id: string;
  account_id: string | null;
  area_id: string | null;
  area_path: string | null;
  household_id: string | null;
  kind: string;
  words_enc: string;
  raised_at: Instant;
  rung: Generated<number>;
  next_at: Instant | null;
  taken_by: string | null;
  taken_at: Instant | null;
  closed_at: Instant | null;
};
export type AlertCallTable = { alert_id: string; rung: number; staff_id: string; at: Instant };

export type TicketTable = {
  id: string;
  number: string;
  kind: 'question' | 'complaint' | 'help' | 'data-request';
  account_id: string | null;
  area_id: string | null;
  area_path: string | null;
  body_enc: string;
  about_staff_id: string | null;
  owner_role: Role;
  owner_area_path: string;
  state: Generated<'open' | 'answered'>;
  created_at: Instant;
  due_on: LocalDate;
  answer_enc: string | null;
  answered_at: Instant | null;
  answered_by: string | null;
};

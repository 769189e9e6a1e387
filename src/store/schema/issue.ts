/** Rows of issue tickets, alarms, data comparisons and monthly notices, as migrations 09 and 22 made them. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AlarmKind, AlarmState } from '#src/domain/alarm/alarm.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { IssueState, PhotoOf } from '#src/domain/ticket/issue.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { ProduceClass } from '#src/domain/ticket/produce.ts';
import type { Json } from './case.ts';

export type IssueTicketTable = {
  id: string;
  number: string;
  topic: RoutingTopic;
  department: DepartmentCode;
  area_id: string;
  area_path: string;
  household_id: string | null;
  account_id: string | null;
  opened_by_staff: string | null;
  declaration_id: string | null;
  state: IssueState['tag'];
  data: Json;
  version: number;
  pack_id: string;
  pack_version: string;
  emergency: Generated<boolean>;
  product: ProduceClass | null;
  repeat_of: string | null;
  repeat_scope: 'household' | 'village' | null;
  reports: Generated<number>;
  words_enc: string | null;
  opened_on: LocalDate;
  received_at: Instant;
  verify_due_on: LocalDate;
  fix_due_on: LocalDate;
  verified_on: LocalDate | null;
  fixed_on: LocalDate | null;
  closed_on: LocalDate | null;
};

export type AlarmTable = {
  id: string;
  number: string;
  kind: AlarmKind;
  department: DepartmentCode;
  source: 'dept_alert' | 'data_match';
  run_id: string | null;
  area_id: string;
  area_path: string;
  household_id: string | null;
  member_id: string | null;
  state: AlarmState['tag'];
  data: Json;
  version: number;
  pack_id: string;
  pack_version: string;
  case_id: string | null;
  declaration_id: string | null;
  received_at: Instant;
  verify_due_on: LocalDate;
  fix_due_on: LocalDate;
  verified_on: LocalDate | null;
  fixed_on: LocalDate | null;
  closed_on: LocalDate | null;
};

export type IssueEventTable = {
  id: GeneratedAlways<number>;
  subject: 'issue' | 'alarm';
  subject_id: string;
  seq: number;
  department: DepartmentCode;
  area_path: string;
  kind: string;
  at: Instant;
  actor_kind: 'person' | 'staff' | 'system';
  actor_id: string | null;
  payload: Json;
};

export type IssueMediaTable = {
  issue_id: string;
  media_id: string;
  shows: PhotoOf;
  by_staff: string | null;
  added_at: Instant;
};

export type ComparisonRunTable = {
  id: string;
  department: DepartmentCode;
  /** '2026-11' */
  month: string;
  file_hash: string;
  started_at: Instant;
  finished_at: Instant | null;
  rows_read: Generated<number>;
  matched_by_number: Generated<number>;
  matched_by_name: Generated<number>;
  unmatched: Generated<number>;
  bad: Generated<number>;
  findings: Generated<number>;
  known: Generated<number>;
  new_risks: Generated<number>;
};

export type ComparisonFindingTable = {
  run_id: string;
  household_id: string;
  kind: AlarmKind;
  department: DepartmentCode;
  month: string;
  area_path: string;
};

export type MonthlyNoticeTable = {
  id: string;
  month: string;
  area_id: string;
  area_path: string;
  title: string;
  body: string;
  numbers: Json;
  made_at: Instant;
};

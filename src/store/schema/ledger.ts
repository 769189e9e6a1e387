/** Rows of personal status, referrals, joint reviews, rectification, monthly reports and town measures, as migrations 14 and 22 made them. */
import type { Generated } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type {
  InsuredState,
  JobPlace,
  JobState,
  StatusSource,
} from '#src/domain/ledger/member-status.ts';
import type { ReferralAnswer, ReferralKind, ReferralSource } from '#src/domain/ledger/referral.ts';
import type { JointMeans } from '#src/domain/ledger/joint-review.ts';
import type {
  RectificationCategory,
  RectificationSource,
  RectificationState,
} from '#src/domain/ledger/rectification.ts';
import type { Json } from './case.ts';

export type MemberStatusTable = {
  member_id: string;
  household_id: string;
  area_path: string;
  insured: InsuredState | null;
  insured_year: number | null;
  insured_on: LocalDate | null;
  insured_source: StatusSource | null;
  insured_by: string | null;
  insured_doubted: Generated<boolean>;
  job: JobState | null;
  job_place: JobPlace | null;
  job_since: LocalDate | null;
  job_on: LocalDate | null;
  job_source: StatusSource | null;
  job_by: string | null;
  job_doubted: Generated<boolean>;
  register_employed: boolean | null;
  register_month: string | null;
};

export type JobChangeTable = {
  id: string;
  member_id: string;
  household_id: string;
  area_path: string;
  from_job: JobState | null;
  to_job: JobState;
  to_place: JobPlace | null;
  source: StatusSource;
  by_account: string | null;
  by_staff: string | null;
  changed_on: LocalDate;
};

/** Migration 23. */
export type RecurringWorkTable = {
  duty_id: string;
  area_id: string;
  area_path: string;
  code: string;
  department: DepartmentCode | null;
  note_enc: string;
  done_on: LocalDate;
  by_staff: string;
};

export type RecurringMediaTable = { duty_id: string; media_id: string; area_path: string };

export type ReferralTable = {
  id: string;
  household_id: string;
  area_id: string;
  area_path: string;
  kind: ReferralKind;
  department: DepartmentCode;
  source: ReferralSource;
  people: Generated<number>;
  found_on: LocalDate;
  visit_id: string | null;
  /** Of a hand-over (`safety-net`): the case and who decided it. */
  case_id: Generated<string | null>;
  handed_by: Generated<string | null>;
  told_on: LocalDate | null;
  answer: ReferralAnswer | null;
  answered_by: string | null;
  closed_on: LocalDate | null;
};

export type JointReviewTable = {
  id: string;
  household_id: string;
  area_id: string;
  area_path: string;
  self_paid_yuan: number;
  departments: DepartmentCode[];
  opened_by: string | null;
  opened_on: LocalDate;
  due_on: LocalDate;
  decision: 'granted' | 'not-granted' | null;
  means: Generated<JointMeans[]>;
  granted_yuan: number | null;
  decided_by: string | null;
  decided_on: LocalDate | null;
};

export type JointOpinionTable = {
  review_id: string;
  area_path: string;
  department: DepartmentCode;
  supports: boolean;
  by_staff: string;
  given_on: LocalDate;
};

export type RectificationTable = {
  id: string;
  number: string;
  area_id: string;
  area_path: string;
  department: DepartmentCode | null;
  source: RectificationSource;
  category: RectificationCategory;
  problem_enc: string;
  measure_enc: string;
  owner_staff_id: string | null;
  entered_by: string | null;
  found_on: LocalDate;
  due_on: LocalDate;
  state: RectificationState;
  evidence_enc: string | null;
  evidence_media_id: string | null;
  reported_by: string | null;
  reported_on: LocalDate | null;
  returned: Generated<number>;
  closed_by: string | null;
  closed_on: LocalDate | null;
};

export type MonthReportTable = {
  id: string;
  month: string;
  area_id: string;
  area_path: string;
  level: 'county' | 'town' | 'village';
  numbers: Json;
  body: string;
  made_at: Instant;
  sent_by: string | null;
  sent_at: Instant | null;
};

export type KpiFigureTable = {
  area_id: string;
  area_path: string;
  code: string;
  year: number;
  /** In the unit of the target. */
  value: number;
  as_of: LocalDate;
  entered_at: Instant;
};

export type TownMeasureTable = {
  area_id: string;
  area_path: string;
  code: string;
  item: Json | null;
  changed_on: LocalDate;
};

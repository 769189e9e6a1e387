/** Rows of assessments, data findings, plans and measures, as migrations 10 and 11 made them. */
import type { Generated } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AssessmentOccasion, DisasterKind, Wish } from '#src/domain/assessment/assessment.ts';
import type { AssetKind } from '#src/domain/assessment/assets.ts';
import type { CopingState, MonitoredCategory } from '#src/domain/assessment/category.ts';
import type { HousingState, SchoolingState } from '#src/domain/assessment/guarantees.ts';
import type { MeasureState } from '#src/domain/case/assistance.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import type { IncomeStep } from '#src/domain/plan/income-plan.ts';
import type { Effect, StopReason } from '#src/domain/plan/measure.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { MeasureClass } from '#src/domain/policy/toolbox.ts';
import type { FindingCode } from '#src/domain/quality/finding.ts';
import type { WaterTrouble } from '#src/domain/ticket/water-check.ts';
import type { Json } from './case.ts';

export type AssessmentTable = {
  id: string;
  household_id: string;
  area_path: string;
  case_id: string | null;
  visit_id: string | null;
  occasion: AssessmentOccasion;
  window_from: LocalDate;
  window_to: LocalDate;
  people: number;
  sheet: Json;
  bills: Json | null;
  housing: HousingState | null;
  schooling: SchoolingState | null;
  uninsured: string[] | null;
  water: WaterTrouble[] | null;
  coping: CopingState | null;
  assets: AssetKind[] | null;
  wishes: Wish[] | null;
  risks: RiskType[];
  disaster: DisasterKind | null;
  complete: boolean;
  net_yuan: number | null;
  net_per_person: number | null;
  reference_per_person: number | null;
  suggested: MonitoredCategory | null;
  pack_id: string;
  pack_version: string;
  made_by: string;
  made_on: LocalDate;
  changed_at: Instant;
};

export type QualityFindingTable = {
  id: string;
  household_id: string;
  area_id: string;
  area_path: string;
  code: FindingCode;
  subject: string;
  found_on: LocalDate;
  closed_on: LocalDate | null;
};

export type PlanTable = {
  id: string;
  household_id: string;
  area_path: string;
  case_id: string | null;
  responsible_staff_id: string | null;
  request_enc: string | null;
  request_asked: boolean;
  version: number;
  adopted_by: string;
  adopted_on: LocalDate;
  confirmed_how: 'chat' | 'paper' | null;
  confirmed_on: LocalDate | null;
  confirmed_by_account: string | null;
  confirmed_by_staff: string | null;
  paper_media_id: string | null;
  objection_enc: string | null;
};

export type MeasureTable = {
  id: string;
  plan_id: string;
  household_id: string;
  area_id: string;
  area_path: string;
  code: string;
  title: string;
  class: MeasureClass;
  department: DepartmentCode;
  risks: RiskType[];
  handout: boolean;
  cap_yuan: number | null;
  yuan: Generated<number>;
  state: MeasureState;
  planned_on: LocalDate;
  started_on: LocalDate | null;
  ended_on: LocalDate | null;
  stop_reason: StopReason | null;
  effect: Effect | null;
  effect_by: string | null;
  effect_on: LocalDate | null;
};

export type IncomeStepTable = {
  household_id: string;
  area_path: string;
  year: number;
  step: IncomeStep;
  done_on: LocalDate;
  per_person_yuan: number | null;
  by_staff: string;
  confirmed_on: LocalDate | null;
};

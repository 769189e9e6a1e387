/** Facts the conversations about plans of help ask for. */
import type { HouseholdMember } from '#src/domain/assessment/workforce.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import type { IncomeStep } from '#src/domain/plan/income-plan.ts';
import type { Measure } from '#src/domain/plan/measure.ts';
import type { SuggestionReason } from '#src/domain/plan/suggest-measures.ts';
import type { ToolboxItem } from '#src/domain/policy/toolbox.ts';

export type PlanNeeds = {
  /** A household's plan and what could be in it; null when out of reach. */
  readonly 'plan-subject': {
    readonly ask: { readonly householdId: string };
    readonly answer: PlanSubject | null;
  };
  /** 部门帮扶: what a department has in hand. Pages count from 1; one beyond the last is the last. */
  readonly 'department-measures': {
    readonly ask: { readonly page: number };
    readonly answer: MeasurePage;
  };
};

export type MeasurePage = {
  readonly lines: readonly {
    readonly measureId: string;
    readonly householdId: string;
    readonly headName: string;
    readonly areaName: string;
    readonly title: string;
    readonly state: Measure['state'];
    /** Begun, and the household waits for money. */
    readonly moneyDue: boolean;
  }[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
};

/** An item of the county's tool box with the office that leads it, as the county names it. */
export type OfferedItem = Pick<
  ToolboxItem,
  'code' | 'title' | 'class' | 'risks' | 'handout' | 'capYuanPerYear' | 'condition'
> & {
  readonly office: string;
  /** Why it fits; empty where it is only one of the tool box. */
  readonly reasons: readonly SuggestionReason[];
  /** 免申即享 */
  readonly withoutApplication: boolean;
};

export type PlannedMeasure = Measure & { readonly capYuan: number | null };

export type PlanSheet = {
  readonly planId: string;
  readonly version: number;
  readonly adoptedOn: LocalDate;
  readonly responsibleName: string;
  readonly request: string;
  /** What the household would rather have. */
  readonly objection: string;
  readonly confirmedOn: LocalDate | null;
};

export type PlanSubject = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly areaPath: string;
  /** Plans are made for monitored households. */
  readonly monitored: boolean;
  readonly members: readonly HouseholdMember[];
  readonly risks: readonly RiskType[];
  /** A house of theirs was found dangerous by the appraisal and is not renovated yet. */
  readonly dangerousHouse: boolean;
  /** What fits first, then the rest of the tool box. */
  readonly offered: readonly OfferedItem[];
  readonly plan: PlanSheet | null;
  readonly measures: readonly PlannedMeasure[];
  /** Who answers for the household, or would: its helper. */
  readonly responsible: { readonly staffId: string; readonly name: string } | null;
  /** Whether the person may make and change the plan; a department works on its own measures only and sees nothing else of it. */
  readonly mayPlan: boolean;
  /** Whether the person may name or change who answers for it (巴南 2022 第18项: the town). */
  readonly mayName: boolean;
  /** The step of the income plan due this quarter; null when none is. */
  readonly incomeStep: { readonly step: IncomeStep; readonly dueOn: LocalDate } | null;
};

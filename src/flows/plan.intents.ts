/** What the conversations about plans of help have done. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { PlanFinding } from '#src/domain/plan/check-plan.ts';
import type { IncomeStep, IncomeStepRefusal } from '#src/domain/plan/income-plan.ts';
import type { Effect, Measure, MeasureRefusal, StopReason } from '#src/domain/plan/measure.ts';
import type { Result } from '#src/domain/result.ts';
import type { StaffRefusal } from './staff.intents.ts';

/** What becomes of a measure; days are those of the entry. `yuan`: what was paid, where the item has a cap. */
export type MeasureChange =
  | { readonly kind: 'start' }
  | { readonly kind: 'finish'; readonly yuan: number | null }
  | { readonly kind: 'stop'; readonly reason: StopReason }
  | { readonly kind: 'rate'; readonly effect: Effect };

export type PlanIntents = {
  /** 定下来: the plan holds; the household is asked. */
  readonly 'adopt-plan': {
    readonly ask: {
      readonly householdId: string;
      readonly responsibleStaffId: string;
      /** In the household's words; '' when it has no wish of its own. */
      readonly request: string;
      /** New items of the tool box; measures planned or running stay. */
      readonly codes: readonly string[];
    };
    readonly outcome: Result<
      {
        /** Accounts that were asked; 0: somebody has to go there with the paper. */
        readonly asked: number;
        readonly confirmBy: LocalDate | null;
      },
      | StaffRefusal
      | { readonly code: 'plan-blocked'; readonly findings: readonly PlanFinding[] }
      | { readonly code: 'not-monitored' }
    >;
  };
  readonly 'change-measure': {
    readonly ask: { readonly measureId: string; readonly change: MeasureChange };
    readonly outcome: Result<
      Pick<Measure, 'title' | 'state' | 'effect'>,
      StaffRefusal | MeasureRefusal | { readonly code: 'over-cap'; readonly capYuan: number }
    >;
  };
  /** The household agreed on paper; a photo of it is kept. */
  readonly 'confirm-plan-on-paper': {
    readonly ask: {
      readonly householdId: string;
      readonly version: number;
      readonly mediaId: string;
    };
    readonly outcome: Result<object, StaffRefusal | { readonly code: 'plan-changed' }>;
  };
  /** 同意 or 想改一改, by the household itself. `words`: what it would rather have. */
  readonly 'answer-plan': {
    readonly ask: {
      readonly planId: string;
      readonly version: number;
      readonly agree: boolean;
      readonly words: string;
    };
    readonly outcome: Result<
      { readonly agreed: boolean; readonly responsibleName: string; readonly phone: string },
      { readonly code: 'not-yours' | 'plan-changed' | 'said-already' }
    >;
  };
  /** This quarter's step of the income plan. */
  readonly 'do-income-step': {
    readonly ask: {
      readonly householdId: string;
      readonly step: IncomeStep;
      readonly perPersonYuan: number | null;
    };
    readonly outcome: Result<{ readonly asked: number }, StaffRefusal | IncomeStepRefusal>;
  };
  /** 是这样: the household's word on a step of its income plan. */
  readonly 'confirm-income-step': {
    readonly ask: { readonly year: number; readonly step: IncomeStep };
    readonly outcome: Result<object, { readonly code: 'not-yours' | 'said-already' }>;
  };
};

/** What the conversations about a household's assessment have done. */
import type { MonitoringLine } from '#src/domain/policy/income.ts';
import type { Terms } from '#src/domain/policy/terms.ts';
import type { Assessment, AssessmentRefusal } from '#src/domain/assessment/assessment.ts';
import type { AssetKind } from '#src/domain/assessment/assets.ts';
import type { CategorySuggestion, MonitoredCategory } from '#src/domain/assessment/category.ts';
import type { IncomeResult } from '#src/domain/assessment/reference-income.ts';
import type { MedicalNet } from '#src/domain/assessment/three-nets.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { GuaranteeIssue } from '#src/domain/declaration/risk.ts';
import type { Result } from '#src/domain/result.ts';
import type { StaffRefusal } from './staff.intents.ts';

export type AssessmentIntents = {
  /** 提交 or 以后再填 of 收支和三保障: what was asked is kept either way; the rest stays a duty. */
  readonly 'record-assessment': {
    readonly ask: {
      readonly householdId: string;
      readonly visitId: string | null;
      readonly assessment: Assessment;
    };
    readonly outcome: Result<AssessmentKept, StaffRefusal | AssessmentRefusal>;
  };
};

export type ExitClassWords = {
  readonly title: string;
  /** Months 1–12 in which such a household is visited; `stated`: the county set a number for this very class. */
  readonly visitMonths: readonly number[];
  readonly stated: boolean;
};

export type AssessmentKept = {
  readonly complete: boolean;
  /** Day by which the rest is to be filled; null when it is complete. */
  readonly restBy: LocalDate | null;
  /** Null while the sheet is not filled. */
  readonly income: IncomeResult | null;
  /** A suggestion with its facts; null while the sheet is not filled. Never a decision. */
  readonly suggestion: CategorySuggestion | null;
  /** What the county calls the categories (严重困难户 in 陇县). */
  readonly titles: Readonly<Record<MonitoredCategory, string>>;
  readonly terms: Terms;
  /** Which class of households that left poverty the facts point to, in the county's words (西咸 二(2)); null where it has none. */
  readonly exitClass: ExitClassWords | null;
  /** The county's line; a formula without its figures says what is missing. */
  readonly line: MonitoringLine;
  readonly issues: readonly GuaranteeIssue[];
  /** What the village meeting asks the household about; never a reason against it. */
  readonly toExplain: readonly AssetKind[];
  /** The net of the medical bills to be claimed next; null when none is open. */
  readonly nextNet: MedicalNet | null;
};

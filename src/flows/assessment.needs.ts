/** Facts the conversations about a household's assessment and the data checks ask for. */
import type { Assessment } from '#src/domain/assessment/assessment.ts';
import type { SheetDraft } from '#src/domain/assessment/income-sheet.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import type { FindingCode } from '#src/domain/quality/finding.ts';
import type { WaterThresholds } from '#src/domain/ticket/water-check.ts';

export type AssessmentNeeds = {
  /** What is to be asked at the door, as far as it is not known; null when out of reach. */
  readonly 'assessment-subject': {
    readonly ask: { readonly householdId: string };
    readonly answer: AssessmentSubject | null;
  };
  /** 数据体检: what the data checks found in the person's areas. Pages count from 1; one beyond the last is the last. */
  readonly 'quality-list': {
    readonly ask: { readonly page: number };
    readonly answer: QualityPage;
  };
};

/** Whom to ask about, and which questions do not arise. */
export type AssessmentSubject = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly members: readonly AssessedMember[];
  /** Begun earlier, or nothing asked yet. */
  readonly draft: Assessment;
  readonly begun: boolean;
  /** The sheet of the last finished assessment, to be taken over by a tap; null when there is none. */
  readonly last: SheetDraft | null;
  readonly riskTypes: readonly RiskType[];
  /** Causes of rigid spending the county wants asked for one by one (`income.expense_causes`). */
  readonly expenseCauses: readonly RiskType[];
  readonly water: WaterThresholds;
  /** 五无, as the county's document words them (`insurance.five_none`); left out where it has none. */
  readonly fiveNone?: readonly string[];
};

export type AssessedMember = {
  readonly memberId: string;
  readonly name: string;
  readonly student: boolean;
  /** Of compulsory-school age (6–15). */
  readonly ofSchoolAge: boolean;
  readonly disabled: boolean;
};

export type QualityLine = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly code: FindingCode;
  /** Member or measure it is about; '' for the household. */
  readonly about: string;
  readonly foundOn: LocalDate;
};

export type QualityPage = {
  readonly lines: readonly QualityLine[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
};

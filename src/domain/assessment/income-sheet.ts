/**
 * The income and spending sheet of a household (收支表), filled at the door for the twelve months of `incomeWindow`.
 * All amounts are whole yuan of the whole household.
 */
import type { RiskType } from '../declaration/risk.ts';
import { accepted, refused, type Result } from '../result.ts';

/**
 * Causes of 合规自付刚性支出, spending a household cannot avoid and pays itself. 西咸 二(1)1 wants illness, disability, schooling and
 * disaster weighed each; `other` is what the county counts beside them.
 */
export const rigidCauses = ['illness', 'disability', 'schooling', 'disaster', 'other'] as const;

export type RigidCause = (typeof rigidCauses)[number];

const CAUSE_OF: Readonly<Partial<Record<RiskType, RigidCause>>> = {
  因病: 'illness',
  因残: 'disability',
  因学: 'schooling',
  因自然灾害: 'disaster',
};

/** Lines the pack's `income.expense_causes` want asked one by one; whatever else a household had to pay is `other`. */
export const causesAsked = (causes: readonly RiskType[]): readonly RigidCause[] =>
  rigidCauses.filter(
    (line) => line === 'other' || causes.some((cause) => CAUSE_OF[cause] === line),
  );

/** Causes the pack names that have no line of their own: `other` is asked with them as examples. */
export const causesWithoutLine = (causes: readonly RiskType[]): readonly RiskType[] =>
  causes.filter((cause) => CAUSE_OF[cause] === undefined && cause !== '其他');

/** Every line of the sheet: the four kinds of income of the national form (工资性, 生产经营性, 财产性, 转移性), 生产经营性支出, 理赔收入 (insurance and damages received), rigid spending by cause. */
export const sheetLines = [
  'wage',
  'business',
  'business-cost',
  'property',
  'transfer',
  'claims',
  ...rigidCauses,
] as const;
export type SheetLine = (typeof sheetLines)[number];

/** A sheet as far as it is filled: a line that is missing has not been asked; 0 was said. */
export type SheetDraft = Readonly<Partial<Record<SheetLine, number>>>;

/** A sheet with every line. */
export type IncomeSheet = Readonly<Record<SheetLine, number>>;

export type SheetRefusal = {
  readonly code: 'not-whole-yuan' | 'too-much';
  readonly line: SheetLine;
};

/** No household of this program has more in a year; a larger figure is fen taken for yuan or a slip of the finger. Own limit. */
const MOST_YUAN = 10_000_000;

/** Whether what is filled is plausible; the first line that is not. */
export function checkSheet(draft: SheetDraft): Result<SheetDraft, SheetRefusal> {
  for (const line of sheetLines) {
    const yuan = draft[line] ?? 0;
    if (!Number.isSafeInteger(yuan) || yuan < 0) return refused({ code: 'not-whole-yuan', line });
    if (yuan > MOST_YUAN) return refused({ code: 'too-much', line });
  }
  return accepted(draft);
}

/** The sheet when every line is filled; null while one is missing. */
export const filledSheet = (draft: SheetDraft): IncomeSheet | null =>
  // Every line is there; the compiler does not count along.
  missingLines(draft).length === 0 ? (draft as IncomeSheet) : null;

/** The lines still to be asked, in the order of the form. */
export const missingLines = (draft: SheetDraft): readonly SheetLine[] =>
  sheetLines.filter((line) => draft[line] === undefined);

/** 合规自付支出: all causes together. */
export const rigidSpending = (sheet: IncomeSheet): number =>
  rigidCauses.reduce((sum, cause) => sum + sheet[cause], 0);

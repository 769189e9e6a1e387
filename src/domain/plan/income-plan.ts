/**
 * The yearly income plan of low-income households (低收入户增收计划). 丰都 (十): 原则上第一季度帮扶干部与帮扶户共同讨论制定增收措施，第二季度推动
 * 增收政策措施落实，第三季度核实增收效果.
 */
import {
  endOfMonth,
  type LocalDate,
  monthOf,
  partsOf,
  plusMonthsOf,
} from '../calendar/local-date.ts';
import { accepted, refused, type Result } from '../result.ts';

export const incomeSteps = ['agree', 'implement', 'verify'] as const;
/** 制定, 落实, 核实. */
export type IncomeStep = (typeof incomeSteps)[number];

/** A step was done: by the helper, and for `agree` and `verify` confirmed by the household. */
export type IncomeStepDone = {
  readonly step: IncomeStep;
  readonly on: LocalDate;
  /** Net income a head as far as known, whole yuan; `verify` needs it. */
  readonly perPersonYuan: number | null;
  readonly confirmed: boolean;
};

export type IncomePlan = {
  readonly householdId: string;
  readonly year: number;
  readonly done: readonly IncomeStepDone[];
};

/** Quarter of a day, 1–4. */
const quarterOf = (day: LocalDate): number => Math.ceil(partsOf(day).month / 3);

/** Last day of the quarter a day lies in. */
export function endOfQuarter(day: LocalDate): LocalDate {
  const past = (partsOf(day).month - 1) % 3;
  return endOfMonth(plusMonthsOf(monthOf(day), 2 - past));
}

/**
 * The step of the quarter a day lies in; null in a quarter without one. `quarters` is the pack's `income_plan.quarters`, the first
 * of them for 制定, the second for 落实, the third for 核实.
 */
export function stepOfQuarter(day: LocalDate, quarters: readonly number[]): IncomeStep | null {
  const at = quarters.indexOf(quarterOf(day));
  return at < 0 ? null : (incomeSteps[at] ?? null);
}

/** What is due on a day and until when; null when nothing is, or it is done. */
export function incomeStepDue(
  plan: Pick<IncomePlan, 'done'>,
  day: LocalDate,
  quarters: readonly number[],
): { readonly step: IncomeStep; readonly dueOn: LocalDate } | null {
  const step = stepOfQuarter(day, quarters);
  if (step === null || plan.done.some((each) => each.step === step)) return null;
  return { step, dueOn: endOfQuarter(day) };
}

export type IncomeStepRefusal = {
  readonly code: 'done-already' | 'step-before-missing' | 'income-missing';
};

/** Records a step. A step is not skipped: what was never agreed cannot be verified. */
export function doIncomeStep(
  plan: IncomePlan,
  done: IncomeStepDone,
): Result<IncomePlan, IncomeStepRefusal> {
  if (plan.done.some((each) => each.step === done.step)) return refused({ code: 'done-already' });
  const before = incomeSteps.slice(0, incomeSteps.indexOf(done.step));
  if (!before.every((step) => plan.done.some((each) => each.step === step))) {
    return refused({ code: 'step-before-missing' });
  }
  if (done.step === 'verify' && done.perPersonYuan === null) {
    return refused({ code: 'income-missing' });
  }
  return accepted({ ...plan, done: [...plan.done, done] });
}

/**
 * Whether a household is one of the low-income group the plan is for: below the county's floor target (潼南 (二) 8700, 丰都 (十) 10000),
 * or below its line where it has no target. Null while income or both figures are unknown.
 */
export function isLowIncome(
  perPersonYuan: number | null,
  floorYuan: number | null,
  lineYuan: number | null,
): boolean | null {
  const limit = floorYuan ?? lineYuan;
  return perPersonYuan === null || limit === null ? null : perPersonYuan < limit;
}

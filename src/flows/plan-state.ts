/** Where in 帮扶计划 an officer is, as it is stored. */
import { type IncomeStep, incomeSteps } from '#src/domain/plan/income-plan.ts';
import {
  type Stored,
  storedNumber,
  storedObject,
  storedOneOf,
  storedText,
  storedTexts,
} from './place.ts';

/** A plan on its way: items picked, the household's wish, and who will answer for it. */
export type PlanDraft = {
  /** Whose plan it is; '' in one begun under an older version. */
  readonly headName: string;
  readonly codes: readonly string[];
  readonly request: string;
  /** Whether the household was asked for its wish. */
  readonly requestAsked: boolean;
  readonly responsible: { readonly staffId: string; readonly name: string } | null;
};
export const emptyPlan: PlanDraft = {
  headName: '',
  codes: [],
  request: '',
  requestAsked: false,
  responsible: null,
};

type OfHousehold = { readonly householdId: string };
type OfMeasure = OfHousehold & { readonly measureId: string };

export type PlanStep =
  | ({ readonly step: 'show' | 'paper' | 'waiting'; readonly page: number } & OfHousehold)
  | ({
      readonly step: 'pick';
      readonly page: number;
      /** What was typed to find an item; '' shows all. */
      readonly find: string;
      readonly draft: PlanDraft;
    } & OfHousehold)
  | ({
      readonly step: 'request' | 'responsible' | 'check' | 'adopting';
      readonly draft: PlanDraft;
    } & OfHousehold)
  | ({ readonly step: 'measure' | 'stop' | 'rate' | 'paid' } & OfMeasure)
  | ({ readonly step: 'income'; readonly income: IncomeStep } & OfHousehold);
export type PlanState = PlanStep & { readonly flow: 'plan' };

/** Reads stored data of a step; null when this version does not know the step. */
export function restorePlan(stored: Stored): PlanState | null {
  const flow = 'plan' as const;
  const householdId = storedText(stored['householdId']);
  if (householdId === '') return null;
  const step = storedText(stored['step']);
  const page = storedNumber(stored['page'], 1);
  switch (step) {
    case 'show':
    case 'paper':
    case 'waiting':
      return { flow, step, householdId, page };
    case 'pick':
      return {
        flow,
        step,
        householdId,
        page,
        find: storedText(stored['find']),
        draft: restoreDraft(stored['draft']),
      };
    case 'request':
    case 'responsible':
    case 'check':
    case 'adopting':
      return { flow, step, householdId, draft: restoreDraft(stored['draft']) };
    case 'measure':
    case 'stop':
    case 'rate':
    case 'paid': {
      const measureId = storedText(stored['measureId']);
      return measureId === '' ? null : { flow, step, householdId, measureId };
    }
    case 'income': {
      const income = storedOneOf(stored['income'], incomeSteps);
      return income === null ? null : { flow, step, householdId, income };
    }
    default:
      return null;
  }
}

function restoreDraft(value: unknown): PlanDraft {
  const stored = storedObject(value);
  const responsible = storedObject(stored['responsible']);
  const staffId = storedText(responsible['staffId']);
  return {
    headName: storedText(stored['headName']),
    codes: storedTexts(stored['codes']),
    request: storedText(stored['request']),
    requestAsked: stored['requestAsked'] === true,
    responsible: staffId === '' ? null : { staffId, name: storedText(responsible['name']) },
  };
}

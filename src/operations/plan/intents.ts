/** What the conversations about plans have done. */
import type { PlanIntents } from '#src/flows/plan.intents.ts';
import type { Handlers } from '../turn.ts';
import { adoptPlan } from './adopt-plan.ts';
import { changeMeasure } from './change-measure.ts';
import { answerPlan, confirmPlanOnPaper } from './confirm-plan.ts';
import { confirmIncomeStep, doIncomeStep } from './income-plan.ts';

export const planHandlers: Handlers<PlanIntents> = {
  'adopt-plan': adoptPlan,
  'change-measure': changeMeasure,
  'confirm-plan-on-paper': confirmPlanOnPaper,
  'answer-plan': answerPlan,
  'do-income-step': doIncomeStep,
  'confirm-income-step': confirmIncomeStep,
};

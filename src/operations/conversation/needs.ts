/** Which loader answers which need. The type demands one for every need. */
import type { Need } from '#src/flows/flow.ts';
import type { NeedTable } from '#src/flows/needs.ts';
import { assessmentSubject } from '../assessment/assessment-subject.ts';
import { farmerLoaders } from '../farmer/facts.ts';
import { caseStepLoaders } from '../case/tables.ts';
import { caseWorkLoaders } from '../case/work-handlers.ts';
import { issueLoaders } from '../ticket/facts.ts';
import { ledgerLoaders } from '../report/tables.ts';
import { noticeLoaders } from '../notice/facts.ts';
import { staffLoaders } from '../staff/facts.ts';
import { departmentMeasures } from '../plan/department-measures.ts';
import { planSubject } from '../plan/plan-subject.ts';
import { qualityList } from '../quality/quality-list.ts';
import type { Loaders, TurnContext } from '../turn.ts';

const loaders: Loaders<NeedTable> = {
  ...caseStepLoaders,
  ...caseWorkLoaders,
  ...farmerLoaders,
  ...staffLoaders,
  ...noticeLoaders,
  ...issueLoaders,
  ...ledgerLoaders,
  'assessment-subject': assessmentSubject,
  'plan-subject': planSubject,
  'department-measures': departmentMeasures,
  'quality-list': qualityList,
};

/** Answers a need. */
export function loadNeed(turn: TurnContext, need: Need): Promise<unknown> {
  // The table pairs each name with its own ask; the compiler cannot follow that through an index.
  const load = loaders[need.need] as (turn: TurnContext, ask: Need) => Promise<unknown>;
  return load(turn, need);
}

/** Whether a household's risk may be called eliminated now, from what plan, assessments, tickets and people say. */
import type { Case } from '#src/domain/case/case.ts';
import { eliminationFrom } from '#src/domain/duty/clocks.ts';
import { workforceOf } from '#src/domain/assessment/workforce.ts';
import { openGuarantees } from '#src/domain/assessment/guarantees.ts';
import {
  checkElimination,
  type EliminationCondition,
  eliminationRules,
} from '#src/domain/plan/elimination.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import { finishedAssessments } from '#src/store/assessment.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** What the person who applies answers for: nothing stored can tell it. */
export const confirmedByPerson: readonly EliminationCondition[] = [
  'income-steady',
  'spending-settled',
  'risk-gone',
];

/**
 * Conditions of the case's pack that are not met or not known, those people answer for counted as `confirmed` says. System scope or
 * the scope of a post over the household.
 */
export async function unmetConditions(
  context: Pick<WorkContext, 'trx' | 'fields' | 'policies' | 'today'>,
  file: Case,
  confirmed: boolean,
): Promise<readonly EliminationCondition[]> {
  const { trx, fields, policies, today } = context;
  const [found] = await snapshotsOf(trx, fields, [file.householdId], today);
  if (found === undefined || file.assistance === null) return ['helped'];
  const pack = policies.packOf(file.pack);
  const line = monitoringLine(pack);
  const { snapshot } = found;
  const [newest] = await finishedAssessments(trx, file.householdId);
  const later = newest?.assessment.occasion === 'identification' ? undefined : newest;
  const answered = confirmed ? true : null;
  return checkElimination({
    today,
    allowedFrom: eliminationFrom(file.assistance.enrolledOn, pack, policies.calendar),
    rules: eliminationRules(pack),
    measures: snapshot.measures,
    risks: snapshot.risks,
    netPerPerson: later?.income?.netPerPerson ?? null,
    lineYuan: line.kind === 'fixed' ? line.yuan : null,
    steadyHalfYear: answered,
    spendingSettled: answered,
    riskGone: answered,
    openIssues: later === undefined ? null : openGuarantees(later.assessment.guarantees),
    workforce: workforceOf(snapshot.members),
  })
    .filter(({ met }) => met !== true)
    .map(({ condition }) => condition);
}

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
import { hasBegun } from '#src/domain/plan/measure.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import type { EliminationRecord } from '#src/flows/case-work.needs.ts';
import { finishedAssessments } from '#src/store/assessment.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** What the person who applies answers for: nothing stored can tell it. */
export const confirmedByPerson: readonly EliminationCondition[] = [
  'income-steady',
  'spending-settled',
  'risk-gone',
];

type Reading = Pick<WorkContext, 'trx' | 'fields' | 'policies' | 'today'>;

/** What is on record of a helped household; null where nothing is, or no such household. */
async function onRecord({ trx, fields, policies, today }: Reading, file: Case) {
  const [found] = await snapshotsOf(trx, fields, [file.householdId], today);
  if (found === undefined || file.assistance === null) return null;
  const pack = policies.packOf(file.pack);
  const line = monitoringLine(pack);
  const [newest] = await finishedAssessments(trx, file.householdId);
  const later = newest?.assessment.occasion === 'identification' ? undefined : newest;
  return {
    pack,
    enrolledOn: file.assistance.enrolledOn,
    snapshot: found.snapshot,
    netPerPerson: later?.income?.netPerPerson ?? null,
    lineYuan: line.kind === 'fixed' ? line.yuan : null,
    openIssues: later === undefined ? null : openGuarantees(later.assessment.guarantees),
  };
}

/** What a decision on elimination rests on, as it is shown to those who decide. */
export async function eliminationRecord(
  context: Reading,
  file: Case,
): Promise<EliminationRecord | null> {
  const record = await onRecord(context, file);
  if (record === null) return null;
  const { netPerPerson, lineYuan, openIssues } = record;
  const measures = record.snapshot.measures.filter(hasBegun).map((each) => each.title);
  return { measures, netPerPerson, lineYuan, openIssues };
}

/**
 * Conditions of the case's pack that are not met or not known, those people answer for counted as `confirmed` says. System scope or
 * the scope of a post over the household.
 */
export async function unmetConditions(
  context: Reading,
  file: Case,
  confirmed: boolean,
): Promise<readonly EliminationCondition[]> {
  const record = await onRecord(context, file);
  if (record === null) return ['helped'];
  const { pack, enrolledOn, snapshot, netPerPerson, lineYuan, openIssues } = record;
  const answered = confirmed ? true : null;
  return checkElimination({
    today: context.today,
    allowedFrom: eliminationFrom(enrolledOn, pack, context.policies.calendar),
    rules: eliminationRules(pack),
    measures: snapshot.measures,
    risks: snapshot.risks,
    netPerPerson,
    lineYuan,
    steadyHalfYear: answered,
    spendingSettled: answered,
    riskGone: answered,
    openIssues,
    workforce: workforceOf(snapshot.members),
  })
    .filter(({ met }) => met !== true)
    .map(({ condition }) => condition);
}

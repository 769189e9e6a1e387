/** Whether a household's risk may be called eliminated now: what is claimed, held up to sheets, tickets, alarms, effects and visits. */
import { openGuarantees } from '#src/domain/assessment/guarantees.ts';
import {
  filledSheet,
  rigidSpending,
  type SheetDraft,
} from '#src/domain/assessment/income-sheet.ts';
import { workforceOf } from '#src/domain/assessment/workforce.ts';
import { type LocalDate, monthOf, plusDays } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import type { EliminationCheck } from '#src/domain/case/elimination.ts';
import type { RuleResult } from '#src/domain/case/rule-result.ts';
import { eliminationFrom } from '#src/domain/duty/clocks.ts';
import {
  type CheckedCondition,
  checkElimination,
  eliminationRules,
} from '#src/domain/plan/elimination.ts';
import type { Evidence, SheetOnRecord } from '#src/domain/plan/elimination-record.ts';
import { hasBegun } from '#src/domain/plan/measure.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import { clauseOf } from '#src/domain/policy/pack.ts';
import { finishedAssessments, type StoredAssessment } from '#src/store/assessment.ts';
import { openMattersOf } from '#src/store/elimination-record.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import { packInForce } from '../duty/area-packs.ts';
import { clauseLine } from '../duty/clause-line.ts';
import type { WorkContext } from '../duty/work-context.ts';

type Reading = Pick<WorkContext, 'trx' | 'fields' | 'policies' | 'today'>;

export type EliminationStanding = {
  readonly checked: readonly CheckedCondition[];
  /** The same without sums, as it is kept with a decision. */
  readonly checks: readonly EliminationCheck[];
  /** Titles of measures under way or done. */
  readonly measures: readonly string[];
};

/**
 * Every condition with what is on record about it; null when the case is no helped household's. The conditions are those the case began
 * under, the line is this year's (弋江区: 稳定高于当年监测范围). System scope.
 */
export async function eliminationStanding(
  context: Reading,
  file: Case,
): Promise<EliminationStanding | null> {
  const { trx, fields, policies, today } = context;
  const { assistance, householdId } = file;
  const [found] = await snapshotsOf(trx, fields, [householdId], today);
  if (found === undefined || assistance === null) return null;
  const { snapshot } = found;
  const pack = policies.packOf(file.pack);
  const line = monitoringLine(await packInForce(context, file.area));
  const maxDays = pack.settings['elim.evidence_max_days'].value;
  const sheets = await finishedAssessments(trx, householdId);
  const since = monthOf(plusDays(today, -maxDays));
  const checked = checkElimination({
    allowedFrom: eliminationFrom(assistance.enrolledOn, pack, policies.calendar),
    rules: eliminationRules(pack),
    workforce: workforceOf(snapshot.members),
    record: {
      today,
      lineYuan: line.kind === 'fixed' ? line.yuan : null,
      maxDays,
      sheets: sheets.map((each) => onRecord(each, assistance.enrolledOn)),
      // What was over before it was recognised (again) helped with something else.
      measures: snapshot.measures.filter(
        ({ endedOn }) => endedOn === null || endedOn >= assistance.enrolledOn,
      ),
      risks: snapshot.risks,
      ...(await openMattersOf(trx, householdId, since)),
    },
  });
  const clause = clauseLine(clauseOf(pack, 'elim.conditions'));
  const newest = sheets.find(
    ({ assessment, madeOn }) =>
      assessment.occasion !== 'identification' && madeOn >= assistance.enrolledOn,
  );
  return {
    checked,
    checks: checked.map(({ condition, met, strength, evidence }) => ({
      condition,
      met,
      strength,
      inputs: {
        clause,
        line: line.kind === 'fixed' ? line.yuan : null,
        sheet: newest?.assessmentId ?? null,
        ...codesOf(evidence),
      },
    })),
    measures: snapshot.measures.filter(hasBegun).map((each) => each.title),
  };
}

const onRecord = (
  { assessmentId, assessment, income, madeOn }: StoredAssessment,
  enrolledOn: LocalDate,
): SheetOnRecord => ({
  assessmentId,
  madeOn,
  // One of an earlier round of help is as old as one that was made to identify.
  forIdentification: assessment.occasion === 'identification' || madeOn < enrolledOn,
  netPerPerson: income?.netPerPerson ?? null,
  netYuan: income?.net ?? null,
  rigidYuan: rigidOf(assessment.sheet),
  openIssues: openGuarantees(assessment.guarantees),
});

const rigidOf = (draft: SheetDraft): number | null => {
  const sheet = filledSheet(draft);
  return sheet === null ? null : rigidSpending(sheet);
};

/** What spoke for, against, or was missing, by code: the log outlives every erasure and holds no sum. */
function codesOf(evidence: readonly Evidence[]): RuleResult['inputs'] {
  const said = (says: Evidence['says']): string =>
    evidence.flatMap((each) => (each.says === says ? [each.code] : [])).join(' ');
  return { for: said('for'), against: said('against'), missing: said('missing') };
}

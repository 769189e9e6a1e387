/** Everything a plan of help is made from: the household, its case, what was assessed, the county's tool box, and the plan so far. */
import { hasNoneOfFive } from '#src/domain/assessment/assets.ts';
import { openGuarantees } from '#src/domain/assessment/guarantees.ts';
import type { Case } from '#src/domain/case/case.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { awardWay } from '#src/domain/plan/award.ts';
import { isLive } from '#src/domain/plan/measure.ts';
import { type Suggestion, suggestMeasures } from '#src/domain/plan/suggest-measures.ts';
import type { HouseholdSnapshot } from '#src/domain/quality/snapshot.ts';
import { workforceOf } from '#src/domain/assessment/workforce.ts';
import { finishedAssessments, type StoredAssessment } from '#src/store/assessment.ts';
import { findCase } from '#src/store/case.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { measuresOf, type StoredMeasure } from '#src/store/measure.ts';
import { hasDangerousHouse } from '#src/store/issue.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { planOf, type StoredPlan } from '#src/store/plan.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import type { Household } from '#src/store/registry/households.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { TurnContext } from '../turn.ts';
import { townPack } from './town-pack.ts';

export type PlanWork = {
  readonly file: Case | null;
  /** Staff a report of the case is by. */
  readonly concerned: readonly string[];
  /** The case's own wording, else what is in force in the area. */
  readonly pack: Pack;
  readonly snapshot: Omit<HouseholdSnapshot, 'lineYuan'> | null;
  readonly dangerousHouse: boolean;
  readonly plan: StoredPlan | null;
  readonly measures: readonly StoredMeasure[];
  readonly suggestions: readonly Suggestion[];
};

/** Plans are for households that are monitored: recognised by a case, or known as such from the register. */
export const isMonitored = (household: Household, { file }: Pick<PlanWork, 'file'>): boolean =>
  household.monitored !== null || (file !== null && file.assistance !== null);

/** System scope. */
export async function planWork(turn: TurnContext, household: Household): Promise<PlanWork> {
  const { trx, fields, today, policies } = turn;
  const { householdId } = household;
  const open = await openCaseOf(trx, householdId);
  const file = open === null ? null : ((await findCase(trx, open.caseId))?.file ?? null);
  const ofCounty =
    file === null
      ? await packInForce({ trx, policies, today }, household.areaPath)
      : policies.packOf(file.pack);
  const pack = await townPack(trx, ofCounty, household.areaPath);
  const [found] = await snapshotsOf(trx, fields, [householdId], today);
  const snapshot = found?.snapshot ?? null;
  const measures = await measuresOf(trx, householdId);
  const [newest] = await finishedAssessments(trx, householdId);
  const dangerousHouse = await hasDangerousHouse(trx, householdId);
  const line = monitoringLine(pack);
  const reference = newest?.income?.referencePerPerson ?? null;
  return {
    file,
    concerned: file === null ? [] : await staffBehindCase(trx, file.caseId),
    pack,
    snapshot,
    dangerousHouse,
    plan: await planOf(trx, fields, householdId),
    measures,
    suggestions: suggestMeasures(pack.settings.toolbox.value, {
      members: snapshot?.members ?? [],
      risks: snapshot?.risks ?? [],
      issues: newest === undefined ? [] : openGuarantees(newest.assessment.guarantees),
      wishes: newest?.assessment.wishes ?? [],
      category: household.monitored ?? file?.assistance?.category ?? null,
      exitedPoverty: household.kind === 'exited-poverty',
      withinLine: reference === null || line.kind !== 'fixed' ? null : reference <= line.yuan,
      dangerousHouse,
      running: measures.filter(isLive).map((each) => each.code),
      taughtAtHome: pack.settings['home_teaching.ages'].value,
      insurable:
        household.monitored !== null ||
        household.kind === 'exited-poverty' ||
        // Where the county's document has no 五无, no other farmer is insured.
        (pack.settings['insurance.five_none'].value !== null &&
          hasNoneOfFive(newest?.assessment.assets ?? null) === true),
      aid: pack.settings['edu.aid_scope'].value,
      aidLocalOnly: pack.settings['edu.aid_local_only'].value,
      awardFits: awardFits(pack, household, snapshot, newest, measures),
    }),
  };
}

/** Whether one of the pack's ways to the 到户产业奖补 is known to fit; null where the pack names none (丰都 2024（十）names two). */
function awardFits(
  { settings }: Pack,
  household: Household,
  snapshot: PlanWork['snapshot'],
  newest: StoredAssessment | undefined,
  measures: readonly StoredMeasure[],
): boolean | null {
  const ways = settings['award.industry_ways'].value;
  if (ways.length === 0) return null;
  const wishes = newest?.assessment.wishes ?? null;
  const average = settings['city.disposable_income_yuan'].value;
  const income = newest?.income?.netPerPerson ?? null;
  const workforce = workforceOf(snapshot?.members ?? []);
  const found = awardWay(
    ways,
    {
      returned: wishes?.includes('returned') ?? null,
      'able-to-work': workforce === 'unknown' ? null : workforce === 'able',
      willing: wishes?.includes('wants-farming') ?? null,
      'not-yet-awarded': !measures.some((each) => each.code === 'industry-award' && isLive(each)),
      'income-below-city-average': income === null || average === null ? null : income < average,
      'running-a-project':
        newest === undefined ? null : (newest.assessment.sheet.business ?? 0) > 0,
    },
    household.monitored !== null || household.kind === 'exited-poverty',
  );
  return found !== null;
}

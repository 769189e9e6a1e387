/** A household's plan as an officer is shown it, with what fits from the county's tool box. */
import { incomeStepDue, isLowIncome } from '#src/domain/plan/income-plan.ts';
import type { Suggestion } from '#src/domain/plan/suggest-measures.ts';
import { partsOf } from '#src/domain/calendar/local-date.ts';
import { anyPostMay, type Subject } from '#src/domain/people/permissions.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import { itemOffice } from '#src/domain/policy/measure-office.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { ToolboxItem } from '#src/domain/policy/toolbox.ts';
import type { OfferedItem, PlanSubject } from '#src/flows/plan.needs.ts';
import { finishedAssessments } from '#src/store/assessment.ts';
import type { StoredMeasure } from '#src/store/measure.ts';
import { incomePlanOf } from '#src/store/income-step.ts';
import { helpersOf } from '#src/store/registry/assignments.ts';
import type { Household } from '#src/store/registry/households.ts';
import { staffNames } from '#src/store/staff-names.ts';
import { actorsOf, allowed, asPost } from '../staff/as-post.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { isMonitored, type PlanWork, planWork } from './plan-work.ts';

/** A household's plan with what may be offered to it; null for who may not see it. */
export const planSubject: Loader<'plan-subject'> = async (turn, { householdId }) => {
  const asked = await householdSubject(turn, householdId);
  if (asked === null) return null;
  const work = await planWork(turn, asked.household);
  const subject = { ...asked.subject, concerned: work.concerned };
  const mayName =
    work.file === null || anyPostMay(await actorsOf(turn), 'name-responsible', subject).ok;
  const shown = await asPost(turn, 'make-plan', subject, () =>
    shownTo(turn, asked.household, work, mayName),
  );
  return shown.ok ? shown.value : await forDepartment(turn, asked, work);
};

/** What a department is shown: the measures it leads and whose they are, nothing else of the family or its plan. */
async function forDepartment(
  turn: TurnContext,
  { household, subject }: { readonly household: Household; readonly subject: Subject },
  work: PlanWork,
): Promise<PlanSubject | null> {
  const own: StoredMeasure[] = [];
  for (const measure of work.measures) {
    const concerned = { ...subject, concerned: work.concerned, department: measure.department };
    const proof = await allowed(turn, 'change-measure', concerned);
    if (proof.ok) own.push(measure);
  }
  if (own.length === 0) return null;
  return {
    householdId: household.householdId,
    headName: household.headName,
    areaName: household.areaName,
    areaPath: household.areaPath,
    monitored: true,
    members: [],
    risks: [],
    dangerousHouse: false,
    offered: [],
    plan: null,
    measures: own,
    responsible: null,
    mayPlan: false,
    mayName: false,
    incomeStep: null,
  };
}

async function shownTo(
  turn: TurnContext,
  household: Household,
  work: PlanWork,
  mayName: boolean,
): Promise<PlanSubject> {
  const { plan, pack, snapshot, measures } = work;
  return {
    householdId: household.householdId,
    headName: household.headName,
    areaName: household.areaName,
    areaPath: household.areaPath,
    monitored: isMonitored(household, work),
    members: snapshot?.members ?? [],
    risks: snapshot?.risks ?? [],
    dangerousHouse: work.dangerousHouse,
    offered: offered(pack, work.suggestions),
    plan:
      plan === null
        ? null
        : {
            planId: plan.planId,
            version: plan.version,
            adoptedOn: plan.adoptedOn,
            responsibleName: plan.responsibleName,
            request: plan.request,
            objection: plan.objection,
            confirmedOn: plan.confirmation?.on ?? null,
          },
    measures,
    responsible: await responsibleFor(turn, household.householdId, work),
    mayPlan: true,
    mayName,
    incomeStep: await incomeStepOf(turn, household.householdId, pack),
  };
}

/** What fits first, then the rest of the tool box in its order. */
function offered(pack: Pack, suggestions: readonly Suggestion[]): readonly OfferedItem[] {
  const shown = (item: ToolboxItem, suggestion: Suggestion | null): OfferedItem => ({
    code: item.code,
    title: item.title,
    class: item.class,
    risks: item.risks,
    handout: item.handout,
    capYuanPerYear: item.capYuanPerYear,
    condition: item.condition,
    office: itemOffice(pack, item),
    reasons: suggestion?.reasons ?? [],
    withoutApplication: suggestion?.withoutApplication ?? false,
  });
  const fitting = new Set(suggestions.map(({ item }) => item.code));
  return [
    ...suggestions.map((each) => shown(each.item, each)),
    ...pack.settings.toolbox.value
      .filter((item) => !fitting.has(item.code))
      .map((item) => shown(item, null)),
  ];
}

/** Who was named for the case or the plan; the household's helper where nobody was. */
async function responsibleFor(
  turn: TurnContext,
  householdId: string,
  { file, plan }: PlanWork,
): Promise<PlanSubject['responsible']> {
  const named =
    file === null
      ? (plan?.responsibleStaffId ?? null)
      : (file.assistance?.responsibleStaffId ?? null);
  const [helper] = file === null ? await helpersOf(turn.trx, householdId, turn.today) : [];
  const staffId = named ?? helper ?? null;
  if (staffId === null) return null;
  return { staffId, name: (await staffNames(turn.trx, [staffId])).get(staffId) ?? '' };
}

/** This quarter's step of the income plan, for households that are known to be of the low-income group. */
async function incomeStepOf(
  { trx, today }: TurnContext,
  householdId: string,
  { settings }: Pack,
): Promise<PlanSubject['incomeStep']> {
  const [newest] = await finishedAssessments(trx, householdId);
  const line = monitoringLine({ settings });
  const low = isLowIncome(
    newest?.income?.netPerPerson ?? null,
    settings['income_floor_target.yuan'].value,
    line.kind === 'fixed' ? line.yuan : null,
  );
  if (low !== true) return null;
  const done = await incomePlanOf(trx, householdId, partsOf(today).year);
  return incomeStepDue(done, today, settings['income_plan.quarters'].value);
}

/**
 * Keeping an assessment: what was asked at the door, worked out by the pack's formulas, with a suggestion and never a decision. Whatever
 * the household lacks becomes a ticket at once; what was left open stays a duty.
 */
import { termsOf } from '#src/domain/policy/terms.ts';
import { type Assessment, checkAssessment, isComplete } from '#src/domain/assessment/assessment.ts';
import { needsExplanation } from '#src/domain/assessment/assets.ts';
import { type CategorySuggestion, suggestCategory } from '#src/domain/assessment/category.ts';
import { suggestExitClass } from '#src/domain/assessment/exit-class.ts';
import { openGuarantees } from '#src/domain/assessment/guarantees.ts';
import { filledSheet } from '#src/domain/assessment/income-sheet.ts';
import {
  incomeFormulas,
  incomeOf,
  type IncomeResult,
} from '#src/domain/assessment/reference-income.ts';
import { medicalBurden } from '#src/domain/assessment/three-nets.ts';
import type { GuaranteeIssue } from '#src/domain/declaration/risk.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { exitedVisitMonths } from '#src/domain/visit/exited-visits.ts';
import type { ExitClassWords } from '#src/flows/assessment.intents.ts';
import { begunAssessment, saveAssessment } from '#src/store/assessment.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { openDutiesAbout } from '#src/store/duty-list.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import type { Household } from '#src/store/registry/households.ts';
import { membersOf } from '#src/store/registry/members.ts';
import { categoryTitles } from '../case/category-titles.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { checkHouseholds } from '../quality/check-households.ts';
import { asPost } from '../staff/as-post.ts';
import { householdSubject } from '../staff/subjects.ts';
import { openIssue } from '../ticket/open-issue.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { openAssessmentDuty } from './open-assessment-duty.ts';

export const recordAssessment: Handler<'record-assessment'> = async (turn, ask) => {
  const { trx, today } = turn;
  const staff = turn.account.staff;
  if (staff === null) return refused({ code: 'not-staff' });
  const asked = await householdSubject(turn, ask.householdId);
  if (asked === null) return refused({ code: 'gone' });
  const { household } = asked;
  const open = await openCaseOf(trx, ask.householdId);
  const concerned = open === null ? [] : await staffBehindCase(trx, open.caseId);
  const members = await membersOf(trx, ask.householdId);
  const checked = checkAssessment(
    ask.assessment,
    members.map((each) => each.memberId),
  );
  if (!checked.ok) return checked;
  const assessment = checked.value;
  const pack = await packInForce({ trx, policies: turn.policies, today }, household.areaPath);
  const income = workOut(assessment, pack);
  const suggestion = income === null ? null : suggest(assessment, income, household, pack);
  const complete = isComplete(assessment);
  const begun = await begunAssessment(trx, ask.householdId);
  const saved = await asPost(turn, 'assess-household', { ...asked.subject, concerned }, () =>
    saveAssessment(
      trx,
      {
        assessmentId: turn.newId(),
        householdId: ask.householdId,
        areaPath: household.areaPath,
        caseId: open?.caseId ?? null,
        visitId: ask.visitId,
        assessment,
        complete,
        income,
        suggested: suggestion?.category ?? null,
        pack: { id: pack.id, version: pack.version },
        staffId: staff.staffId,
        on: today,
      },
      turn.now,
    ),
  );
  if (!saved.ok) return saved;
  const issues = openGuarantees(assessment.guarantees);
  // What the part saved before said already is not told a second time.
  const told = begun === null ? [] : openGuarantees(begun.assessment.guarantees);
  const untold = issues.filter((issue) => !told.includes(issue));
  await ticketsFor(turn, household, untold, assessment);
  await checkHouseholds(turn, [ask.householdId]);
  return accepted({
    complete,
    restBy: await alignDuty(turn, household, open?.caseId ?? null, complete, staff.staffId),
    income,
    suggestion,
    titles: categoryTitles(pack),
    terms: termsOf(pack),
    exitClass: await exitClassOf(turn, household, income, pack),
    line: monitoringLine(pack),
    issues,
    toExplain: needsExplanation(assessment.assets),
    nextNet: assessment.bills === null ? null : medicalBurden(assessment.bills).next,
  });
};

/** Null while the sheet is not filled. */
function workOut(assessment: Assessment, pack: Pack): IncomeResult | null {
  const sheet = filledSheet(assessment.sheet);
  const formulas = incomeFormulas(pack);
  return sheet === null || formulas === null ? null : incomeOf(sheet, assessment.people, formulas);
}

/** 稳定脱贫户、重点提升户、兜底保障户, where the county's pack knows such classes; of households that left poverty only. */
async function exitClassOf(
  { trx, fields, today }: TurnContext,
  household: Household,
  income: IncomeResult | null,
  pack: Pack,
): Promise<ExitClassWords | null> {
  const classes = pack.settings.household_classes.value;
  if (household.kind !== 'exited-poverty' || income === null || classes.length === 0) return null;
  const [found] = await snapshotsOf(trx, fields, [household.householdId], today);
  const line = monitoringLine(pack);
  const lineYuan = line.kind === 'fixed' ? line.yuan : null;
  const members = found?.snapshot.members ?? [];
  const code = suggestExitClass(members, income.netPerPerson, lineYuan);
  const named = classes.find((each) => each.code === code);
  return named === undefined
    ? null
    : {
        title: named.title,
        visitMonths: exitedVisitMonths(pack, code),
        stated: named.visitsPerYear !== null,
      };
}

function suggest(
  assessment: Assessment,
  income: IncomeResult,
  household: Household,
  pack: Pack,
): CategorySuggestion {
  const line = monitoringLine(pack);
  return suggestCategory({
    referencePerPerson: income.referencePerPerson,
    lineYuan: line.kind === 'fixed' ? line.yuan : null,
    exitedPoverty: household.kind === 'exited-poverty',
    risks: assessment.risks,
    rigidYuan: income.rigid,
    netYuan: income.net,
    coping: assessment.coping,
    categories: pack.settings.target_groups.value.map((group) => group.category),
  });
}

const TOPICS: Readonly<Record<GuaranteeIssue, RoutingTopic>> = {
  义务教育: 'compulsory-education',
  基本医疗: 'medical-insurance',
  住房安全: 'housing',
  饮水安全: 'drinking-water',
};

/** One open ticket for each topic of a household: telling it twice adds to the one that is open. */
async function ticketsFor(
  turn: TurnContext,
  household: Household,
  issues: readonly GuaranteeIssue[],
  { guarantees }: Assessment,
): Promise<void> {
  for (const issue of issues) {
    await openIssue(
      turn,
      {
        topic: TOPICS[issue],
        emergency: issue === '住房安全' && guarantees.housing === 'unsafe-lived-in',
        words: '',
        areaId: household.areaId,
        areaPath: household.areaPath,
        householdId: household.householdId,
        accountId: null,
        openedByStaffId: turn.account.staff?.staffId ?? null,
        declarationId: null,
      },
      { quiet: true },
    );
  }
}

/** Closes the duty when nothing is left to ask, opens one where something is; the day by which, when it is open. */
async function alignDuty(
  turn: TurnContext,
  household: Household,
  caseId: string | null,
  complete: boolean,
  staffId: string,
) {
  const { householdId } = household;
  if (complete) {
    await closeDuties(
      turn,
      { householdId, kinds: ['fill-assessment'] },
      { state: 'done', byStaffId: staffId },
    );
    return null;
  }
  await openAssessmentDuty(turn, household, { caseId, occasion: turn.today, staffId });
  const duties = await openDutiesAbout(turn.trx, householdId);
  return duties.find((duty) => duty.kind === 'fill-assessment')?.dueOn ?? null;
}

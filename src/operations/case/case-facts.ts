/** Everything a decision about a case rests on, read in the scope of the post that asks. */
import type { Assessment } from '#src/domain/assessment/assessment.ts';
import { hasNoneOfFive, needsExplanation } from '#src/domain/assessment/assets.ts';
import { filledSheet, rigidSpending } from '#src/domain/assessment/income-sheet.ts';
import { areaWordsOf } from '#src/domain/policy/area-words.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { termsOf } from '#src/domain/policy/terms.ts';
import {
  daysBetween,
  earlierOf,
  fromInstant,
  laterOf,
  type LocalDate,
  monthOf,
  plusMonthsOf,
} from '#src/domain/calendar/local-date.ts';
import { type Case, stateName } from '#src/domain/case/case.ts';
import type { Publicity } from '#src/domain/case/dossier.ts';
import { ageOn } from '#src/domain/people/identity-number.ts';
import type { CaseFacts, CaseFindings } from '#src/flows/case-step.needs.ts';
import { latestAssessment, type StoredAssessment } from '#src/store/assessment.ts';
import type { StoredCase } from '#src/store/case.ts';
import { latestComparison, latestFindings, visitReason } from '#src/store/case-facts.ts';
import { findDeclaration } from '#src/store/declaration.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { membersOf } from '#src/store/registry/members.ts';
import { staffNames } from '#src/store/staff-names.ts';
import type { TurnContext } from '../turn.ts';

/** Reports whose words are shown; the others are a tap away. */
const REPORTS_SHOWN = 3;

type Reading = Pick<TurnContext, 'trx' | 'fields' | 'policies' | 'today'>;

/** Everything an officer deciding on a case is shown of it and its household. Reads in the scope of the turn. */
export async function caseFactsOf(turn: Reading, stored: StoredCase): Promise<CaseFacts> {
  const { trx, today } = turn;
  const { file } = stored;
  const { dossier } = file;
  const household = await findHousehold(trx, file.householdId);
  const members = await membersOf(trx, file.householdId);
  const reports = await reportsOf(turn, file);
  const assessment = await latestAssessment(trx, file.householdId);
  const pack = turn.policies.packOf(file.pack);
  const sinceMonth = comparisonMonth(today);
  const findings = await latestFindings(trx, file.householdId, sinceMonth);
  const names = await staffNames(trx, [
    ...(dossier.verification?.verifiers ?? []),
    ...(dossier.townReview === null ? [] : [dossier.townReview.byStaffId]),
  ]);
  const clueOn = fromInstant(file.clueAt);
  return {
    caseNumber: stored.number,
    state: stateName(file.state),
    headName: household?.headName ?? '',
    areaName: household?.areaName ?? '',
    groupName: household?.groupName ?? '',
    size: household?.size ?? 0,
    exitedPoverty: household?.kind === 'exited-poverty',
    terms: termsOf(pack),
    places: areaWordsOf(pack),
    members: members.map((each) => ({
      relation: each.relation,
      age: each.bornOn === null ? null : ageOn(each.bornOn, today),
      labour: each.labour ?? '',
      health: each.health,
    })),
    riskTypes: [...new Set(reports.flatMap((each) => each.riskTypes))],
    words: reports.flatMap((each) => each.words),
    reports: file.declarationIds.length,
    verification:
      dossier.verification === null
        ? null
        : {
            on: dossier.verification.on,
            by: dossier.verification.verifiers.flatMap((id) => names.get(id) ?? []),
            finding: dossier.verification.finding,
            reason: await visitReason(trx, dossier.verification.visitId),
            secondMissing: dossier.verification.secondMissing,
          },
    income: incomeOf(assessment, pack),
    found: assessment === null ? null : findingsOf(assessment.assessment, pack),
    suggested: assessment?.suggested ?? null,
    authorisation:
      dossier.authorisation === null
        ? null
        : {
            on: dossier.authorisation.on,
            form: dossier.authorisation.form,
            by: dossier.authorisation.by,
            readAloud: dossier.authorisation.readAloudBy !== null,
          },
    review: dossier.review,
    publicity: publicityOf(dossier.publicity),
    townReview:
      dossier.townReview === null
        ? null
        : {
            on: dossier.townReview.on,
            byName: names.get(dossier.townReview.byStaffId) ?? '',
            reason: dossier.townReview.reason,
          },
    correction: 'correction' in file.state ? file.state.correction : null,
    findings: findings.map(({ kind, month }) => ({ kind, month })),
    compared: findings.length > 0 || (await latestComparison(trx, sinceMonth)) !== null,
    clueOn,
    grossDays: daysBetween(clueOn, today),
    netDays: daysBetween(clueOn, today) - stoodStill(file, today),
    identifyDueOn: file.identifyDueOn,
  };
}

function incomeOf(stored: StoredAssessment | null, pack: Pack): CaseFacts['income'] {
  if (stored === null || stored.income === null) return null;
  const { netPerPerson, referencePerPerson } = stored.income;
  const line = monitoringLine(pack);
  const sheet = filledSheet(stored.assessment.sheet);
  return {
    netPerPerson,
    referencePerPerson,
    line: line.kind === 'fixed' ? line.yuan : null,
    rigid: sheet === null ? null : rigidSpending(sheet),
    madeOn: stored.madeOn,
  };
}

/** What was found at the door, and under a pack with 五无 whether the household is of them. */
export function findingsOf({ guarantees, coping, assets }: Assessment, pack: Pack): CaseFindings {
  const { housing, schooling, uninsured, water } = guarantees;
  return {
    housing,
    schooling,
    uninsured: uninsured === null ? null : uninsured.length,
    water,
    coping,
    toExplain: needsExplanation(assets),
    ...(pack.settings['insurance.five_none'].value === null
      ? {}
      : { noneOfFive: hasNoneOfFive(assets) }),
  };
}

/** Lists of this month and the last count as at hand. */
export const comparisonMonth = (today: LocalDate): string => plusMonthsOf(monthOf(today), -1);

/** Calendar days the clock has stood still so far. */
function stoodStill(file: Case, today: LocalDate): number {
  return file.suspensions.reduce((sum, each) => {
    if (each.approved === null) return sum;
    const end = earlierOf(each.resumedOn ?? each.until, laterOf(today, each.approved.on));
    return sum + Math.max(0, daysBetween(each.approved.on, end));
  }, 0);
}

const publicityOf = (publicity: Publicity | null): CaseFacts['publicity'] =>
  publicity === null
    ? null
    : {
        postedOn: publicity.postedOn,
        closedOn: publicity.closedOn,
        objections: publicity.objections.length,
        open: publicity.objections.filter((each) => each.check === null).length,
      };

async function reportsOf(turn: Reading, file: Case) {
  const reports = [];
  for (const id of file.declarationIds.toReversed().slice(0, REPORTS_SHOWN)) {
    const report = await findDeclaration(turn.trx, turn.fields, id);
    if (report !== null) {
      reports.push({ riskTypes: report.content.riskTypes, words: report.content.words });
    }
  }
  return reports;
}

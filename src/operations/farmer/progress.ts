/** 我的进度: what the reporter of a report may know of it. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { type Case, isUndecided } from '#src/domain/case/case.ts';
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import type { ReportProgress } from '#src/flows/farmer.needs.ts';
import { findCase } from '#src/store/case.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { findDeclaration, type StoredDeclaration } from '#src/store/declaration.ts';
import { readChecks } from '#src/store/stored-checks.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import { openDutiesOfCase, reportsOfAccounts } from '#src/store/progress.ts';
import { staffContact } from '#src/store/registry/staff.ts';
import { toldVisitDay } from '#src/store/told-day.ts';
import type { ContactFacts } from '#src/flows/facts.ts';
import { contactOf } from '../conversation/account-facts.ts';
import { questionOf } from '../declaration/question-of.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { asTold, nextStep } from './next-step.ts';
import { progressState, progressSteps } from './progress-steps.ts';

/** The person's own reports, newest first. Only what they filed themselves, on this account or one joined to it; no finding. */
export const myReports: Loader<'my-reports'> = async (turn) => {
  const accounts = await accountsOfPerson(turn.trx, turn.account.accountId);
  const ids = await reportsOfAccounts(
    turn.trx,
    accounts.map((each) => each.accountId),
  );
  const reports: ReportProgress[] = [];
  for (const id of ids) {
    const report = await findDeclaration(turn.trx, turn.fields, id);
    if (report === null) continue;
    const file =
      report.caseId === null ? null : ((await findCase(turn.trx, report.caseId))?.file ?? null);
    const trusted = trustsAtLeast(turn.account.person?.trust ?? 'claimed', 'phone-matched');
    const told = await toldVisitDay(turn.trx, id);
    const duties = file === null ? [] : await openDutiesOfCase(turn.trx, file.caseId);
    const due = asTold(duties, file, told);
    const own = file === null || file.householdId === turn.account.person?.householdId;
    reports.push({
      declarationId: id,
      receiptNumber: report.receiptNumber,
      receivedAt: report.submittedAt,
      riskTypes: report.content.riskTypes,
      subjectName: report.content.subject?.name ?? null,
      state: progressState(report.state, file, own),
      steps: trusted ? progressSteps(fromInstant(report.submittedAt), file, due, own) : [],
      holder: await holderOf(turn, report, file, trusted && own),
      next: nextStep(report.state, file, due, own, trusted),
      openQuestion: openQuestionOf(report),
      reReviewOf: trusted && own ? reReviewOf(file) : null,
    });
  }
  return reports;
};

/** What the checks asked while nothing was added since; anything the person adds answers it, for an officer reads it. */
function openQuestionOf(report: StoredDeclaration): string | null {
  const { processedAt, addedAt } = report;
  if (processedAt === null || (addedAt !== null && addedAt >= processedAt)) return null;
  return report.state === 'closed' ? null : questionOf(readChecks(report.checks));
}

/** The case whose re-review the household may ask for; null where there is nothing to look at again. */
const reReviewOf = (file: Case | null): string | null =>
  file !== null && file.state.tag === 'closed' && file.state.ground === 'not-eligible'
    ? file.caseId
    : null;

async function holderOf(
  turn: TurnContext,
  report: StoredDeclaration,
  file: Case | null,
  own: boolean,
): Promise<ContactFacts | null> {
  // Once it is decided, who helps is who to phone.
  const helper = own && file !== null && !isUndecided(file) ? file.assistance : null;
  const holder = helper?.responsibleStaffId ?? file?.holderStaffId ?? null;
  if (holder === null) {
    const concerned = await staffConcerned(turn.trx, {
      householdId: report.householdId,
      declarationId: report.id,
    });
    return await contactOf(turn, 'village-officer', report.areaPath, concerned);
  }
  const contact = await staffContact(turn.trx, turn.fields, holder);
  return contact === undefined ? null : { title: '', name: contact.name, phone: contact.phone };
}

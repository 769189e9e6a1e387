/** 我的进度: what the reporter of a report may know of it. */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { type Case, workingStateOf } from '#src/domain/case/case.ts';
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import type { ProgressStep, ReportProgress } from '#src/flows/farmer.needs.ts';
import { findCase } from '#src/store/case.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { findDeclaration, type StoredDeclaration } from '#src/store/declaration.ts';
import { readChecks } from '#src/store/stored-checks.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import { openDutiesOfCase } from '#src/store/progress.ts';
import { reportsOfAccounts } from '#src/store/progress.ts';
import { staffContact } from '#src/store/registry/staff.ts';
import type { ContactFacts } from '#src/flows/facts.ts';
import { contactOf } from '../conversation/account-facts.ts';
import { questionOf } from '../declaration/question-of.ts';
import type { Loader, TurnContext } from '../turn.ts';

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
    const due = file === null ? [] : await openDutiesOfCase(turn.trx, file.caseId);
    reports.push({
      declarationId: id,
      receiptNumber: report.receiptNumber,
      receivedAt: report.submittedAt,
      riskTypes: report.content.riskTypes,
      subjectName: report.content.subject?.name ?? null,
      state: stateOf(report.state, file),
      steps: trusted ? stepsOf(fromInstant(report.submittedAt), file, due) : [],
      holder: await holderOf(turn, report, file),
      nextDueOn: due.find((duty) => duty.kind !== 'identify')?.dueOn ?? due[0]?.dueOn ?? null,
      openQuestion: openQuestionOf(report),
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

function stateOf(state: string, file: Case | null): ReportProgress['state'] {
  if (state === 'closed' || file?.state.tag === 'closed') return 'closed';
  if (state === 'withdrawing' || file?.state.tag === 'withdrawal-requested') return 'withdrawing';
  if (state === 'held') return 'checking';
  if (file === null) return 'received';
  // A proposal to close is not told before a second person has looked (the farmer hears afterwards).
  const working = workingStateOf(file.state);
  return file.dossier.verification !== null
    ? 'visited'
    : working?.tag === 'accepted'
      ? 'accepted'
      : 'received';
}

function stepsOf(
  receivedOn: LocalDate,
  file: Case | null,
  due: readonly { readonly kind: string; readonly dueOn: LocalDate }[],
): readonly ProgressStep[] {
  const dueOn = (kind: string): LocalDate | null =>
    due.find((duty) => duty.kind === kind)?.dueOn ?? null;
  const state = file?.state;
  const working = state === undefined ? null : workingStateOf(state);
  const acceptedOn = working?.tag === 'accepted' ? working.on : null;
  const visitedOn = file?.dossier.verification?.on ?? null;
  const closedOn = state?.tag === 'closed' ? state.on : null;
  const steps: ProgressStep[] = [
    { name: 'received', doneOn: receivedOn, dueOn: null },
    { name: 'accepted', doneOn: acceptedOn ?? visitedOn, dueOn: dueOn('accept-clue') },
    { name: 'visited', doneOn: visitedOn, dueOn: dueOn('verify-home') },
  ];
  return closedOn === null
    ? [...steps, { name: 'decided', doneOn: null, dueOn: dueOn('identify') }]
    : [...steps, { name: 'closed', doneOn: closedOn, dueOn: null }];
}

async function holderOf(
  turn: TurnContext,
  report: StoredDeclaration,
  file: Case | null,
): Promise<ContactFacts | null> {
  const holder = file?.holderStaffId ?? null;
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

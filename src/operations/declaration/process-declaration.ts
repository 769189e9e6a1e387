/** What a worker does with a submitted report: rule checks, then case, duties and news, in one transaction. */
import { daysBetween, fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import type { CheckResult } from '#src/domain/declaration/checks/check.ts';
import { RULES_VERSION, severityOf } from '#src/domain/declaration/checks/rules.ts';
import { stepDue } from '#src/domain/duty/clocks.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { askedAbout, reportHeldText, reportOpenedText } from '#src/flows/text/farmer-news.ts';
import { gatherCheckFacts } from '#src/store/check-facts.ts';
import { lockOpenCaseOf } from '#src/store/case.ts';
import { inPortions } from '../portions.ts';
import { findDeclaration, type StoredDeclaration } from '#src/store/declaration.ts';
import { finishChecks } from '#src/store/finish-checks.ts';
import { inScope } from '#src/store/database.ts';
import { closeOutbox } from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { insertClaimedHousehold } from '#src/store/registry/households.ts';
import { openDuty } from '../duty/open-duty.ts';
import { promiseDay } from '../duty/told-days.ts';
import { type BackgroundDeps, type WorkContext, workWithin } from '../duty/work-context.ts';
import { checkReport } from './check-report.ts';
import { openIssuesOfReport } from '../ticket/issues-of-report.ts';
import { openOrLink } from './open-case.ts';
import { questionOf } from './question-of.ts';

export type DeclarationJob = { readonly outboxId: string; readonly declarationId: string };

/**
 * Works reports off, side by side in one transaction: their statements go out together (`together`), and most of a report's cost
 * is that of its statements. All take effect or none does. Each report's outbox row is closed in the same transaction as
 * everything it leads to, so a job that runs twice, here or elsewhere, finds it closed and changes nothing. Returns for each the
 * accounts with messages to be sent now.
 */
export function processDeclarations(
  deps: BackgroundDeps,
  jobs: readonly DeclarationJob[],
): Promise<readonly (readonly string[])[]> {
  return inScope(deps.db, SYSTEM, async (trx) => {
    const works = await Promise.allSettled(
      jobs.map((job) => workWithin(deps, trx, (context) => processOne(context, job))),
    );
    // Only now: a transaction that is rolled back while a report still writes would leave that to none.
    return works.map((work) => {
      if (work.status === 'rejected') throw work.reason;
      return work.value.accounts;
    });
  });
}

/** Reports in one transaction, and transactions at a time. More of either only waits longer (measured on two cores). */
const PORTION = { most: 10, sideBySide: 2 } as const;

/** For a worker: one report is worked off at once, many that wait in portions; one that fails hurts none of the others. */
export const declarationWorker = (
  deps: BackgroundDeps,
): ((job: DeclarationJob) => Promise<readonly string[]>) =>
  inPortions((jobs) => processDeclarations(deps, jobs), PORTION);

/** Works off one report. */
export async function processDeclaration(
  deps: BackgroundDeps,
  job: DeclarationJob,
): Promise<readonly string[]> {
  return (await processDeclarations(deps, [job])).flat();
}

async function processOne(context: WorkContext, job: DeclarationJob): Promise<void> {
  if (!(await closeOutbox(context.trx, job.outboxId, context.now))) return;
  const report = await findDeclaration(context.trx, context.fields, job.declarationId, 'lock');
  if (report === null || report.processedAt !== null) return;
  await workOff(context, report, { release: false });
}

/**
 * Lets a held report go on: the town has spoken with the farmer. The case opens with the day of the report, as the clock has been
 * running all along. Nothing happens to a report that is not held.
 */
export async function releaseHeld(context: WorkContext, declarationId: string): Promise<boolean> {
  const report = await findDeclaration(context.trx, context.fields, declarationId, 'lock');
  if (report === null || report.state !== 'held') return false;
  await workOff(context, report, { release: true });
  return true;
}

async function workOff(
  context: WorkContext,
  report: StoredDeclaration,
  options: { readonly release: boolean },
): Promise<void> {
  const submittedOn = fromInstant(report.submittedAt);
  const gathered = await gatherCheckFacts(context.trx, context.fields, { ...report, submittedOn });
  const pack = context.policies.packFor(gathered.areaPackId, submittedOn);
  const open =
    report.householdId === null ? null : await lockOpenCaseOf(context.trx, report.householdId);
  const openDays = open === null ? null : daysBetween(fromInstant(open.file.clueAt), submittedOn);
  const checks = checkReport(report, gathered, pack, openDays);

  if (severityOf(checks) === 'block' && !options.release) {
    await hold(context, report, pack, checks);
    return;
  }
  const home = {
    householdId: report.householdId ?? (await claimedHousehold(context, report)),
    areaId: report.areaId,
    areaPath: report.areaPath,
  };
  const { file, linked } = await openOrLink(
    context,
    report,
    home,
    { open, concerned: gathered.concerned },
    pack,
  );
  if (gathered.household?.origin !== 'registry' && !linked) {
    await openDuty(context, {
      key: `check-registry-match:${home.householdId}`,
      terms: dutyTerms('check-registry-match', basis(context, pack)),
      pack,
      area: report,
      about: { householdId: home.householdId, caseId: file.caseId, declarationId: report.id },
      concerned: gathered.concerned,
    });
  }
  await finishChecks(
    context.trx,
    report.id,
    {
      state: 'open',
      checks,
      rulesVersion: RULES_VERSION,
      caseId: file.caseId,
      householdId: home.householdId,
    },
    context.now,
  );
  await tellReporter(context, report, checks, {
    linked,
    movedTo: linked || submittedOn === context.today ? null : visitBy(context, submittedOn, pack),
  });
  await openIssuesOfReport(context, report, home.householdId, pack);
}

/** Held in sight of the town, which phones the farmer. The clock of a later case runs from the day of the report. */
async function hold(
  context: WorkContext,
  report: StoredDeclaration,
  pack: Pack,
  checks: readonly CheckResult[],
): Promise<void> {
  await openDuty(context, {
    key: `call-farmer:held:${report.id}`,
    terms: dutyTerms('call-farmer', { ...basis(context, pack), ownerRole: 'town-officer' }),
    pack,
    area: report,
    about: { declarationId: report.id, householdId: report.householdId },
    details: { held: true },
    announce: 'now',
  });
  await finishChecks(
    context.trx,
    report.id,
    {
      state: 'held',
      checks,
      rulesVersion: RULES_VERSION,
      caseId: null,
      householdId: report.householdId,
    },
    context.now,
  );
  if (report.accountId !== null && report.filedByStaff === null) {
    context.tell(report.accountId, 'progress', { text: reportHeldText(report.receiptNumber) });
  }
}

/** Somebody else's household that only a name is known of: it gets a row the village looks up. */
async function claimedHousehold(context: WorkContext, report: StoredDeclaration): Promise<string> {
  const id = context.newId();
  await insertClaimedHousehold(context.trx, context.fields, {
    id,
    areaId: report.areaId,
    areaPath: report.areaPath,
    headName: report.content.subject?.name ?? '',
    groupName: '',
    phone: report.content.subject?.phone ?? '',
    at: context.now,
  });
  return id;
}

/** Details of the receipt, and at most one question: the first the rules want to ask. */
async function tellReporter(
  context: WorkContext,
  report: StoredDeclaration,
  checks: readonly CheckResult[],
  news: { readonly linked: boolean; readonly movedTo: LocalDate | null },
): Promise<void> {
  if (report.accountId === null || report.filedByStaff !== null) return;
  if (news.movedTo !== null) {
    const { accountId, areaPath, id: subject } = report;
    await promiseDay(context, {
      accountId,
      areaPath,
      kind: 'home-visit',
      subject,
      day: news.movedTo,
    });
  }
  context.tell(report.accountId, 'receipt', {
    text: reportOpenedText({
      receiptNumber: report.receiptNumber,
      today: context.today,
      linked: news.linked,
      movedTo: news.movedTo,
    }),
    choices: [
      [{ label: '补充情况', action: 'receipt-add', ref: report.id }],
      [{ label: '我的进度', action: 'progress', ref: report.id }],
    ],
    weight: 'vital',
  });
  const question = questionOf(checks);
  if (question !== null) {
    context.tell(report.accountId, 'progress', {
      text: askedAbout(report.receiptNumber, question),
      choices: [[{ label: '补充情况', action: 'receipt-add', ref: report.id }]],
    });
  }
}

/** The day of the visit when the village gets the report later than it was sent (an outage, a held report). */
const visitBy = (context: WorkContext, submittedOn: LocalDate, pack: Pack): LocalDate => {
  const { calendar } = context.policies;
  const takenBy = stepDue('accept', context.today, submittedOn, pack, calendar);
  return stepDue('verify', takenBy.date, submittedOn, pack, calendar).date;
};

const basis = (context: WorkContext, pack: Pack) => ({
  openedAt: context.now,
  pack,
  calendar: context.policies.calendar,
});

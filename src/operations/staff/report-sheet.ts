/** A report as an officer may read it: words, photos, voice, what the rule checks said, and the household as known. */
import type { CheckCode, Severity } from '#src/domain/declaration/checks/check.ts';
import { rulesByCode } from './check-codes.ts';
import type { Attachment } from '#src/flows/flow.ts';
import type { CheckNote, HouseholdKnown, ReportSheet } from '#src/flows/staff.needs.ts';
import { accountById } from '#src/store/account.ts';
import { findCase } from '#src/store/case.ts';
import { findDeclaration, type StoredDeclaration } from '#src/store/declaration.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { findStaff } from '#src/store/registry/staff.ts';
import { shownMedia } from '#src/store/report-media.ts';
import type { TurnContext } from '../turn.ts';

type Reading = Pick<TurnContext, 'trx' | 'fields'>;

/** Reads a report in the scope set; null when that scope does not see it. */
export async function reportSheet(
  turn: Reading,
  declarationId: string,
): Promise<{ readonly sheet: ReportSheet; readonly stored: StoredDeclaration } | null> {
  const stored = await findDeclaration(turn.trx, turn.fields, declarationId);
  if (stored === null) return null;
  const { content } = stored;
  const reporter =
    stored.filedByStaff === null
      ? stored.accountId === null
        ? null
        : await accountById(turn.trx, stored.accountId)
      : ((await findStaff(turn.trx, stored.filedByStaff)) ?? null);
  const household =
    stored.householdId === null ? undefined : await findHousehold(turn.trx, stored.householdId);
  return {
    stored,
    sheet: {
      declarationId,
      receiptNumber: stored.receiptNumber,
      submittedAt: stored.submittedAt,
      reporter: content.reporter,
      source: content.source,
      reporterName: reporter?.name ?? '',
      subjectName: content.subject?.name ?? '',
      riskTypes: content.riskTypes,
      guaranteeIssues: content.guaranteeIssues,
      urgency: content.urgency,
      words: content.words,
      amounts: content.amounts,
      members: content.members,
      attachments: await attachments(turn, content.mediaIds),
      place: content.place,
      notes: notesOf(stored.checks),
      household: household === undefined ? null : known(household),
      holderName: await holderOf(turn, stored.caseId),
      erased: stored.erased,
    },
  };
}

const known = (household: {
  readonly headName: string;
  readonly size: number;
  readonly origin: 'registry' | 'claimed';
  readonly kind: string;
  readonly monitored: string | null;
}): HouseholdKnown => ({
  headName: household.headName,
  size: household.size,
  origin: household.origin,
  exitedPoverty: household.kind === 'exited-poverty',
  monitored: household.monitored !== null,
});

const attachments = (
  { trx }: Reading,
  mediaIds: readonly string[],
): Promise<readonly Attachment[]> => shownMedia(trx, mediaIds);

async function holderOf({ trx }: Reading, caseId: string | null): Promise<string> {
  if (caseId === null) return '';
  const holder = (await findCase(trx, caseId))?.file.holderStaffId ?? null;
  return holder === null ? '' : ((await findStaff(trx, holder))?.name ?? '');
}

const SEVERITIES: readonly Severity[] = ['block', 'ask', 'note'];

/** Stored results, read leniently: one of a rule this version does not know any more is left out. */
export function notesOf(checks: unknown): readonly CheckNote[] {
  if (!Array.isArray(checks)) return [];
  return checks.flatMap((each: unknown): readonly CheckNote[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { code, severity, clause } = Object.fromEntries(Object.entries(each));
    const known: CheckCode | undefined = rulesByCode.find((one) => one === code);
    const strength = SEVERITIES.find((one) => one === severity);
    if (known === undefined || strength === undefined) return [];
    return [{ code: known, severity: strength, clause: typeof clause === 'string' ? clause : '' }];
  });
}

/** Reports of hardship as they were sent, and what the rule checks said of them. */
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import type { Amount } from '#src/domain/declaration/reader/reading.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { openPrivate, sealPrivate } from './declaration-private.ts';
import type { DeclarationTable } from './schema/case.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

/** The sums of a report, written as JSON by us; checked for shape. */
const amountList = z.array(
  z.custom<Amount>((value) => typeof value === 'object' && value !== null),
);

/** A report before it is stored. */
export type NewDeclaration = {
  readonly id: string;
  readonly receiptNumber: string;
  readonly draftId: string;
  readonly accountId: string | null;
  readonly filedByStaff: string | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly householdId: string | null;
  readonly content: DeclarationContent;
  readonly submittedAt: Instant;
};

/** A stored report with its private part. */
export type StoredDeclaration = NewDeclaration & {
  readonly caseId: string | null;
  readonly state: DeclarationTable['state'];
  /** Rule results as they were stored; null before the checks ran. */
  readonly checks: unknown;
  readonly processedAt: Instant | null;
  /** When the reporter last added something. */
  readonly addedAt: Instant | null;
  /** Only codes are left of the content then. */
  readonly erased: boolean;
};

/** Inserts a report; false when its draft was sent before (unique draft id), so that a second 提交 changes nothing. */
export async function insertDeclaration(
  trx: Trx,
  fields: FieldEncryption,
  report: NewDeclaration,
): Promise<boolean> {
  const { content } = report;
  const inserted = await trx
    .insertInto('declaration')
    .values({
      id: report.id,
      receipt_number: report.receiptNumber,
      draft_id: report.draftId,
      account_id: report.accountId,
      filed_by_staff: report.filedByStaff,
      area_id: report.areaId,
      area_path: report.areaPath,
      household_id: report.householdId,
      case_id: null,
      reporter: content.reporter,
      source: content.source,
      risk_types: [...content.riskTypes],
      guarantee_issues: [...content.guaranteeIssues],
      urgency: content.urgency,
      amounts: JSON.stringify(content.amounts),
      latitude: content.place?.latitude ?? null,
      longitude: content.place?.longitude ?? null,
      state: 'received',
      checks: null,
      rules_version: null,
      submitted_at: timestamp(report.submittedAt),
      processed_at: null,
      answered_at: null,
    })
    .onConflict((c) => c.column('draft_id').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  await trx
    .insertInto('declaration_private')
    .values({
      declaration_id: report.id,
      area_path: report.areaPath,
      body_enc: sealPrivate(fields, report.id, content),
    })
    .execute();
  if (content.mediaIds.length > 0) {
    await addMedia(trx, report.id, report.areaPath, content.mediaIds);
  }
  return true;
}

/** Ties media to a report and puts them into its area, so that its officers may open them. */
async function addMedia(
  trx: Trx,
  declarationId: string,
  areaPath: string,
  mediaIds: readonly string[],
): Promise<void> {
  await trx
    .insertInto('declaration_media')
    .values(
      mediaIds.map((mediaId) => ({
        declaration_id: declarationId,
        media_id: mediaId,
        area_path: areaPath,
      })),
    )
    .onConflict((c) => c.doNothing())
    .execute();
  await trx
    .updateTable('media')
    .set({ area_path: areaPath })
    .where('id', 'in', [...mediaIds])
    .execute();
}

/** Reads a report; locks its row when `lock` (two workers with the same job then come one after the other). */
export const findDeclaration = (
  trx: Trx,
  fields: FieldEncryption,
  id: string,
  lock: 'lock' | 'no-lock' = 'no-lock',
): Promise<StoredDeclaration | null> =>
  (lock === 'lock' ? lockedReports : reports)(trx, { fields, id });

type Sought = { readonly fields: FieldEncryption; readonly id: string };

const reports = together((trx, sought: readonly Sought[]) => readReports(trx, sought, false));
const lockedReports = together((trx, sought: readonly Sought[]) => readReports(trx, sought, true));

async function readReports(
  trx: Trx,
  sought: readonly Sought[],
  lock: boolean,
): Promise<readonly (StoredDeclaration | null)[]> {
  // One statement for the row, its private part and its media: workers read one report after another.
  let query = trx
    .selectFrom('declaration')
    .leftJoin('declaration_private as hidden', 'hidden.declaration_id', 'declaration.id')
    .selectAll('declaration')
    .select([
      'hidden.body_enc',
      sql<string[]>`array(select m.media_id from declaration_media m
        where m.declaration_id = declaration.id order by m.media_id)`.as('mediaIds'),
      // Of a household that was on the register twice, the one the officers go on with.
      sql<
        string | null
      >`coalesce((select h.same_as from household h where h.id = declaration.household_id),
        declaration.household_id)`.as('home'),
    ])
    .where('declaration.id', '=', sql<string>`any(${sought.map(({ id }) => id)}::uuid[])`)
    .orderBy('declaration.id');
  if (lock) query = query.forUpdate('declaration');
  const rows = new Map((await query.execute()).map((row) => [row.id, row]));
  return sought.map(({ fields, id }) => {
    const row = rows.get(id);
    return row === undefined ? null : storedReport(fields, row);
  });
}

function storedReport(
  fields: FieldEncryption,
  row: Selectable<DeclarationTable> & {
    body_enc: string | null;
    mediaIds: string[];
    home: string | null;
  },
): StoredDeclaration {
  const { id } = row;
  const secret = openPrivate(fields, id, row.body_enc);
  return {
    id,
    receiptNumber: row.receipt_number,
    draftId: row.draft_id,
    accountId: row.account_id,
    filedByStaff: row.filed_by_staff,
    areaId: row.area_id,
    areaPath: row.area_path,
    householdId: row.home,
    caseId: row.case_id,
    state: row.state,
    checks: row.checks,
    submittedAt: row.submitted_at,
    processedAt: row.processed_at,
    addedAt: row.added_at,
    erased: row.body_enc === null,
    content: {
      reporter: row.reporter,
      source: row.source,
      riskTypes: row.risk_types,
      guaranteeIssues: row.guarantee_issues,
      urgency: row.urgency,
      amounts: amountList.parse(row.amounts),
      place:
        row.latitude === null || row.longitude === null
          ? null
          : { latitude: row.latitude, longitude: row.longitude },
      words: secret.words,
      subject: secret.subject,
      members: secret.members,
      mediaIds: row.mediaIds,
    },
  };
}

/** The report a draft was sent as. */
export async function declarationOfDraft(
  trx: Trx,
  draftId: string,
): Promise<{ readonly id: string; readonly receiptNumber: string } | null> {
  return (
    (await trx
      .selectFrom('declaration')
      .select(['id', 'receipt_number as receiptNumber'])
      .where('draft_id', '=', draftId)
      .executeTakeFirst()) ?? null
  );
}

/** Changes the state of one report. */
export async function setStateOfReport(
  trx: Trx,
  id: string,
  state: DeclarationTable['state'],
): Promise<void> {
  await trx.updateTable('declaration').set({ state }).where('id', '=', id).execute();
}

/** Changes the state of all reports of a case. */
export async function setStateOfReports(
  trx: Trx,
  caseId: string,
  state: DeclarationTable['state'],
): Promise<void> {
  await trx.updateTable('declaration').set({ state }).where('case_id', '=', caseId).execute();
}

/** 补充: appends words and media to a report that was sent. */
export async function addToDeclaration(
  trx: Trx,
  fields: FieldEncryption,
  report: StoredDeclaration,
  words: readonly string[],
  mediaIds: readonly string[],
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('declaration')
    .set({ added_at: timestamp(now) })
    .where('id', '=', report.id)
    .execute();
  if (!report.erased && words.length > 0) {
    const { content } = report;
    const body = sealPrivate(fields, report.id, {
      ...content,
      words: [...content.words, ...words],
    });
    await trx
      .updateTable('declaration_private')
      .set({ body_enc: body })
      .where('declaration_id', '=', report.id)
      .execute();
  }
  if (mediaIds.length > 0) await addMedia(trx, report.id, report.areaPath, mediaIds);
}

/** The next number of the receipt sequence; gaps are numbers nobody sent. */
export async function nextReceiptOrdinal(trx: Trx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select nextval('receipt_number') as n`.execute(trx);
  return rows[0]?.n ?? 0;
}

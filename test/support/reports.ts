/** Reports as people send them, put into the database without a conversation. */
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import { receiptNumber } from '#src/domain/declaration/receipt-number.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { insertDeclaration, nextReceiptOrdinal } from '#src/store/declaration.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { inScope } from '#src/store/database.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Office } from './office.ts';

export const plainContent: DeclarationContent = {
  reporter: 'self',
  source: 'self_declare',
  subject: null,
  riskTypes: ['因病'],
  guaranteeIssues: [],
  urgency: 'normal',
  words: ['老伴住院，花了四万多'],
  mediaIds: [],
  place: null,
  amounts: [],
  members: [],
};

export type SentReport = {
  readonly declarationId: string;
  readonly outboxId: string;
  readonly accountId: string;
  readonly receiptNumber: string;
};

/** 提交 for a household, by an account of a made-up channel with consent given. */
export async function sendReport(
  office: Pick<Office, 'clock' | 'db' | 'newId' | 'fields'>,
  householdId: string,
  change: Partial<DeclarationContent> = {},
): Promise<SentReport> {
  const now = office.clock.now();
  return await inScope(office.db, SYSTEM, async (trx) => {
    const household = await trx
      .selectFrom('household')
      .selectAll()
      .where('id', '=', householdId)
      .executeTakeFirstOrThrow();
    const account = await findOrMakeAccount(trx, 'test', householdId, office.newId, now);
    await trx
      .updateTable('account')
      .set({
        consent: 'given',
        name: household.head_name,
        household_id: householdId,
        area_id: household.area_id,
        area_path: household.area_path,
      })
      .where('id', '=', account.id)
      .execute();
    const sent = {
      declarationId: office.newId(),
      outboxId: office.newId(),
      accountId: account.id,
      receiptNumber: receiptNumber(await nextReceiptOrdinal(trx)),
    };
    await insertDeclaration(trx, office.fields, {
      id: sent.declarationId,
      receiptNumber: sent.receiptNumber,
      draftId: sent.declarationId,
      accountId: account.id,
      filedByStaff: null,
      areaId: household.area_id,
      areaPath: household.area_path,
      householdId,
      content: { ...plainContent, ...change },
      submittedAt: now,
    });
    const work = { queue: 'submissions', payload: { declarationId: sent.declarationId } } as const;
    await promiseWork(trx, sent.outboxId, work, now);
    return sent;
  });
}

/** Sends a report and has it worked off, as the worker does. */
export async function workedOffReport(
  office: Office,
  householdId: string,
  change: Partial<DeclarationContent> = {},
): Promise<SentReport> {
  const sent = await sendReport(office, householdId, change);
  await processDeclaration(office, sent);
  return sent;
}

/** Registry households by village, in the order of their ids: the first `each` of every village. */
export async function householdsByVillage(
  office: Office,
  each: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  return await inScope(office.db, SYSTEM, async (trx) => {
    const rows = await trx
      .selectFrom('household')
      .select(['id', 'area_path'])
      .where('origin', '=', 'registry')
      .orderBy('id')
      .execute();
    const villages = new Map<string, string[]>();
    for (const { id, area_path: path } of rows) {
      const list = villages.get(path) ?? [];
      if (list.length < each) villages.set(path, [...list, id]);
    }
    return villages;
  });
}

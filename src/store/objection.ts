/** Objections (异议) to a public notice: the words encrypted, who objected known to nobody but the answer. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';

export type NewObjection = {
  readonly id: string;
  readonly noticeId: string;
  readonly caseId: string;
  readonly areaPath: string;
  readonly source: 'chat' | 'paper';
  readonly accountId: string | null;
  readonly filedByStaff: string | null;
  readonly words: string;
  readonly on: LocalDate;
};

/** Writes down an objection to a public notice; its words are kept encrypted. */
export async function insertObjection(
  trx: Trx,
  fields: FieldEncryption,
  fresh: NewObjection,
): Promise<void> {
  await trx
    .insertInto('objection')
    .values({
      id: fresh.id,
      notice_id: fresh.noticeId,
      case_id: fresh.caseId,
      area_path: fresh.areaPath,
      source: fresh.source,
      account_id: fresh.accountId,
      filed_by_staff: fresh.filedByStaff,
      words_enc:
        fresh.words === '' ? null : fields.encrypt('objection.words_enc', fresh.id, fresh.words),
      filed_on: fresh.on,
      checked_by: null,
      upheld: null,
      checked_on: null,
    })
    .execute();
}

/** The words of an objection; '' when they were erased or none were told. */
export async function objectionWords(
  trx: Trx,
  fields: FieldEncryption,
  id: string,
): Promise<string> {
  const row = await trx
    .selectFrom('objection')
    .select('words_enc')
    .where('id', '=', id)
    .executeTakeFirst();
  const stored = row?.words_enc ?? null;
  return stored === null ? '' : fields.decrypt('objection.words_enc', id, stored);
}

/** Writes what came of it and returns the account to be told; null when it came on paper or is gone. */
export async function settleObjection(
  trx: Trx,
  id: string,
  check: { readonly byStaffId: string; readonly upheld: boolean; readonly on: LocalDate },
): Promise<string | null> {
  const row = await trx
    .updateTable('objection')
    .set({ checked_by: check.byStaffId, upheld: check.upheld, checked_on: check.on })
    .where('id', '=', id)
    .returning('account_id as accountId')
    .executeTakeFirst();
  return row?.accountId ?? null;
}

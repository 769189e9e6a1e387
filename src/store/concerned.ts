/** Staff who are farmers too: a report they sent for themselves or somebody else is not theirs to handle. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';

/** Staff whose own account sent a report of the case as a private person. System scope only: accounts are hidden from staff. */
export async function staffBehindCase(trx: Trx, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ staffId: string }>`
    select distinct a.staff_id as "staffId" from declaration d join account a on a.id = d.account_id
    where d.case_id = ${caseId}::uuid and d.filed_by_staff is null and a.staff_id is not null`.execute(
    trx,
  );
  return rows.map((row) => row.staffId);
}

/** What a matter is about, as far as it is known. */
export type Matter = {
  readonly householdId?: string | null;
  readonly caseId?: string | null;
  readonly declarationId?: string | null;
};

/**
 * Staff a matter is by or about: who lives in the household, and whose own account sent the report. They never get it to handle
 * (promise G6). System scope only.
 */
export async function staffConcerned(trx: Trx, about: Matter): Promise<readonly string[]> {
  const { householdId = null, caseId = null, declarationId = null } = about;
  if (householdId === null && caseId === null && declarationId === null) return [];
  const { rows } = await sql<{ staffId: string }>`
    select id as "staffId" from staff where household_id = ${householdId}::uuid
    union
    select a.staff_id from declaration d join account a on a.id = d.account_id
    where (d.case_id = ${caseId}::uuid or d.id = ${declarationId}::uuid)
      and d.filed_by_staff is null and a.staff_id is not null`.execute(trx);
  return rows.map((row) => row.staffId);
}

/** The same for one report that has no case. */
export async function staffBehindReport(
  trx: Trx,
  declarationId: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ staffId: string }>`
    select a.staff_id as "staffId" from declaration d join account a on a.id = d.account_id
    where d.id = ${declarationId}::uuid and d.filed_by_staff is null and a.staff_id is not null`.execute(
    trx,
  );
  return rows.map((row) => row.staffId);
}

/** Farmers' accounts that reported in a case themselves: they hear of each step. */
export async function reportersOf(trx: Trx, caseId: string): Promise<readonly Reporter[]> {
  const { rows } = await sql<Reporter>`
    select distinct on (a.id) a.id as "accountId", a.trust, d.receipt_number as "receiptNumber", d.id as "declarationId"
    from declaration d join account a on a.id = d.account_id
    where d.case_id = ${caseId}::uuid and d.filed_by_staff is null
    order by a.id, d.submitted_at desc`.execute(trx);
  return rows;
}

export type Reporter = {
  readonly accountId: string;
  readonly trust: 'claimed' | 'phone-matched' | 'confirmed';
  readonly receiptNumber: string;
  readonly declarationId: string;
};

/** Farmers' accounts that speak for a household and were not confirmed by somebody who met them. */
export async function unconfirmedAccounts(
  trx: Trx,
  householdId: string,
  notStaffId: string,
): Promise<
  readonly {
    readonly accountId: string;
    readonly name: string;
    readonly phoneEnc: string | null;
    readonly trust: 'claimed' | 'phone-matched' | 'confirmed';
  }[]
> {
  return await trx
    .selectFrom('account')
    .select(['id as accountId', 'name', 'phone_enc as phoneEnc', 'trust'])
    .where('household_id', '=', householdId)
    .where('trust', '!=', 'confirmed')
    .where('consent', '=', 'given')
    .where((w) => w.or([w('staff_id', 'is', null), w('staff_id', '!=', notStaffId)]))
    .orderBy('created_at')
    .limit(3)
    .execute();
}

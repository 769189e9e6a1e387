/** What a decision about a case rests on beside the case itself: assessment, comparison, staff and accounts of the household. */
import { sql } from 'kysely';
import type { AlarmKind } from '#src/domain/alarm/alarm.ts';
import { type ReasonCode, reasonCodes } from '#src/domain/case/reasons.ts';
import type { Trx } from './database.ts';

/** Why visitors found a report partly or not as told. */
export async function visitReason(trx: Trx, visitId: string): Promise<ReasonCode | null> {
  const { rows } = await sql<{ reason: string | null }>`
    select details ->> 'reason' as reason from visit where id = ${visitId}::uuid`.execute(trx);
  const told = rows[0]?.reason ?? null;
  return reasonCodes.find((each) => each === told) ?? null;
}

/** What the departments' lists say of a household since a month ('2026-10'), each kind once, the newest first. */
export type ComparisonGlance = {
  readonly runId: string;
  readonly kind: AlarmKind;
  readonly month: string;
};

/** The newest finding of each kind that comparisons made of a household since a month ('YYYY-MM'), the latest first. */
export async function latestFindings(
  trx: Trx,
  householdId: string,
  sinceMonth: string,
): Promise<readonly ComparisonGlance[]> {
  const { rows } = await sql<ComparisonGlance>`
    select * from (
      select distinct on (kind) run_id as "runId", kind, month from comparison_finding
      where household_id = ${householdId}::uuid and month >= ${sinceMonth}
      order by kind, month desc) newest
    order by month desc, kind`.execute(trx);
  return rows;
}

/** The latest finished comparison of any department since a month; null when none was made. */
export async function latestComparison(trx: Trx, sinceMonth: string): Promise<string | null> {
  const row = await trx
    .selectFrom('comparison_run')
    .select('id')
    .where('finished_at', 'is not', null)
    .where('month', '>=', sinceMonth)
    .orderBy('finished_at', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** A farmer's account with what it may be told of a case. */
export type Listener = {
  readonly accountId: string;
  /** Speaks for the household of the case and is known to: it hears of every step and of the result. */
  readonly own: boolean;
  readonly receiptNumber: string;
};

/** Everybody who hears of a case: who reported in it, and the household's own known accounts. System scope only. */
export async function listenersOf(trx: Trx, caseId: string): Promise<readonly Listener[]> {
  const { rows } = await sql<Listener>`
    select a.id as "accountId", r.receipt_number as "receiptNumber",
      (a.household_id is not distinct from c.household_id and a.trust in ('phone-matched', 'confirmed')) as own
    from case_file c
    join account a on (a.household_id = c.household_id and a.consent = 'given'
        and a.trust in ('phone-matched', 'confirmed'))
      or a.id in (select d.account_id from declaration d
        where d.case_id = c.id and d.filed_by_staff is null)
    cross join lateral (select d.receipt_number from declaration d where d.case_id = c.id
      order by (d.account_id is not distinct from a.id) desc, d.submitted_at desc limit 1) r
    where c.id = ${caseId}::uuid
    order by a.id`.execute(trx);
  return rows;
}

/** Accounts of a household that are known to speak for it, at most 4; their names as they gave them. System scope only. */
export async function knownAccountsOf(
  trx: Trx,
  householdId: string,
): Promise<readonly { readonly accountId: string; readonly name: string }[]> {
  return await trx
    .selectFrom('account')
    .select(['id as accountId', 'name'])
    .where('household_id', '=', householdId)
    .where('consent', '=', 'given')
    .where('trust', 'in', ['phone-matched', 'confirmed'])
    .orderBy('created_at')
    .limit(4)
    .execute();
}

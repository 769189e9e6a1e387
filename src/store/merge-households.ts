/** Two households that turned out to be one: what hangs on the one nobody goes on with moves to the other. System scope only. */
import { sql } from 'kysely';
import type { Trx } from './database.ts';

export type MovedHousehold = { readonly accounts: number; readonly duties: number };

/** Which of the two goes on: that of the case that goes on, unless it was made from somebody's words and the other is on the register. */
export async function householdThatGoesOn(trx: Trx, goesOn: string, ends: string): Promise<string> {
  const rows = await trx
    .selectFrom('household')
    .select(['id', 'origin'])
    .where('id', 'in', [goesOn, ends])
    .execute();
  const originOf = (id: string) => rows.find((row) => row.id === id)?.origin;
  return originOf(goesOn) === 'claimed' && originOf(ends) === 'registry' ? ends : goesOn;
}

/** The case of a household that goes on under the other one; its own is closed by then (`case_open_once`). */
export async function moveCaseToHousehold(trx: Trx, caseId: string, to: string): Promise<void> {
  await sql`update case_file set household_id = ${to}::uuid,
    data = jsonb_set(data, '{householdId}', to_jsonb(${to}::text)) where id = ${caseId}::uuid`.execute(
    trx,
  );
}

/**
 * Moves accounts with all that reaches a person through them (drafts, consent and notices hang on the account itself), reports, visits, papers,
 * finished assessments, duties, alarms, tickets and what lies with departments. Of two open ones of one kind the one that is there stays
 * (`issue_open_once`, `alarm_open_once`, `referral_open_once`). What still names `from` later is read as `to` (`same_as`).
 */
export async function mergeHouseholds(trx: Trx, from: string, to: string): Promise<MovedHousehold> {
  const accounts =
    await sql`update account a set household_id = h.id, area_id = h.area_id, area_path = h.area_path,
      group_name = '', member_id = null
    from household h where h.id = ${to}::uuid and a.household_id = ${from}::uuid`.execute(trx);
  for (const table of ['declaration', 'visit', 'alert', 'authorisation', 'relief'] as const) {
    await sql`update ${sql.table(table)} set household_id = ${to}::uuid
      where household_id = ${from}::uuid`.execute(trx);
  }
  // Whoever of the staff belongs to the family is kept from its case under either name.
  await sql`update staff set household_id = ${to}::uuid where household_id = ${from}::uuid`.execute(
    trx,
  );
  await sql`update assignment t set household_id = ${to}::uuid
    where t.household_id = ${from}::uuid and t.until is null and not exists (
      select 1 from assignment there where there.household_id = ${to}::uuid
        and there.staff_id = t.staff_id and there.until is null)`.execute(trx);
  await sql`update assessment set household_id = ${to}::uuid
    where household_id = ${from}::uuid and complete`.execute(trx);
  const duties = await sql`update duty set household_id = ${to}::uuid
    where household_id = ${from}::uuid`.execute(trx);
  for (const [table, kind] of [
    ['issue_ticket', 'topic'],
    ['alarm', 'kind'],
    ['referral', 'kind'],
  ] as const) {
    await sql`update ${sql.table(table)} t set household_id = ${to}::uuid
      where t.household_id = ${from}::uuid and t.closed_on is null and not exists (
        select 1 from ${sql.table(table)} there where there.household_id = ${to}::uuid
          and there.closed_on is null and there.${sql.ref(kind)} = t.${sql.ref(kind)})`.execute(
      trx,
    );
  }
  await sql`update household set same_as = ${to}::uuid
    where id = ${from}::uuid or same_as = ${from}::uuid`.execute(trx);
  // The one that goes on stands for itself, whatever was merged the other way before.
  await sql`update household set same_as = null where id = ${to}::uuid`.execute(trx);
  return {
    accounts: Number(accounts.numAffectedRows ?? 0),
    duties: Number(duties.numAffectedRows ?? 0),
  };
}

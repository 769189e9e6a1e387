/** Alarms (danger to life): raised once, rung until somebody takes them, closed when it is known how they ended. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** How an alarm ended. `handed-over`: to 110, 120 or 119, who are there. */
export type AlertEnd = 'safe' | 'handed-over' | 'no-danger';

/** What is private about an alarm, encrypted in one value. */
const body = z.object({
  said: z.array(z.string()),
  end: z.enum(['safe', 'handed-over', 'no-danger']).nullable(),
});

export type Alert = {
  readonly alertId: string;
  readonly accountId: string | null;
  readonly areaId: string | null;
  /** Null while nobody knows where the person is. */
  readonly areaPath: string | null;
  readonly householdId: string | null;
  readonly kind: string;
  /** The person's words, oldest first. */
  readonly said: readonly string[];
  readonly raisedAt: Instant;
  /** Rounds rung so far. */
  readonly rung: number;
  readonly takenBy: string | null;
  readonly takenAt: Instant | null;
  readonly closedAt: Instant | null;
};

type Row = Omit<Alert, 'said'> & { readonly wordsEnc: string };

const columns = sql`id as "alertId", account_id as "accountId", area_id as "areaId", area_path as "areaPath",
  household_id as "householdId", kind, words_enc as "wordsEnc", raised_at as "raisedAt", rung,
  taken_by as "takenBy", taken_at as "takenAt", closed_at as "closedAt"`;

const read = (fields: FieldEncryption, { wordsEnc, ...row }: Row): Alert => ({
  ...row,
  said: body.parse(JSON.parse(fields.decrypt('alert.words_enc', row.alertId, wordsEnc))).said,
});

const write = (
  fields: FieldEncryption,
  alertId: string,
  said: readonly string[],
  end: AlertEnd | null,
): string => fields.encrypt('alert.words_enc', alertId, JSON.stringify({ said, end }));

/** Writes a new alarm; the first round is due at once. */
export async function insertAlert(
  trx: Trx,
  fields: FieldEncryption,
  alert: Pick<Alert, 'alertId' | 'accountId' | 'areaId' | 'areaPath' | 'householdId' | 'kind'> & {
    readonly words: string;
  },
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('alert')
    .values({
      id: alert.alertId,
      account_id: alert.accountId,
      area_id: alert.areaId,
      area_path: alert.areaPath,
      household_id: alert.householdId,
      kind: alert.kind,
      words_enc: write(fields, alert.alertId, [alert.words], null),
      raised_at: timestamp(now),
      next_at: timestamp(now),
      taken_by: null,
      taken_at: null,
      closed_at: null,
    })
    .execute();
}

/** An alarm by id, if the scope may see it. */
export async function findAlert(
  trx: Trx,
  fields: FieldEncryption,
  alertId: string,
): Promise<Alert | null> {
  const { rows } = await sql<Row>`select ${columns} from alert where id = ${alertId}::uuid`.execute(
    trx,
  );
  return rows[0] === undefined ? null : read(fields, rows[0]);
}

/** The account's alarm that is still going on, raised since `since`; locked. */
export async function openAlertOf(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  since: Instant,
): Promise<Alert | null> {
  const { rows } = await sql<Row>`
    select ${columns} from alert
    where account_id = ${accountId}::uuid and closed_at is null and raised_at >= ${timestamp(since)}
    order by raised_at desc limit 1 for update`.execute(trx);
  return rows[0] === undefined ? null : read(fields, rows[0]);
}

/** Adds what the person said since. */
export async function addToAlert(
  trx: Trx,
  fields: FieldEncryption,
  alert: Alert,
  words: string,
): Promise<void> {
  await trx
    .updateTable('alert')
    .set({ words_enc: write(fields, alert.alertId, [...alert.said, words], null) })
    .where('id', '=', alert.alertId)
    .execute();
}

/** Says where the person of an alarm is and what kind of danger it has become. */
export async function correctAlert(
  trx: Trx,
  { alertId, areaId, areaPath, kind }: Pick<Alert, 'alertId' | 'areaId' | 'areaPath' | 'kind'>,
): Promise<void> {
  await trx
    .updateTable('alert')
    .set({ area_id: areaId, area_path: areaPath, kind })
    .where('id', '=', alertId)
    .execute();
}

/** Alarms nobody has taken whose next round is due, locked; those another sweep holds left out. */
export async function takeDueAlerts(
  trx: Trx,
  fields: FieldEncryption,
  now: Instant,
  limit: number,
): Promise<readonly Alert[]> {
  const { rows } = await sql<Row>`
    select ${columns} from alert where taken_at is null and next_at <= ${timestamp(now)}
    order by next_at limit ${limit} for update skip locked`.execute(trx);
  return rows.map((row) => read(fields, row));
}

/** Records who is rung in a round; returns those not rung in it before (primary key of alarm, round and person). */
export async function addCalls(
  trx: Trx,
  alertId: string,
  rung: number,
  staffIds: readonly string[],
  now: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ staffId: string }>`
    insert into alert_call (alert_id, rung, staff_id, at)
    select ${alertId}::uuid, ${rung}, c.staff_id, ${timestamp(now)}
    from unnest(${[...staffIds]}::uuid[]) as c(staff_id)
    on conflict (alert_id, rung, staff_id) do nothing returning staff_id as "staffId"`.execute(trx);
  return rows.map((row) => row.staffId);
}

/** Moves an alarm to its next round. */
export async function moveAlert(
  trx: Trx,
  alertId: string,
  rung: number,
  nextAt: Instant,
): Promise<void> {
  await trx
    .updateTable('alert')
    .set({ rung, next_at: timestamp(nextAt) })
    .where('id', '=', alertId)
    .where('taken_at', 'is', null)
    .execute();
}

/**
 * Takes an alarm for a person; false when another one has it. The row is updated where nobody has it, so of two people pressing
 * at once one gets it. `askAgainAt`: when they are asked how it ended.
 */
export async function takeAlertRow(
  trx: Trx,
  alertId: string,
  staffId: string,
  now: Instant,
  askAgainAt: Instant,
): Promise<boolean> {
  const result = await trx
    .updateTable('alert')
    .set({ taken_by: staffId, taken_at: timestamp(now), next_at: timestamp(askAgainAt) })
    .where('id', '=', alertId)
    .where('taken_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Everybody who was rung for an alarm. */
export async function calledStaff(trx: Trx, alertId: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('alert_call')
    .select('staff_id as staffId')
    .distinct()
    .where('alert_id', '=', alertId)
    .execute();
  return rows.map((row) => row.staffId);
}

/** Alarms taken but not ended whose taker is to be asked now, locked and moved on to `again`. */
export async function takeUnended(
  trx: Trx,
  now: Instant,
  again: Instant,
): Promise<readonly { readonly alertId: string; readonly takenBy: string }[]> {
  const { rows } = await sql<{ alertId: string; takenBy: string }>`
    update alert set next_at = ${timestamp(again)}
    where id in (select id from alert where taken_at is not null and closed_at is null
      and next_at <= ${timestamp(now)} limit 200 for update skip locked)
    returning id as "alertId", taken_by as "takenBy"`.execute(trx);
  return rows;
}

/** Closes an alarm with its end; false when it was closed before or is not the person's. */
export async function closeAlertRow(
  trx: Trx,
  fields: FieldEncryption,
  alert: Alert,
  staffId: string,
  end: AlertEnd,
  now: Instant,
): Promise<boolean> {
  const result = await trx
    .updateTable('alert')
    .set({
      closed_at: timestamp(now),
      next_at: null,
      words_enc: write(fields, alert.alertId, alert.said, end),
    })
    .where('id', '=', alert.alertId)
    .where('taken_by', '=', staffId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Erasure: the words of an alarm go, how it ended stays. */
export async function eraseAlertWords(
  trx: Trx,
  fields: FieldEncryption,
  alertId: string,
): Promise<void> {
  const row = await trx
    .selectFrom('alert')
    .select('words_enc')
    .where('id', '=', alertId)
    .executeTakeFirst();
  if (row === undefined) return;
  const { end } = body.parse(JSON.parse(fields.decrypt('alert.words_enc', alertId, row.words_enc)));
  await trx
    .updateTable('alert')
    .set({ words_enc: write(fields, alertId, [], end) })
    .where('id', '=', alertId)
    .execute();
}

/** The areas at the top (counties), for alarms whose place nobody knows. */
export async function topPaths(trx: Trx): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('area')
    .select('path')
    .where('parent_id', 'is', null)
    .where('active', '=', true)
    .orderBy('path')
    .execute();
  return rows.map((row) => row.path);
}

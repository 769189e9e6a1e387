/** When open duties are due, and moving that day. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Reminder } from '#src/domain/duty/ladder.ts';
import type { Trx } from './database.ts';
import type { DutyDetails } from './duty.ts';
import { timestamp } from './timestamp.ts';

export type OpenDutyTiming = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly openedAt: Instant;
  readonly dueOn: LocalDate;
  readonly strength: 'hard' | 'soft';
  readonly details: DutyDetails;
};

/** Open duties of a case of these kinds. System scope only. */
export async function openTimingsOfCase(
  trx: Trx,
  caseId: string,
  kinds: readonly DutyKind[],
): Promise<readonly OpenDutyTiming[]> {
  const rows = await trx
    .selectFrom('duty')
    .select(['id', 'kind', 'created_at', 'due_on', 'strength', 'details'])
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .where('kind', 'in', kinds)
    .execute();
  return rows.map((row) => ({
    dutyId: row.id,
    kind: row.kind as DutyKind,
    openedAt: row.created_at,
    dueOn: row.due_on,
    strength: row.strength,
    details: row.details as DutyDetails,
  }));
}

/**
 * Another last day for an open duty; closed ones stay as they are. A later day is climbed towards anew: levels told under the old
 * one are forgotten, or the unique pair of duty and level would silence them. That a digest went out today is not.
 */
export async function moveDuty(
  trx: Trx,
  dutyId: string,
  to: {
    readonly dueOn: LocalDate;
    readonly estimated: boolean;
    readonly next: Reminder | null;
  },
): Promise<void> {
  await trx
    .updateTable('duty')
    .set({
      due_on: to.dueOn,
      estimated: to.estimated,
      next_level: to.next?.level ?? null,
      next_at: to.next === null ? null : timestamp(to.next.at),
    })
    .where('id', '=', dutyId)
    .where('state', '=', 'open')
    .execute();
  await trx.deleteFrom('duty_reminder').where('duty_id', '=', dutyId).execute();
  const rungs = sql`duty_id = ${dutyId}::uuid and level not in ('new', 'now', 'moved')`;
  await sql`
    delete from digest_item where ${rungs} and (sent_at is null or level like 'red%')`.execute(trx);
  await sql`
    update digest_item set level = 'told-' || level || '-' || extract(epoch from sent_at)
    where ${rungs} and level not like 'told-%'`.execute(trx);
}

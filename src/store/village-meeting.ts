/** Village meetings (村级研判): who was there, what was decided about which case, the minutes encrypted. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type NewMeeting = {
  readonly id: string;
  readonly draftId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly kind: 'regular' | 'ad-hoc';
  readonly heldOn: LocalDate;
  readonly staffPresent: readonly string[];
  readonly villagersPresent: number;
  readonly minutes: string;
  readonly mediaIds: readonly string[];
  readonly recordedBy: string;
  readonly recordedAt: Instant;
};

/** Writes a meeting; false when its draft was recorded before (unique draft id). */
export async function insertMeeting(
  trx: Trx,
  fields: FieldEncryption,
  meeting: NewMeeting,
): Promise<boolean> {
  const { id, minutes, areaPath } = meeting;
  const inserted = await trx
    .insertInto('village_meeting')
    .values({
      id,
      draft_id: meeting.draftId,
      area_id: meeting.areaId,
      area_path: areaPath,
      kind: meeting.kind,
      held_on: meeting.heldOn,
      staff_present: [...meeting.staffPresent],
      villagers_present: meeting.villagersPresent,
      minutes_enc:
        minutes === '' ? null : fields.encrypt('village_meeting.minutes_enc', id, minutes),
      recorded_by: meeting.recordedBy,
      recorded_at: timestamp(meeting.recordedAt),
    })
    .onConflict((conflict) => conflict.column('draft_id').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  if (meeting.mediaIds.length > 0) {
    await sql`insert into village_meeting_media (meeting_id, media_id, area_path)
      select ${id}::uuid, m, ${areaPath} from unnest(${[...meeting.mediaIds]}::uuid[]) m
      on conflict do nothing`.execute(trx);
  }
  return true;
}

/** Writes what the meeting said of a case. */
export async function insertMeetingItem(
  trx: Trx,
  item: {
    readonly meetingId: string;
    readonly caseId: string;
    readonly areaPath: string;
    readonly category: Category | null;
    readonly reason: ReasonCode | null;
  },
): Promise<void> {
  await trx
    .insertInto('meeting_item')
    .values({
      meeting_id: item.meetingId,
      case_id: item.caseId,
      area_path: item.areaPath,
      category: item.category,
      reason: item.reason,
    })
    .execute();
}

/** A case that waits for the village's meeting. */
export type WaitingCase = {
  readonly caseId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly clueAt: Instant;
  readonly dueOn: LocalDate | null;
};

/** Cases of an area that wait for review, the nearest due day first. */
export async function casesWaitingForReview(
  trx: Trx,
  areaPath: string,
): Promise<readonly WaitingCase[]> {
  return await trx
    .selectFrom('case_file')
    .innerJoin('household', 'household.id', 'case_file.household_id')
    .leftJoin('duty', (join) =>
      join
        .onRef('duty.case_id', '=', 'case_file.id')
        .on('duty.kind', '=', 'village-review')
        .on('duty.state', '=', 'open'),
    )
    .select([
      'case_file.id as caseId',
      'case_file.household_id as householdId',
      'household.head_name as headName',
      'case_file.clue_at as clueAt',
      'duty.due_on as dueOn',
    ])
    .where('case_file.area_path', '=', areaPath)
    .where('case_file.state', '=', 'village-review')
    .where('case_file.closed_at', 'is', null)
    .orderBy('duty.due_on')
    .orderBy('case_file.id')
    .execute();
}
